"""From an episode to a score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from agentgym.episode import Episode, Turn
from agentgym.errors import InvalidTaskError
from agentgym.task import Check, Task


class Score(BaseModel):
    """The outcome of an episode.

    Attributes:
        reward: What a trainer uses; 1.0 for success and 0.0 otherwise, unless the verifier says
            more.
        passed: The goal was reached, and nothing else was done.
        parts: Named components in [0, 1], for partial credit and diagnosis.
        reason: One sentence on why it did not pass; empty when it did.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    reward: float
    passed: bool
    parts: dict[str, float] = {}
    reason: str = ""


class Verifier(Protocol):
    """Scores an episode against a task. It never passes by default."""

    def verify(self, task: Task, episode: Episode) -> Score:
        """Score a finished episode.

        Raises:
            InvalidTaskError: The task's goal is not one this verifier understands.
        """


def failed(reason: str, parts: dict[str, float] | None = None) -> Score:
    """A score of 0 with a reason."""
    return Score(reward=0.0, passed=False, parts=parts or {}, reason=reason)


def unfinished(episode: Episode) -> Score | None:
    """The score of an episode that did not end by itself, or None when it did."""
    if episode.stop_reason == "done":
        return None
    return failed(f"the episode did not end by itself: {episode.stop_reason or 'still running'}")


@dataclass(frozen=True, slots=True)
class GoalVerifier:
    """Checks every `Check` of a goal: the state at the end of its turn and the typed answer.

    A task always has a check for its last turn, and a check without `state` means that nothing may
    have changed since reset.

    Attributes:
        partial_credit: Whether the reward of a failed episode is the mean of its parts instead of
            0.
    """

    partial_credit: bool = False

    def verify(self, task: Task, episode: Episode) -> Score:
        """Score by the goal's checks. See `Verifier.verify`."""
        if not task.goal.checks:
            raise InvalidTaskError(
                f"task {task.id!r} of {task.environment} has no checks; GoalVerifier "
                "needs at least one"
            )
        cut = unfinished(episode)
        if cut is not None and not self.partial_credit:
            return cut
        parts: dict[str, float] = {}
        reasons = [cut.reason] if cut is not None else []
        for check in task.goal.checks:
            number = len(task.turns) - 1 if check.turn is None else check.turn
            if number >= len(episode.turns) or episode.turns[number].message is None:
                reasons.append(f"turn {number} was never answered")
                parts[f"turn_{number}"] = 0.0
                continue
            _apply(check, number, episode.turns[number], parts, reasons)
        if reasons:
            reward = sum(parts.values()) / len(parts) if self.partial_credit and parts else 0.0
            return Score(reward=min(reward, 0.99), passed=False, parts=parts, reason=reasons[0])
        return Score(reward=1.0, passed=True, parts=parts)


def _apply(
    check: Check, number: int, turn: Turn, parts: dict[str, float], reasons: list[str]
) -> None:
    assert turn.state is not None and turn.message is not None
    state = turn.state.compare(check.state)
    parts[f"turn_{number}.state"] = 1.0 if state.equal else 0.0
    for name, value in state.parts.items():
        parts[f"turn_{number}.{name}"] = value
    if not state.equal:
        reasons.append(state.reason)
    if check.answer is not None:
        verdict = check.answer.judge(turn.message)
        parts[f"turn_{number}.answer"] = 1.0 if verdict.right else 0.0
        if not verdict.right:
            reasons.append(verdict.reason)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Passes when every one of its verifiers passes; the reward is the least of theirs."""

    verifiers: tuple[Verifier, ...]

    def __post_init__(self) -> None:
        if not self.verifiers:
            raise InvalidTaskError(
                "AllOf needs at least one verifier: an empty one would always pass"
            )

    def verify(self, task: Task, episode: Episode) -> Score:
        """Score by the strictest. See `Verifier.verify`."""
        scores = [v.verify(task, episode) for v in self.verifiers]
        return Score(
            reward=min(s.reward for s in scores),
            passed=all(s.passed for s in scores),
            parts=_numbered(scores),
            reason=next((s.reason for s in scores if not s.passed), ""),
        )


@dataclass(frozen=True, slots=True)
class WeightedSum:
    """Rewards by the weighted mean of its verifiers; passes when every one passes."""

    verifiers: tuple[tuple[float, Verifier], ...]

    def __post_init__(self) -> None:
        if not self.verifiers or any(w <= 0 for w, _ in self.verifiers):
            raise InvalidTaskError("WeightedSum needs at least one verifier, and weights above 0")

    def verify(self, task: Task, episode: Episode) -> Score:
        """Score by the weighted mean. See `Verifier.verify`."""
        scores = [v.verify(task, episode) for _, v in self.verifiers]
        total = sum(w for w, _ in self.verifiers)
        return Score(
            reward=sum(w * s.reward for (w, _), s in zip(self.verifiers, scores, strict=True))
            / total,
            passed=all(s.passed for s in scores),
            parts=_numbered(scores),
            reason=next((s.reason for s in scores if not s.passed), ""),
        )


@dataclass(frozen=True, slots=True)
class StepPenalty:
    """Takes `per_step` off the reward for every agent action beyond the solution's own number.

    The penalty never turns a pass into less than `floor` (or what it was, if that is less), nor
    touches an episode that failed.
    """

    verifier: Verifier
    per_step: float = 0.01
    floor: float = 0.1

    def verify(self, task: Task, episode: Episode) -> Score:
        """Score, then subtract. See `Verifier.verify`."""
        score = self.verifier.verify(task, episode)
        if not score.passed:
            return score
        needed = sum(len(turn.calls) + 1 for turn in task.solution)
        penalty = self.per_step * max(0, episode.steps - needed)
        left = max(min(self.floor, score.reward), score.reward - penalty)
        return score.model_copy(update={"reward": left})


def _numbered(scores: list[Score]) -> dict[str, float]:
    return {f"{i}.{name}": v for i, s in enumerate(scores) for name, v in s.parts.items()}
