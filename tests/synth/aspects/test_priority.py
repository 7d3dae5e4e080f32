"""Priority: levels, targets, and what is kept of changes."""

from __future__ import annotations

from agentgym_synth.plan import Plan
from tests.synth.aspects.made import Made, made_with


def test_setting_a_level_changes_it_and_nothing_else_where_nothing_else_is_kept() -> None:
    workshop = made_with(
        "urgency", lambda p: {"act_by", "level_changes"}.isdisjoint(p.things["job"].columns)
        and "job_level_change" not in p.things,
    )  # fmt: skip
    job = workshop.rows("job", "level <> 'high'")[0]["job_id"]
    workshop.done("urgency.set", job=job, level="high")
    assert workshop.live.state().changes() == [
        {"op": "update", "table": "job", "key": {"job_id": job}, "values": {"level": "high"}}
    ]


def test_a_level_that_a_thing_has_already_is_refused(whole: Made) -> None:
    job = whole.rows("job")[0]
    said = whole.refused("urgency.set", job=job["job_id"], level=job["level"])
    assert said == f"the priority of job {job['job_id']} is {job['level']} already"


def test_the_day_to_act_by_follows_the_target_of_the_new_level(whole: Made) -> None:
    days = {row["name"]: row["days"] for row in whole.rows("job_target")}
    assert days["low"] > days["normal"] > days["high"]
    job = whole.rows("job", "level = 'high'")[0]["job_id"]
    whole.done("urgency.set", job=job, level="low")
    ((until,),) = whole.read(
        "SELECT days_between(:today, act_by) FROM job WHERE job_id = :job", {"job": job}
    )
    assert until == days["low"]


def test_a_level_that_is_full_takes_no_more() -> None:
    workshop = made_with("urgency", _has_limits)
    (limit,) = workshop.rows("job_target", "name = 'high'")
    others = workshop.rows("job", "level <> 'high'")
    room = limit["most"] - len(workshop.rows("job", "level = 'high'"))
    for job in others[:room]:
        workshop.done("urgency.set", job=job["job_id"], level="high")
    said = workshop.refused("urgency.set", job=others[room]["job_id"], level="high")
    assert said == "no more jobs may be high: the limit is reached"


def test_each_change_is_kept_with_its_day_where_there_is_a_record(whole: Made) -> None:
    before = len(whole.rows("job_level_change"))
    job = whole.rows("job", "level = 'low'")[0]["job_id"]
    whole.done("urgency.set", job=job, level="normal")
    whole.done("urgency.set", job=job, level="low")
    changes = whole.rows("job_level_change", "job_id = :job AND changed = :today", job=job)
    assert {(c["old_level"], c["new_level"]) for c in changes} == {
        ("low", "normal"),
        ("normal", "low"),
    }
    assert len(whole.rows("job_level_change")) == before + 2


def test_changes_are_counted_where_only_their_number_is_kept() -> None:
    workshop = made_with(
        "urgency", lambda p: "level_changes" in p.things["job"].columns and not _has_limits(p)
    )
    job = workshop.rows("job", "level = 'low'")[0]
    workshop.done("urgency.set", job=job["job_id"], level="high")
    assert workshop.row("job", job["job_id"])["level_changes"] == job["level_changes"] + 1


def test_the_last_change_on_record_leads_to_the_level_of_today(whole: Made) -> None:
    for job in whole.rows("job"):
        changes = whole.rows("job_level_change", "job_id = :job", job=job["job_id"])
        assert all(change["changed"] >= job["brought"] for change in changes)
        assert {change["new_level"] for change in changes} <= {job["level"]}


def _has_limits(planned: Plan) -> bool:
    return "job_target" in planned.things and "most" in planned.things["job_target"].columns
