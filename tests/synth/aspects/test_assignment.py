"""Assignment: who has the work, who may have it, and what is kept of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from agentgym.errors import InvalidWorldError
from agentgym.sampling import Draws
from agentgym_envs.domains.reading import read_domain
from agentgym_synth.plan import Plan, plan
from tests.synth.aspects.made import Made, made_with


def test_work_that_nobody_has_goes_to_somebody_who_fits(whole: Made) -> None:
    job, member = _match(whole)
    whole.done("rota.assign", job=job["job_id"], member=member["member_id"])
    assert whole.row("job", job["job_id"])["helper_id"] == member["member_id"]
    said = whole.refused("rota.assign", job=job["job_id"], member=member["member_id"])
    assert said == f"job {job['job_id']} is with somebody already"


def test_a_worker_who_does_not_fit_the_work_is_refused(whole: Made) -> None:
    job, _ = _match(whole)
    other = whole.rows("member", "trade <> :trade AND job_count < job_limit", trade=job["trade"])[0]
    said = whole.refused("rota.assign", job=job["job_id"], member=other["member_id"])
    assert said == f"the trade of member {other['member_id']} does not fit job {job['job_id']}"


def test_a_worker_takes_no_more_than_the_limit() -> None:
    workshop = made_with("rota", _has_common_limit)
    for job in workshop.rows("job", "helper_id IS NULL"):
        for member in workshop.rows("member", "trade = :trade", trade=job["trade"]):
            values = {"job": job["job_id"], "member": member["member_id"]}
            if len(workshop.rows("job", "helper_id = :key", key=member["member_id"])) == 3:
                said = workshop.refused("rota.assign", **values)
                assert said == f"member {member['member_id']} has 3 jobs already"
                return
            workshop.done("rota.assign", **values)
            workshop.done("rota.release", job=job["job_id"])
            workshop.done("rota.assign", **values)
            break
    raise AssertionError("nobody came to the limit")


def test_each_worker_may_have_a_limit_of_their_own(whole: Made) -> None:
    limits = {member["job_limit"] for member in whole.rows("member")}
    assert limits <= {1, 2, 3, 4}
    assert len(limits) > 1
    for member in whole.rows("member"):
        assert member["job_count"] <= member["job_limit"]


def test_handing_over_moves_the_count_and_ends_one_spell_for_another(whole: Made) -> None:
    job, first = _match(whole)
    second = whole.rows(
        "member", "trade = :trade AND member_id <> :first AND job_count < job_limit",
        trade=job["trade"], first=first["member_id"],
    )[0]  # fmt: skip
    whole.done("rota.assign", job=job["job_id"], member=first["member_id"])
    whole.done("rota.reassign", job=job["job_id"], member=second["member_id"])
    now = {m["member_id"]: m["job_count"] for m in whole.rows("member")}
    assert now[first["member_id"]] == first["job_count"]
    assert now[second["member_id"]] == second["job_count"] + 1
    spells = whole.rows("job_assignment", "job_id = :job AND begun = :today", job=job["job_id"])
    assert {(s["member_id"], s["ended"]) for s in spells} == {
        (first["member_id"], whole.today),
        (second["member_id"], None),
    }


def test_work_is_not_handed_over_to_whoever_has_it(whole: Made) -> None:
    job = whole.rows("job", "helper_id IS NOT NULL")[0]
    said = whole.refused("rota.reassign", job=job["job_id"], member=job["helper_id"])
    assert "already" in said


def test_what_is_given_back_is_with_nobody(whole: Made) -> None:
    job = whole.rows("job", "helper_id IS NOT NULL")[0]
    before = whole.row("member", job["helper_id"])["job_count"]
    whole.done("rota.release", job=job["job_id"])
    assert whole.row("job", job["job_id"])["helper_id"] is None
    assert whole.row("member", job["helper_id"])["job_count"] == before - 1
    assert not whole.rows("job_assignment", "job_id = :job AND ended IS NULL", job=job["job_id"])
    assert whole.refused("rota.release", job=job["job_id"]) == f"nobody has job {job['job_id']}"


def test_the_day_of_the_assignment_is_on_the_work_where_there_is_no_history() -> None:
    workshop = made_with("rota", lambda p: "helper_since" in p.things["job"].columns)
    job = workshop.rows("job", "helper_id IS NOT NULL")[0]["job_id"]
    assert workshop.row("job", job)["helper_since"] < workshop.today
    if any(a.name == "rota.release" for a in workshop.plan.actions):
        workshop.done("rota.release", job=job)
        assert workshop.row("job", job)["helper_since"] is None


def test_an_environment_can_always_take_work_away_from_somebody() -> None:
    workshop = made_with("rota", lambda p: "rota.release" not in {a.name for a in p.actions})
    assert workshop.action("rota.reassign")


def test_everybody_who_has_work_fits_it_and_histories_agree_with_it(whole: Made) -> None:
    for job in whole.rows("job", "helper_id IS NOT NULL"):
        assert whole.row("member", job["helper_id"])["trade"] == job["trade"]
        (spell,) = whole.rows("job_assignment", "job_id = :j AND ended IS NULL", j=job["job_id"])
        assert spell["member_id"] == job["helper_id"]
        assert job["brought"] <= spell["begun"] < whole.today


def test_a_worker_without_the_attribute_that_must_fit_is_a_mistake_that_is_named() -> None:
    text = (Path(__file__).parent / "workshop.yaml").read_text()
    wrong = read_domain(text.replace("same: {trade: trade}", "same: {trade: trad}"), "wrong.yaml")
    with pytest.raises(InvalidWorldError, match=r"'trad' of a member.*Did you mean 'trade'"):
        plan(wrong, Draws.seeded(0), whole=True)


def _match(workshop: Made) -> tuple[dict[str, Any], dict[str, Any]]:
    """Work that nobody has, and somebody who fits it and has room for two more."""
    for job in workshop.rows("job", "helper_id IS NULL"):
        fitting = workshop.rows(
            "member", "trade = :trade AND job_count < job_limit", trade=job["trade"]
        )
        if len(fitting) > 1:
            return job, fitting[0]
    raise AssertionError("nothing fits")


def _has_common_limit(planned: Plan) -> bool:
    plain = {"job_limit", "job_count"}.isdisjoint(planned.things["member"].columns)
    return plain and "rota.release" in {action.name for action in planned.actions}
