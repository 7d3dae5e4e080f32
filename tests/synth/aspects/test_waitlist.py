"""Waitlist: lines for full groups, and what becomes of a place that is given up."""

from __future__ import annotations

from typing import Any

import pytest

from agentgym_synth.plan import Plan
from tests.synth.aspects.made import Made, made_with


@pytest.fixture
def waiting() -> Made:
    """A workshop where a place that is given up stays free until somebody asks for it."""
    return made_with("waiting", lambda p: not _passes_on(p))


@pytest.fixture
def passing() -> Made:
    """A workshop where a place that is given up goes to whoever is first in line."""
    return made_with("waiting", lambda p: _passes_on(p) and "place_limit" not in _of_members(p))


def test_who_joins_is_last_in_line_and_counted(whole: Made) -> None:
    course, line = _line(whole)
    member = _stranger(whole, course)
    before = whole.row("course", course)["wait_count"]
    made = whole.done("waiting.join", member=member, course=course)
    joined = whole.row("wait", made["wait_id"])
    assert (joined["position"], joined["since"]) == (len(line) + 1, whole.today)
    assert whole.row("course", course)["wait_count"] == before + 1


def test_who_leaves_lets_those_behind_move_up(waiting: Made) -> None:
    course, line = _line(waiting)
    first, *others = line
    waiting.done("waiting.leave", member=first, course=course)
    assert _line_of(waiting, course) == others


def test_nobody_waits_twice_or_leaves_a_line_they_are_not_in(whole: Made) -> None:
    course, line = _line(whole)
    said = whole.refused("waiting.join", member=line[0], course=course)
    assert said == f"member {line[0]} is waiting for course {course} already"
    member = _stranger(whole, course)
    said = whole.refused("waiting.leave", member=member, course=course)
    assert said == f"member {member} is not waiting for course {course}"


def test_nobody_waits_for_a_place_that_they_have(whole: Made) -> None:
    course, _ = _line(whole)
    member = whole.rows("place", "course_id = :c", c=course)[0]["member_id"]
    said = whole.refused("waiting.join", member=member, course=course)
    assert said == f"member {member} has a place already"


def test_nobody_waits_while_there_is_a_place_left(whole: Made) -> None:
    taken = "(SELECT count(*) FROM place p WHERE p.course_id = course.course_id)"
    course = whole.rows("course", f"capacity > {taken}")[0]["course_id"]
    member = _stranger(whole, course)
    said = whole.refused("waiting.join", member=member, course=course)
    assert said == f"course {course} has a place left: there is no need to wait"


def test_no_line_grows_beyond_its_limit(whole: Made) -> None:
    course = min(_waited_for(whole), key=lambda c: _room(whole, c))
    said = ""
    for member in whole.rows("member"):
        result = whole.do("waiting.join", member=member["member_id"], course=course)
        if "as many" in result.content:
            said = result.content
            break
    assert said == f"as many are waiting for course {course} as there may be"
    assert len(_line_of(whole, course)) == whole.row("course", course)["wait_limit"]


def test_a_place_given_up_goes_to_the_first_in_line(passing: Made) -> None:
    course, (first, *others) = _line(passing)
    member = passing.rows("place", "course_id = :c", c=course)[0]["member_id"]
    passing.done("courses.withdraw", member=member, course=course)
    inside = {row["member_id"] for row in passing.rows("place", "course_id = :c", c=course)}
    assert first in inside and member not in inside
    assert _line_of(passing, course) == others


def test_a_place_given_up_can_be_kept_for_whoever_is_enrolled(waiting: Made) -> None:
    course, line = _line(waiting)
    second = line[1]
    member = waiting.rows("place", "course_id = :c", c=course)[0]["member_id"]
    waiting.done("courses.withdraw", member=member, course=course)
    assert _line_of(waiting, course) == line
    waiting.done("courses.enrol", member=second, course=course)
    assert _line_of(waiting, course) == [one for one in line if one != second]


def test_only_full_courses_have_lines_at_first(whole: Made) -> None:
    for course in whole.rows("course"):
        places = whole.rows("place", "course_id = :c", c=course["course_id"])
        if _line_of(whole, course["course_id"]):
            assert len(places) == course["capacity"]


def _line(workshop: Made) -> tuple[str, list[str]]:
    """The course with the most room in its line, and who waits for it, in order."""
    course = max(_waited_for(workshop), key=lambda c: _room(workshop, c))
    return course, _line_of(workshop, course)


def _waited_for(workshop: Made) -> list[str]:
    return sorted({row["course_id"] for row in workshop.rows("wait")})


def _room(workshop: Made, course: str) -> int:
    """How many more may wait for a course; it means nothing where there is no limit."""
    limit: int = workshop.row("course", course).get("wait_limit", 0)
    return limit - len(_line_of(workshop, course))


def _line_of(workshop: Made, course: str) -> list[str]:
    line = workshop.rows("wait", "course_id = :c", c=course)
    return [row["member_id"] for row in sorted(line, key=lambda row: row["position"])]


def _stranger(workshop: Made, course: str) -> str:
    """A member who neither is on a course nor waits for it."""
    where = (
        "member_id NOT IN (SELECT member_id FROM place WHERE course_id = :c) "
        "AND member_id NOT IN (SELECT member_id FROM wait WHERE course_id = :c)"
    )
    key: str = workshop.rows("member", where, c=course)[0]["member_id"]
    return key


def _passes_on(planned: Plan) -> bool:
    return any(a.name == "courses.withdraw" and "wait" in a.writes for a in planned.actions)


def _of_members(planned: Plan) -> dict[str, Any]:
    return {**planned.things["member"].columns}
