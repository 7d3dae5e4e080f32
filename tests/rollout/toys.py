"""Small environments for the runner: counters whose calls can wait or fail."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import JsonValue

from agentgym.environment import Environment
from agentgym.errors import InfrastructureError
from agentgym.rollout import Replay
from agentgym.task import Check, Goal, SolutionTurn, Task
from agentgym.tools import Tool, ToolCall, ToolResult
from agentgym.toolset import Comparison, State, Toolset

ADD = Tool(
    name="add",
    description="Add to the counter.",
    input_schema={
        "type": "object",
        "properties": {"amount": {"type": "integer", "minimum": 1, "maximum": 9}},
        "required": ["amount"],
        "additionalProperties": False,
    },
)
NOTE = Tool(
    name="note",
    description="Write anything down.",
    input_schema={"type": "object", "properties": {"text": {}}},
)


TOOLS = (ADD, NOTE)


@dataclass(frozen=True)
class Count:
    """A counter's value."""

    value: int

    def compare(self, goal: JsonValue) -> Comparison:
        wanted = goal if isinstance(goal, int) else 0
        equal = self.value == wanted
        return Comparison(equal, reason="" if equal else f"the counter is at {self.value}")

    def digest(self) -> str:
        return str(self.value)


class Counter:
    """Counts; a call of `on_call` before each call can wait or fail."""

    def __init__(
        self, *, blocking: bool = False, on_call: Callable[[ToolCall], None] | None = None
    ) -> None:
        self.blocking = blocking
        self.closed = 0
        self.value = 0
        self._on_call = on_call

    @property
    def tools(self) -> tuple[Tool, ...]:
        return TOOLS

    def reset(self, seed: int, initial: JsonValue = None) -> None:
        self.value = 0

    def begin_turn(self, turn: int) -> None:
        pass

    def call(self, call: ToolCall) -> ToolResult:
        if self._on_call is not None:
            self._on_call(call)
        if call.name == "add":
            amount = call.arguments["amount"]
            assert isinstance(amount, int)
            self.value += amount
        return ToolResult(str(self.value))

    def state(self) -> State:
        return Count(self.value)

    def close(self) -> None:
        self.closed += 1


def counter_task(environment: str, number: int, split: str = "train") -> Task:
    """Count to `number + 1` by ones in two user turns."""
    ones = tuple(ToolCall("add", {"amount": 1}) for _ in range(number + 1))
    return Task(
        id=str(number),
        environment=environment,
        kind="change",
        turns=(f"Count to {number + 1}.", "Thank you."),
        goal=Goal(checks=(Check(state=number + 1),)),
        solution=(SolutionTurn(calls=ones, message="Done."), SolutionTurn(message="Goodbye.")),
        split=split,
    )


def counter(
    name: str = "toy-counter", *, tasks: int = 5, make: Callable[[], Toolset] = Counter
) -> Environment:
    """Counters with some tasks: even numbers are of the split `train`, odd ones of `test`."""
    environment_id = f"agentgym/{name}-v1"
    return Environment(
        environment_id,
        make,
        [counter_task(environment_id, n, "test" if n % 2 else "train") for n in range(tasks)],
        system_prompt="You count.",
    )


def replay(*environments: Environment) -> Replay:
    """Replay for environments that are not registered."""
    known = {environment.id: environment for environment in environments}
    return Replay(lambda environment_id, task_id: known[environment_id].task(task_id))


def broken(call: ToolCall) -> None:
    """Fail as a machine fails."""
    raise InfrastructureError("the disk is gone")


class Gate:
    """Holds calls until it is opened, and counts those that wait."""

    def __init__(self) -> None:
        self._open = threading.Event()
        self.reached = threading.Event()

    def wait(self, call: ToolCall) -> None:
        self.reached.set()
        self._open.wait(timeout=60)

    def open(self) -> None:
        self._open.set()
