"""What the verifier asks for, turn by turn, and what it refuses to judge."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import agentgym
from agentgym import Goal, Task, ToolCall, ToolEnv, Verifier
from agentgym.episode import Episode, Turn
from agentgym.errors import InvalidTaskError

from .conftest import Play

EnvMaker = Callable[[str], ToolEnv]


def play_gold(env: ToolEnv, task_id: str) -> Task:
    task = env.environment.task(task_id)
    env.reset(seed=0, options={"task": task_id})
    for turn in task.solution:
        if turn.calls:
            env.step(list(turn.calls))
        env.step(turn.message)
    return task


def test_a_write_that_nobody_asked_for_fails_the_turn_in_which_it_is_made(
    make_env: EnvMaker, play: Play
) -> None:
    env = make_env("base")
    turns = [list(turn.calls) for turn in env.environment.task("0").solution]
    turns[2].append(ToolCall("touch", {"file_name": "extra.txt"}))
    score, _ = play(env, "0", turns)
    assert not score.passed
    assert score.parts == {"turn_0": 1.0, "turn_1": 1.0, "turn_2": 0.0, "turn_3": 0.0}
    assert score.reason.startswith("turn 2: GorillaFileSystem.root")


def test_a_question_that_was_never_looked_up_fails(make_env: EnvMaker, play: Play) -> None:
    env = make_env("base")
    turns = [list(turn.calls) for turn in env.environment.task("0").solution]
    turns[2] = [ToolCall("pwd", {})]
    score, _ = play(env, "0", turns)
    assert score.parts["turn_2"] == 0.0
    assert "never came back" in score.reason


def test_a_result_from_an_earlier_turn_still_counts(make_env: EnvMaker, play: Play) -> None:
    env = make_env("base")
    turns = [list(turn.calls) for turn in env.environment.task("0").solution]
    turns[1] += turns[2]
    turns[2] = [ToolCall("pwd", {})]
    score, _ = play(env, "0", turns)
    assert score.passed


def test_calls_in_a_turn_that_lacks_something_are_not_judged(
    make_env: EnvMaker, play: Play
) -> None:
    env = make_env("miss-param")
    turns = [list(turn.calls) for turn in env.environment.task("0").solution]
    empty = turns.index([])
    turns[empty] = [ToolCall("pwd", {})]
    score, _ = play(env, "0", turns)
    assert score.passed
    assert f"turn_{empty}" not in score.parts


@pytest.mark.parametrize("reason", ["limit", "stopped", None])
def test_an_episode_that_did_not_end_by_itself_fails(
    make_env: EnvMaker, reason: str | None
) -> None:
    env = make_env("base")
    task = play_gold(env, "0")
    env.episode.stop_reason = reason
    assert not env.environment.verifier.verify(task, env.episode).passed


def test_an_episode_with_a_turn_missing_fails(make_env: EnvMaker) -> None:
    env = make_env("base")
    task = play_gold(env, "0")
    env.episode.turns.pop()
    score = env.environment.verifier.verify(task, env.episode)
    assert not score.passed
    assert "3 user turns were answered, not 4" in score.reason


def test_twenty_steps_with_calls_may_be_made_in_a_turn_and_no_more(make_env: EnvMaker) -> None:
    env = make_env("base")
    env.reset(seed=0, options={"task": "0"})
    for _ in range(20):
        *_, truncated, _ = env.step(ToolCall("pwd", {}))
        assert not truncated
    *_, truncated, info = env.step(ToolCall("pwd", {}))
    assert truncated
    assert not info["score"].passed


@pytest.mark.parametrize("data", [{}, {"calls": "all"}, {"calls": [[], []]}, {"calls": [[1]]}])
def test_a_goal_that_could_not_fail_or_cannot_be_read_is_refused(
    make_env: EnvMaker, data: dict[str, object]
) -> None:
    env = make_env("base")
    task = env.environment.task("0").model_copy(update={"goal": Goal(data=data)})
    with pytest.raises(InvalidTaskError):
        env.environment.verifier.verify(task, Episode(stop_reason="done"))


def test_a_state_of_another_toolset_is_refused(make_env: EnvMaker) -> None:
    class OtherState:
        def compare(self, goal: object) -> object:
            raise NotImplementedError

        def digest(self) -> str:
            return ""

    env = make_env("base")
    task = play_gold(env, "0")
    foreign = [
        Turn(turn.said, turn.calls, turn.message, OtherState()) for turn in env.episode.turns
    ]
    verifier: Verifier = env.environment.verifier
    with pytest.raises(InvalidTaskError, match="OtherState"):
        verifier.verify(task, Episode(foreign, stop_reason="done"))


@pytest.mark.parametrize(
    "initial",
    [None, {}, {"classes": ["Shop"], "config": {}}, {"classes": [], "config": {}, "seed": 1}],
)
def test_an_initial_state_that_is_no_scenario_is_refused(
    make_env: EnvMaker, initial: dict[str, object] | None
) -> None:
    toolset = make_env("base").environment.toolset()
    with pytest.raises(InvalidTaskError, match="scenario"):
        toolset.reset(0, initial)


def test_a_state_is_only_compared_with_the_one_at_reset(make_env: EnvMaker) -> None:
    env = make_env("base")
    env.reset(seed=0)
    with pytest.raises(InvalidTaskError, match="BFCLVerifier"):
        env.toolset.state().compare({"MathAPI": {}})


def test_unknown_tasks_are_named_with_close_ones() -> None:
    with pytest.raises(agentgym.AgentGymError, match="has no task '200'"):
        agentgym.load("bfcl-base-v1").task("200")
