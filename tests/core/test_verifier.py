from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from pydantic import JsonValue

from agentgym import Check, Goal, Score, SolutionTurn, Task, ToolCall
from agentgym.answers import NumberAnswer
from agentgym.episode import Episode, StopReason, Turn
from agentgym.errors import InvalidTaskError
from agentgym.toolset import Comparison
from agentgym.verifier import AllOf, GoalVerifier, StepPenalty, Verifier, WeightedSum


@dataclass(frozen=True)
class Held:
    """A state that is one value."""

    value: JsonValue
    parts: dict[str, float] = field(default_factory=dict)

    def compare(self, goal: JsonValue) -> Comparison:
        equal = self.value == goal
        return Comparison(equal, self.parts, "" if equal else f"{self.value} is not {goal}")

    def digest(self) -> str:
        return str(self.value)


@dataclass(frozen=True)
class Fixed:
    """A verifier with one opinion."""

    score: Score

    def verify(self, task: Task, episode: Episode) -> Score:
        return self.score


PASS = Fixed(Score(reward=1.0, passed=True))
FAIL = Fixed(Score(reward=0.0, passed=False, reason="no"))


def task(*checks: Check, turns: int = 1) -> Task:
    return Task(
        id="0",
        environment="agentgym/demo-held-v1",
        kind="change",
        turns=("Go.",) * turns,
        goal=Goal(checks=checks),
        solution=(SolutionTurn(calls=(ToolCall("go", {}),)),) * turns,
    )


def ended(*turns: Turn, reason: StopReason = "done", steps: int = 2) -> Episode:
    return Episode(list(turns), steps, reason)


def said(message: str | None, state: Held | None) -> Turn:
    return Turn("Go.", [], message, state)


def test_every_check_must_hold_at_its_own_turn() -> None:
    two = task(Check(turn=0, state=1), Check(state=2, answer=NumberAnswer(value=9)), turns=2)
    right = ended(said("", Held(1)), said("9", Held(2)))
    assert GoalVerifier().verify(two, right) == Score(
        reward=1.0,
        passed=True,
        parts={"turn_0.state": 1.0, "turn_1.state": 1.0, "turn_1.answer": 1.0},
    )
    for wrong in (
        ended(said("", Held(0)), said("9", Held(2))),
        ended(said("", Held(1)), said("9", Held(3))),
        ended(said("", Held(1)), said("8", Held(2))),
        ended(said("", Held(1)), said(None, None)),
        ended(said("", Held(1))),
    ):
        score = GoalVerifier().verify(two, wrong)
        assert (score.reward, score.passed) == (0.0, False)
        assert score.reason


@pytest.mark.parametrize("reason", ["limit", "infrastructure", "stopped", None])
def test_an_episode_that_did_not_end_by_itself_never_passes(reason: StopReason | None) -> None:
    for verifier in (GoalVerifier(), GoalVerifier(partial_credit=True)):
        episode = Episode([said("", Held(1))], 1, reason)
        score = verifier.verify(task(Check(state=1)), episode)
        assert not score.passed
        assert score.reward < 1.0


def test_partial_credit_is_off_unless_asked_for_and_never_a_full_reward() -> None:
    half = ended(said("", Held(0, {"wanted": 0.5, "undamaged": 1.0})))
    one = task(Check(state=1))
    assert GoalVerifier().verify(one, half).reward == 0.0
    assert GoalVerifier().verify(one, half).parts["turn_0.wanted"] == 0.5
    assert GoalVerifier(partial_credit=True).verify(one, half).reward == pytest.approx(0.5)
    full = ended(said("", Held(0, {"wanted": 1.0})), reason="limit")
    assert GoalVerifier(partial_credit=True).verify(one, full).reward < 1.0


def test_a_goal_without_checks_is_not_this_verifiers() -> None:
    one = task(Check(state=1)).model_copy(update={"goal": Goal(data={})})
    with pytest.raises(InvalidTaskError, match="no checks"):
        GoalVerifier().verify(one, ended(said("", Held(1))))


def test_all_of_passes_when_every_one_does() -> None:
    one, episode = task(Check(state=1)), ended(said("", Held(1)))
    assert AllOf((PASS, PASS)).verify(one, episode).passed
    score = AllOf((PASS, FAIL)).verify(one, episode)
    assert (score.passed, score.reward, score.reason) == (False, 0.0, "no")
    with pytest.raises(InvalidTaskError, match="always pass"):
        AllOf(())


def test_a_weighted_sum_rewards_by_weight_and_passes_when_every_one_does() -> None:
    one, episode = task(Check(state=1)), ended(said("", Held(1)))
    score = WeightedSum(((3.0, PASS), (1.0, FAIL))).verify(one, episode)
    assert (score.reward, score.passed) == (0.75, False)
    for wrong in ((), ((0.0, PASS),)):
        with pytest.raises(InvalidTaskError):
            WeightedSum(wrong)


def test_a_step_penalty_counts_from_the_solutions_own_length() -> None:
    one = task(Check(state=1))
    verifier: Verifier = StepPenalty(PASS, per_step=0.2, floor=0.5)
    assert verifier.verify(one, ended(said("", Held(1)), steps=2)).reward == 1.0
    assert verifier.verify(one, ended(said("", Held(1)), steps=3)).reward == pytest.approx(0.8)
    assert verifier.verify(one, ended(said("", Held(1)), steps=30)).reward == 0.5
    assert StepPenalty(FAIL).verify(one, ended(said("", Held(1)), steps=30)).reward == 0.0
    little = StepPenalty(Fixed(Score(reward=0.2, passed=True)), floor=0.5)
    assert little.verify(one, ended(said("", Held(1)), steps=30)).reward == 0.2
