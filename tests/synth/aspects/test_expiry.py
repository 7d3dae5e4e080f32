"""Expiry: what holds until a date, is extended, and ends early."""

from __future__ import annotations

import pytest

from agentgym_synth.plan import Plan
from tests.synth.aspects.made import Made, made_with, whole_with

_LAST = "2026-03-04"


@pytest.fixture
def plain() -> Made:
    """A workshop that keeps nothing of permits but their date."""
    return made_with("permits", _keeps_nothing)


def test_an_extension_puts_the_date_off_and_is_counted_and_recorded(whole: Made) -> None:
    permit = _valid(whole)
    whole.done("permits.extend", permit=permit["permit_id"], until=_LAST)
    after = whole.row("permit", permit["permit_id"])
    assert (after["until"], after["extensions"]) == (_LAST, permit["extensions"] + 1)
    record = whole.rows("permit_extension", "made_on = :today", today=whole.today)
    assert [(r["permit_id"], r["before"], r["after"]) for r in record] == [
        (permit["permit_id"], permit["until"], _LAST)
    ]


def test_where_nothing_is_kept_an_extension_changes_the_date_alone(plain: Made) -> None:
    permit = _valid(plain)["permit_id"]
    plain.done("permits.extend", permit=permit, until=_LAST)
    (change,) = plain.live.state().changes()
    assert (change["table"], change["values"]) == ("permit", {"until": _LAST})


def test_a_date_is_not_brought_forward(whole: Made) -> None:
    permit = _valid(whole)
    said = whole.refused("permits.extend", permit=permit["permit_id"], until=permit["until"])
    assert said == f"permit {permit['permit_id']} holds until then or longer already"


def test_a_date_in_the_past_is_no_extension() -> None:
    expired = "until < '2025-03-01' AND revoked = 0"
    whole = whole_with(lambda workshop: bool(workshop.rows("permit", expired)))
    permit = whole.rows("permit", expired)[0]
    said = whole.refused("permits.extend", permit=permit["permit_id"], until="2025-03-02")
    assert said == "2025-03-02 is in the past"


def test_what_was_extended_as_often_as_may_be_is_not_extended_again(whole: Made) -> None:
    permit = _valid(whole)["permit_id"]
    said = ""
    for year in range(2026, 2036):
        result = whole.do("permits.extend", permit=permit, until=f"{year}-05-01")
        if result.is_error:
            said = result.content
            break
    times = whole.row("permit", permit)["extensions"]
    assert said == f"permit {permit} has been extended {times} times, which is the most"
    assert times in (2, 3, 4)


def test_what_ended_early_is_neither_extended_nor_ended_again(whole: Made) -> None:
    permit = _valid(whole)["permit_id"]
    whole.done("permits.revoke", permit=permit)
    ended = whole.row("permit", permit)
    assert (ended["revoked"], ended["revoked_on"]) == (1, whole.today)
    said = whole.refused("permits.revoke", permit=permit)
    assert said == f"permit {permit} has been ended early already"
    said = whole.refused("permits.extend", permit=permit, until=_LAST)
    assert said == f"permit {permit} has been ended early"


def test_what_has_expired_is_not_ended_early() -> None:
    expired = "until < :today AND revoked = 0"
    whole = whole_with(lambda workshop: bool(workshop.rows("permit", expired)))
    permit = whole.rows("permit", expired)[0]
    said = whole.refused("permits.revoke", permit=permit["permit_id"])
    assert said == f"permit {permit['permit_id']} has expired"


def test_extensions_on_record_follow_upon_each_other(whole: Made) -> None:
    for permit in whole.rows("permit"):
        chain = whole.rows("permit_extension", "permit_id = :p", p=permit["permit_id"])
        chain.sort(key=lambda row: row["made_on"])
        ends = [*(row["before"] for row in chain[1:]), permit["until"]]
        assert [row["after"] for row in chain] == ends[: len(chain)]
        assert all(row["made_on"] < row["before"] < row["after"] for row in chain)


def _valid(workshop: Made) -> dict[str, object]:
    """A permit that holds and that may be extended."""
    where = "until >= :today AND revoked = 0"
    if "extensions" in workshop.plan.things["permit"].columns:
        where += " AND extensions = 0"
    return workshop.rows("permit", where, today=workshop.today)[0]


def _keeps_nothing(planned: Plan) -> bool:
    kept = {"revoked_on", "extensions"} & planned.things["permit"].columns.keys()
    return not kept and "permit_extension" not in planned.things
