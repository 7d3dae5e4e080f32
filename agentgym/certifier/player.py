"""Plays candidate solutions in one `ToolEnv`, again and again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import orjson
from pydantic import JsonValue

from agentgym.env import ToolEnv
from agentgym.environment import Environment
from agentgym.task import Mention, SolutionTurn, Task
from agentgym.tools import JsonObject, Tool, ToolCall, ToolResult
from agentgym.toolset import Comparison, State
from agentgym.verifier import Score, failed


class Picked(Protocol):
    """The keys that a description picks, and whether what decides is a tie."""

    @property
    def keys(self) -> tuple[JsonValue, ...]:
        """The keys of the entities that fit."""

    @property
    def tie(self) -> bool:
        """Whether the second best is as good as the best."""


@runtime_checkable
class Explorable(Protocol):
    """What a toolset offers beyond `Toolset` so that more can be proved of its tasks."""

    def pick(self, mention: Mention) -> Picked:
        """The entities that a description picks in the present state."""

    def candidates(self, column: str) -> Sequence[JsonValue]:
        """Values that a parameter of this name could take in the present state."""

    def restore(self, state: State) -> None:
        """Go back to an earlier state of the same episode."""

    def state(self) -> State:
        """See `agentgym.toolset.Toolset.state`."""

    def call(self, call: ToolCall) -> ToolResult:
        """See `agentgym.toolset.Toolset.call`."""


@runtime_checkable
class Changing(Protocol):
    """A state that can say what changed since reset, as a goal that it meets."""

    def compare(self, goal: JsonValue) -> Comparison:
        """Compare with a goal. See `agentgym.toolset.State.compare`."""

    def changes(self) -> list[JsonObject]:
        """What changed since reset."""


@dataclass(frozen=True, slots=True)
class Run:
    """What playing gave.

    Attributes:
        score: The verifier's.
        results: The results of each turn's calls.
        states: The state at the end of each turn reached.
        digest: Hex SHA-256 of everything said and returned.
    """

    score: Score
    results: tuple[tuple[ToolResult, ...], ...]
    states: tuple[State, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a call stands in a solution."""

    turn: int
    index: int


class Player:
    """Plays solutions of the tasks of one environment.

    Attributes:
        env: The environment it plays in; after `play` it holds the finished episode.
    """

    def __init__(self, environment: Environment, seed: int = 0) -> None:
        self.env = ToolEnv(environment)
        self._seed = seed
        self._offered: tuple[Tool, ...] = ()
        self._looks: frozenset[str] = frozenset()

    def play(self, task: Task, turns: Sequence[SolutionTurn]) -> Run:
        """Run the calls and say the messages, turn by turn, until the episode ends."""
        env = self.env
        whole = hashlib.sha256()
        observation, info = env.reset(seed=self._seed, options={"task": task.id})
        for turn in turns:
            if env.episode.stop_reason is not None:
                break
            for call in turn.calls:
                *_, info = env.step(call)
                if env.episode.stop_reason is not None:
                    break
            else:
                *_, info = env.step(turn.message)
        score = info.get("score") or failed("the episode did not end")
        results = tuple(tuple(r for _, r in turn.calls) for turn in env.episode.turns)
        states = tuple(t.state for t in env.episode.turns if t.state is not None)
        for message in observation:
            whole.update(message["content"].encode())
        for record, given in zip(env.episode.turns, results, strict=True):
            whole.update(record.said.encode())
            for result in given:
                whole.update(b"!" if result.is_error else b".")
                whole.update(result.content.encode())
                if result.structured is not None or result.attachments:
                    whole.update(orjson.dumps([result.structured, result.attachments]))
        for state in states:
            whole.update(state.digest().encode())
        whole.update(score.model_dump_json().encode())
        return Run(score, results, states, whole.hexdigest())

    def passes(self, task: Task, turns: Sequence[SolutionTurn]) -> bool:
        """Whether playing passes; cheaper than `play`, since look-ups that change nothing are
        passed over."""
        env = self.env
        env.reset(seed=self._seed, options={"task": task.id})
        looking = self._looking() if self.is_transactional else frozenset()
        for turn in turns:
            for call in turn.calls:
                if call.name in looking:
                    continue
                if env.step(call)[3]:
                    return False
            _, _, terminated, truncated, info = env.step(turn.message)
            if terminated or truncated:
                passed: bool = info["score"].passed
                return passed
        return False

    def moments(self, task: Task, turns: Sequence[SolutionTurn]) -> dict[Place, State]:
        """The state before each call that writes, where a refused call changes nothing."""
        env, toolset = self.env, self.env.toolset
        if not self.is_transactional:
            return {}
        assert isinstance(toolset, Explorable)
        env.reset(seed=self._seed, options={"task": task.id})
        looking = self._looking()
        found: dict[Place, State] = {}
        for place in places(turns):
            call = turns[place.turn].calls[place.index]
            if call.name not in looking:
                found[place] = toolset.state()
                toolset.call(call)
        return found

    def refuses(self, state: State, call: ToolCall) -> bool:
        """Whether the tools refuse a call in a state of the task that was played last."""
        toolset = self.env.toolset
        assert isinstance(toolset, Explorable)
        toolset.restore(state)
        return toolset.call(call).is_error

    @property
    def is_transactional(self) -> bool:
        """Whether neither looking nor a refused call can change the state."""
        return bool(getattr(self.env.toolset, "transactional", False))

    def _looking(self) -> frozenset[str]:
        """The tools that only look."""
        tools = self.env.tools
        if self._offered is not tools:
            self._offered = tools
            self._looks = frozenset(tool.name for tool in tools if tool.read_only)
        return self._looks

    def close(self) -> None:
        """Free the environment."""
        self.env.close()


def places(turns: Sequence[SolutionTurn]) -> list[Place]:
    """Where every call of a solution stands, in order."""
    return [Place(t, i) for t, turn in enumerate(turns) for i in range(len(turn.calls))]


def without(turns: Sequence[SolutionTurn], place: Place) -> tuple[SolutionTurn, ...]:
    """The solution with one call left out."""
    calls = turns[place.turn].calls
    return _with_calls(turns, place.turn, calls[: place.index] + calls[place.index + 1 :])


def replaced(
    turns: Sequence[SolutionTurn], place: Place, *calls: ToolCall
) -> tuple[SolutionTurn, ...]:
    """The solution with one call replaced by others."""
    old = turns[place.turn].calls
    return _with_calls(turns, place.turn, old[: place.index] + calls + old[place.index + 1 :])


def appended(turns: Sequence[SolutionTurn], call: ToolCall) -> tuple[SolutionTurn, ...]:
    """The solution with one more call at its very end."""
    return _with_calls(turns, len(turns) - 1, (*turns[-1].calls, call))


def swapped(turns: Sequence[SolutionTurn], place: Place) -> tuple[SolutionTurn, ...]:
    """The solution with a call and the next one of its turn exchanged."""
    calls = list(turns[place.turn].calls)
    calls[place.index : place.index + 2] = calls[place.index : place.index + 2][::-1]
    return _with_calls(turns, place.turn, tuple(calls))


def _with_calls(
    turns: Sequence[SolutionTurn], number: int, calls: tuple[ToolCall, ...]
) -> tuple[SolutionTurn, ...]:
    new = SolutionTurn.model_construct(calls=calls, message=turns[number].message)
    return (*turns[:number], new, *turns[number + 1 :])
