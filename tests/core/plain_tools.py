"""Types and short cuts that the tests of Python toolsets share."""

from __future__ import annotations

import dataclasses
import datetime
import enum
from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import BaseModel, Field, JsonValue
from typing_extensions import TypedDict

from agentgym import FunctionToolset, Tool, ToolCall, ToolError, ToolResult, tool


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


@dataclasses.dataclass
class Line:
    sku: str
    count: int = 1


class Address(TypedDict):
    street: str
    city: str


class Parcel(BaseModel):
    weight: Annotated[float, Field(gt=0)]
    lines: list[Line]


def begun(source: type | list[Callable[..., object]], **options: bool) -> FunctionToolset:
    toolset = FunctionToolset(source, **options)
    toolset.reset(1)
    return toolset


def only_tool(function: Callable[..., object]) -> Tool:
    (described,) = FunctionToolset([function]).tools
    return described


def call(function: Callable[..., object], **arguments: JsonValue) -> ToolResult:
    (described,) = FunctionToolset([function]).tools
    return begun([function]).call(ToolCall(described.name, arguments))


class Till:
    """Holds cents."""

    def __init__(self, initial: dict[str, int] | None = None, seed: int = 0) -> None:
        if initial is not None and initial["cents"] < 0:
            raise ValueError("cents are below 0")
        self.cents = initial["cents"] if initial else 100
        self.log: list[str] = []
        self.owners = {"bob", "ann"}
        self._seed = seed

    @tool
    def pay(self, cents: int) -> dict[str, int]:
        """Pay out."""
        self.log.append(f"pay {cents}")
        self.cents -= cents
        if self.cents < 0:
            raise ToolError("not enough")
        return {"cents": self.cents}

    @tool(read_only=True)
    def peek(self) -> int:
        """Look, and spoil the log, which a read-only tool should not."""
        self.log.append("peek")
        raise ToolError("no")

    @staticmethod
    @tool
    def currency() -> str:
        """Name the currency."""
        return "EUR"

    @tool
    def seed(self) -> int:
        """Show the seed."""
        return self._seed


@tool(read_only=True)
def ship(
    parcel: Parcel,
    to: Address,
    colour: Colour,
    speed: Literal["slow", "fast"] = "slow",
    copies: Annotated[int, Field(ge=1, le=5, description="How many labels.")] = 1,
    on: datetime.date | None = None,
) -> dict[str, int]:
    """Ship a parcel
    to an address.

    Not told to the agent.

    Args:
        parcel: What to ship,
            with its lines.
        to (Address): Where to.
        copies: Not told either: the annotation says it.

    Returns:
        parcel: Nothing of this.
    """
    return {"labels": copies}
