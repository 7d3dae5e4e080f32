"""What people fall back on when their first wish cannot be."""

from __future__ import annotations

import pytest

from agentgym.sampling import Draws
from agentgym_synth.generator import Identity, lay_ground
from agentgym_synth.maker.moves import refused
from agentgym_synth.maker.scene import DroppedError, Scene
from agentgym_synth.paths import as_sql


@pytest.mark.parametrize("trade", ["port", "streaming", "school"])
def test_nobody_falls_back_on_something_else_because_the_first_is_so_already(trade: str) -> None:
    told = 0
    for number in range(6):
        ground = lay_ground(Identity(trade, 0, number))
        scene = Scene(ground.plan, ground.built, ground.world, ground.today)
        for action in ground.plan.actions:
            chosen = [p for p in action.params[1:] if p.thing is not None]
            for seed in range(4 if chosen else 0):
                scene.begin(Draws.seeded(seed))
                try:
                    move = refused(scene, action, about=chosen[-1].name)
                except DroppedError:
                    continue
                broken = []
                for guard in action.guards:
                    holds = as_sql(guard.holds, action.things, scene.plan.things)
                    if not scene.read(f"SELECT {holds}", move.args)[0][0]:
                        broken.append(guard)
                assert len(broken) == 1
                assert not broken[0].already, broken[0].message
                told += 1
        scene.close()
    assert told
