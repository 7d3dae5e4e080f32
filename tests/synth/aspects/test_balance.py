"""Balance: amounts paid in, paid out and moved across."""

from __future__ import annotations

from typing import Any

import pytest

from agentgym.errors import InvalidWorldError
from agentgym_envs.domains.spec import Behaviour
from agentgym_synth.aspects import read_behaviour
from tests.synth.aspects.made import WORKSHOP, Made, made_with


@pytest.fixture
def plain() -> Made:
    """A workshop that knows of its purses nothing but what they hold."""
    extras = {"least_balance", "greatest_balance", "bookings"}
    return made_with(
        "money",
        lambda p: (
            not extras & p.things["purse"].columns.keys()
            and "purse_entry" not in p.things
            and {"money.transfer", "money.debit"} <= {a.name for a in p.actions}
        ),
    )


def test_an_amount_moves_from_one_to_another_and_nothing_is_lost(plain: Made) -> None:
    one, other = plain.rows("purse", "balance > 1000")[:2]
    plain.done("money.transfer", purse=one["purse_id"], to=other["purse_id"], amount=1000)
    assert plain.row("purse", one["purse_id"])["balance"] == one["balance"] - 1000
    assert plain.row("purse", other["purse_id"])["balance"] == other["balance"] + 1000
    assert len(plain.live.state().changes()) == 2


def test_nothing_is_taken_that_is_not_there(plain: Made) -> None:
    purse, other = plain.rows("purse")[:2]
    key, amount = purse["purse_id"], purse["balance"] + 1
    said = plain.refused("money.debit", purse=key, amount=amount)
    assert said == f"purse {key} holds less than that"
    plain.refused("money.transfer", purse=key, to=other["purse_id"], amount=amount)
    plain.done("money.debit", purse=key, amount=purse["balance"])
    assert plain.row("purse", key)["balance"] == 0


def test_nothing_moves_to_where_it_is(plain: Made) -> None:
    purse = plain.rows("purse", "balance > 1000")[0]["purse_id"]
    said = plain.refused("money.transfer", purse=purse, to=purse, amount=100)
    assert said == f"both are purse {purse}"


@pytest.mark.parametrize("amount", [0, -500])
def test_nothing_and_less_are_no_amounts(plain: Made, amount: int) -> None:
    purse = plain.rows("purse")[0]["purse_id"]
    for action in ("money.credit", "money.debit"):
        assert "amount" in plain.refused(action, purse=purse, amount=amount)


def test_what_is_booked_is_entered_and_counted(whole: Made) -> None:
    purse = _with_room(whole)
    key = purse["purse_id"]
    whole.done("money.credit", purse=key, amount=100)
    assert whole.row("purse", key)["bookings"] == purse["bookings"] + 1
    (entry,) = whole.rows("purse_entry", "day = :today", today=whole.today)
    assert (entry["purse_id"], entry["kind"], entry["amount"]) == (key, "credit", 100)


def test_a_purse_keeps_what_it_must_hold_and_takes_no_more_than_it_may(whole: Made) -> None:
    purse = whole.rows("purse", "least_balance > 0")[0]
    key = purse["purse_id"]
    spare = purse["balance"] - purse["least_balance"]
    said = whole.refused("money.debit", purse=key, amount=spare + 1)
    assert said == f"that would leave purse {key} with less than it must hold"
    room = purse["greatest_balance"] - purse["balance"]
    said = whole.refused("money.credit", purse=key, amount=room + 1)
    assert said == f"that would leave purse {key} with more than it may hold"


def test_a_transfer_does_not_overfill_who_receives_it(whole: Made) -> None:
    for other in whole.rows("purse"):
        room = other["greatest_balance"] - other["balance"]
        where = "purse_id <> :other AND balance - least_balance > :room"
        giving = whole.rows("purse", where, other=other["purse_id"], room=room)
        if giving:
            values = {"purse": giving[0]["purse_id"], "to": other["purse_id"]}
            said = whole.refused("money.transfer", **values, amount=room + 1)
            assert said == f"that would leave purse {values['to']} with more than it may hold"
            return
    raise AssertionError("nobody can overfill anybody")


def test_a_balance_that_counts_something_says_so_in_its_questions() -> None:
    held = _read({"range": [0, 40], "unit": "sacks"}).balance.phrased()
    assert held.kind == "int"
    assert held.ask == ("How many sacks does {it} hold?",)


def test_a_domain_may_ask_for_a_balance_in_its_own_words() -> None:
    held = _read({"range": [0, 40], "money": True, "ask": ["What is in {it}?"]}).balance.phrased()
    assert (held.kind, held.ask) == ("money", ("What is in {it}?",))


def test_a_balance_without_a_range_is_refused() -> None:
    with pytest.raises(InvalidWorldError, match=r"behaviour money \(balance\): .*range"):
        _read({"money": True})


def _read(balance: dict[str, object]) -> Any:
    """The workshop's money, with another balance."""
    behaviour = next(b for b in WORKSHOP.behaviours if b.name == "money")
    return read_behaviour(Behaviour.model_validate({**behaviour.model_dump(), "balance": balance}))


def _with_room(workshop: Made) -> dict[str, Any]:
    return workshop.rows("purse", "greatest_balance - balance >= 100")[0]
