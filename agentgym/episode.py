"""What happened in an episode, as a verifier sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from agentgym.tools import ToolCall, ToolResult
from agentgym.toolset import State

#: Why an episode ended. `done`: the last user turn was answered. `limit`: a limit of the task was
#: hit. `infrastructure`: the machine failed. `stopped`: the caller gave up (a closed or parked
#: environment).
StopReason = Literal["done", "limit", "infrastructure", "stopped"]


@dataclass(slots=True)
class Turn:
    """One user turn.

    Attributes:
        said: What the user said.
        calls: The agent's calls with their results, in the order they ran.
        message: The message with which the agent ended the turn; None while it is open.
        state: The state when the turn ended; None while it is open.
    """

    said: str
    calls: list[tuple[ToolCall, ToolResult]] = field(default_factory=list)
    message: str | None = None
    state: State | None = None


@dataclass(slots=True)
class Episode:
    """The record of one episode.

    Attributes:
        turns: One entry per user turn begun.
        steps: Agent actions so far.
        stop_reason: Why it ended; None while it runs.
    """

    turns: list[Turn] = field(default_factory=list)
    steps: int = 0
    stop_reason: StopReason | None = None

    @property
    def calls(self) -> int:
        """Tool calls so far."""
        return sum(len(turn.calls) for turn in self.turns)
