"""Plays calls and messages in a `ToolEnv`, and says what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agentgym import Environment, SolutionTurn, Task, ToolCall, ToolEnv
from agentgym.tools import ToolResult
from agentgym.toolset import State
from agentgym.world.live import LiveWorld
from agentgym.world.state import WorldState


@dataclass(frozen=True, slots=True)
class Turn:
    """What is done in one user turn.

    Attributes:
        calls: In order.
        message: What ends it.
    """

    calls: tuple[ToolCall, ...]
    message: str


Script = tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a script.

    Attributes:
        passed: Whether the task was passed.
        reward: Its reward.
        results: What each turn's calls gave.
        states: The state at the end of each turn.
    """

    passed: bool
    reward: float
    results: tuple[tuple[ToolResult, ...], ...]
    states: tuple[State, ...]

    def same_as(self, other: Outcome) -> bool:
        """Whether the state came out the same at the end of every turn, new keys' names apart."""
        return len(self.states) == len(other.states) and all(
            isinstance(mine, WorldState)
            and isinstance(its, WorldState)
            and mine.compare(its.changes()).equal
            for mine, its in zip(self.states, other.states, strict=True)
        )


def as_script(turns: Sequence[SolutionTurn]) -> Script:
    """A solution or a route as it is played."""
    return tuple(Turn(turn.calls, turn.message) for turn in turns)


def solution(task: Task) -> Script:
    """The task's own solution."""
    return as_script(task.solution)


def with_calls(script: Script, number: int, calls: Sequence[ToolCall]) -> Script:
    """A script with other calls in one turn."""
    changed = Turn(tuple(calls), script[number].message)
    return (*script[:number], changed, *script[number + 1 :])


def with_message(script: Script, number: int, message: str) -> Script:
    """A script with another message at the end of one turn."""
    return (*script[:number], Turn(script[number].calls, message), *script[number + 1 :])


def replaced(script: Script, number: int, place: int, *calls: ToolCall) -> Script:
    """A script with other calls in place of one."""
    old = script[number].calls
    return with_calls(script, number, (*old[:place], *calls, *old[place + 1 :]))


class Stage:
    """Plays the tasks of one environment."""

    def __init__(self, environment: Environment) -> None:
        self._env = ToolEnv(environment)
        self.played = 0

    def play(self, task: Task, script: Script) -> Outcome:
        """Play a script from a reset to the end of the episode."""
        self.played += 1
        env = self._env
        env.reset(seed=0, options={"task": task.id})
        passed, reward = False, 0.0
        for turn in script:
            ended = any(env.step(call)[3] for call in turn.calls)
            if ended:
                break
            _, reward, terminated, truncated, info = env.step(turn.message)
            if terminated or truncated:
                passed = info["score"].passed
                break
        return Outcome(
            passed,
            float(reward),
            tuple(tuple(result for _, result in turn.calls) for turn in env.episode.turns),
            tuple(turn.state for turn in env.episode.turns if turn.state is not None),
        )

    def takes_effect(self, task: Task, state: State, call: ToolCall) -> bool:
        """Whether a call, made in a state of a task, succeeds and leaves another state."""
        world = self._env.toolset
        assert isinstance(world, LiveWorld) and isinstance(state, WorldState)
        if self._env.task is not task:
            self._env.reset(seed=0, options={"task": task.id})
        world.restore(state)
        return not world.call(call).is_error and world.state().digest() != state.digest()

    def start(self, task: Task) -> State:
        """The state in which a task begins."""
        self._env.reset(seed=0, options={"task": task.id})
        return self._env.toolset.state()

    def close(self) -> None:
        """Free the environment."""
        self._env.close()
