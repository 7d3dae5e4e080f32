"""What people call who they speak of."""

from __future__ import annotations

import pytest

from agentgym.sampling import Draws
from agentgym_synth.generator import Identity, lay_ground
from agentgym_synth.maker.naming import name_one
from agentgym_synth.maker.scene import DroppedError, Scene


@pytest.mark.parametrize("trade", ["school", "streaming"])
def test_whoever_has_been_named_keeps_that_name_until_another_task_begins(trade: str) -> None:
    ground = lay_ground(Identity(trade, 0, 1))
    scene = Scene(ground.plan, ground.built, ground.world, ground.today)
    person = {"school": "pupil", "streaming": "member"}[trade]
    names: dict[object, set[str]] = {}
    for seed in range(12):
        scene.begin(Draws.seeded(seed))
        for key in scene.keys(person):
            try:
                first = name_one(scene, person, key)
            except DroppedError:
                continue
            assert {name_one(scene, person, key).text for _ in range(4)} == {first.text}
            names.setdefault(key, set()).add(first.text)
    scene.close()
    assert any(len(found) > 1 for found in names.values())


def test_what_is_given_up_has_left_no_names_behind() -> None:
    ground = lay_ground(Identity("school", 0, 1))
    scene = Scene(ground.plan, ground.built, ground.world, ground.today)
    scene.begin(Draws.seeded(0))
    before = scene.snapshot()
    name_one(scene, "pupil", scene.keys("pupil")[0])
    assert scene.spoken
    scene.restore(before)
    assert not scene.spoken
    scene.close()
