"""Hierarchy: trees of two or three levels, and what the top and the count say of them."""

from __future__ import annotations

from typing import Any

from agentgym_synth.plan import Plan
from tests.synth.aspects.made import Made, made_with


def test_a_thing_is_put_under_another_with_all_that_is_under_it(whole: Made) -> None:
    top, under = _top_with_parts(whole)
    other = _lone_top(whole, but=top["section_id"])
    whole.done("sections.put_under", section=top["section_id"], part_of=other)
    assert whole.row("section", top["section_id"])["part_of_id"] == other
    for part in (top, *under):
        assert whole.row("section", part["section_id"])["top_id"] == other
    assert all(
        whole.row("section", part["section_id"])["part_of_id"] == top["section_id"]
        for part in under
    )


def test_what_is_detached_is_the_top_of_its_own_parts(whole: Made) -> None:
    top, under = _top_with_parts(whole)
    other = _lone_top(whole, but=top["section_id"])
    whole.done("sections.put_under", section=top["section_id"], part_of=other)
    whole.done("sections.detach", section=top["section_id"])
    row = whole.row("section", top["section_id"])
    assert (row["part_of_id"], row["top_id"]) == (None, None)
    tops = {whole.row("section", part["section_id"])["top_id"] for part in under}
    assert tops == {top["section_id"]}


def test_the_count_of_what_stands_directly_under_follows(whole: Made) -> None:
    part = whole.rows("section", "part_of_id IS NOT NULL")[0]
    before = whole.row("section", part["part_of_id"])["section_count"]
    whole.done("sections.detach", section=part["section_id"])
    assert whole.row("section", part["part_of_id"])["section_count"] == before - 1
    whole.done("sections.put_under", section=part["section_id"], part_of=part["part_of_id"])
    assert whole.row("section", part["part_of_id"])["section_count"] == before


def test_a_thing_cannot_stand_under_itself_or_its_own_part(whole: Made) -> None:
    top, under = _top_with_parts(whole)
    key = top["section_id"]
    said = whole.refused("sections.put_under", section=key, part_of=key)
    assert said == f"section {key} cannot be put under itself"
    part = under[0]["section_id"]
    said = whole.refused("sections.put_under", section=key, part_of=part)
    assert said == f"section {part} is itself under section {key}"


def test_there_is_a_deepest_level(whole: Made) -> None:
    top, under = _top_with_parts(whole)
    other = _lone_top(whole, but=top["section_id"])
    further = whole.rows("section", "part_of_id IS NULL AND section_id NOT IN (:a, :b)",
                         a=top["section_id"], b=other)[0]["section_id"]  # fmt: skip
    whole.done("sections.put_under", section=top["section_id"], part_of=other)
    said = whole.refused("sections.put_under", section=further, part_of=under[0]["section_id"])
    assert said == "that would make more than 3 levels of sections"


def test_a_tree_of_two_levels_takes_no_third() -> None:
    workshop = made_with("sections", lambda p: "more than 2 levels" in _messages(p))
    part = workshop.rows("section", "part_of_id IS NOT NULL")[0]["section_id"]
    top = workshop.rows("section", "part_of_id IS NULL")[0]["section_id"]
    said = workshop.refused("sections.put_under", section=top, part_of=part)
    assert said.startswith(("that would make", f"section {part} is itself"))


def test_what_stands_somewhere_is_detached_first_where_moving_is_strict(whole: Made) -> None:
    part = whole.rows("section", "part_of_id IS NOT NULL")[0]
    other = _lone_top(whole, but=part["part_of_id"])
    values = {"section": part["section_id"], "part_of": other}
    said = whole.refused("sections.put_under", **values)
    assert said == f"section {part['section_id']} is under another section: detach it first"
    whole.done("sections.detach", section=part["section_id"])
    whole.done("sections.put_under", **values)


def test_what_stands_somewhere_moves_at_once_where_moving_is_free() -> None:
    workshop = made_with("sections", lambda p: "detach it first" not in _messages(p))
    part = workshop.rows("section", "part_of_id IS NOT NULL")[0]
    other = _lone_top(workshop, but=part["part_of_id"])
    workshop.done("sections.put_under", section=part["section_id"], part_of=other)
    assert workshop.row("section", part["section_id"])["part_of_id"] == other


def test_tops_and_counts_are_right_from_the_beginning(whole: Made) -> None:
    sections = whole.rows("section")
    for row in sections:
        assert row["top_id"] == row["part_of_id"]
        under = [s for s in sections if s["part_of_id"] == row["section_id"]]
        assert row["section_count"] == len(under)


def _top_with_parts(workshop: Made) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    for row in workshop.rows("section", "part_of_id IS NULL"):
        under = workshop.rows("section", "part_of_id = :key", key=row["section_id"])
        if under:
            return row, under
    raise AssertionError("there is no tree")


def _lone_top(workshop: Made, *, but: str) -> str:
    found = workshop.rows("section", "part_of_id IS NULL AND section_id <> :but", but=but)
    return str(found[0]["section_id"])


def _messages(planned: Plan) -> str:
    action = next(a for a in planned.actions if a.name == "sections.put_under")
    return "; ".join(guard.message for guard in action.guards)
