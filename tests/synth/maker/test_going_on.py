"""What people say after an answer, and what they pick by an adjective."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

import agentgym
from agentgym import Task

_ENVIRONMENTS = ("synth-laboratory-0011-v1", "synth-logistics-0033-v1", "synth-operations-0014-v1")


@pytest.fixture(scope="module", name="tasks")
def made() -> tuple[Task, ...]:
    """The tasks of a few environments."""
    made = [agentgym.load(name) for name in _ENVIRONMENTS]
    return tuple(environment.task(task) for environment in made for task in environment.tasks)


def test_only_who_has_been_told_something_calls_it_good_to_know(tasks: tuple[Task, ...]) -> None:
    told = [
        before.startswith("Answer:") for before, said in _pairs(tasks) if "Good to know" in said
    ]
    assert told
    assert all(told)


def test_nothing_is_called_the_last_thing_before_another(tasks: tuple[Task, ...]) -> None:
    further = [said for task in tasks for said in task.turns[1:-1]]
    assert further
    assert not [said for said in further if "one last" in said]


def test_nobody_counts_out_the_widest_of_several(tasks: tuple[Task, ...]) -> None:
    amounts = re.compile(r"\b\d+ (bottles|rolls|pieces|pallets) of (\w+)")
    what = [found[2] for task in tasks for found in amounts.finditer("\n".join(task.turns))]
    assert what
    assert not [
        task.turns for task in tasks if re.search(r"\b\d+ \w+ of the [\w-]+ of the ", task.turns[0])
    ]


def _pairs(tasks: tuple[Task, ...]) -> Iterator[tuple[str, str]]:
    """What the solution says, and what people say to that."""
    for task in tasks:
        for turn, said in zip(task.solution, task.turns[1:], strict=False):
            yield turn.message, said
