"""All 800 tasks: the ground truth passes, and what does less does not."""

from __future__ import annotations

from collections.abc import Callable

import gymnasium

import agentgym
from agentgym import Task, ToolCall, ToolEnv

from .conftest import Play


def solution(task: Task) -> list[list[ToolCall]]:
    return [list(turn.calls) for turn in task.solution]


def test_every_solution_passes_call_by_call_through_gymnasium_make(category: str) -> None:
    env = gymnasium.make(f"agentgym/bfcl-{category}-v1", disable_env_checker=True)
    tasks = agentgym.load(f"bfcl-{category}-v1").tasks
    refused, passed = [], 0
    for task_id, task in tasks.items():
        env.reset(seed=1, options={"task": task_id})
        for turn in task.solution:
            for call in turn.calls:
                observation, *_ = env.step(call)
                if observation[0]["content"].startswith(("wrong arguments", "there is no tool")):
                    refused.append((task_id, observation[0]["content"]))
            _, reward, terminated, truncated, info = env.step(turn.message)
        passed += terminated and not truncated and reward == 1.0 and info["score"].passed
    assert refused == []
    assert passed == len(tasks) == 200


def test_doing_nothing_fails_every_task(
    category: str, make_env: Callable[[str], ToolEnv], play: Play
) -> None:
    env = make_env(category)
    for task_id, task in env.environment.tasks.items():
        score, _ = play(env, task_id, [[] for _ in task.turns])
        assert score.reward == 0.0, task_id
        assert not score.passed, task_id


def test_leaving_out_the_last_call_fails_every_task(
    category: str, make_env: Callable[[str], ToolEnv], play: Play
) -> None:
    env = make_env(category)
    for task_id, task in env.environment.tasks.items():
        turns = solution(task)
        next(calls for calls in reversed(turns) if calls).pop()
        score, _ = play(env, task_id, turns)
        assert not score.passed, task_id
        assert score.reason, task_id
