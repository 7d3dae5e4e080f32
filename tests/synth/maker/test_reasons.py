"""Why people want what they want."""

from __future__ import annotations

import re

from agentgym_synth.maker.errands import it_depends
from tests.synth.maker import trials

_ABOUT = "of: [longer hours, a new lathe, a quiet day], words: subject"
_TESTED = f'{_ABOUT}, tests: {{equal: "{{it}} is for {{value}}"}}'


def _depending(reasons: str) -> list[str]:
    """What people make depend on what a request is for."""
    said: list[str] = []
    changes = (
        (_ABOUT, _TESTED),
        ("{member's} request for {about}", "{member's} request"),
        ("approve: {do:", "approve: {when: {about: a quiet day}, do:"),
        ("reject: {do:", f"reject: {{when: {{about: a new lathe}}, {reasons} do:"),
    )
    with trials.scene(*changes, text=trials.WORKSHOP) as scene:
        for found in trials.tried(scene, it_depends, 400):
            said.append(found.text)
    return said


def test_a_reason_stands_right_after_what_it_explains_and_explains_one_thing() -> None:
    explained = 0
    for tier in (1, 2, 3):
        for task in trials.tasks(kind="change", tier=tier):
            for turn in task.turns:
                before, found, _ = turn.partition(" The ladders are out.")
                if not found:
                    continue
                explained += 1
                last = re.split(r"[.!?:] ", before)[-1]
                assert re.search(r"begun|start", last), turn
                assert "all the" not in last
    assert explained


def test_what_is_chosen_on_a_condition_follows_from_it() -> None:
    said = _depending("reasons: {about: [no money]},")
    assert said
    assert all("no money" in text for text in said)


def test_nothing_with_a_choice_depends_on_what_no_choice_follows_from() -> None:
    assert not _depending("")


def test_several_wishes_are_announced() -> None:
    announced = 0
    for task in trials.tasks(kind="change", tier=3):
        if len(task.provenance["patterns"]) >= 3 and len(task.turns) == 1:
            announced += 1
            assert re.search(r"things|needs doing", task.turns[0]), task.turns[0]
    assert announced


def test_one_task_has_one_superlative_one_condition_and_one_second_choice() -> None:
    found = 0
    for task in trials.tasks(kind="change", tier=5, most=30):
        patterns = task.provenance["patterns"]
        for pattern in ("superlative", "it depends", "second choice"):
            found += pattern in patterns
            assert patterns.count(pattern) <= 1
    assert found
