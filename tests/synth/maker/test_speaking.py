"""How people name things, and what they ask about."""

from __future__ import annotations

import re

import pytest

import agentgym
from agentgym import Task
from tests.synth.maker import trials

_NUMBERS = range(4)


@pytest.fixture(scope="module", name="tasks")
def made() -> tuple[Task, ...]:
    """The tasks of a few environments of two trades."""
    names = [f"synth-{trade}-{n:04}-v1" for trade in ("airline", "backoffice") for n in _NUMBERS]
    made = [agentgym.load(name) for name in names]
    return tuple(environment.task(task) for environment in made for task in environment.tasks)


def test_a_name_that_ends_in_s_takes_the_apostrophe_alone(tasks: tuple[Task, ...]) -> None:
    said = "\n".join(turn for task in tasks for turn in task.turns)
    assert "s' " in said
    assert "s's " not in said


def test_nobody_speaks_of_what_was_done_by_me(tasks: tuple[Task, ...]) -> None:
    about_themselves = [t for t in tasks if any(" my " in turn for turn in t.turns)]
    assert about_themselves
    assert not [turn for task in about_themselves for turn in task.turns if " by me" in turn]


def test_nobody_speaks_of_what_me_looks_after() -> None:
    changes = (
        ("speakers:\n", 'speakers:\n  - {is: member, intro: ["This is {name}."]}\n'),
        (
            "described: [\"{member's} request for",
            'described: ["the request that {member} made", "{member\'s} request for',
        ),
        (
            "described: [\"{member's} permit for",
            'described: ["the permit that {member} holds", "{member\'s} permit for',
        ),
    )
    tasks = trials.tasks(*changes, kind="change", tier=2, most=200, text=trials.WORKSHOP)
    said = "\n".join(turn for task in tasks for turn in task.turns)
    assert " my " in said
    assert re.search(r"\bthat [A-Z]\w+ \w+ (made|holds)", said)
    assert not re.search(r"\bthat (me|them)\b", said)


def test_one_thing_is_not_mended_and_broken_in_one_breath() -> None:
    both = 0
    for task in trials.tasks(kind="change", tier=4, most=200, text=trials.WORKSHOP):
        calls = [call for turn in task.solution for call in turn.calls]
        reported = {c.arguments.get("machine_id") for c in calls if c.name.startswith("report")}
        mended = {m.picks for m in task.mentions if m.among == "fault"}
        both += bool(mended)
        trial = trials.trial(text=trials.WORKSHOP)
        broken = {row["machine_id"] for row in trial.rows("fault") if row["fault_id"] in mended}
        trial.live.close()
        assert not reported & broken
    assert both


def test_what_is_put_in_an_order_is_put_in_one_order(tasks: tuple[Task, ...]) -> None:
    ranked = [task for task in tasks if "ranking" in task.provenance["patterns"]]
    assert ranked
    assert not [task.turns for task in ranked if any("by name, " in turn for turn in task.turns)]


def test_the_engineering_office_does_not_ask_about_claims(tasks: tuple[Task, ...]) -> None:
    theirs = [t for t in tasks if "engineering office" in t.turns[0] and t.kind == "question"]
    assert theirs
    among = {mention.among for task in theirs for mention in task.mentions}
    assert not among & {"passenger", "claim", "charge", "voucher", "bag_report"}
