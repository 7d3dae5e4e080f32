"""What nobody asks or says."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from agentgym.sampling import Draws
from agentgym.task import Task
from agentgym_synth.maker.clauses import say
from agentgym_synth.maker.errands import spoken_of_as
from agentgym_synth.maker.moves import accepted
from agentgym_synth.maker.question import Question
from agentgym_synth.maker.questions import some_question
from agentgym_synth.maker.scene import DroppedError
from agentgym_synth.maker.superlatives import best_of
from tests.synth.maker import trials

_SETS = 'sets: ["trees in {row}", {say: apple trees, where: {fruit: apples}}]'
_FIRST = ("{most: youngest, least: oldest}", "{does_least: was planted first}")
_MEMBER = ("speakers:\n", 'speakers:\n  - {is: member, intro: ["This is {name}."]}\n')


def _asked(*changes: tuple[str, str], text: str, times: int = 400) -> Iterator[Question]:
    with trials.scene(*changes, text=text) as scene:
        yield from trials.tried(scene, some_question, times)


def test_nobody_asks_who_has_most_after_having_spoken_of_some() -> None:
    most = "refs: {row: {to: orchard_row, most: Which row has the most trees?}}"
    change = ("refs: {row: orchard_row}", most)
    places = []
    for seed in range(6):
        tasks = trials.tasks(change, kind="question", tier=3, most=60, seed=seed)
        tasks += trials.tasks(change, kind="question", tier=2, most=60, seed=seed)
        places += [t.provenance["patterns"].index("most of") for t in tasks if _has(t, "most of")]
    assert places
    assert set(places) == {0}


def test_nobody_adds_up_what_more_than_so_much_comes_to() -> None:
    sets = 'sets: ["trees that bore over {yield_kg>}", "trees in {row}"]'
    totals = [q.text for q in _asked((_SETS, sets), text=trials.ORCHARD) if q.pattern == "total"]
    assert any("trees in" in text for text in totals)
    assert not [text for text in totals if "that bore over" in text]


def test_nobody_asks_about_what_has_run_out_or_been_ended_or_is_past() -> None:
    now = "2025-03-04"
    trial = trials.trial(text=trials.WORKSHOP)
    assert trial.today == now
    over = {row["permit_id"] for row in trial.rows("permit", f"revoked = 1 OR until < '{now}'")}
    past = {row["visit_id"] for row in trial.rows("visit", f"day < '{now}'")}
    trial.live.close()
    assert over
    assert past
    purpose = ("words: purpose}", 'words: purpose, ask: ["What is {it} for?"]}')
    every = _asked(purpose, text=trials.WORKSHOP, times=1500)
    asked = [q for q in every if q.pattern == "property"]
    last = [q.mentions[-1] for q in asked]
    assert {m.among for m in last} >= {"permit", "visit"}
    assert not [m for m in last if m.among == "permit" and m.picks in over]
    assert not [m for m in last if m.among == "visit" and m.picks in past]


def test_nobody_asks_who_they_are() -> None:
    old = """refs: {member: member}
    described: ["bill {bill_id}", "{member's} {service} bill"]"""
    new = """refs: {member: {to: member, ask: ["Who is {it} for?"]}}
    described: ["bill {bill_id}"]"""
    asked = []
    for speakers in ((), (_MEMBER,)):
        tasks = trials.tasks(
            (old, new), *speakers, kind="question", tier=1, most=300, text=trials.WORKSHOP
        )
        for task in tasks:
            if re.search(r"[Ww]ho is bill", " ".join(task.turns)):
                asked.append(task.turns[0])
    assert asked
    assert not [turn for turn in asked if "This is " in turn]


def test_nobody_takes_over_it() -> None:
    with trials.scene() as scene:
        scene.begin(Draws.seeded(1))
        move = accepted(scene, trials.action(scene, "prunings.begin"))
        with spoken_of_as(scene, ("pruning", move.args["pruning"]), "it"):
            assert say(scene, move, template="start {pruning}").text == "start it"
            for template in ("take over {pruning}", "note the start of {pruning}"):
                with pytest.raises(DroppedError):
                    say(scene, move, template=template)


def test_no_clause_that_picks_follows_on_another() -> None:
    with trials.scene(_FIRST, (_SETS, 'sets: ["trees that stand in {row}"]')) as scene:
        assert not list(trials.tried(scene, lambda s: best_of(s, "tree"), 30))
    with trials.scene(_FIRST, (_SETS, 'sets: ["trees in {row}"]')) as scene:
        assert list(trials.tried(scene, lambda s: best_of(s, "tree"), 30))


def test_who_says_who_they_are_has_not_been_here_before() -> None:
    tasks = trials.tasks(kind="change", tier=1, most=300)
    said = [task.turns[0] for task in tasks]
    assert any("Hello again" in turn for turn in said)
    assert not [t for t in said if "Hello again" in t and re.search(r"This is|, from ", t)]


def _has(task: Task, pattern: str) -> bool:
    return pattern in task.provenance["patterns"]
