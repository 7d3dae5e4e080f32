"""A trajectory in the making."""

from __future__ import annotations

import math
from typing import cast

from agentgym.environment import Environment
from agentgym.episode import StopReason
from agentgym.errors import InfrastructureError
from agentgym.rollout.policy import Completion, Segment
from agentgym.rollout.trajectory import RecordedCall, RecordedMessage, Trajectory
from agentgym.spaces import Observation
from agentgym.tools import ToolCall, is_call
from agentgym.verifier import Score


class Recording:
    """Takes down what happens in one rollout.

    Args:
        environment: Where it happens.
        task_id: The task.
        sample: Which of several rollouts of the task.
        seed: The rollout's own seed.
        policy: The policy's name.

    Raises:
        UnknownTaskError: The environment has no such task.
    """

    def __init__(
        self, environment: Environment, task_id: str, sample: int, seed: int, policy: str
    ) -> None:
        task = environment.task(task_id)
        self.environment_id = environment.id
        self.task_id = task_id
        self.sample = sample
        self.seed = seed
        self.steps = 0
        self._policy = policy
        self._split = task.split
        self._kind = task.kind
        self._calls = 0
        self._errors = 0
        self._messages: list[RecordedMessage] = []
        self._segments: list[Segment] = []
        self._score: Score | None = None
        self._stop_reason: StopReason = "infrastructure"

    def heard(self, observation: Observation) -> None:
        """Note what was said or returned."""
        for message in observation:
            if message["role"] == "tool":
                self._calls += 1
                self._errors += message["is_error"]
        self._messages += cast("list[RecordedMessage]", observation)

    def did(self, completion: Completion) -> None:
        """Note what the policy did."""
        action = completion.action
        message: RecordedMessage = {"role": "assistant", "content": completion.text}
        if isinstance(action, str):
            message["content"] = action
        else:
            calls = action if isinstance(action, list) else [action]
            # Anything else is no action, and `step` says so.
            message["tool_calls"] = [_recorded(c) for c in calls if is_call(c)]
        self._messages.append(message)
        if completion.segment is not None:
            self._segments.append(completion.segment)

    def scored(self, score: Score, stop_reason: StopReason) -> None:
        """Note how it ended.

        Raises:
            InfrastructureError: The score is not made of finite numbers.
        """
        if not all(map(math.isfinite, (score.reward, *score.parts.values()))):
            raise InfrastructureError(
                f"the verifier gave the reward {score.reward} and the parts {score.parts}; "
                "all must be finite"
            )
        self._score, self._stop_reason = score, stop_reason

    def finished(self, fault: str | None) -> Trajectory:
        """The trajectory: unscored when there was a fault."""
        return Trajectory.model_construct(
            env_id=self.environment_id,
            task_id=self.task_id,
            sample=self.sample,
            seed=self.seed,
            policy=self._policy,
            split=self._split,
            kind=self._kind,
            stop_reason=self._stop_reason if fault is None else "infrastructure",
            score=self._score if fault is None else None,
            fault=fault or "",
            steps=self.steps,
            calls=self._calls,
            errors=self._errors,
            messages=tuple(self._messages),
            segments=tuple(self._segments),
        )


def _recorded(call: ToolCall) -> RecordedCall:
    if call.id is None:
        return {"name": call.name, "arguments": call.arguments}
    return {"name": call.name, "arguments": call.arguments, "id": call.id}
