"""How one of several is picked, and how two or many are compared."""

from __future__ import annotations

import re

import pytest

from agentgym.answers import NumberAnswer
from agentgym.sampling import Draws
from agentgym_synth.maker.comparisons import difference, richest
from agentgym_synth.maker.errands import the_best
from agentgym_synth.maker.questions import some_question
from agentgym_synth.maker.scene import DroppedError
from agentgym_synth.maker.superlatives import best_of
from tests.synth.maker import trials

_FIRST = (
    "superlatives: {most: youngest, least: oldest}",
    "superlatives: {does_least: was planted first}",
)
_MORE = "How much more did {it} bear than {other}?"
_HEAVIER = ("words: yield, ask", f'words: yield, compare: ["{_MORE}"], ask')
_ADJECTIVES = "superlatives: {most: longest, least: shortest}"
_SHORTEST = (
    (_ADJECTIVES, "superlatives: {does_least: has least rungs}"),
    ("extend the loan of {ladder} to {due}", "until {due}, extend the loan of {ladder}"),
)
_MOST = (
    "refs: {row: orchard_row}",
    'refs: {row: {to: orchard_row, most: "In which row are there the most trees?"}}',
)


def test_one_of_several_is_picked_by_what_it_does_where_no_adjective_says_it() -> None:
    picked: list[str] = []
    with trials.scene(_FIRST) as scene:
        for best in trials.tried(scene, lambda s: best_of(s, "tree"), 30):
            assert best.among is not None
            planted = {key: scene.row("tree", key)["planted"] for key in best.among.keys}
            assert planted[best.key] == min(planted.values())
            assert len(planted) > 2
            picked.append(best.text)
        assert picked
        assert all(re.fullmatch(r"whichever of the .* was planted first", text) for text in picked)


def test_what_no_adjective_says_is_no_subject_of_a_question_about_something_else() -> None:
    asked: dict[str, list[str]] = {"which": [], "property of the best": []}
    with trials.scene(_FIRST) as scene:
        for question in trials.tried(scene, some_question, 300):
            if question.pattern in asked and "tree" in question.text:
                asked[question.pattern].append(question.text)
    assert any(re.fullmatch(r"Which of the .* was planted first\?", q) for q in asked["which"])
    assert not [q for q in asked["property of the best"] if "planted first" in q]


def test_an_action_is_asked_for_of_the_one_that_does_most() -> None:
    said: list[str] = []
    with trials.scene(*_SHORTEST) as scene:
        for errand in trials.tried(scene, the_best, 200):
            said.append(errand.text)
    shortest = [text for text in said if "rungs" in text]
    assert shortest
    # What follows would seem a part of it.
    assert all(text.endswith("whichever of the ladders has least rungs") for text in shortest)


def test_two_things_are_compared_only_where_people_would_and_the_greater_one_comes_first() -> None:
    with trials.scene() as scene:
        scene.begin(Draws.seeded(0))
        with pytest.raises(DroppedError, match="nobody compares"):
            difference(scene)
    compared = 0
    with trials.scene(_HEAVIER) as scene:
        for question in trials.tried(scene, difference, 20):
            assert question.text.startswith("How much more did ")
            trees = {str(key): scene.row("tree", key) for key in scene.keys("tree")}
            named = [str(m.picks) for m in question.mentions if m.among == "tree"]
            one, other = (trees[key]["yield_kg"] for key in named)
            assert isinstance(question.answer, NumberAnswer)
            assert question.answer.value == one - other > 0
            compared += 1
    assert compared


def test_who_has_most_is_asked_in_the_domain_s_words() -> None:
    asked = 0
    for seed in range(8):
        with trials.scene(_MOST, seed=seed) as scene:
            scene.begin(Draws.seeded(seed))
            try:
                question = richest(scene)
            except DroppedError:
                continue
            assert question.text == "In which row are there the most trees?"
            counted = scene.read(
                "SELECT r.name FROM tree JOIN orchard_row AS r ON r.orchard_row_id = tree.row_id "
                "GROUP BY 1 ORDER BY count(*) DESC"
            )
            assert question.answer.judge(str(counted[0][0])).right
            asked += 1
    assert asked
