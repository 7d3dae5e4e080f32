"""Plays candidate solutions in one `ToolEnv`, again and again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, cast, runtime_checkable

import orjson
from pydantic import JsonValue

from agentgym.env import ToolEnv
from agentgym.environment import Environment
from agentgym.schema import ArgumentChecker, checker_for, text_fault
from agentgym.task import Limits, Mention, SolutionTurn, Task
from agentgym.tools import JsonObject, Tool, ToolCall, ToolResult
from agentgym.toolset import Comparison, State, Toolset
from agentgym.user import ScriptedUser
from agentgym.verifier import GoalVerifier, Score, failed


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
        #: Whether more can be proved of the toolset; see `Explorable`.
        self.is_explorable = explorable(self.env.toolset) is not None
        #: Neither looking nor a refused call can change the state.
        self.is_transactional = bool(getattr(self.env.toolset, "transactional", False))
        # What the agent says decides neither what the user says nor whether a state is right.
        self._goes_by_checks = (
            self.is_explorable
            and self.is_transactional
            and isinstance(environment.verifier, GoalVerifier)
            and environment.user is ScriptedUser
        )
        # The task whose episode was begun last, and its first state.
        self._begun: tuple[str, State] | None = None
        self._offered: tuple[Tool, ...] = ()
        self._looks: frozenset[str] = frozenset()
        self._checkers: dict[str, ArgumentChecker] = {}

    def play(self, task: Task, turns: Sequence[SolutionTurn]) -> Run:
        """Run the calls and say the messages, turn by turn, until the episode ends."""
        env = self.env
        self._begun = None
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

    def begin(self, task: Task) -> None:
        """Begin a task's episode: one that has just been begun is gone back to."""
        if self._begun is not None and self._begun[0] == task.id:
            self._restore(self._begun[1])
            return
        self.env.reset(seed=self._seed, options={"task": task.id})
        self._begun = (task.id, self.env.toolset.state()) if self._goes_by_checks else None

    def passes(self, task: Task, turns: Sequence[SolutionTurn]) -> bool:
        """Whether playing passes; cheaper than `play`, since look-ups that change nothing are
        passed over."""
        env = self.env
        if self._goes_by_checks and _is_within(task.limits, turns):
            self.begin(task)
            return self._goes_well(task, turns, Place(0, 0))
        self._begun = None
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

    def passes_from(
        self, task: Task, turns: Sequence[SolutionTurn], place: Place, state: State | None
    ) -> bool:
        """Whether playing passes, when the solution does and these turns begin like it.

        Args:
            task: The task that was played last.
            turns: What is played: the solution up to `place`.
            place: Where to go on.
            state: The state there, from `moments`; None plays all of it.
        """
        if state is None or not (self._goes_by_checks and _is_within(task.limits, turns)):
            return self.passes(task, turns)
        self._restore(state)
        # Each check is of one turn: of those before they hold, as in the solution.
        return self._goes_well(task, turns, place)

    def passes_changed(
        self, task: Task, turns: Sequence[SolutionTurn], place: Place, state: State | None
    ) -> bool:
        """Whether playing passes with another call at a place, if leaving that call out does not.

        What is refused is as good as left out; the arguments are those of `passes_from`.
        """
        if state is None:
            return self.passes(task, turns)
        self._restore(state)
        if not self._call(turns[place.turn].calls[place.index]):
            return False
        if not (self._goes_by_checks and _is_within(task.limits, turns)):
            return self.passes(task, turns)
        return self._goes_well(task, turns, Place(place.turn, place.index + 1))

    def holds(self, task: Task, number: int, message: str, state: State) -> bool:
        """Whether the checks of a turn hold that ends in a state, where the goal decides."""
        last = len(task.turns) - 1
        return all(
            meets(state, check.state)
            and (check.answer is None or check.answer.judge(message).right)
            for check in task.goal.checks
            if number == (last if check.turn is None else check.turn)
        )

    def still_passes(self, task: Task, state: State) -> bool:
        """Whether the episode that was played last would pass if it had ended in another state."""
        turn = self.env.episode.turns[-1]
        if self._goes_by_checks:
            assert turn.message is not None
            return self.holds(task, len(self.env.episode.turns) - 1, turn.message, state)
        turn.state = state
        return self.env.environment.verifier.verify(task, self.env.episode).passed

    def _goes_well(self, task: Task, turns: Sequence[SolutionTurn], place: Place) -> bool:
        """Whether going on from a place passes; the first check that fails decides."""
        toolset, looking, first = self.env.toolset, self._looking(), place.index
        for number in range(place.turn, len(turns)):
            if number > place.turn:
                toolset.begin_turn(number)
            for call in turns[number].calls[first:]:
                if call.name not in looking:
                    self._call(call)
            if not self.holds(task, number, turns[number].message, toolset.state()):
                return False
            first = 0
        return True

    def _call(self, call: ToolCall) -> bool:
        """Make a call as an episode does: what breaks the schema reaches no tool.

        Returns:
            Whether it was accepted.
        """
        self._looking()
        checker = self._checkers.get(call.name)
        if checker is None or text_fault(call.arguments) or checker.refusal(call.arguments):
            return False
        arguments = checker.integral(call.arguments)
        if arguments is not call.arguments:
            call = ToolCall(call.name, arguments, call.id)
        return not self.env.toolset.call(call).is_error

    def _restore(self, state: State) -> None:
        toolset = explorable(self.env.toolset)
        assert toolset is not None
        toolset.restore(state)

    def moments(self, task: Task, turns: Sequence[SolutionTurn]) -> dict[Place, State]:
        """The state before each call that writes, where a refused call changes nothing."""
        toolset = self.env.toolset
        if not (self.is_transactional and self.is_explorable):
            return {}
        self.begin(task)
        looking = self._looking()
        found: dict[Place, State] = {}
        for place in places(turns):
            call = turns[place.turn].calls[place.index]
            if call.name not in looking:
                found[place] = toolset.state()
                self._call(call)
        return found

    def _looking(self) -> frozenset[str]:
        """The tools that only look."""
        tools = self.env.tools
        if self._offered is not tools:
            self._offered = tools
            self._looks = frozenset(tool.name for tool in tools if tool.read_only)
            self._checkers = {tool.name: checker_for(tool) for tool in tools}
        return self._looks

    def close(self) -> None:
        """Free the environment."""
        self.env.close()


def explorable(toolset: Toolset) -> Explorable | None:
    """The toolset, where it is explorable."""
    # A class is checked once; an instance would be checked each time.
    return cast("Explorable", toolset) if issubclass(type(toolset), Explorable) else None


def meets(state: State, goal: JsonValue) -> bool:
    """Whether a state is what a goal says; where it can tell that alone, at a lower cost."""
    quick: Callable[[JsonValue], bool] | None = getattr(state, "meets", None)
    return state.compare(goal).equal if quick is None else quick(goal)


def _is_within(limits: Limits, turns: Sequence[SolutionTurn]) -> bool:
    """Whether no limit cuts such an episode off."""
    calls = sum(len(turn.calls) for turn in turns)
    steps = calls + len(turns)
    return calls <= limits.calls and steps <= (
        limits.steps if limits.steps_per_turn is None else min(limits.steps, limits.steps_per_turn)
    )


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
