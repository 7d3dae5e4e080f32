"""The shop's files are what its builder makes, and its rows make sense together."""

from __future__ import annotations

from collections import Counter

import pytest

import agentgym
from agentgym.answers import NumberAnswer
from agentgym_envs.handwritten.oracle import Oracle
from agentgym_envs.handwritten.rows import Rows
from agentgym_envs.shop import build, catalog
from agentgym_envs.shop.rows import TODAY
from agentgym_envs.shop.rules import RULES, TOPICS
from agentgym_envs.shop.stock_room import make_rows
from agentgym_envs.shop.tables import TABLES
from agentgym_envs.shop.tasks import DRAFTS

GOLDEN = "8c6f53de728d788ab030d59b7ebe2f3695a3ff943f5bb23ba0514d3eb76fab5b"


@pytest.fixture(scope="module")
def shop() -> agentgym.Environment:
    return agentgym.load(catalog.ENVIRONMENT)


@pytest.fixture(scope="module")
def rows() -> Rows:
    return make_rows()


def table(rows: Rows, name: str) -> list[dict[str, object]]:
    return [dict(zip(TABLES[name], row, strict=True)) for row in rows.tables[name]]


def test_the_files_are_what_the_builder_makes() -> None:
    assert build.SHOP.build(["--check"]) == 0


def test_what_the_id_stands_for_has_not_changed(shop: agentgym.Environment) -> None:
    assert shop.digest() == GOLDEN


def test_the_shop_is_as_large_as_it_promises(shop: agentgym.Environment) -> None:
    toolset = shop.toolset()
    kinds = Counter(task.kind for task in shop.tasks.values())
    lengths = {sum(len(t.calls) for t in task.solution) for task in shop.tasks.values()}
    assert len(toolset.tools) >= 36
    assert len(TABLES) >= 19
    assert len(shop.tasks) >= 130
    assert kinds["change"] >= 60
    assert kinds["refusal"] >= 40
    assert kinds["question"] >= 20
    assert sum(len(task.turns) > 1 for task in shop.tasks.values()) >= 15
    assert min(lengths) == 1
    assert max(lengths) >= 12


def test_every_tool_is_used_by_some_solution(shop: agentgym.Environment) -> None:
    used = {
        call.name for task in shop.tasks.values() for turn in task.solution for call in turn.calls
    }
    assert {tool.name for tool in shop.toolset().tools} == used


def test_every_rule_and_every_topic_is_met_by_some_task(shop: agentgym.Environment) -> None:
    calls = [call for task in shop.tasks.values() for turn in task.solution for call in turn.calls]
    rules = {call.arguments["rule"] for call in calls if call.name == "decline_request"}
    topics = {call.arguments["topic"] for call in calls if call.name == "escalate_to_human"}
    assert rules == set(RULES)
    assert topics == set(TOPICS)


def test_the_policy_states_every_rule_in_the_order_that_counts(
    shop: agentgym.Environment,
) -> None:
    stated = [
        line.split("`")[1] for line in shop.system_prompt.splitlines() if line.startswith("`")
    ]
    assert tuple(stated) == RULES
    handed_over = [
        line.split("`")[1] for line in shop.system_prompt.splitlines() if line.startswith("- `")
    ]
    assert tuple(handed_over[: len(TOPICS)]) == TOPICS


def test_every_refusal_has_a_permitted_twin(shop: agentgym.Environment) -> None:
    for task in shop.tasks.values():
        if task.kind == "refusal":
            assert task.twin is not None
            assert shop.task(task.twin).kind != "refusal"


def test_no_two_questions_have_the_same_answer(shop: agentgym.Environment) -> None:
    answers = Counter(
        str(check.answer.value)
        for task in shop.tasks.values()
        if task.kind == "question"
        for check in task.goal.checks
        if check.answer is not None
    )
    assert [answer for answer, count in answers.items() if count > 1] == []


def test_no_internal_id_is_said_by_a_person(shop: agentgym.Environment) -> None:
    """Order numbers and gift card codes are known to people; no other key is."""
    rows = make_rows()
    public = {"orders", "gift_cards"}
    internal = {
        str(row[0])
        for name, listed in rows.tables.items()
        if name not in public
        and name not in ("promotions", "stock", "warehouses", "variants", "shipments")
        for row in listed
    }
    for task in shop.tasks.values():
        words = set(" ".join(task.turns).replace(",", " ").replace(".", " ").split())
        assert not words & internal, task.id


def test_an_answer_that_the_rows_do_not_give_is_noticed(rows: Rows) -> None:
    answer = NumberAnswer(value=3)
    assert Oracle(rows).fault(answer, "SELECT count(*) FROM warehouses") == ""
    fault = Oracle(rows).fault(answer, "SELECT count(*) + 1 FROM warehouses")
    assert fault == "the rows give [4], the draft says 3.0"


def test_every_answer_of_a_draft_has_a_proof() -> None:
    for draft in DRAFTS:
        for turn in draft.turns:
            assert (turn.answer is None) == (turn.proof == ""), draft.id


def test_every_customer_has_one_home(rows: Rows) -> None:
    homes = Counter(a["customer_id"] for a in table(rows, "addresses") if a["label"] == "home")
    assert homes == {c["customer_id"]: 1 for c in table(rows, "customers")}


def test_every_order_was_paid_for_in_full_less_what_was_given_back(rows: Rows) -> None:
    due: Counter[object] = Counter()
    for line in table(rows, "order_lines"):
        due[line["order_id"]] += line["quantity"] * line["paid_cents"]
    back: Counter[object] = Counter()
    order_of = {line["line_id"]: line["order_id"] for line in table(rows, "order_lines")}
    for item in table(rows, "returns"):
        back[order_of[item["line_id"]]] += item["refunded_cents"]
    paid: Counter[object] = Counter()
    for payment in table(rows, "payments"):
        paid[payment["order_id"]] += payment["amount_cents"]
    for order in table(rows, "orders"):
        key = order["order_id"]
        whole = due[key] + order["shipping_cents"] - back[key]
        assert paid[key] == (0 if order["status"] == "cancelled" else whole)


def test_parcels_fit_their_orders(rows: Rows) -> None:
    parcels = {parcel["order_id"]: parcel for parcel in table(rows, "shipments")}
    for order in table(rows, "orders"):
        parcel = parcels.get(order["order_id"])
        assert (parcel is not None) == (order["status"] in ("shipped", "delivered"))
        if parcel is not None:
            assert (parcel["status"] == "delivered") == (order["status"] == "delivered")
            assert (parcel["delivered_on"] is not None) == (order["status"] == "delivered")


def test_nothing_happened_after_today(rows: Rows) -> None:
    today = TODAY.isoformat()
    for name, columns in {
        "orders": ["placed_on"],
        "shipments": ["delivered_on"],
        "returns": ["requested_at"],
        "payments": ["at"],
        "credits": ["given_at"],
        "tickets": ["opened_at"],
    }.items():
        for row in table(rows, name):
            for column in columns:
                assert str(row[column] or "") <= today


def test_no_warehouse_has_more_reserved_than_on_hand(rows: Rows) -> None:
    for level in table(rows, "stock"):
        assert 0 <= level["reserved"] <= level["on_hand"]
