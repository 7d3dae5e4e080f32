"""Tools, results and the task, in the words of MCP."""

from __future__ import annotations

import weakref

from mcp_types import GetPromptResult, PromptMessage, TextContent, ToolAnnotations
from mcp_types import Tool as DescribedTool
from pydantic import JsonValue

from agentgym.mcp.serving.episode import REPLY_TOOL, ServedEpisode
from agentgym.tools import JsonObject, Tool, ToolResult

_described: dict[int, tuple[weakref.ref[Tool], DescribedTool]] = {}


def described(tool: Tool) -> DescribedTool:
    """A tool as MCP lists it; the same object for all episodes that offer the tool."""
    found = _described.get(id(tool))
    if found is not None and found[0]() is tool:
        return found[1]
    made = DescribedTool(
        name=tool.name,
        description=tool.description,
        input_schema=tool.input_schema,
        output_schema=tool.output_schema,
        annotations=ToolAnnotations(read_only_hint=tool.read_only, open_world_hint=False),
    )
    identity = id(tool)
    _described[identity] = (weakref.ref(tool, lambda _: _described.pop(identity, None)), made)
    return made


def answered(result: ToolResult, *, any_structure: bool) -> JsonObject:
    """A result as MCP carries it: the text, then what is no text, and the structure beside it.

    It is in the form of the wire already: the SDK checks it in any case, and to have it make
    models of it first would take as long as the call.

    Args:
        result: The result.
        any_structure: Whether structure may be any JSON, as from 2026-07-28 on; before, it is an
            object or left out.
    """
    content: list[JsonValue] = [*result.attachments]
    if result.content or not content:
        content.insert(0, {"type": "text", "text": result.content})
    answer = _complete(content, is_error=result.is_error)
    structure = result.structured_content
    if isinstance(structure, dict) or (any_structure and structure is not None):
        answer["structuredContent"] = structure
    return answer


def said(text: str, *, is_error: bool = False) -> JsonObject:
    """A result that is nothing but words."""
    return _complete([{"type": "text", "text": text}], is_error=is_error)


def _complete(content: list[JsonValue], *, is_error: bool) -> JsonObject:
    # Revisions that do not know of incomplete results have the SDK leave the last key out.
    return {"content": content, "isError": is_error, "resultType": "complete"}


def instructions(episode: ServedEpisode) -> str:
    """What a client is told at first: the rules, the wish, and how to answer."""
    parts = [episode.system_prompt, f"The user says:\n{episode.instruction}"]
    if episode.replies == "tool":
        parts.append(
            f"To answer the user, call the tool `{REPLY_TOOL.name}`; it ends your turn, and its "
            "result is what the user says next."
        )
    return "\n\n".join(part for part in parts if part)


def prompt(episode: ServedEpisode) -> GetPromptResult:
    """The task as a prompt, for clients that begin a conversation with one."""
    return GetPromptResult(
        description="What the user wants, and the rules.",
        messages=[
            PromptMessage(role="user", content=TextContent(type="text", text=instructions(episode)))
        ],
    )
