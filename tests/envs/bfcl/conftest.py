"""What the BFCL tests share: the wheel, without which they are skipped, and ways to play a task."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

import agentgym
from agentgym import Score, ToolCall, ToolEnv, ToolResult
from agentgym_envs.bfcl.catalog import REMEDY

Play = Callable[[ToolEnv, str, Sequence[Sequence[ToolCall]]], tuple[Score, list[ToolResult]]]


@pytest.fixture(autouse=True)
def wheel(request: pytest.FixtureRequest) -> None:
    if request.path.name == "test_missing_wheel.py":
        return
    if not agentgym.find("bfcl-base-v1").installed:
        pytest.skip(f"bfcl-eval is not installed; get it with: {REMEDY}")


@pytest.fixture(params=["base", "miss-func", "miss-param", "long-context"])
def category(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def make_env() -> Iterator[Callable[[str], ToolEnv]]:
    made: list[ToolEnv] = []

    def make(name: str) -> ToolEnv:
        env = ToolEnv(agentgym.load(f"agentgym/bfcl-{name}-v1"))
        made.append(env)
        return env

    yield make
    for env in made:
        env.close()


@pytest.fixture
def play() -> Play:
    def play_turns(
        env: ToolEnv, task: str, turns: Sequence[Sequence[ToolCall]]
    ) -> tuple[Score, list[ToolResult]]:
        env.reset(seed=0, options={"task": task})
        for calls in turns:
            if calls:
                env.step(list(calls))
            *_, info = env.step("Done.")
        return info["score"], [r for turn in env.episode.turns for _, r in turn.calls]

    return play_turns
