"""Tools, calls and results: the vocabulary of MCP, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import orjson
from pydantic import BaseModel, ConfigDict, JsonValue
from typing_extensions import TypeIs

JsonObject: TypeAlias = "dict[str, JsonValue]"


class Tool(BaseModel):
    """What an agent is told about a tool: MCP's `Tool`.

    Attributes:
        name: Unique within its toolset.
        description: What it does, for the agent.
        input_schema: JSON Schema (2020-12) of the arguments; its type is `object`.
        output_schema: JSON Schema of the structured content, where one is promised.
        read_only: MCP's `readOnlyHint`: a call never changes state.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    description: str
    input_schema: dict[str, JsonValue]
    output_schema: dict[str, JsonValue] | None = None
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A request to run one tool.

    Attributes:
        name: The tool.
        arguments: A JSON object.
        id: The caller's own label for the call, given back with its result.
    """

    name: str
    arguments: dict[str, JsonValue]
    id: str | None = None


def is_call(value: object) -> TypeIs[ToolCall]:
    """Whether a value is a call that can be tried: name and id are text, the arguments anything."""
    return (
        isinstance(value, ToolCall)
        and isinstance(value.name, str)
        and (value.id is None or isinstance(value.id, str))
    )


@dataclass(frozen=True, slots=True)
class ToolResult:
    """What a call gave.

    Attributes:
        content: Text for the agent. A tool that returns structure returns it as a JSON object here.
        is_error: The call was refused or failed, and changed no state.
        structured: The structured content, where the text does not hold it already; any JSON.
        attachments: Content that is no text (images, audio, resources), as MCP's content blocks.
    """

    content: str
    is_error: bool = False
    structured: JsonValue = None
    attachments: tuple[JsonObject, ...] = ()

    @property
    def structured_content(self) -> JsonValue:
        """`structured`, or the text as a JSON object; None for plain text or an error's text."""
        if self.structured is not None:
            return self.structured
        if self.is_error or not self.content.startswith("{"):
            return None
        try:
            value: JsonObject = orjson.loads(self.content)
        except orjson.JSONDecodeError:
            return None
        return value


#: What an agent does: one call, several calls run in order, or a message that ends the user's turn.
Action: TypeAlias = "ToolCall | list[ToolCall] | str"
