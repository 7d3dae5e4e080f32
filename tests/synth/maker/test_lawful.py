"""First rows that a rule would have forbidden to make."""

from __future__ import annotations

from agentgym.sampling import Draws
from agentgym_synth.maker.moves import permitted
from agentgym_synth.maker.scene import DroppedError
from tests.synth.maker import trials


def test_nobody_goes_on_with_what_a_rule_forbade() -> None:
    kept: set[str] = set()
    broken = 0
    for seed in range(4):
        with trials.scene(seed=seed) as scene:
            longest = int(scene.plan.rules[0].forbids.rpartition(" ")[2])
            lent = scene.read("SELECT ladder_id, rungs FROM ladder WHERE on_loan = 1 ORDER BY 1")
            for ladder, rungs in lent:
                broken += rungs > longest
                for name in ("ladders.take_back", "ladders.renew"):
                    scene.begin(Draws.seeded(1))
                    try:
                        permitted(scene, trials.action(scene, name), {"ladder": ladder})
                    except DroppedError:
                        continue
                    assert rungs <= longest
                    kept.add(name)
    assert broken
    assert kept == {"ladders.take_back", "ladders.renew"}
