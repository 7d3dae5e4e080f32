"""Who speaks the user turns."""

from __future__ import annotations

from typing import Protocol

from agentgym.task import Task


class User(Protocol):
    """A user for one episode: says the instruction, then answers each message of the agent."""

    def begin(self, seed: int) -> str:
        """Start an episode, and say what is wanted."""

    def reply(self, message: str) -> str | None:
        """Answer the agent's message; None ends the episode."""


class ScriptedUser:
    """Says a task's turns one after the other, whatever the agent answers."""

    def __init__(self, task: Task) -> None:
        self._turns = task.turns
        self._next = 0

    def begin(self, seed: int) -> str:
        """Say the instruction."""
        self._next = 1
        return self._turns[0]

    def reply(self, message: str) -> str | None:
        """Say the next turn; None after the last."""
        if self._next >= len(self._turns):
            return None
        self._next += 1
        return self._turns[self._next - 1]
