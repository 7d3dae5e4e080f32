"""The shop's tools: every refusal can be reached and changes nothing, and money adds up."""

from __future__ import annotations

from collections.abc import Iterator

import orjson
import pytest

from agentgym import ToolCall
from agentgym.world import LiveWorld
from agentgym_envs.shop.catalog import ENVIRONMENT
from agentgym_envs.shop.environment import load
from agentgym_envs.shop.stock_room import make_rows
from agentgym_envs.shop.tools import TOOLS
from tests.envs.refusals import refusal, unreached

ROWS = make_rows()
KEYS = ROWS.keys
#: The warehouse that has the most sheets of the kind that petra.1 holds.
SHEETS_AT = max(
    (row[2] - row[3], row[1]) for row in ROWS.tables["stock"] if row[0] == "SHEET-QUE-WHI"
)[1]


def call(name: str, **arguments: object) -> ToolCall:
    """A call; strings that begin with @ are nicknames."""
    named = {
        key: KEYS[value[1:]] if isinstance(value, str) and value.startswith("@") else value
        for key, value in arguments.items()
    }
    return ToolCall(name, named)


@pytest.fixture(scope="module")
def live() -> Iterator[LiveWorld]:
    live = load(ENVIRONMENT).toolset()
    assert isinstance(live, LiveWorld)
    yield live
    live.close()


def give_back(line: str, pieces: int = 1) -> ToolCall:
    return call(
        "create_return",
        line_id=line,
        quantity=pieces,
        reason="faulty",
        label="free",
        restocking_percent=0,
    )


def swap(line: str, sku: str, warehouse: str = "RNO", pieces: int = 1) -> ToolCall:
    return call("exchange_item", line_id=line, quantity=pieces, new_sku=sku, warehouse_id=warehouse)


def send(line: str, warehouse: str, cause: str = "faulty", pieces: int = 1) -> ToolCall:
    return call(
        "send_replacement", line_id=line, quantity=pieces, warehouse_id=warehouse, cause=cause
    )


def pay_out(which: str, to: str, share: int = 100) -> ToolCall:
    return call("refund_return", return_id=which, share_percent=share, refund_to=to)


def credit(who: str, order: str, kind: str, cents: int) -> ToolCall:
    return call("give_credit", customer_id=who, order_id=order, kind=kind, amount_cents=cents)


def address(who: str, label: str) -> ToolCall:
    return call(
        "add_address",
        customer_id=who,
        label=label,
        street="1 Elm Street",
        city="Salem",
        state="OR",
        zip="97301",
    )


def contact(who: str, value: str) -> ToolCall:
    return call("update_contact", customer_id=who, field="email", value=value)


def ticket(who: str, **more: str) -> ToolCall:
    return call("open_ticket", customer_id=who, topic="product", subject="a question", **more)


def report(name: str) -> ToolCall:
    return call(name, from_date="2025-02-02", to_date="2025-02-01", group_by="category")


NOBODY, NOTHING = "C00000", "none-such"
NOBODYS = [
    call("get_customer", customer_id=NOBODY),
    contact(NOBODY, "a@b.example"),
    address(NOBODY, "work"),
    call("list_tickets", customer_id=NOBODY),
    ticket(NOBODY),
    call("decline_request", customer_id=NOBODY, rule="points"),
    call("escalate_to_human", customer_id=NOBODY, topic="legal"),
    credit(NOBODY, "@felix.1", "goodwill", 1000),
    call("redeem_gift_card", customer_id=NOBODY, code="@ruth.gift"),
    call("redeem_points", customer_id=NOBODY, points=500),
    call("list_orders", customer_id=NOBODY),
]
NOTHINGS = [
    call("add_note", ticket_id=NOTHING, text="a note"),
    call("close_ticket", ticket_id=NOTHING),
    call("decline_request", customer_id="@lena", order_id=NOTHING, rule="points"),
    call("get_product", product_id=NOTHING),
    call("check_stock", sku=NOTHING),
    call("get_promotion", code=NOTHING),
    credit("@felix", NOTHING, "goodwill", 1000),
    call("adjust_price", line_id=NOTHING),
    call("get_gift_card", code=NOTHING),
    call("redeem_gift_card", customer_id="@lena", code=NOTHING),
    call("replace_gift_card", code=NOTHING),
    call("get_order", order_id=NOTHING),
    call("track_shipment", tracking=NOTHING),
    call("cancel_order", order_id=NOTHING),
    call("remove_item", line_id=NOTHING),
    call("change_delivery_address", order_id=NOTHING, address_id="@owen/work"),
    call("apply_promotion", order_id=NOTHING, code="TRAIL15"),
    call("apply_promotion", order_id="@mina.1", code=NOTHING),
    call("get_return", return_id=NOTHING),
    give_back(NOTHING),
    pay_out(NOTHING, "store_credit"),
    swap(NOTHING, "BOOTS-10"),
    send(NOTHING, "RNO"),
    call("report_lost", tracking=NOTHING),
    call("refund_order", order_id=NOTHING, refund_to="store_credit"),
]
OTHERS = [
    call("find_customer"),
    contact("@lena", "no address"),
    contact("@lena", "helen.okafor@gmail.com"),
    address("@owen", "Work"),
    ticket("@lena", order_id="@felix.1"),
    call("add_note", ticket_id="@fatima.t", text="a note"),
    call("close_ticket", ticket_id="@fatima.t"),
    report("sales_report"),
    report("returns_report"),
    credit("@felix", "@felix.1", "shipping", 1896),
    call("adjust_price", line_id="@felix.1/1"),
    call("redeem_gift_card", customer_id="@lena", code="@wanda.gift"),
    call("replace_gift_card", code="@wanda.gift"),
    call("redeem_points", customer_id="@nora", points=500),
    call("cancel_order", order_id="@felix.1"),
    call("remove_item", line_id="@felix.1/1"),
    call("remove_item", line_id="@amara.2/1"),
    call("change_delivery_address", order_id="@felix.1", address_id="@felix/home"),
    call("change_delivery_address", order_id="@mina.1", address_id="@owen/work"),
    call("apply_promotion", order_id="@felix.1", code="TRAIL15"),
    call("apply_promotion", order_id="@amara.2", code="TRAIL15"),
    give_back("@mina.1/1"),
    give_back("@felix.1/1", 2),
    pay_out("@judith.r", "store_credit"),
    pay_out("@leo.r", "store_credit", 50),
    pay_out("@gloria.r", "card_on_file"),
    pay_out("@abigail.r", "card_on_file"),
    swap("@mina.1/3", "MERNO-PIN-M"),
    swap("@ana.1/1", "BOOTS-10", "CMH", 2),
    swap("@ana.1/1", "BOOTS-9"),
    swap("@ana.1/1", "SOCKS-L"),
    swap("@amara.1/1", "RADIO-TEA"),
    swap("@ana.1/1", "BOOTS-10", "LAX"),
    send("@sofia.2/2", "RNO"),
    send("@sofia.2/2", "LAX"),
    send("@dmitri.1/1", "RNO", "lost"),
    send("@felix.1/1", "RNO", pieces=2),
    call("report_lost", tracking="@felix.1/parcel"),
    call("refund_order", order_id="@dmitri.1", refund_to="store_credit"),
]
SECOND_TIME = [
    [call("escalate_to_human", customer_id="@lena", topic="legal")] * 2,
    [credit("@felix", "@felix.1", "goodwill", 1000)] * 2,
    [call("adjust_price", line_id="@ingrid.1/1")] * 2,
    [call("replace_gift_card", code="@ruth.gift")] * 2,
    [
        call("replace_gift_card", code="@ruth.gift"),
        call("redeem_gift_card", customer_id="@lena", code="@ruth.gift"),
    ],
    [call("apply_promotion", order_id="@mina.1", code="TRAIL15")] * 2,
    [send("@petra.1/1", SHEETS_AT, "lost")] * 2,
    [
        send("@petra.1/1", SHEETS_AT, "lost"),
        call("refund_order", order_id="@petra.1", refund_to="store_credit"),
    ],
]
REFUSED = [[one] for one in (*NOBODYS, *NOTHINGS, *OTHERS)] + SECOND_TIME


@pytest.mark.parametrize("calls", REFUSED, ids=lambda calls: calls[-1].name)
def test_a_refused_call_says_why_and_changes_nothing(
    live: LiveWorld, calls: list[ToolCall]
) -> None:
    _, message = refusal(live, calls)
    assert message
    assert "{" not in message


def test_every_refusal_that_a_tool_can_give_is_reached(live: LiveWorld) -> None:
    assert unreached(live, TOOLS, REFUSED) == []


def test_money_goes_back_to_the_card_before_the_gift_card(live: LiveWorld) -> None:
    live.reset(0)
    before = orjson.loads(live.call(call("get_gift_card", code="@walt.gift")).content)
    live.call(call("refund_order", order_id="@walt.1", refund_to="original_payment"))
    order = orjson.loads(live.call(call("get_order", order_id="@walt.1")).content)
    after = orjson.loads(live.call(call("get_gift_card", code="@walt.gift")).content)
    assert sum(payment["amount_cents"] for payment in order["payments"]) == 0
    assert after["balance_cents"] - before["balance_cents"] == 15000
    assert order["status"] == "cancelled"


def test_cancelling_gives_back_store_credit_and_card_alike(live: LiveWorld) -> None:
    live.reset(0)
    before = orjson.loads(live.call(call("get_customer", customer_id="@daniel")).content)
    result = orjson.loads(live.call(call("cancel_order", order_id="@daniel.2")).content)
    after = orjson.loads(live.call(call("get_customer", customer_id="@daniel")).content)
    assert result["refunded_cents"] == 23400
    assert after["store_credit_cents"] - before["store_credit_cents"] == 5000


def test_a_refund_to_another_card_does_not_enlarge_the_next_refund(live: LiveWorld) -> None:
    live.reset(0)
    live.call(pay_out("@liam.r", "card_on_file"))
    order = orjson.loads(live.call(call("get_order", order_id="@liam.1")).content)
    assert [p["amount_cents"] for p in order["payments"]] == [17095, -13495]


def test_pages_together_hold_every_product_once(live: LiveWorld) -> None:
    live.reset(0)
    names, page = [], 1
    while page:
        found = orjson.loads(live.call(ToolCall("search_products", {"page": page})).content)
        names += [product["name"] for product in found["products"]]
        page = found["next_page"]
    assert len(names) == found["total"] == len(set(names)) == 60
    assert names == sorted(names)


def test_the_clock_stays_on_the_day_that_the_policy_names(live: LiveWorld) -> None:
    live.reset(0)
    given = credit("@felix", "@felix.1", "goodwill", 1000)
    live.call(given)
    account = orjson.loads(live.call(call("get_customer", customer_id="@felix")).content)
    assert [c["given_on"] for c in account["credits"]] == ["2025-03-14"]
