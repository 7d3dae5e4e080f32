"""The policy as code agrees with the tasks: solutions keep it, and what is refused breaks it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import JsonValue

import agentgym
from agentgym import ToolCall
from agentgym.world import LiveWorld
from agentgym_envs.bank.catalog import ENVIRONMENT
from agentgym_envs.bank.tasks import DRAFTS
from tests.envs.bank.house_rules import CHECKS, KEYS, Desk, broken

BANK = agentgym.load(ENVIRONMENT)
ASKER = {draft.id: KEYS[draft.who] if draft.who else None for draft in DRAFTS}
#: What people say that they have paid into ISAs elsewhere in this tax year, in pence.
ELSEWHERE = {
    "refuse-isa-elsewhere": 1_200_000,
    "isa-to-the-brim": 1_200_000,
    "doctors-orders": 1_150_000,
}


@pytest.fixture(scope="module")
def live() -> Iterator[LiveWorld]:
    live = BANK.toolset()
    assert isinstance(live, LiveWorld)
    yield live
    live.close()


RECORDS = {"decline_request", "hand_over"}


@pytest.mark.parametrize("task_id", list(BANK.tasks))
def test_no_solution_does_what_a_rule_forbids(live: LiveWorld, task_id: str) -> None:
    live.reset(0)
    reading = {tool.name for tool in live.tools if tool.read_only}
    for number, turn in enumerate(BANK.task(task_id).solution):
        live.begin_turn(number)
        for call in turn.calls:
            asker = ASKER[task_id]
            if asker is not None and call.name not in reading | RECORDS:
                desk = Desk(live, asker)
                assert broken(desk, call, elsewhere=ELSEWHERE.get(task_id, 0)) == [], call
            assert not live.call(call).is_error


def wish(tool: str, /, **arguments: JsonValue) -> ToolCall:
    """What a person wants; strings that begin with @ are nicknames."""
    named = {
        key: KEYS[value[1:]] if isinstance(value, str) and value.startswith("@") else value
        for key, value in arguments.items()
    }
    return ToolCall(tool, named)


def pay(account: str, payee: str, pence: int) -> ToolCall:
    return wish("send_payment", account_id=account, payee_id=payee, amount_pence=pence)


def move(source: str, target: str, pence: int) -> ToolCall:
    return wish("transfer", from_account_id=source, to_account_id=target, amount_pence=pence)


def limit(account: str, pence: int) -> ToolCall:
    return wish("change_overdraft", account_id=account, limit_pence=pence)


def cash(which: str, pence: int) -> ToolCall:
    return wish("set_cash_limit", card_id=which, limit_pence=pence)


def fee(who: str, transaction: str) -> ToolCall:
    return wish("refund_fee", customer_id=who, transaction_id=transaction, reason="goodwill")


def dispute(transaction: str, pence: int, reason: str = "not_received") -> ToolCall:
    return wish("open_dispute", transaction_id=transaction, amount_pence=pence, reason=reason)


def opened(who: str, product: str, source: str, pence: int) -> ToolCall:
    return wish(
        "open_account",
        customer_id=who,
        product=product,
        from_account_id=source,
        deposit_pence=pence,
    )


def closed(account: str, target: str) -> ToolCall:
    return wish("close_account", account_id=account, to_account_id=target, charge_days=0)


def off(which: str, source: str, pence: int) -> ToolCall:
    return wish("overpay_loan", loan_id=which, from_account_id=source, amount_pence=pence)


def notes(account: str, currency: str, units: int, branch: str) -> ToolCall:
    return wish("order_currency", account_id=account, currency=currency, units=units, branch=branch)


WISHES = {
    "refuse-second-car": pay("@gareth.cur", "@gareth.cars", 400_000),
    "refuse-kitchen-balance": pay("@fiona.cur", "@fiona.kitchen", 240_000),
    "refuse-rest-for-the-tutor": pay("@ravi.cur", "@ravi.tutor", 50_000),
    "refuse-tyres": pay("@yusuf.cur", "@yusuf.tyres", 40_000),
    "refuse-no-buffet": wish("cancel_scheduled_payment", scheduled_id="@wendy.buffet"),
    "refuse-glazing-from-the-joint": pay("@colin.joint", "@colin.glass", 90_000),
    "refuse-attorneys-petrol": move("@agnes.cur", "@brian.cur", 15_000),
    "refuse-health-attorney": pay("@vera.cur", "@vera.gas", 9_600),
    "refuse-pending-attorney": pay("@bob.cur", "@bob.chapel", 5_000),
    "refuse-cello-went-up": wish(
        "change_standing_order", order_id="@ravi.tutorso", amount_pence=7_200
    ),
    "refuse-gym-tomorrow": wish("cancel_direct_debit", debit_id="@ian.gym"),
    "refuse-energy": wish("claim_direct_debit", transaction_id="@pauline.energy"),
    "refuse-crate-before-the-end": wish("claim_direct_debit", transaction_id="@bethan.crate"),
    "refuse-joint-standing-order": wish("cancel_standing_order", order_id="@colin.glassso"),
    "refuse-wifes-swimming": wish("cancel_direct_debit", debit_id="@pauline.gym"),
    "refuse-new-card-after-move": wish("replace_card", card_id="@bethan.card", reason="damaged"),
    "refuse-seven-hundred": cash("@zofia.card", 70_000),
    "refuse-toms-limit": cash("@tom.card", 20_000),
    "refuse-longer-down-under": wish(
        "add_travel_notice",
        card_id="@hamish.card",
        country="New Zealand",
        from_date="2025-05-01",
        to_date="2025-07-31",
    ),
    "refuse-sons-card": wish("set_card_status", card_id="@tom.card", status="frozen"),
    "refuse-amp-too-late": dispute("@ian2.amp", 24_500, "not_as_described"),
    "refuse-varnish-by-transfer": dispute("@alan.trader", 32_000),
    "refuse-second-fee-back": fee("@priti", "@priti.unpaid"),
    "refuse-february-fee": fee("@kieran", "@kieran.unpaid"),
    "refuse-thirty-pound-fee": fee("@jo", "@jo.chaps"),
    "refuse-saver-on-a-hold": opened("@simon", "EASY", "@simon.cur", 90_000),
    "refuse-part-of-the-bond": move("@stan.bond", "@stan.cur", 200_000),
    "refuse-more-into-the-bond": move("@joyce.cur", "@joyce.bond", 80_000),
    "refuse-too-long-asleep": wish("reactivate_account", account_id="@peter.old"),
    "refuse-lilys-bike": move("@lily.jun", "@rachel.cur", 12_000),
    "refuse-mother-for-tom": move("@tom.jun", "@tom.cur", 10_000),
    "refuse-close-joint": closed("@jo.joint", "@jo.cur"),
    "refuse-attorney-closes": closed("@joyce.easy", "@joyce.cur"),
    "refuse-second-isa": opened("@kasia", "FLEXI", "@kasia.cur", 150_000),
    "refuse-over-the-allowance": move("@ruth.cur", "@ruth.isa", 800_000),
    "refuse-isa-elsewhere": move("@meera.cur", "@meera.isa", 900_000),
    "refuse-back-into-the-isa": move("@fiona.cur", "@fiona.isa", 300_000),
    "refuse-isa-at-seventeen": opened("@tom", "ISA", "@tom.cur", 5_000),
    "refuse-overdraft-after-bounce": limit("@alan.cur", 150_000),
    "refuse-overdraft-everyday-limit": limit("@ravi.cur", 250_000),
    "refuse-overdraft-new-account": limit("@amara.cur", 30_000),
    "refuse-overdraft-joint": limit("@sally.joint", 100_000),
    "refuse-toms-overdraft": limit("@tom.cur", 5_000),
    "refuse-too-much-off-the-workshop": off("@marcus.loan", "@marcus.cur", 80_000),
    "refuse-sixty-off-the-damp-course": off("@alan.loan", "@alan.cur", 6_000),
    "refuse-conservatory": off("@derek.loan", "@derek.cur", 30_000),
    "refuse-more-euros": notes("@peter.cur", "EUR", 900, "Ilkley"),
    "refuse-lira-from-savings": notes("@nadia.easy", "TRY", 20_000, "Huddersfield"),
    "refuse-attorney-moves-mother": wish(
        "update_contact",
        customer_id="@agnes",
        field="address",
        value="9 Stansfield Terrace, Todmorden",
        postcode="OL14 7JT",
    ),
    "refuse-loft-at-once": pay("@ruth.cur", "@ruth.builder", 1_450_000),
    "refuse-third-car": pay("@gareth.cur", "@gareth.cars", 1_030_000),
    "refuse-conservatory-glass": pay("@colin.joint", "@colin.glass", 664_000),
    "organ-another-way": move("@bob.bond", "@bob.cur", 300_000),
}
#: Where nothing could be called: the world or a tool stops it too, or it is only asked.
UNCALLABLE = {"refuse-out-of-the-sleeper", "refuse-hire-on-hold", "refuse-husbands-balance"}


def declined(task: agentgym.Task) -> list[str]:
    calls = [call for turn in task.solution for call in turn.calls]
    return [str(c.arguments["rule"]) for c in calls if c.name == "decline_request"]


def test_every_refusal_under_a_rule_about_facts_has_its_wish() -> None:
    about_facts = {
        task.id
        for task in BANK.tasks.values()
        if task.kind == "refusal" and set(declined(task)) & CHECKS.keys()
    }
    assert about_facts == WISHES.keys() | UNCALLABLE


@pytest.mark.parametrize("task_id", WISHES)
def test_the_rule_named_in_a_refusal_is_the_first_that_the_wish_breaks(
    live: LiveWorld, task_id: str
) -> None:
    live.reset(0)
    asker = ASKER[task_id]
    assert asker is not None
    elsewhere = ELSEWHERE.get(task_id, 0)
    found = broken(Desk(live, asker), WISHES[task_id], elsewhere=elsewhere)
    assert found[:1] == declined(BANK.task(task_id))


@pytest.mark.parametrize("task_id", WISHES)
def test_the_tools_would_let_the_forbidden_wish_through(live: LiveWorld, task_id: str) -> None:
    """Only the policy tells an agent to refuse: no error message of a tool does."""
    live.reset(0)
    result = live.call(WISHES[task_id])
    assert not result.is_error, result.content


#: In tasks that are permitted as a whole: what is declined on the way.
DECLINED_ON_THE_WAY = {
    "two-fees-one-back": fee("@wendy", "@wendy.late1"),
    "move-first-then-the-card": wish("replace_card", card_id="@zofia.card", reason="damaged"),
    "mothers-affairs": move("@agnes.cur", "@brian.cur", 20_000),
    "doctors-orders": move("@meera.cur", "@meera.isa", 900_000),
    "settle-or-overpay": off("@declan.loan", "@declan.cur", 30_000),
    "lilys-jar": move("@lily.jun", "@rachel.cur", 30_000),
    "euros-short-of-funds": notes("@yusuf.cur", "EUR", 500, "Halifax"),
    "loft-in-two-bites": pay("@ruth.cur", "@ruth.builder", 1_100_000),
    "summer-in-masuria": wish(
        "add_travel_notice",
        card_id="@kasia.card",
        country="Poland",
        from_date="2025-06-01",
        to_date="2025-09-15",
    ),
}


@pytest.mark.parametrize("task_id", DECLINED_ON_THE_WAY)
def test_what_is_declined_on_the_way_breaks_the_rule_at_that_moment(
    live: LiveWorld, task_id: str
) -> None:
    live.reset(0)
    asker = ASKER[task_id]
    assert asker is not None
    task = BANK.task(task_id)
    for number, turn in enumerate(task.solution):
        live.begin_turn(number)
        for call in turn.calls:
            if call.name == "decline_request":
                wanted = DECLINED_ON_THE_WAY[task_id]
                found = broken(Desk(live, asker), wanted, elsewhere=ELSEWHERE.get(task_id, 0))
                assert found[:1] == declined(task)
            live.call(call)
