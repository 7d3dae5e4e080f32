"""Our verdicts and results beside upstream's own, on the same calls."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agentgym import ToolCall, ToolEnv

from .conftest import Play

Turns = list[list[ToolCall]]

_JUDGE = Path(__file__).with_name("upstream_judge.py")
_CLASSES = "{'business', 'economy', 'first'}"


def judge(answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, str(_JUDGE)],
        input="\n".join(json.dumps(answer) for answer in answers),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
        # Upstream takes the machine's time zone.
        env={**os.environ, "TZ": "UTC"},
    )
    # Upstream prints this set in the order of the process's hash seed, we print it sorted.
    text = re.sub(r"Must be one of \{[^}]*\}", f"Must be one of {_CLASSES}", done.stdout)
    return [json.loads(line) for line in text.splitlines()]


def as_text(call: ToolCall) -> str:
    arguments = ", ".join(f"{name}={value!r}" for name, value in call.arguments.items())
    return f"{call.name}({arguments})"


def gold(turns: Turns, draw: random.Random) -> Turns:
    return turns


def nothing(turns: Turns, draw: random.Random) -> Turns:
    return [[] for _ in turns]


def without_the_last_call(turns: Turns, draw: random.Random) -> Turns:
    next(calls for calls in reversed(turns) if calls).pop()
    return turns


def with_another_argument(turns: Turns, draw: random.Random) -> Turns:
    places = [
        (calls, at, name)
        for calls in turns
        for at, call in enumerate(calls)
        for name in call.arguments
    ]
    if places:
        calls, at, name = draw.choice(places)
        call = calls[at]
        calls[at] = ToolCall(call.name, {**call.arguments, name: changed(call.arguments[name])})
    return turns


def with_a_call_repeated(turns: Turns, draw: random.Random) -> Turns:
    calls = draw.choice([calls for calls in turns if calls])
    calls.insert(draw.randrange(len(calls) + 1), draw.choice(calls))
    return turns


def backwards(turns: Turns, draw: random.Random) -> Turns:
    return [calls[::-1] for calls in turns]


def changed(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, str):
        return value + "x"
    return value[:-1] if isinstance(value, list) else {}


@pytest.mark.parametrize(
    "variant",
    [
        gold,
        nothing,
        without_the_last_call,
        with_another_argument,
        with_a_call_repeated,
        backwards,
    ],
)
def test_verdicts_and_results_are_upstreams_on_every_task(
    variant: Callable[[Turns, random.Random], Turns],
    make_env: Callable[[str], ToolEnv],
    play: Play,
) -> None:
    answers: list[dict[str, Any]] = []
    ours: list[dict[str, Any]] = []
    for category in ("base", "miss-func", "miss-param", "long-context"):
        env = make_env(category)
        for task_id, task in env.environment.tasks.items():
            draw = random.Random(f"{category} {task_id}")
            turns = variant([list(turn.calls) for turn in task.solution], draw)
            score, results = play(env, task_id, turns)
            ours.append({"valid": score.passed, "results": [r.content for r in results]})
            texts = [[as_text(call) for call in calls] for calls in turns]
            name = category.replace("-", "_")
            answers.append({"category": name, "number": int(task_id), "turns": texts})
    theirs = judge(answers)
    assert len(theirs) == len(ours) == 800
    for answer, mine, upstream in zip(answers, ours, theirs, strict=True):
        assert mine == upstream, answer
