"""Where questions about the dearest, oldest, longest of several end."""

from __future__ import annotations

from agentgym_synth.generator import Identity, lay_ground
from agentgym_synth.maker.questions import some_question
from agentgym_synth.maker.scene import Scene
from tests.synth.maker import trials


def test_no_question_about_the_most_of_several_ends_in_a_preposition() -> None:
    ends: set[str] = set()
    for number in range(4):
        ground = lay_ground(Identity("permits", 0, number))
        scene = Scene(ground.plan, ground.built, ground.world, ground.today)
        for question in trials.tried(scene, some_question, 150):
            if question.pattern == "property of the best":
                ends.add(question.text.split()[-1])
        scene.close()
    assert ends
    assert not ends & {"in?", "at?", "for?", "from?", "with?", "to?"}
