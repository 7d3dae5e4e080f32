"""A counter: the smallest environment with state."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from agentgym import (
    Check,
    Environment,
    FunctionToolset,
    Goal,
    SolutionTurn,
    Task,
    ToolCall,
    ToolError,
    tool,
)

ID = "agentgym/demo-counter-v1"


class Counter:
    """A number that goes up, but never past a hundred."""

    def __init__(self) -> None:
        self.count = 0

    @tool
    def add(self, amount: Annotated[int, Field(ge=1, le=1000)]) -> dict[str, int]:
        """Add an amount to the counter."""
        self.count += amount
        if self.count > 100:
            raise ToolError(f"{self.count} is past a hundred")
        return {"count": self.count}

    @tool(read_only=True)
    def read(self) -> dict[str, int]:
        """Read the counter."""
        return {"count": self.count}


def task(name: str, target: int, *, turns: int = 1) -> Task:
    last = SolutionTurn(calls=(ToolCall("add", {"amount": target}),), message="Done.")
    return Task(
        id=name,
        environment=ID,
        kind="change",
        turns=("Wait for me.",) * (turns - 1) + (f"Count up to {target}.",),
        goal=Goal(checks=(Check(state={"count": target}),)),
        solution=(SolutionTurn(),) * (turns - 1) + (last,),
    )


def environment() -> Environment:
    tasks = [task("three", 3), task("seven", 7), task("patience", 5, turns=3)]
    return Environment(ID, lambda: FunctionToolset(Counter, blocking=False), tasks)
