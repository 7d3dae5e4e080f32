"""The bank's tools: every refusal can be reached and changes nothing, and money adds up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from pydantic import JsonValue

from agentgym import ToolCall
from agentgym.world import LiveWorld
from agentgym_envs.bank.catalog import ENVIRONMENT
from agentgym_envs.bank.environment import load
from agentgym_envs.bank.tools import TOOLS
from agentgym_envs.bank.vault import make_rows
from tests.envs.refusals import refusal, unreached

KEYS = make_rows().keys
NOBODY, NOTHING, NOWHERE = "M00000", "none-such", "00000000"


def call(tool: str, /, **arguments: JsonValue) -> ToolCall:
    """A call; strings that begin with @ are nicknames."""
    named = {
        key: KEYS[value[1:]] if isinstance(value, str) and value.startswith("@") else value
        for key, value in arguments.items()
    }
    return ToolCall(tool, named)


@pytest.fixture(scope="module")
def live() -> Iterator[LiveWorld]:
    live = load(ENVIRONMENT).toolset()
    assert isinstance(live, LiveWorld)
    yield live
    live.close()


def contact(who: str, field: str, value: str, **more: str) -> ToolCall:
    return call("update_contact", customer_id=who, field=field, value=value, **more)


def support(who: str, mark: str) -> ToolCall:
    return call("set_support_mark", customer_id=who, support=mark)


def complain(who: str, **more: str) -> ToolCall:
    return call("open_complaint", customer_id=who, topic="branch", summary="Cold tea", **more)


def hand_over(who: str) -> ToolCall:
    return call("hand_over", customer_id=who, topic="legal")


def opened(
    who: str = "@liam", product: str = "EASY", source: str = "@liam.cur", pence: int = 100000
) -> ToolCall:
    return call(
        "open_account",
        customer_id=who,
        product=product,
        from_account_id=source,
        deposit_pence=pence,
    )


def closed(account: str, target: str = "@lena.cur", days: int = 0) -> ToolCall:
    return call("close_account", account_id=account, to_account_id=target, charge_days=days)


def moved(source: str, target: str, pence: int = 100) -> ToolCall:
    return call("transfer", from_account_id=source, to_account_id=target, amount_pence=pence)


def overdraft(account: str, pence: int) -> ToolCall:
    return call("change_overdraft", account_id=account, limit_pence=pence)


def statement(account: str, first: str = "2025-01-01", last: str = "2025-01-31") -> ToolCall:
    return call("order_statement", account_id=account, from_date=first, to_date=last, form="post")


def fee_back(transaction: str, who: str = "@liam") -> ToolCall:
    return call("refund_fee", transaction_id=transaction, reason="goodwill", customer_id=who)


def payee(who: str, number: str = "11112222") -> ToolCall:
    return call(
        "add_payee",
        customer_id=who,
        name="A Neighbour",
        sort_code="20-45-77",
        account_number=number,
    )


def sent(account: str, to: str, pence: int = 100) -> ToolCall:
    return call("send_payment", account_id=account, payee_id=to, amount_pence=pence)


def scheduled(account: str, to: str, day: str = "2025-05-01") -> ToolCall:
    return call("schedule_payment", account_id=account, payee_id=to, amount_pence=100, due_on=day)


def standing(account: str, to: str, day: str = "2025-05-01") -> ToolCall:
    return call(
        "create_standing_order",
        account_id=account,
        payee_id=to,
        amount_pence=100,
        frequency="monthly",
        first_on=day,
    )


def changed(order: str, **more: JsonValue) -> ToolCall:
    return call("change_standing_order", order_id=order, **more)


def card(name: str, which: str, **more: JsonValue) -> ToolCall:
    return call(name, card_id=which, **more)


def journey(which: str, first: str = "2025-05-01", last: str = "2025-05-02") -> ToolCall:
    return card("add_travel_notice", which, country="France", from_date=first, to_date=last)


def dispute(transaction: str, pence: int = 100) -> ToolCall:
    return call("open_dispute", transaction_id=transaction, reason="duplicate", amount_pence=pence)


def overpaid(loan: str, source: str = "@ian.cur", pence: int = 10000) -> ToolCall:
    return call("overpay_loan", loan_id=loan, from_account_id=source, amount_pence=pence)


def settled(loan: str, source: str = "@ruth.cur") -> ToolCall:
    return call("settle_loan", loan_id=loan, from_account_id=source, charge_bp=50)


def notes(account: str, units: int = 100, branch: str = "Ilkley") -> ToolCall:
    return call("order_currency", account_id=account, currency="EUR", units=units, branch=branch)


def booked(who: str, slot: str) -> ToolCall:
    return call("book_appointment", customer_id=who, appointment_id=slot)


NOBODYS = [
    call("check_memorable_word", customer_id=NOBODY, word="Puffin"),
    call("get_customer", customer_id=NOBODY),
    contact(NOBODY, "phone", "07700 900000"),
    support(NOBODY, "large_print"),
    call("list_records", customer_id=NOBODY),
    call("add_note", customer_id=NOBODY, text="A note"),
    complain(NOBODY),
    call("decline_request", customer_id=NOBODY, rule="advice"),
    hand_over(NOBODY),
    opened(NOBODY),
    fee_back("@liam.unpaid", NOBODY),
    call("list_payees", customer_id=NOBODY),
    payee(NOBODY),
    call("list_cards", customer_id=NOBODY),
    booked(NOBODY, "@hal.sav1"),
]
NOWHERES = [
    complain("@lena", account_id=NOWHERE),
    call("decline_request", customer_id="@lena", account_id=NOWHERE, rule="funds"),
    call("get_account", account_id=NOWHERE),
    opened(source=NOWHERE),
    closed(NOWHERE),
    closed("@lena.cur", NOWHERE),
    moved(NOWHERE, "@lena.cur"),
    moved("@lena.cur", NOWHERE),
    overdraft(NOWHERE, 5000),
    call("reactivate_account", account_id=NOWHERE),
    call("list_transactions", account_id=NOWHERE),
    statement(NOWHERE),
    sent(NOWHERE, "@imran.mum"),
    scheduled(NOWHERE, "@imran.mum"),
    call("list_regular_payments", account_id=NOWHERE),
    standing(NOWHERE, "@imran.mum"),
    overpaid("@ian.loan", NOWHERE),
    settled("@ruth.loan", NOWHERE),
    call("list_currency_orders", account_id=NOWHERE),
    notes(NOWHERE),
]
NOTHINGS = [
    opened(product="GOLD"),
    fee_back(NOTHING),
    fee_back("@liam.tv"),
    sent("@imran.cur", "@gareth.cars"),
    scheduled("@imran.cur", "@gareth.cars"),
    standing("@imran.cur", "@gareth.cars"),
    call("cancel_scheduled_payment", scheduled_id=NOTHING),
    changed(NOTHING, amount_pence=100),
    call("cancel_standing_order", order_id=NOTHING),
    call("cancel_direct_debit", debit_id=NOTHING),
    call("claim_direct_debit", transaction_id=NOTHING),
    card("set_card_status", NOTHING, status="frozen"),
    card("replace_card", NOTHING, reason="lost"),
    card("set_cash_limit", NOTHING, limit_pence=1000),
    journey(NOTHING),
    dispute(NOTHING),
    call("withdraw_dispute", dispute_id=NOTHING),
    call("get_loan", loan_id=NOTHING),
    overpaid(NOTHING),
    settled(NOTHING),
    notes("@lena.cur", branch="Whitby"),
    booked("@lena", NOTHING),
    call("cancel_appointment", appointment_id=NOTHING),
]
OTHERS = [
    call("find_customer"),
    contact("@lena", "address", "1 Elm Row, Leeds"),
    contact("@lena", "phone", "07700 900000", postcode="LS1 1AA"),
    contact("@lena", "email", "no address"),
    support("@stan", "payment_delay"),
    opened(product="BOND1", pence=100),
    opened(source="@peter.old"),
    opened(pence=10_000_000),
    closed("@peter.old"),
    closed("@meera.credit"),
    closed("@imran.cur"),
    closed("@lena.cur", "@lena.cur"),
    closed("@kieran.easy", "@peter.old"),
    moved("@lena.cur", "@lena.cur"),
    moved("@peter.old", "@peter.cur"),
    moved("@meera.credit", "@meera.cur"),
    moved("@peter.cur", "@peter.old"),
    moved("@lena.cur", "@neil.cur", 10_000_000),
    overdraft("@peter.old", 5000),
    overdraft("@peter.isa", 5000),
    overdraft("@imran.cur", 50000),
    call("reactivate_account", account_id="@lena.cur"),
    statement("@lena.cur", last="2025-04-16"),
    payee("@imran", "60318824"),
    sent("@peter.old", "@peter.garden"),
    sent("@peter.isa", "@peter.garden"),
    sent("@peter.cur", "@peter.garden", 10_000_000),
    scheduled("@peter.old", "@peter.garden"),
    scheduled("@peter.isa", "@peter.garden"),
    scheduled("@peter.cur", "@peter.garden", "2025-04-15"),
    standing("@peter.old", "@peter.garden"),
    standing("@peter.isa", "@peter.garden"),
    standing("@peter.cur", "@peter.garden", "2025-04-15"),
    changed("@wendy.oldso", amount_pence=100),
    changed("@wendy.rentso"),
    changed("@wendy.rentso", next_on="2025-04-15"),
    call("cancel_standing_order", order_id="@wendy.oldso"),
    call("cancel_direct_debit", debit_id="@meera.dd"),
    card("set_card_status", "@nadia.card", status="active"),
    card("set_card_status", "@declan.card", status="frozen"),
    card("replace_card", "@nadia.card", reason="lost"),
    card("set_cash_limit", "@zofia.card", limit_pence=30000),
    journey("@declan.card"),
    journey("@zofia.card", last="2025-04-30"),
    dispute("@yusuf.grill1", 3821),
    dispute("@grace.shoes"),
    overpaid("@ian.loan", pence=600_000),
    overpaid("@ian.loan", "@peter.old"),
    overpaid("@ian.loan", "@brian.cur", 500_000),
    settled("@ruth.loan", "@peter.old"),
    settled("@ruth.loan", "@neil.cur"),
    notes("@peter.old"),
    notes("@lena.cur", 101),
    notes("@lena.cur", 50000),
    booked("@lena", "@hal.bus1"),
    call("cancel_appointment", appointment_id="@hal.bus2"),
    call("activity_report", from_date="2025-02-02", to_date="2025-02-01", group_by="kind"),
]
TWICE = [
    hand_over("@lena"),
    fee_back("@liam.unpaid"),
    call("cancel_scheduled_payment", scheduled_id="@priti.lesson"),
    call("claim_direct_debit", transaction_id="@marian.energy"),
    call("withdraw_dispute", dispute_id="@grace.d"),
    settled("@ruth.loan"),
]
IN_A_ROW = [
    [sent("@jo.cur", "@jo.dance", 30000), overdraft("@jo.cur", 20000)],
    [
        card("replace_card", "@peter.card", reason="lost"),
        card("set_cash_limit", "@peter.card", limit_pence=1000),
    ],
    [settled("@ruth.loan"), overpaid("@ruth.loan", "@ruth.cur")],
]
REFUSED = (
    [[one] for one in (*NOBODYS, *NOWHERES, *NOTHINGS, *OTHERS)]
    + [[one, one] for one in TWICE]
    + IN_A_ROW
)


@pytest.mark.parametrize("calls", REFUSED, ids=lambda calls: calls[-1].name)
def test_a_refused_call_says_why_and_changes_nothing(
    live: LiveWorld, calls: list[ToolCall]
) -> None:
    _, message = refusal(live, calls)
    assert message
    assert "{" not in message


def test_every_refusal_that_a_tool_can_give_is_reached(live: LiveWorld) -> None:
    assert unreached(live, TOOLS, REFUSED) == []


def result(live: LiveWorld, one: ToolCall) -> dict[str, Any]:
    answer = live.call(one)
    assert not answer.is_error, answer.content
    content: dict[str, Any] = orjson.loads(answer.content)
    return content


def balance(live: LiveWorld, account: str) -> int:
    return int(result(live, call("get_account", account_id=account))["balance_pence"])


def test_a_transfer_takes_from_one_account_what_it_gives_the_other(live: LiveWorld) -> None:
    live.reset(0)
    before = balance(live, "@ruth.cur"), balance(live, "@ruth.isa")
    result(live, moved("@ruth.cur", "@ruth.isa", 12345))
    after = balance(live, "@ruth.cur"), balance(live, "@ruth.isa")
    assert (after[0] - before[0], after[1] - before[1]) == (-12345, 12345)


def test_closing_a_bond_early_keeps_the_days_of_interest_rounded_down(live: LiveWorld) -> None:
    live.reset(0)
    before = balance(live, "@bob.cur")
    done = result(live, closed("@bob.bond", "@bob.cur", 180))
    assert done["charge_pence"] == 1_200_000 * 425 * 180 // 3_650_000 == 25150
    assert balance(live, "@bob.cur") - before == 1_200_000 - 25150
    assert balance(live, "@bob.bond") == 0


def test_a_bond_opened_today_matures_on_this_day_in_a_later_year(live: LiveWorld) -> None:
    live.reset(0)
    for product, day in (("BOND1", "2026-04-15"), ("BOND5", "2030-04-15"), ("EASY", None)):
        assert result(live, opened(product=product))["matures_on"] == day


def test_settling_a_loan_takes_the_charge_rounded_down(live: LiveWorld) -> None:
    live.reset(0)
    before = balance(live, "@ruth.cur")
    assert result(live, settled("@ruth.loan"))["paid_pence"] == 121590 + 607
    assert before - balance(live, "@ruth.cur") == 122197


def test_foreign_notes_cost_the_selling_rate_rounded_up(live: LiveWorld) -> None:
    live.reset(0)
    cost = result(live, notes("@lena.cur", 400))["cost_pence"]
    assert cost == -(-400 * 1_000_000 // 11342) == 35268


def test_a_direct_debit_that_is_claimed_comes_back_in_full(live: LiveWorld) -> None:
    live.reset(0)
    before = balance(live, "@marian.cur")
    result(live, call("claim_direct_debit", transaction_id="@marian.energy"))
    assert balance(live, "@marian.cur") - before == 18600


@pytest.mark.parametrize(
    ("name", "number", "expected", "held_as"),
    [
        ("emma rawnsley", "70164429", "match", "Emma Rawnsley"),
        ("E Rawnsley", "70164429", "close_match", "Emma Rawnsley"),
        ("Ella Rawson", "70164429", "no_match", None),
        ("Emma Rawnsley", "70164428", "unavailable", None),
    ],
)
def test_the_other_bank_tells_its_name_only_to_who_comes_close(
    live: LiveWorld, name: str, number: str, expected: str, held_as: str | None
) -> None:
    live.reset(0)
    asked = call("confirm_payee", name=name, sort_code="20-31-52", account_number=number)
    assert result(live, asked) == {"result": expected, "held_as": held_as}


def test_a_postcode_is_found_with_and_without_its_space(live: LiveWorld) -> None:
    live.reset(0)
    for code in ("HX7 6DT", "hx76dt"):
        found = result(live, call("find_customer", postcode=code))["customers"]
        assert [customer["name"] for customer in found] == ["Doreen Ackroyd"]


def test_pages_together_hold_every_transaction_once(live: LiveWorld) -> None:
    live.reset(0)
    seen: list[JsonValue] = []
    page: JsonValue = 1
    while page:
        listed = result(live, call("list_transactions", account_id="@grace.cur", page=page))
        transactions = listed["transactions"]
        seen += [entry["transaction_id"] for entry in transactions]
        page = listed["next_page"]
    assert len(seen) == listed["total"] == len(set(seen))


def test_the_clock_stays_on_the_day_that_the_policy_names(live: LiveWorld) -> None:
    live.reset(0)
    result(live, payee("@lena"))
    payees = result(live, call("list_payees", customer_id="@lena"))["payees"]
    assert [entry["added_on"] for entry in payees] == ["2025-04-15"]
