"""What people call who they speak of."""

from __future__ import annotations

import re

from agentgym.sampling import Draws
from agentgym_synth.generator import Identity, lay_ground
from agentgym_synth.maker.naming import name_one
from agentgym_synth.maker.scene import DroppedError, Scene
from tests.synth.maker import trials


def test_whoever_has_been_named_keeps_that_name_until_another_task_begins() -> None:
    names: dict[object, set[str]] = {}
    with trials.scene(text=trials.WORKSHOP) as scene:
        for seed in range(30):
            scene.begin(Draws.seeded(seed))
            for key in scene.keys("member"):
                first = name_one(scene, "member", key)
                assert {name_one(scene, "member", key).text for _ in range(4)} == {first.text}
                names.setdefault(key, set()).add(first.text)
    assert any(len(found) > 1 for found in names.values())


def test_what_has_a_name_is_mostly_called_by_it() -> None:
    called: list[bool] = []
    with trials.scene(text=trials.WORKSHOP) as scene:
        for seed in range(40):
            scene.begin(Draws.seeded(seed))
            called += [name_one(scene, "member", key).short for key in scene.keys("member")]
    assert 0.7 * len(called) < sum(called) < len(called)


def test_nobody_says_more_than_it_takes() -> None:
    old = """described: ["{member's} visit on {day}", "the {time} visit of {member}"]"""
    new = """described: ["{member's} visit on {day}", "{member's} {purpose} visit on {day}"]"""
    said: list[str] = []
    with trials.scene((old, new), text=trials.WORKSHOP) as scene:
        for seed in range(10):
            scene.begin(Draws.seeded(seed))
            for key in scene.keys("visit"):
                try:
                    said.append(name_one(scene, "visit", key).text)
                except DroppedError:
                    continue
        alone = [text for text in said if re.search(r"'s? visit on", text)]
        longer = [text for text in said if text not in alone]
        days = {re.sub(r" (sawing|soldering|sanding) ", " ", text) for text in longer}
    assert alone
    # What the day alone picks is not told by its purpose too.
    assert not days & set(alone)


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
