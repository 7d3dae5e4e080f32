"""The tools that the conformance suite calls, as it describes them."""

from __future__ import annotations

from pydantic import JsonValue

from agentgym.tools import Tool

CONTACT = "json_schema_2020_12_tool"

_NOTHING: dict[str, JsonValue] = {"type": "object", "properties": {}}

# The suite compares the listed schema with this one, keyword by keyword.
_CONTACT_SCHEMA: dict[str, JsonValue] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "$defs": {
        "address": {
            "$anchor": "addressDef",
            "type": "object",
            "properties": {"street": {"type": "string"}, "city": {"type": "string"}},
        }
    },
    "properties": {
        "name": {"type": "string"},
        "address": {"$ref": "#/$defs/address"},
        "contactMethod": {"type": "string", "enum": ["phone", "email"]},
        "phone": {"type": "string"},
        "email": {"type": "string"},
    },
    "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
    "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
    "then": {"required": ["phone"]},
    "else": {"required": ["email"]},
    "additionalProperties": False,
}

_REGION_SCHEMA: dict[str, JsonValue] = {
    "type": "object",
    "properties": {
        # Clients repeat this argument in the HTTP header Mcp-Param-Region.
        "region": {"type": "string", "x-mcp-header": "Region"}
    },
    "required": ["region"],
    "additionalProperties": False,
}

#: What each tool without arguments is for.
_PLAIN = {
    "test_simple_text": "Return a line of text.",
    "test_image_content": "Return an image.",
    "test_audio_content": "Return a sound.",
    "test_embedded_resource": "Return a resource.",
    "test_multiple_content_types": "Return text, an image and a resource.",
    "test_tool_with_logging": "Log three lines, then return.",
    "test_logging_tool": "Log one line, then return.",
    "test_tool_with_progress": "Report progress three times, then return.",
    "test_streaming_elicitation": "Report progress, ask nobody anything, and return.",
    "test_reconnection": "Let the client go before there is a result, for it to come back.",
    "test_missing_capability": "Need a client that can sample.",
    "test_error_handling": "Fail.",
}


def tools() -> tuple[Tool, ...]:
    """All tools, in the order in which they are listed."""
    plain = (
        Tool(name=name, description=words, input_schema=_NOTHING, read_only=True)
        for name, words in _PLAIN.items()
    )
    return (
        *plain,
        Tool(
            name="test_region",
            description="Return the name of a region.",
            input_schema=_REGION_SCHEMA,
            read_only=True,
        ),
        Tool(
            name=CONTACT,
            description="Add a contact to the list: who it is, and how to reach them.",
            input_schema=_CONTACT_SCHEMA,
        ),
    )
