"""Membership: places in groups, taken, given up and exchanged."""

from __future__ import annotations

from typing import Any

import pytest

from tests.synth.aspects.made import Made, made_with


@pytest.fixture
def plain() -> Made:
    """A workshop where nothing but the places says who is on a course, and nobody waits."""
    return made_with(
        "courses",
        lambda p: (
            "place_count" not in p.things["course"].columns
            and "former_place" not in p.things
            and "wait" not in p.things
            and any(a.name == "courses.switch" for a in p.actions)
        ),
    )


@pytest.mark.parametrize("kept", ["whole", "plain"])
def test_who_is_enrolled_is_on_the_course_until_withdrawn(
    kept: str, request: pytest.FixtureRequest
) -> None:
    workshop: Made = request.getfixturevalue(kept)
    course = _with_room(workshop)
    member = _outside(workshop, course)
    made = workshop.done("courses.enrol", member=member, course=course)
    place = workshop.row("place", made["place_id"])
    assert (place["member_id"], place["course_id"], place["since"]) == (
        member,
        course,
        workshop.today,
    )
    workshop.done("courses.withdraw", member=member, course=course)
    assert not workshop.rows("place", "place_id = :key", key=made["place_id"])


def test_the_count_of_places_follows(whole: Made) -> None:
    course = _with_room(whole)
    before = whole.row("course", course)["place_count"]
    member = _outside(whole, course)
    whole.done("courses.enrol", member=member, course=course)
    assert whole.row("course", course)["place_count"] == before + 1
    whole.done("courses.withdraw", member=member, course=course)
    assert whole.row("course", course)["place_count"] == before


def test_a_place_that_is_given_up_stays_on_record(whole: Made) -> None:
    course = _with_room(whole)
    member = _inside(whole, course)
    whole.done("courses.withdraw", member=member, course=course)
    former = whole.rows("former_place", "left_on = :today", today=whole.today)
    assert [(f["member_id"], f["course_id"]) for f in former] == [(member, course)]


def test_nobody_is_enrolled_twice_or_withdrawn_from_where_they_are_not(whole: Made) -> None:
    course = _with_room(whole)
    inside, outside = _inside(whole, course), _outside(whole, course)
    said = whole.refused("courses.enrol", member=inside, course=course)
    assert said == f"member {inside} is on course {course} already"
    said = whole.refused("courses.withdraw", member=outside, course=course)
    assert said == f"member {outside} is not on course {course}"


@pytest.mark.parametrize("kept", ["whole", "plain"])
def test_a_full_course_takes_nobody(kept: str, request: pytest.FixtureRequest) -> None:
    workshop: Made = request.getfixturevalue(kept)
    course = _courses(workshop, "=")[0]["course_id"]
    member = _outside(workshop, course)
    said = workshop.refused("courses.enrol", member=member, course=course)
    assert said == f"course {course} has no place left"


def test_nobody_is_on_more_courses_than_their_limit(whole: Made) -> None:
    taken = "(SELECT count(*) FROM place p WHERE p.member_id = member.member_id)"
    member = whole.rows("member", f"{taken} >= place_limit")[0]["member_id"]
    on = {row["course_id"] for row in whole.rows("place", "member_id = :m", m=member)}
    course = next(c["course_id"] for c in _courses(whole, ">") if c["course_id"] not in on)
    said = whole.refused("courses.enrol", member=member, course=course)
    assert said == f"member {member} has reached the limit of courses at once"


def test_a_switch_frees_one_place_and_takes_another(plain: Made) -> None:
    to = _with_room(plain)
    there = {row["member_id"] for row in plain.rows("place", "course_id = :c", c=to)}
    place = next(row for row in plain.rows("place") if row["member_id"] not in there)
    plain.done("courses.switch", member=place["member_id"], course=place["course_id"], to=to)
    after = plain.row("place", place["place_id"])
    assert (after["course_id"], after["since"]) == (to, plain.today)


def test_nobody_switches_to_a_full_course(plain: Made) -> None:
    to = _courses(plain, "=")[0]["course_id"]
    there = {row["member_id"] for row in plain.rows("place", "course_id = :c", c=to)}
    place = next(row for row in plain.rows("place") if row["member_id"] not in there)
    said = plain.refused(
        "courses.switch", member=place["member_id"], course=place["course_id"], to=to
    )
    assert said == f"course {to} has no place left"


def _courses(workshop: Made, sign: str) -> list[dict[str, Any]]:
    """The courses with more places than are taken, or exactly so many."""
    taken = "(SELECT count(*) FROM place p WHERE p.course_id = course.course_id)"
    return workshop.rows("course", f"capacity {sign} {taken}")


def _with_room(workshop: Made) -> str:
    key: str = _courses(workshop, ">")[0]["course_id"]
    return key


def _inside(workshop: Made, course: str) -> str:
    key: str = workshop.rows("place", "course_id = :c", c=course)[0]["member_id"]
    return key


def _outside(workshop: Made, course: str) -> str:
    """A member who is not on a course, and may join one."""
    where = "member_id NOT IN (SELECT member_id FROM place WHERE course_id = :c)"
    if "place_limit" in workshop.plan.things["member"].columns:
        where += (
            " AND (SELECT count(*) FROM place p WHERE p.member_id = member.member_id) < place_limit"
        )
    if "wait" in workshop.plan.things:
        where += " AND member_id NOT IN (SELECT member_id FROM wait WHERE course_id = :c)"
    key: str = workshop.rows("member", where, c=course)[0]["member_id"]
    return key
