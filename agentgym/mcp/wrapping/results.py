"""From MCP's tools and results to AgentGym's."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, cast

import orjson
from pydantic import JsonValue

from agentgym.errors import InvalidToolError, did_you_mean
from agentgym.mcp.wrapping.aliases import Aliases
from agentgym.plain import plain
from agentgym.schema import checker_for
from agentgym.schema.checker import compile_schema
from agentgym.tools import JsonObject, Tool, ToolResult

if TYPE_CHECKING:
    import mcp_types

Rewrites = Sequence[tuple[re.Pattern[str], str]]


def read_tools(
    told: Sequence[mcp_types.Tool],
    *,
    read_only: Collection[str] | None,
    leave_out: Collection[str],
    reset: str | None,
    server: str,
) -> tuple[Tool, ...]:
    """The tools that a server offers, in its order.

    Args:
        told: What it said.
        read_only: The tools to be taken as read-only; None to believe its hints.
        leave_out: The tools that are not offered.
        reset: The tool that resets the server, which is not offered either.
        server: Its name, for messages.

    Raises:
        InvalidToolError: Two tools have one name, a schema is invalid, or a tool named in
            `read_only`, `leave_out` or `reset` is not there.
    """
    tools: dict[str, Tool] = {}
    names = {tool.name for tool in told}
    own = () if reset is None else (reset,)
    for asked, what in ((read_only or (), "read_only"), (leave_out, "leave_out"), (own, "reset")):
        for name in asked:
            if name not in names:
                raise InvalidToolError(
                    f"{what} names {name!r}, and {server} has no such tool."
                    f"{did_you_mean(name, names)} It has {', '.join(sorted(names)[:20]) or 'none'}"
                )
    left_out = {*leave_out, *own}
    for given in told:
        if given.name in left_out:
            continue
        if given.name in tools:
            raise InvalidToolError(
                f"{server} has two tools called {given.name!r}; a call could not say which one it "
                f"means. leave_out=({given.name!r},) leaves out both"
            )
        hint = given.annotations is not None and given.annotations.read_only_hint is True
        tool = Tool(
            name=given.name,
            description=given.description or given.title or given.name,
            input_schema=given.input_schema,
            output_schema=given.output_schema,
            read_only=hint if read_only is None else given.name in read_only,
        )
        try:
            checker_for(tool)
            if tool.output_schema is not None:
                compile_schema(f"the output schema of tool {tool.name!r}", tool.output_schema)
        except InvalidToolError as error:
            raise InvalidToolError(
                f"{server}: {error}. leave_out=({tool.name!r},) offers the other tools without it"
            ) from None
        tools[tool.name] = tool
    return tuple(tools.values())


def read_result(
    told: mcp_types.CallToolResult,
    *,
    aliases: Aliases | None,
    volatile: Rewrites,
    errors: Sequence[re.Pattern[str]],
) -> ToolResult:
    """A result as the agent sees it.

    Args:
        told: What the server said.
        aliases: Turns real paths into those that the agent knows.
        volatile: What changes from run to run, and what stands in its place.
        errors: Texts that are errors though the server does not say so.
    """

    def stable(value: JsonValue) -> JsonValue:
        if isinstance(value, str):
            text = value if aliases is None else aliases.outward_text(value)
            for pattern, replacement in volatile:
                text = pattern.sub(replacement, text)
            return text
        if isinstance(value, list):
            return [stable(item) for item in value]
        if isinstance(value, dict):
            return {cast("str", stable(key)): stable(item) for key, item in value.items()}
        if isinstance(value, float) and not math.isfinite(value):
            return None
        return plain(value)

    texts: list[str] = []
    attachments: list[JsonObject] = []
    for block in told.content:
        if block.type == "text":
            texts.append(cast("str", stable(block.text)))
        else:
            dumped = block.model_dump(mode="json", by_alias=True, exclude_none=True)
            attachments.append(cast("JsonObject", stable(dumped)))
    structured = stable(told.structured_content)
    if texts:
        content = "\n".join(texts)
    elif structured is not None:
        content = orjson.dumps(structured).decode()
    else:
        content = "\n".join(map(_stand_in, attachments))
    is_error = told.is_error or any(pattern.search(content) for pattern in errors)
    if structured is not None and _is_said_by(content, structured):
        structured = None
    return ToolResult(content, is_error, structured, tuple(attachments))


def _is_said_by(content: str, structured: JsonValue) -> bool:
    try:
        return bool(orjson.loads(content) == structured)
    except orjson.JSONDecodeError:
        return False


def _stand_in(block: JsonObject) -> str:
    """A few words for content that is no text."""
    resource = block.get("resource")
    inner = resource if isinstance(resource, dict) else block
    about = [str(block["type"])]
    about += [str(inner[name]) for name in ("uri", "name", "mimeType") if inner.get(name)]
    data = inner.get("data") or inner.get("blob")
    if isinstance(data, str):
        about.append(f"{len(data) * 3 // 4} bytes")
    return f"[{', '.join(about)}]"
