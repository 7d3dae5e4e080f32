"""Who acts: the protocol that every policy follows, and what it hands over at each step."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol, Self

from pydantic import BaseModel, ConfigDict, model_validator

from agentgym.spaces import Observation
from agentgym.tools import Action, Tool


class Segment(BaseModel):
    """The token ids that one completion added to an episode's token history, never re-tokenized.

    A segment starts with what the environment said since the last one (the prompt, at first) and
    ends with what the policy wrote. All segments of an episode, one after the other, are its whole
    history.

    Attributes:
        token_ids: The tokens added, in order.
        logprobs: The policy's log-probability of each token when it was sampled; 0.0 where the
            environment wrote.
        mask: Whether the policy wrote the token.

    Raises:
        ValueError: The three have different lengths, or a logprob is not finite.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    token_ids: tuple[int, ...]
    logprobs: tuple[float, ...]
    mask: tuple[bool, ...]

    @model_validator(mode="after")
    def _is_aligned(self) -> Self:
        lengths = {len(self.token_ids), len(self.logprobs), len(self.mask)}
        if len(lengths) > 1:
            raise ValueError(
                f"a segment has {len(self.token_ids)} token ids, {len(self.logprobs)} logprobs and "
                f"{len(self.mask)} mask entries; it needs as many of each"
            )
        if not all(map(math.isfinite, self.logprobs)):
            raise ValueError("a segment has a logprob that is not finite; JSON cannot hold it")
        return self


@dataclass(frozen=True, slots=True)
class EpisodeStart:
    """What a policy knows of an episode before it begins. Never the goal or the solution.

    Attributes:
        environment_id: `agentgym/<family>-<name>-v<N>`.
        task_id: The task, for the record; it says nothing about what is wanted.
        sample: Which of several rollouts of this task, from 0.
        seed: The rollout's own seed: everything random in the policy is drawn from it.
        tools: The tools offered in the first user turn.
    """

    environment_id: str
    task_id: str
    sample: int
    seed: int
    tools: tuple[Tool, ...]


@dataclass(frozen=True, slots=True)
class Completion:
    """What an actor does at one step.

    Attributes:
        action: One call, several calls, or a message that ends the user's turn.
        text: What it said beside its calls; empty for a message, whose text is the action.
        segment: The tokens behind it, for a policy that is trained.
    """

    action: Action
    text: str = ""
    segment: Segment | None = None


class Actor(Protocol):
    """A policy in one episode: owns the episode's token history and caches."""

    async def act(self, observation: Observation, tools: tuple[Tool, ...]) -> Completion:
        """Decide what to do next.

        Args:
            observation: What was said or returned since the last action; at first the system
                prompt, if there is one, and the instruction.
            tools: The tools offered now: the same tuple as at the last step unless they changed, so
                that `tools is not self.tools` tells an actor that they did.
        """

    def close(self) -> None:
        """Free what the episode held; called once, also when the episode broke off."""


class Policy(Protocol):
    """Makes an actor for each episode. One policy serves many episodes at once."""

    @property
    def name(self) -> str:
        """What records and tables call it: the word that chooses it on the command line."""

    def open(self, start: EpisodeStart) -> Actor:
        """Begin an episode."""
