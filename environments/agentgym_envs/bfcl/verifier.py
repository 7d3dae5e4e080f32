"""Scores an episode as upstream's `multi_turn_checker` does."""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from agentgym.episode import Episode, Turn
from agentgym.errors import InvalidTaskError
from agentgym.task import Task
from agentgym.tools import ToolCall
from agentgym.verifier import Score, failed, unfinished
from agentgym_envs.bfcl.instances import Instances
from agentgym_envs.bfcl.scenario import scenario_of
from agentgym_envs.bfcl.state import BFCLState, Snapshot, difference

_MOST_KEPT = 1024


class _Truth(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    calls: tuple[tuple[ToolCall, ...], ...]


@dataclass(frozen=True, slots=True)
class _Expected:
    """What the ground truth of one user turn leaves: the state, and every result."""

    state: Snapshot
    results: Counter[str]


class BFCLVerifier:
    """Compares each user turn with the ground truth, replayed on instances of its own.

    A turn for which the ground truth has calls needs at least one call of the agent, the same
    public attributes in every instance at its end, and every result of the ground truth among all
    that the agent has got so far, in any order. A turn for which it has none is not judged, as
    upstream does not judge it: what was changed there shows in the next. An episode that did not
    end by itself fails.

    `parts` holds `turn_<n>` for each turn judged.
    """

    def __init__(self) -> None:
        self._expected: OrderedDict[int, tuple[Task, tuple[_Expected | None, ...]]] = OrderedDict()

    def verify(self, task: Task, episode: Episode) -> Score:
        """Score by state and results. See `Verifier.verify`."""
        expected = self._expect(task)
        cut = unfinished(episode)
        if cut is not None:
            return cut
        if len(episode.turns) != len(expected):
            return failed(f"{len(episode.turns)} user turns were answered, not {len(expected)}")
        parts: dict[str, float] = {}
        reasons: list[str] = []
        results: Counter[str] = Counter()
        for number, (turn, wanted) in enumerate(zip(episode.turns, expected, strict=True)):
            results.update(result.content for _, result in turn.calls)
            if wanted is None:
                continue
            fault = _fault(turn, wanted, results)
            parts[f"turn_{number}"] = 0.0 if fault else 1.0
            if fault:
                reasons.append(f"turn {number}: {fault}")
        if reasons:
            return failed(reasons[0], parts)
        return Score(reward=1.0, passed=True, parts=parts)

    def _expect(self, task: Task) -> tuple[_Expected | None, ...]:
        # The task is kept with what it leads to, so that its identity is not given to another one.
        kept = self._expected.get(id(task))
        if kept is not None and kept[0] is task:
            self._expected.move_to_end(id(task))
            return kept[1]
        expected = _replay(task)
        self._expected[id(task)] = (task, expected)
        if len(self._expected) > _MOST_KEPT:
            self._expected.popitem(last=False)
        return expected


def _fault(turn: Turn, wanted: _Expected, results: Counter[str]) -> str | None:
    if not turn.calls:
        return "no tool was called"
    if not isinstance(turn.state, BFCLState):
        raise InvalidTaskError(
            f"BFCLVerifier judges states of BFCLToolset, not {type(turn.state).__name__}"
        )
    wrong = difference(turn.state.attributes, wanted.state)
    if wrong is not None:
        return wrong
    missing = wanted.results - results
    if missing:
        return f"{missing.total()} of the results that were needed never came back"
    return None


def _replay(task: Task) -> tuple[_Expected | None, ...]:
    try:
        turns = _Truth.model_validate(task.goal.data).calls
    except ValidationError as error:
        raise InvalidTaskError(
            f"task {task.id!r} of {task.environment}: `goal.data` must be "
            f'{{"calls": [[{{"name", "arguments"}}, ...] per user turn]}}: {error}'
        ) from error
    if not any(turns):
        raise InvalidTaskError(
            f"task {task.id!r} of {task.environment} has no call in its ground truth: "
            "every episode would pass"
        )
    instances = Instances(scenario_of(task.initial))
    expected: list[_Expected | None] = []
    for calls in turns:
        results = Counter(instances.run(call.name, call.arguments).content for call in calls)
        expected.append(_Expected(instances.snapshot(), results) if calls else None)
    return tuple(expected)
