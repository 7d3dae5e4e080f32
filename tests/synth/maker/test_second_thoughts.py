"""What people want instead of what they wanted at first."""

from __future__ import annotations

import agentgym
from agentgym_synth.generator import Identity, lay_ground


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
