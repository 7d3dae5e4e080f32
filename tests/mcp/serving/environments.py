"""Environments made for these tests."""

from __future__ import annotations

import threading
from collections.abc import Callable

from pydantic import JsonValue

from agentgym import Check, Environment, Goal, SolutionTurn, Task, Tool, ToolCall, ToolResult
from agentgym.errors import InfrastructureError
from agentgym.functions import JsonState
from agentgym.functions.json_state import write_state
from agentgym.reporting import Reporter

SECONDS = 20
NOTE = {
    "type": "object",
    "properties": {"text": {"type": "string"}},
    "required": ["text"],
    "additionalProperties": False,
}
NOTHING = {"type": "object", "properties": {}, "additionalProperties": False}
# Nothing that a client can read may hold one of these.
SECRETS = (
    "plum-goal",
    "quince-solution",
    "rhubarb-provenance",
    "task-of-secrets",
    "passed",
    "reward",
)


class Notes:
    """A list of notes, with a tool that comes with the second user turn.

    Args:
        blocking: Whether calls run on a thread.
        more: Further tools by name, and what they do.
    """

    def __init__(
        self, *, blocking: bool = False, more: dict[str, Callable[[], ToolResult]] | None = None
    ) -> None:
        self.blocking = blocking
        self.notes: list[str] = []
        self.closed = 0
        self._more = more or {}
        self._early = (
            Tool(name="note", description="Note something.", input_schema=NOTE),
            Tool(
                name="read",
                description="Read all notes.",
                input_schema=NOTHING,
                output_schema={"type": "object", "properties": {"notes": {"type": "array"}}},
                read_only=True,
            ),
            *(Tool(name=n, description=n, input_schema=NOTHING) for n in self._more),
        )
        late = Tool(name="late", description="Came late.", input_schema=NOTHING)
        self._all = (*self._early, late)
        self.tools = self._early

    def reset(self, seed: int, initial: JsonValue = None) -> None:
        self.notes = [] if initial is None else list(initial)

    def begin_turn(self, turn: int) -> None:
        self.tools = self._all if turn else self._early

    def call(self, call: ToolCall) -> ToolResult:
        if call.name == "note":
            self.notes.append(str(call.arguments["text"]))
            return ToolResult(f"{len(self.notes)} notes")
        if call.name == "read":
            return ToolResult("", structured={"notes": list(self.notes)})
        if call.name == "late":
            return ToolResult("better than never")
        return self._more[call.name]()

    def state(self) -> JsonState:
        return JsonState(write_state([]), write_state(self.notes))

    def close(self) -> None:
        self.closed += 1


class ReportingNotes(Notes):
    """Notes whose tools can report how they go along."""

    reporter: Reporter | None = None

    def report_to(self, reporter: Reporter | None) -> None:
        self.reporter = reporter


class Gatekeeper:
    """A tool that does not return before it is let."""

    def __init__(self) -> None:
        self.entered = threading.Semaphore(0)
        self.leave = threading.Semaphore(0)
        self.done = 0

    def __call__(self) -> ToolResult:
        self.entered.release()
        if not self.leave.acquire(timeout=SECONDS):
            raise InfrastructureError("nobody let it go on")
        self.done += 1
        return ToolResult("went through")


def notes(
    environment_id: str = "agentgym/notes-plain-v1",
    make: Callable[[], Notes] = Notes,
    **limits: int,
) -> Environment:
    """An environment over notes: one task of one turn, one of two, one with secrets."""
    tasks = [
        Task(
            id="one",
            environment=environment_id,
            kind="change",
            turns=("Note down: tea.",),
            goal=Goal(checks=(Check(state=["tea"]),)),
            solution=(SolutionTurn(calls=(ToolCall("note", {"text": "tea"}),), message="Noted."),),
            limits={"steps": 40, "calls": 200} | limits,
        ),
        Task(
            id="two",
            environment=environment_id,
            kind="change",
            turns=("Note down: tea.", "And now: milk."),
            goal=Goal(checks=(Check(state=["tea", "milk"]),)),
            solution=(
                SolutionTurn(calls=(ToolCall("note", {"text": "tea"}),), message="Noted."),
                SolutionTurn(calls=(ToolCall("note", {"text": "milk"}),), message="Noted."),
            ),
        ),
        Task(
            id="task-of-secrets",
            environment=environment_id,
            kind="change",
            turns=("Note down what you find best.",),
            initial=["there already"],
            goal=Goal(checks=(Check(state=["there already", "plum-goal"]),)),
            solution=(
                SolutionTurn(calls=(ToolCall("note", {"text": "quince-solution"}),), message="x"),
            ),
            provenance={"source": "rhubarb-provenance"},
        ),
    ]
    return Environment(environment_id, make, tasks, system_prompt="You keep notes.")
