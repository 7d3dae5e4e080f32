from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from agentgym import Check, Goal, SolutionTurn, Task, ToolCall


def task(**changes: Any) -> Task:
    whole: dict[str, Any] = {
        "id": "0",
        "environment": "agentgym/demo-counter-v1",
        "kind": "change",
        "turns": ("Count to three.",),
        "goal": Goal(checks=(Check(state={"count": 3}),)),
        "solution": (SolutionTurn(calls=(ToolCall("add", {"amount": 3}),)),),
    }
    return Task(**(whole | changes))


def test_a_task_survives_json() -> None:
    one = task()
    assert Task.model_validate_json(one.model_dump_json()) == one


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"goal": Goal()}, "empty goal"),
        ({"solution": ()}, "solution has 0 turns"),
        ({"turns": ("a", "b")}, "solution has 1 turns but the user speaks 2 times"),
        ({"routes": ((),)}, "a route has 0 turns"),
        ({"goal": Goal(checks=(Check(turn=4, state={}),))}, "refers to turn 4"),
        (
            {
                "turns": ("a", "b"),
                "solution": (SolutionTurn(), SolutionTurn()),
                "goal": Goal(checks=(Check(turn=0, state={}),)),
            },
            "no check covers the last turn",
        ),
    ],
)
def test_an_incomplete_task_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        task(**changes)


@pytest.mark.parametrize("missing", ["goal", "solution", "turns", "kind"])
def test_goal_solution_turns_and_kind_are_required(missing: str) -> None:
    whole = task().model_dump()
    del whole[missing]
    with pytest.raises(ValidationError, match=missing):
        Task.model_validate(whole)


def test_unknown_fields_kinds_and_empty_turns_are_refused() -> None:
    for changes in ({"reward": 1}, {"kind": "other"}, {"turns": ()}):
        with pytest.raises(ValidationError):
            task(**changes)
