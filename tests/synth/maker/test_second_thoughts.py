"""What people want instead of what they wanted at first."""

from __future__ import annotations

import re

import agentgym
from agentgym_synth.generator import Identity, lay_ground
from tests.synth.maker import trials


def test_nobody_thinks_again_and_finds_that_something_has_happened() -> None:
    thought_again = 0
    for number in range(14, 20):
        identity = Identity("permits", 0, number)
        happened = [
            phrase.replace("{kit}", "it")
            for action in lay_ground(identity).plan.actions
            if action.fact
            for phrase in action.saying.do
        ]
        environment = agentgym.load(identity.id.removeprefix("agentgym/"))
        for name in environment.tasks:
            task = environment.task(name)
            if "second thoughts" in str(task.provenance.get("patterns")):
                thought_again += 1
                assert not [p for p in happened if p in task.turns[1]], task.turns
    assert thought_again


def test_nobody_cancels_it_where_it_could_be_the_thing_or_what_was_done_to_it() -> None:
    cancelled = 0
    for task in trials.tasks(kind="change", tier=3, most=400, text=trials.WORKSHOP):
        if "second thoughts" not in task.provenance["patterns"]:
            continue
        if re.search(r"\b(cancel|end|revoke) it\b", task.turns[1], re.IGNORECASE):
            # What has only just been made is the one thing that can be meant.
            assert re.search(r"\b(book|down|check)\b", task.turns[0]), task.turns
            cancelled += 1
    assert cancelled
