"""Versioning: drafts, the version that counts, and older ones."""

from __future__ import annotations

from typing import Any

import pytest

from agentgym_synth.plan import Plan
from tests.synth.aspects.made import Made, made_with


@pytest.fixture
def plain() -> Made:
    """A workshop in which nothing is kept but versions, and restoring flips two of them."""
    return made_with("editions", lambda p: _guide(p) == set() and not _anew(p) and not _kept(p))


def test_publishing_a_draft_supersedes_what_counted_until_now(plain: Made) -> None:
    draft = plain.rows("edition", "status = 'draft'")[0]
    (old,) = plain.rows("edition", "guide_id = :g AND status = 'current'", g=draft["guide_id"])
    plain.done("editions.publish", guide=draft["guide_id"], number=draft["number"])
    now = plain.row("edition", draft["edition_id"])
    assert (now["status"], now["dated"]) == ("current", plain.today)
    assert plain.row("edition", old["edition_id"])["status"] == "superseded"


def test_what_is_no_draft_is_neither_published_nor_discarded(plain: Made) -> None:
    row = plain.rows("edition", "status = 'current'")[0]
    values = {"guide": row["guide_id"], "number": row["number"]}
    for verb in ("publish", "discard"):
        said = plain.refused(f"editions.{verb}", **values)
        assert said == f"edition {row['number']} of guide {row['guide_id']} is not a draft"


def test_a_number_that_there_is_not_is_refused(plain: Made) -> None:
    guide = plain.rows("guide")[0]["guide_id"]
    said = plain.refused("editions.publish", guide=guide, number=77)
    assert said == f"guide {guide} has no edition 77"


def test_a_discarded_draft_is_gone_where_nothing_is_kept_of_it(plain: Made) -> None:
    draft = plain.rows("edition", "status = 'draft'")[0]
    plain.done("editions.discard", guide=draft["guide_id"], number=draft["number"])
    assert not plain.rows("edition", "edition_id = :key", key=draft["edition_id"])


def test_a_discarded_draft_stays_on_record_where_it_is_kept(whole: Made) -> None:
    draft = whole.rows("edition", "status = 'draft'")[0]
    whole.done("editions.discard", guide=draft["guide_id"], number=draft["number"])
    assert whole.row("edition", draft["edition_id"])["status"] == "discarded"


def test_restoring_makes_an_older_version_count_again(plain: Made) -> None:
    old = plain.rows("edition", "status = 'superseded'")[0]
    (now,) = plain.rows("edition", "guide_id = :g AND status = 'current'", g=old["guide_id"])
    plain.done("editions.restore", guide=old["guide_id"], number=old["number"])
    row = plain.row("edition", old["edition_id"])
    assert (row["status"], row["dated"]) == ("current", old["dated"])
    assert plain.row("edition", now["edition_id"])["status"] == "superseded"


def test_restoring_takes_a_new_number_where_numbers_are_not_used_twice(whole: Made) -> None:
    old = whole.rows("edition", "status = 'superseded'")[0]
    ((highest,),) = whole.read(
        "SELECT max(number) FROM edition WHERE guide_id = :g", {"g": old["guide_id"]}
    )
    whole.done("editions.restore", guide=old["guide_id"], number=old["number"])
    (now,) = whole.rows("edition", "guide_id = :g AND status = 'current'", g=old["guide_id"])
    assert (now["number"], now["dated"]) == (highest + 1, whole.today)
    assert whole.row("edition", old["edition_id"])["status"] == "superseded"
    guide = whole.row("guide", old["guide_id"])
    assert (guide["edition_number"], guide["edition_since"]) == (highest + 1, whole.today)


def test_older_drafts_go_when_a_later_one_is_published(whole: Made) -> None:
    first, second = _two_drafts(whole)
    whole.done("editions.publish", guide=second["guide_id"], number=second["number"])
    assert whole.row("edition", first["edition_id"])["status"] == "discarded"
    assert whole.row("guide", second["guide_id"])["edition_number"] == second["number"]


def test_each_document_has_one_version_that_counts_and_later_drafts(whole: Made) -> None:
    for guide in whole.rows("guide"):
        editions = whole.rows("edition", "guide_id = :g", g=guide["guide_id"])
        (current,) = [e for e in editions if e["status"] == "current"]
        assert guide["edition_number"] == current["number"]
        assert guide["edition_since"] == current["dated"]
        ordered = sorted(editions, key=lambda e: int(e["number"]))
        assert [e["number"] for e in ordered] == list(range(1, len(editions) + 1))
        assert [e["dated"] for e in ordered] == sorted(e["dated"] for e in editions)
        later = {e["status"] for e in editions if e["number"] > current["number"]}
        assert later <= {"draft"}


def _two_drafts(workshop: Made) -> list[dict[str, Any]]:
    for guide in workshop.rows("guide"):
        drafts = workshop.rows("edition", "guide_id = :g AND status = 'draft'", g=guide["guide_id"])
        if len(drafts) == 2:
            return sorted(drafts, key=lambda e: int(e["number"]))
    raise AssertionError("no guide has two drafts")


def _guide(planned: Plan) -> set[str]:
    return {"edition_number", "edition_since"} & set(planned.things["guide"].columns)


def _anew(planned: Plan) -> bool:
    return any(a.name == "editions.restore" and a.makes for a in planned.actions)


def _kept(planned: Plan) -> bool:
    attribute = planned.things["edition"].columns["status"].attribute
    return attribute is not None and "discarded" in (attribute.of or ())
