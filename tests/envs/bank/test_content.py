"""The bank's files are what its builder makes, and its rows make sense together."""

from __future__ import annotations

import datetime
import re
from collections import Counter

import pytest

import agentgym
from agentgym.world import World
from agentgym_envs.bank import build, catalog
from agentgym_envs.bank.people import Person, cast
from agentgym_envs.bank.rows import TODAY
from agentgym_envs.bank.rules import RULES, TOPICS
from agentgym_envs.bank.tables import TABLES
from agentgym_envs.bank.tasks import DRAFTS
from agentgym_envs.bank.vault import make_rows
from agentgym_envs.handwritten.drafts import Draft
from agentgym_envs.handwritten.rows import Rows

GOLDEN = "29a9ad3b0ed6e0d0fd633e1f413ab206dff3c0d11d5641a526585e258a85b936"


@pytest.fixture(scope="module")
def bank() -> agentgym.Environment:
    return agentgym.load(catalog.ENVIRONMENT)


@pytest.fixture(scope="module")
def rows() -> Rows:
    return make_rows()


def table(rows: Rows, name: str) -> list[dict[str, object]]:
    return [dict(zip(TABLES[name], row, strict=True)) for row in rows.tables[name]]


def test_the_files_are_what_the_builder_makes() -> None:
    assert build.BANK.build(["--check"]) == 0


def test_what_the_id_stands_for_has_not_changed(bank: agentgym.Environment) -> None:
    assert bank.digest() == GOLDEN


def test_the_bank_is_as_large_as_it_promises(bank: agentgym.Environment) -> None:
    toolset = bank.toolset()
    kinds = Counter(task.kind for task in bank.tasks.values())
    lengths = {sum(len(t.calls) for t in task.solution) for task in bank.tasks.values()}
    assert len(toolset.tools) >= 50
    assert len(TABLES) >= 26
    assert len(bank.tasks) >= 280
    assert kinds["change"] >= 155
    assert kinds["refusal"] >= 80
    assert kinds["question"] >= 45
    assert sum(len(task.turns) > 1 for task in bank.tasks.values()) >= 28
    assert min(lengths) == 1
    assert max(lengths) >= 12


def test_an_episode_starts_from_a_small_image() -> None:
    assert len(World.load(build.BANK.folder / "world.json").image) <= 150 * 1024


def test_every_tool_is_used_by_some_solution(bank: agentgym.Environment) -> None:
    used = {
        call.name for task in bank.tasks.values() for turn in task.solution for call in turn.calls
    }
    assert {tool.name for tool in bank.toolset().tools} == used


def test_every_rule_and_every_topic_is_met_by_some_task(bank: agentgym.Environment) -> None:
    calls = [call for task in bank.tasks.values() for turn in task.solution for call in turn.calls]
    rules = {call.arguments["rule"] for call in calls if call.name == "decline_request"}
    topics = {call.arguments["topic"] for call in calls if call.name == "hand_over"}
    assert rules == set(RULES)
    assert topics == set(TOPICS)


def test_the_policy_states_every_rule_in_the_order_that_counts(
    bank: agentgym.Environment,
) -> None:
    lines = bank.system_prompt.splitlines()
    assert tuple(line.split("`")[1] for line in lines if line.startswith("`")) == RULES
    assert tuple(line.split("`")[1] for line in lines if line.startswith("- `")) == TOPICS


def test_every_refusal_has_a_permitted_twin(bank: agentgym.Environment) -> None:
    for task in bank.tasks.values():
        if task.kind == "refusal":
            assert task.twin is not None
            assert bank.task(task.twin).kind != "refusal"


def test_no_two_questions_have_the_same_answer(bank: agentgym.Environment) -> None:
    answers = Counter(
        str(check.answer.value)
        for task in bank.tasks.values()
        if task.kind == "question"
        for check in task.goal.checks
        if check.answer is not None
    )
    assert [answer for answer, count in answers.items() if count > 1] == []


def test_no_internal_id_is_said_by_a_person(bank: agentgym.Environment, rows: Rows) -> None:
    """Account numbers are known to people; no other generated key is."""
    generated = {name for name in rows.forms.forms if name not in ("accounts", "audit")}
    internal = {str(row[0]) for name in generated for row in rows.tables[name]}
    for task in bank.tasks.values():
        words = set(re.split(r"[\s,.;:?!]+", " ".join(task.turns)))
        assert not words & internal, task.id


def test_every_answer_of_a_draft_has_a_proof() -> None:
    for draft in DRAFTS:
        for turn in draft.turns:
            assert (turn.answer is None) == (turn.proof == ""), draft.id


def refused_as_unknown(draft: Draft) -> bool:
    return any(
        call.arguments.get("rule") == "identity" for turn in draft.turns for call in turn.calls
    )


def identifies(person: Person, said: str) -> bool:
    born = datetime.date.fromisoformat(person.born)
    dates = (f"{born.day} {born:%B %Y}".casefold(), f"{born:%d/%m/%Y}")
    return (
        person.name.casefold() in said
        and person.postcode.casefold() in said
        and any(date in said for date in dates)
    )


def test_who_asks_gives_name_birthday_and_postcode_unless_that_is_what_fails() -> None:
    people = {person.nick: person for person in cast()}
    for draft in DRAFTS:
        if draft.who is None:
            assert all(turn.said.startswith("[branch]") for turn in draft.turns), draft.id
            continue
        person = people[draft.who]
        said = " ".join(turn.said for turn in draft.turns).casefold()
        word_is_wrong = any(
            call.name == "check_memorable_word" and call.arguments["word"] != person.word
            for turn in draft.turns
            for call in turn.calls
        )
        known = identifies(person, said) and not word_is_wrong
        assert known != refused_as_unknown(draft), draft.id


NEEDS_THE_WORD = {"add_payee", "update_contact", "replace_card", "reactivate_account"}


def test_what_needs_the_memorable_word_is_done_only_after_it_was_checked() -> None:
    people = {person.nick: person for person in cast()}
    for draft in DRAFTS:
        checked = False
        said = ""
        for turn in draft.turns:
            said += turn.said.casefold()
            for call in turn.calls:
                if call.name == "check_memorable_word" and draft.who is not None:
                    assert str(call.arguments["word"]).casefold() in said, draft.id
                    checked = call.arguments["word"] == people[draft.who].word
                if call.name in NEEDS_THE_WORD | {"close_account"}:
                    assert checked, draft.id


def test_every_account_is_held_by_as_many_as_its_mandate_says(rows: Rows) -> None:
    holders = Counter(h["account_id"] for h in table(rows, "holders") if h["role"] != "parent")
    for account in table(rows, "accounts"):
        assert holders[account["account_id"]] == (1 if account["mandate"] == "sole" else 2)


def test_no_account_is_beyond_its_limit(rows: Rows) -> None:
    held: Counter[object] = Counter()
    for hold in table(rows, "holds"):
        held[hold["account_id"]] += int(str(hold["amount_pence"]))
    for account in table(rows, "accounts"):
        spendable = int(str(account["balance_pence"])) + int(str(account["limit_pence"]))
        assert spendable >= held[account["account_id"]]


def test_only_current_accounts_have_cards_and_payments_or_they_are_credit_cards(
    rows: Rows,
) -> None:
    products = {a["account_id"]: a["product"] for a in table(rows, "accounts")}
    for card in table(rows, "cards"):
        assert products[card["account_id"]] in ("EVERY", "PLUS", "YOUTH", "CREDIT")
    for name in ("standing_orders", "direct_debits", "scheduled_payments"):
        for row in table(rows, name):
            assert products[row["account_id"]] in ("EVERY", "PLUS")


def test_nothing_that_is_past_lies_after_today_and_nothing_due_before_it(rows: Rows) -> None:
    today = TODAY.isoformat()
    for name, column in (
        ("transactions", "booked_on"),
        ("accounts", "opened_on"),
        ("payees", "added_on"),
        ("holds", "placed_on"),
        ("customers", "address_since"),
        ("notes", "at"),
        ("complaints", "at"),
        ("currency_orders", "at"),
        ("fee_refunds", "given_on"),
        ("disputes", "opened_on"),
    ):
        assert all(str(row[column]) <= today for row in table(rows, name)), name
    for name, column in (("standing_orders", "next_on"), ("direct_debits", "next_on")):
        for row in table(rows, name):
            if row["status"] == "active":
                assert str(row[column]) > today
    assert all(str(row["due_on"]) > today for row in table(rows, "scheduled_payments"))


def test_what_moved_between_two_accounts_was_booked_on_both(rows: Rows) -> None:
    moved = [t for t in table(rows, "transactions") if t["kind"] == "transfer"]
    booked = {
        (t["account_id"], t["other_account_id"], t["booked_on"], t["amount_pence"]) for t in moved
    }
    for account, other, day, amount in booked:
        assert (other, account, day, -int(str(amount))) in booked


def test_what_is_due_regularly_was_paid_before(rows: Rows) -> None:
    paid = Counter(t["source_id"] for t in table(rows, "transactions") if t["source_id"])
    for debit in table(rows, "direct_debits"):
        assert paid[debit["debit_id"]] == 2
    for order in table(rows, "standing_orders"):
        assert paid[order["order_id"]] == (2 if order["status"] == "active" else 0)


def test_only_the_old_draw_a_state_pension(rows: Rows) -> None:
    born = {c["customer_id"]: str(c["date_of_birth"]) for c in table(rows, "customers")}
    holders = {h["account_id"]: h["customer_id"] for h in table(rows, "holders")}
    pensions = [t for t in table(rows, "transactions") if t["party"] == "State Pension"]
    assert pensions
    for pension in pensions:
        assert born[holders[pension["account_id"]]] <= "1959-02-28"


def test_only_accounts_with_a_card_have_card_payments_and_cash(rows: Rows) -> None:
    with_card = {card["account_id"] for card in table(rows, "cards")}
    for transaction in table(rows, "transactions"):
        if transaction["kind"] in ("card", "cash"):
            assert transaction["account_id"] in with_card


def test_loans_owe_less_than_was_borrowed(rows: Rows) -> None:
    for loan in table(rows, "loans"):
        assert int(str(loan["balance_pence"])) < int(str(loan["borrowed_pence"]))
        assert str(loan["taken_on"]) < TODAY.isoformat() < str(loan["ends_on"])
