"""The conditions on which people make their wishes depend."""

from __future__ import annotations

from agentgym.sampling import Draws
from agentgym_synth.generator import Identity, lay_ground
from agentgym_synth.maker.errands import it_depends
from agentgym_synth.maker.moves import accepted
from agentgym_synth.maker.provisos import if_clause
from agentgym_synth.maker.scene import Scene
from tests.synth.maker import trials


def test_what_is_said_to_be_so_is_what_decides() -> None:
    flags: list[tuple[bool, bool]] = []
    flag = "wet: {kind: flag, range: [0.5, 0.5], tests: {equal: '{it} stands wet'}}"
    changes = (
        ("fruit: {kind", f"{flag}\n      fruit: {{kind"),
        ("drop: {tool: drop_pruning,", "drop: {when: {tree.wet: 'yes'}, tool: drop_pruning,"),
    )
    with trials.scene(*changes) as scene:
        drop = trials.action(scene, "prunings.drop")
        for seed in range(40):
            scene.begin(Draws.seeded(seed))
            test = if_clause(scene, accepted(scene, drop), "tree.wet")
            stands = scene.row(test.it.thing, test.it.key)["wet"]
            flags.append((bool(stands), test.holds))
    assert {stands for stands, _ in flags} == {True, False}
    assert all(stands is holds for stands, holds in flags)


def test_what_depends_on_something_depends_on_what_speaks_for_the_one_and_against_the_other() -> (
    None
):
    decided = 0
    for number in range(6):
        ground = lay_ground(Identity("streaming", 0, number))
        scene = Scene(ground.plan, ground.built, ground.world, ground.today)
        for errand in trials.tried(scene, it_depends, 60):
            assert errand.move.action.saying.when, errand.text
            decided += 1
        scene.close()
    assert decided
