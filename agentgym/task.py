"""Tasks: what the user wants, what would satisfy it, and one way to get there."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator

from agentgym.answers import Answer
from agentgym.tools import ToolCall

Kind = Literal["change", "question", "refusal"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Check(_Record):
    """What must hold at the end of one user turn.

    Attributes:
        turn: Which user turn, from 0; None means the last one.
        state: The goal for the state, in the toolset's own form (a world's net change, a Python
            toolset's attributes). None means: nothing may have changed since reset.
        answer: The typed answer that the agent's message must hold.
    """

    turn: Annotated[int, Field(ge=0)] | None = None
    state: JsonValue = None
    answer: Answer | None = None


class Goal(_Record):
    """What a task's success means. Never shown to the agent.

    Attributes:
        checks: Everything that must hold; at least one, or else `data`.
        data: For an environment with a verifier of its own, whatever that verifier reads.
    """

    checks: tuple[Check, ...] = ()
    data: dict[str, JsonValue] | None = None


class SolutionTurn(_Record):
    """What a solution does in one user turn: calls, in order, then a message that ends the turn."""

    calls: tuple[ToolCall, ...] = ()
    message: str = ""


def _is_false(value: object) -> bool:
    """Whether a field says nothing: what was proved before it was there stays as it was."""
    return value is False


class Mention(_Record):
    """A description in the user's words, and the entity it must pick: proved by the certifier.

    Attributes:
        phrase: Words that occur in what the user says or in the system prompt.
        among: The collection searched, in the toolset's own terms (a world: a table).
        where: The condition the phrase stands for, in the toolset's own terms (a world: SQL over
            that table's columns and its references).
        order: For superlatives ("the cheapest"): what decides, best first (a world: ORDER BY).
            The best must be strictly better than the next.
        picks: The key of the one entity meant; a list of keys, in order, where several are.
        several: The phrase means all that the condition holds for.
    """

    phrase: str
    among: str
    where: str = "1"
    order: str | None = None
    picks: JsonValue
    several: Annotated[bool, Field(exclude_if=_is_false)] = False


class Limits(_Record):
    """When an episode is cut off (`truncated`).

    Attributes:
        steps: Agent actions in the whole episode.
        steps_per_turn: Agent actions within one user turn, where that is limited too.
        calls: Tool calls in the whole episode; one more is not run, and cuts it off.
    """

    steps: Annotated[int, Field(ge=1)] = 40
    steps_per_turn: Annotated[int, Field(ge=1)] | None = None
    calls: Annotated[int, Field(ge=1)] = 200


class Task(_Record):
    """One thing a user wants, in one environment.

    Attributes:
        id: Unique within its environment.
        environment: The environment's id.
        kind: `change` (leave the state as wanted), `question` (find something out, change nothing),
            or `refusal` (the right outcome is to decline, by a tool that records why).
        turns: What the user says, one text per user turn; the first is the instruction.
        initial: What is put over the environment's own initial state, in the toolset's own form.
        goal: What success means. Never reaches the agent.
        solution: One way to reach it, one entry per user turn. Never reaches the agent.
        routes: Other ways that must pass as well.
        mentions: What the user's descriptions refer to; the certifier proves each unambiguous.
        twin: For a refusal, the id of the permitted task that looks alike.
        split: The set it belongs to.
        limits: When an episode is cut off.
        provenance: Where it comes from: source, licence, generator, seed, ...

    Raises:
        pydantic.ValidationError: No user turn, no goal, a goal that leaves the last turn
            unchecked, or a solution that does not answer every user turn.
    """

    id: str
    environment: str
    kind: Kind
    turns: Annotated[tuple[str, ...], Field(min_length=1)]
    initial: JsonValue = None
    goal: Goal
    solution: tuple[SolutionTurn, ...]
    routes: tuple[tuple[SolutionTurn, ...], ...] = ()
    mentions: tuple[Mention, ...] = ()
    twin: str | None = None
    split: str = "train"
    limits: Limits = Limits()
    provenance: dict[str, JsonValue] = Field(default_factory=dict)

    @property
    def instruction(self) -> str:
        """What the user asks first."""
        return self.turns[0]

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        where = f"task {self.id!r} of {self.environment}"
        if not self.goal.checks and self.goal.data is None:
            raise ValueError(
                f"{where} has an empty goal, so nothing could ever be checked; "
                "give `goal` at least one check (or `data` for the environment's own verifier)"
            )
        for name, solution in (("solution", self.solution), *(("a route", r) for r in self.routes)):
            if len(solution) != len(self.turns):
                raise ValueError(
                    f"{where}: {name} has {len(solution)} turns but the user speaks "
                    f"{len(self.turns)} times; give one entry per user turn"
                )
        for check in self.goal.checks:
            if check.turn is not None and check.turn >= len(self.turns):
                raise ValueError(
                    f"{where}: a check refers to turn {check.turn}, but the last turn is "
                    f"{len(self.turns) - 1}"
                )
        last = len(self.turns) - 1
        if self.goal.checks and not any(c.turn in (None, last) for c in self.goal.checks):
            raise ValueError(
                f"{where}: no check covers the last turn, so what is done there would go unseen; "
                "add a check without `turn`"
            )
        return self
