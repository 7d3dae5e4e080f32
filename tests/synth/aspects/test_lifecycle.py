"""Lifecycle: states, and the steps between them."""

from __future__ import annotations

import pytest

from agentgym.errors import InvalidWorldError
from agentgym_envs.domains.spec import Behaviour
from agentgym_synth.aspects import read_behaviour
from tests.synth.aspects.made import Made
from tests.synth.maker import trials


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [
        ("start", "waiting", "started"),
        ("finish", "started", "finished"),
        ("give_up", "waiting", "given up"),
        ("give_up", "started", "given up"),
    ],
)
def test_a_step_leads_from_its_states_to_another(
    whole: Made, verb: str, before: str, after: str
) -> None:
    job = whole.rows("job", "status = :state", state=before)[0]["job_id"]
    whole.done(f"repairs.{verb}", job=job)
    assert whole.live.state().changes() == [
        {"op": "update", "table": "job", "key": {"job_id": job}, "values": {"status": after}}
    ]


def test_a_step_from_another_state_is_refused(whole: Made) -> None:
    job = whole.rows("job", "status = 'finished'")[0]["job_id"]
    assert whole.refused("repairs.finish", job=job) == f"job {job} is not started"
    assert whole.refused("repairs.give_up", job=job) == f"job {job} is not waiting or started"


def test_on_second_thoughts_a_step_is_taken_back_or_broken_off_and_never_followed_by_the_next(
    whole: Made,
) -> None:
    assert whole.action("repairs.start").undone_by == ("give_up",)
    assert whole.action("repairs.finish").undone_by == ()


def test_a_step_may_record_what_has_happened() -> None:
    steps = (
        "finish: {from: [started], to: finished",
        "finish: {from: [started], to: finished, fact: true",
    )
    with trials.scene(steps, text=trials.WORKSHOP) as scene:
        assert trials.action(scene, "repairs.finish").fact
        assert not trials.action(scene, "repairs.start").fact


def test_a_step_that_speaks_of_an_unknown_state_is_a_mistake_that_is_named() -> None:
    wrong = Behaviour.model_validate(
        {
            "aspect": "lifecycle",
            "name": "repairs",
            "on": "job",
            "states": {"waiting": 1, "started": 1},
            "steps": {"start": {"from": ["wating"], "to": "started"}},
            "say": {"start": {"do": ["start {job}", "begin with {job}"]}},
        }
    )
    with pytest.raises(InvalidWorldError, match="the state 'wating'; the states are waiting"):
        read_behaviour(wrong)
