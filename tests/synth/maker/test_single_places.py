"""Groups of which everybody is in one at a time."""

from __future__ import annotations

from agentgym.sampling import Draws
from agentgym_synth.generator import Identity, lay_ground
from agentgym_synth.maker.moves import accepted
from agentgym_synth.maker.scene import DroppedError, Scene


def test_no_container_is_on_two_trains_or_gets_onto_a_second() -> None:
    tried = 0
    for number in range(12):
        ground = lay_ground(Identity("port", 0, number))
        if "rail_place" not in ground.plan.things:
            continue
        scene = Scene(ground.plan, ground.built, ground.world, ground.today)
        planned = [row[0] for row in scene.read_first("SELECT container_id FROM rail_place")]
        assert len(planned) == len(set(planned))
        enrol = next((a for a in ground.plan.actions if a.name == "rail.enrol"), None)
        for seed in range(6 if enrol is not None else 0):
            assert enrol is not None
            scene.begin(Draws.seeded(seed))
            try:
                move = accepted(scene, enrol)
            except DroppedError:
                continue
            assert move.args["container"] not in planned
            tried += 1
        scene.close()
    assert tried
