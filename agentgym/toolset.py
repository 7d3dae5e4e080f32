"""The protocol that every source of tools follows, and the state it shows to a verifier."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from pydantic import JsonValue

from agentgym.tools import Tool, ToolCall, ToolResult


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a state compares with a goal.

    Attributes:
        equal: The state is what the goal says, and nothing else changed.
        parts: Named fractions in [0, 1] for partial credit.
        reason: One sentence on the first difference; empty when equal.
    """

    equal: bool
    parts: dict[str, float] = field(default_factory=dict)
    reason: str = ""


@runtime_checkable
class State(Protocol):
    """The state of a toolset at one moment, kept for the verifier. It never reaches the agent."""

    def compare(self, goal: JsonValue) -> Comparison:
        """Compare with a `Check.state`; a goal of None means: nothing has changed since reset.

        Raises:
            InvalidTaskError: The goal is not in the form this toolset understands.
        """

    def digest(self) -> str:
        """A hex SHA-256 of the canonical JSON of the state (or of its change since reset)."""


@runtime_checkable
class Toolset(Protocol):
    """Tools over some state. One instance serves one episode at a time.

    What an agent does wrong is a `ToolResult` with `is_error` and changes no state. What the
    machine does wrong raises `InfrastructureError` (any other exception is treated as one).
    """

    @property
    def blocking(self) -> bool:
        """Whether a call may wait (for a process, a socket): the runner then leaves its loop."""

    @property
    def tools(self) -> tuple[Tool, ...]:
        """The tools offered now. They may change when a user turn begins, never within one."""

    def reset(self, seed: int, initial: JsonValue = None) -> None:
        """Return to the initial state, with a task's `initial` put over it.

        Raises:
            InvalidTaskError: `initial` is not in the form this toolset understands.
        """

    def begin_turn(self, turn: int) -> None:
        """A user turn begins (0 right after `reset`)."""

    def call(self, call: ToolCall) -> ToolResult:
        """Run one call. The caller has checked the arguments against the tool's input schema."""

    def state(self) -> State:
        """The state now, as a snapshot that later calls do not alter."""

    def close(self) -> None:
        """Free everything; may be called more than once."""
