"""Inspection: visits that are arranged, recorded and called off, and what follows from them."""

from __future__ import annotations

from typing import Any

from agentgym_synth.plan import Plan
from tests.synth.aspects.made import Made, made_with

_LATER = "2025-04-10"


def test_a_visit_is_arranged_for_a_thing_that_has_none_due(whole: Made) -> None:
    machine, member = _free(whole), whole.rows("member")[0]
    found = whole.done("checks.schedule", machine=machine, member=member["member_id"], day=_LATER)
    check = whole.row("safety_check", found["safety_check_id"])
    assert (check["machine_id"], check["day"], check["result"]) == (machine, _LATER, "due")
    after = whole.row("member", member["member_id"])["safety_check_count"]
    assert after == member["safety_check_count"] + 1
    other = whole.rows("member")[1]["member_id"]
    said = whole.refused("checks.schedule", machine=machine, member=other, day="2025-04-11")
    assert said == f"machine {machine} has a safety check due already"


def test_an_inspector_has_one_visit_a_day(whole: Made) -> None:
    due = whole.rows("safety_check", "result = 'due' AND day > :today")[0]
    values = {"machine": _free(whole), "member": due["member_id"], "day": due["day"]}
    said = whole.refused("checks.schedule", **values)
    assert said == f"member {due['member_id']} has a safety check on {due['day']} already"


def test_a_visit_is_arranged_for_a_later_day_only(whole: Made) -> None:
    member = whole.rows("member")[0]["member_id"]
    said = whole.refused("checks.schedule", machine=_free(whole), member=member, day=whole.today)
    assert said == "2025-03-04 is not later than today"


def test_a_result_is_recorded_at_the_visit_and_at_the_thing(whole: Made) -> None:
    check = _to_record(whole)
    whole.done("checks.record", safety_check=check["safety_check_id"], result="passed")
    assert whole.row("safety_check", check["safety_check_id"])["result"] == "passed"
    assert whole.row("machine", check["machine_id"])["safety_check_result"] == "passed"
    said = whole.refused("checks.record", safety_check=check["safety_check_id"], result="failed")
    assert said == f"safety check {check['safety_check_id']} is not due any more"


def test_a_failed_visit_is_followed_by_another_of_the_same_inspector(whole: Made) -> None:
    check = _to_record(whole)
    before = whole.row("member", check["member_id"])["safety_check_count"]
    whole.done("checks.record", safety_check=check["safety_check_id"], result="failed")
    (again,) = whole.rows(
        "safety_check", "machine_id = :m AND result = 'due'", m=check["machine_id"]
    )
    assert (again["day"], again["member_id"]) == ("2025-03-18", check["member_id"])
    assert whole.row("member", check["member_id"])["safety_check_count"] == before


def test_a_passed_visit_is_followed_by_none(whole: Made) -> None:
    check = _to_record(whole)
    before = whole.row("member", check["member_id"])["safety_check_count"]
    whole.done("checks.record", safety_check=check["safety_check_id"], result="passed")
    due = whole.rows("safety_check", "machine_id = :m AND result = 'due'", m=check["machine_id"])
    assert due == []
    assert whole.row("member", check["member_id"])["safety_check_count"] == before - 1


def test_nothing_is_recorded_of_a_visit_to_come(whole: Made) -> None:
    check = whole.rows("safety_check", "result = 'due' AND day > :today")[0]["safety_check_id"]
    said = whole.refused("checks.record", safety_check=check, result="passed")
    assert said == f"safety check {check} is on a later day"


def test_the_day_of_a_passed_visit_is_at_the_thing_where_the_result_is_not() -> None:
    workshop = made_with("checks", lambda p: "safety_check_passed" in p.things["machine"].columns)
    checks = workshop.rows("safety_check", "result = 'due' AND day <= :today")
    for check, result in zip(checks, ("passed", "failed"), strict=False):
        key = check["machine_id"]
        before = workshop.row("machine", key)["safety_check_passed"]
        workshop.done("checks.record", safety_check=check["safety_check_id"], result=result)
        after = workshop.row("machine", key)["safety_check_passed"]
        assert after == (check["day"] if result == "passed" else before)


def test_what_is_called_off_stays_on_record_where_it_is_kept(whole: Made) -> None:
    check = whole.rows("safety_check", "result = 'due'")[0]
    before = whole.row("member", check["member_id"])["safety_check_count"]
    whole.done("checks.call_off", safety_check=check["safety_check_id"])
    assert whole.row("safety_check", check["safety_check_id"])["result"] == "called off"
    assert whole.row("member", check["member_id"])["safety_check_count"] == before - 1


def test_what_is_called_off_is_gone_where_nothing_is_kept_of_it() -> None:
    workshop = made_with("checks", lambda p: not _kept(p))
    check = workshop.rows("safety_check", "result = 'due'")[0]["safety_check_id"]
    workshop.done("checks.call_off", safety_check=check)
    assert not workshop.rows("safety_check", "safety_check_id = :key", key=check)


def test_nobody_has_two_visits_on_a_day_and_nothing_has_two_due(whole: Made) -> None:
    due = whole.rows("safety_check", "result = 'due'")
    assert len({(check["member_id"], check["day"]) for check in due}) == len(due)
    assert len({check["machine_id"] for check in due}) == len(due)
    for member in whole.rows("member"):
        mine = [check for check in due if check["member_id"] == member["member_id"]]
        assert member["safety_check_count"] == len(mine)


def _free(workshop: Made) -> str:
    """A machine without a visit that is due."""
    found = workshop.rows(
        "machine",
        "machine_id NOT IN (SELECT machine_id FROM safety_check WHERE result = 'due')",
    )
    return str(found[0]["machine_id"])


def _to_record(workshop: Made) -> dict[str, Any]:
    """A visit whose day has come."""
    return workshop.rows("safety_check", "result = 'due' AND day <= :today")[0]


def _kept(planned: Plan) -> bool:
    attribute = planned.things["safety_check"].columns["result"].attribute
    return attribute is not None and "called off" in (attribute.of or ())
