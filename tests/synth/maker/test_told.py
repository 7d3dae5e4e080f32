"""What has been told before: names, limits, earlier wishes."""

from __future__ import annotations

import re

from agentgym.sampling import Draws
from agentgym_synth.maker.errands import every_one, some_errand
from agentgym_synth.maker.looking import know
from agentgym_synth.maker.naming import name_one, name_several
from agentgym_synth.maker.scene import DroppedError
from tests.synth.maker import trials


def test_whose_key_was_seen_without_the_name_is_looked_up_by_it() -> None:
    with trials.scene() as scene:
        scene.begin(Draws.seeded(0))
        key = scene.keys("family")[0]
        named = name_one(scene, "family", key)
        scene.known.add(("family", key))
        know(scene, named)
        assert [call.name for call in scene.calls]
        assert "name" in scene.seen["family", key]
        before = len(scene.calls)
        know(scene, named)
        assert len(scene.calls) == before


def test_a_limit_leaves_something_out() -> None:
    found = 0
    sets = 'sets: ["trees in {row}", {say: apple trees, where: {fruit: apples}}]'
    with trials.scene((sets, 'sets: ["trees in {row} that bore over {yield_kg>}"]')) as scene:
        for several in trials.tried(scene, lambda s: name_several(s, "tree", 1, 30), 60):
            whole = re.sub(r" AND yield_kg > \d+", "", several.where)
            assert whole != several.where
            counted = scene.read(f"SELECT count(*) FROM tree WHERE {whole}")
            assert int(str(counted[0][0])) > len(several.keys)
            found += 1
    assert found


def test_nobody_is_told_to_take_what_somebody_has_off_them_by_a_set_of_just_that() -> None:
    release = 'release: {do: ["take {job} off whoever has it", "put {job} back"]'
    with trials.scene(
        (release, f'{release}, all: ["take all the {{set}} off whoever has them"]'),
        text=trials.WORKSHOP,
    ) as scene:
        said = []
        for seed in range(300):
            scene.begin(Draws.seeded(seed))
            scene.tier = 3
            try:
                said.append(every_one(scene).text)
            except DroppedError:
                continue
    taken = [text for text in said if "off whoever has them" in text]
    assert not [text for text in taken if "that are with" in text]
    assert any("that are with" in text for text in said)


def test_one_action_is_asked_for_once_in_a_breath_and_again_in_another() -> None:
    again = 0
    with trials.scene() as scene:
        for seed in range(20):
            scene.begin(Draws.seeded(seed))
            breaths: list[list[str]] = [[], []]
            for breath in breaths:
                for _ in range(5):
                    try:
                        breath.append(some_errand(scene).move.action.name)
                    except DroppedError:
                        continue
                assert len(breath) == len(set(breath))
                scene.end_turn()
            again += bool(set(breaths[0]) & set(breaths[1]))
    assert again


def test_a_refused_return_to_a_version_may_name_that_version() -> None:
    rules = """rules:
  - on: [editions.restore]
    text: "Nobody goes back to an earlier edition of the First Aid guide; decline."
    forbids: "guide.name IN ('First Aid', 'Fire Drill', 'House Rules', 'Kiln Guide')"
"""
    named = 0
    changes = ("rules: []\n", rules)
    for task in trials.tasks(changes, kind="refusal", tier=1, most=60, text=trials.WORKSHOP):
        guides = {m.picks for m in task.mentions if m.among == "guide"}
        if task.kind != "refusal" or not guides:
            continue
        (refusal,) = (c for c in task.goal.checks[-1].state or [] if c["table"] == "refusal")
        trial = trials.trial(text=trials.WORKSHOP)
        editions = {r["edition_id"] for r in trial.rows("edition") if r["guide_id"] in guides}
        trial.live.close()
        assert {str(key) for key in editions} <= set(refusal["values"]["about"]["values"])
        named += 1
    assert named
