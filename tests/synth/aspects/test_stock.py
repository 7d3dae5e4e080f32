"""Stock: what comes in, goes out and moves."""

from __future__ import annotations

from typing import Any

import pytest

from tests.synth.aspects.made import Made, made_with


@pytest.fixture
def plain() -> Made:
    """A workshop that knows of its piles nothing but how large they are."""
    return made_with(
        "store",
        lambda p: (
            p.things["pile"].columns.keys() == {"material_id", "bench_id", "quantity"}
            and "pile_total" not in p.things["material"].columns
            and "pile_movement" not in p.things
            and any(a.name == "store.transfer" for a in p.actions)
        ),
    )


def test_what_comes_in_is_added_totalled_and_recorded(whole: Made) -> None:
    pile = _pile(whole, "most >= quantity + 2")
    total = whole.row("material", pile["material_id"])["pile_total"]
    whole.done("store.receive", **_where(pile), amount=2)
    assert whole.row("pile", pile["pile_id"])["quantity"] == pile["quantity"] + 2
    assert whole.row("material", pile["material_id"])["pile_total"] == total + 2
    (entry,) = whole.rows("pile_movement", "day = :today", today=whole.today)
    assert (entry["bench_id"], entry["kind"], entry["amount"]) == (pile["bench_id"], "received", 2)


def test_no_more_goes_out_than_there_is(plain: Made) -> None:
    pile = _pile(plain)
    said = plain.refused("store.issue", **_where(pile), amount=pile["quantity"] + 1)
    bench = pile["bench_id"]
    assert said == f"bench {bench} has fewer than {pile['quantity'] + 1} bundles left"
    plain.done("store.issue", **_where(pile), amount=pile["quantity"])
    assert plain.row("pile", pile["pile_id"])["quantity"] == 0


def test_what_goes_out_may_leave_a_pile_low(whole: Made) -> None:
    pile = _pile(whole, "low = 0 AND reorder_at > 0")
    amount = pile["quantity"] - pile["reorder_at"] + 1
    whole.done("store.issue", **_where(pile), amount=amount)
    assert whole.row("pile", pile["pile_id"])["low"] == 1


def test_nothing_comes_in_beyond_what_fits(whole: Made) -> None:
    pile = _pile(whole)
    amount = pile["most"] - pile["quantity"] + 1
    said = whole.refused("store.receive", **_where(pile), amount=amount)
    assert said == f"{amount} bundles do not fit in bench {pile['bench_id']}"


def test_what_moves_is_taken_from_one_pile_and_added_to_another(plain: Made) -> None:
    one, other = _pair(plain)
    plain.done("store.transfer", **_where(one), to=other["bench_id"], amount=1)
    assert plain.row("pile", one["pile_id"])["quantity"] == one["quantity"] - 1
    assert plain.row("pile", other["pile_id"])["quantity"] == other["quantity"] + 1
    assert len(plain.live.state().changes()) == 2


def test_a_move_is_two_entries_on_record(whole: Made) -> None:
    one, other = _pair(whole)
    whole.done("store.transfer", **_where(one), to=other["bench_id"], amount=1)
    entries = whole.rows("pile_movement", "day = :today", today=whole.today)
    found = {(e["bench_id"], e["kind"], e["amount"]) for e in entries}
    assert found == {(one["bench_id"], "moved out", -1), (other["bench_id"], "moved in", 1)}


def test_nothing_moves_to_where_it_is(plain: Made) -> None:
    pile = _pile(plain)
    said = plain.refused("store.transfer", **_where(pile), to=pile["bench_id"], amount=1)
    assert said == f"both are bench {pile['bench_id']}"


def test_a_place_that_does_not_keep_something_gets_none(plain: Made) -> None:
    ((material, bench),) = plain.read(
        "SELECT m.material_id, b.bench_id FROM material m, bench b WHERE NOT EXISTS "
        "(SELECT 1 FROM pile p WHERE p.material_id = m.material_id AND p.bench_id = b.bench_id) "
        "ORDER BY 1, 2 LIMIT 1"
    )
    said = plain.refused("store.receive", material=material, bench=bench, amount=2)
    assert said == f"bench {bench} does not keep material {material}"


@pytest.mark.parametrize("amount", [0, -3])
def test_nothing_and_less_are_no_amounts(plain: Made, amount: int) -> None:
    where = _where(_pile(plain))
    for action in ("store.receive", "store.issue"):
        said = plain.refused(action, **where, amount=amount)
        assert "amount" in said


def _pile(workshop: Made, where: str = "quantity > 0") -> dict[str, Any]:
    return workshop.rows("pile", f"quantity > 0 AND {where}")[0]


def _pair(workshop: Made) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two piles of the same, with room in the second."""
    for one in workshop.rows("pile", "quantity > 0"):
        for other in workshop.rows("pile", "material_id = :m", m=one["material_id"]):
            if other != one and other["quantity"] < other.get("most", 10_000):
                return one, other
    raise AssertionError("nothing is kept in two places")


def _where(pile: dict[str, Any]) -> dict[str, str]:
    return {"material": pile["material_id"], "bench": pile["bench_id"]}
