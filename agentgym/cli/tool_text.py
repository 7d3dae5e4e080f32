"""Tools as a person reads and writes them in a terminal."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import orjson
from pydantic import JsonValue

from agentgym.tools import JsonObject, Tool

_KEY = re.compile(r"\s*([A-Za-z_][\w.-]*)\s*=\s*")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a tool.

    Attributes:
        name: Its name.
        type: Its JSON types, for reading.
        required: Whether a call must give it.
        description: What it is.
    """

    name: str
    type: str
    required: bool
    description: str


def parameters_of(tool: Tool) -> list[Parameter]:
    """A tool's parameters, in the schema's order."""
    properties = tool.input_schema.get("properties")
    required = tool.input_schema.get("required")
    if not isinstance(properties, dict):
        return []
    return [
        Parameter(
            name=name,
            type=_type(about),
            required=isinstance(required, list) and name in required,
            description=str(about.get("description", "")) if isinstance(about, dict) else "",
        )
        for name, about in properties.items()
    ]


def signature(tool: Tool) -> str:
    """The tool as `name(required: type, [optional: type])`."""
    parts = []
    for p in parameters_of(tool):
        parts.append(f"{p.name}: {p.type}" if p.required else f"[{p.name}: {p.type}]")
    return f"{tool.name}({', '.join(parts)})"


def read_arguments(text: str, tool: Tool | None) -> JsonObject:
    """Read the arguments of a call: one JSON object, or `key=value key2={json} key3="two words"`.

    A bare word is text where the tool's schema says so; else what it is in JSON, if it is JSON.

    Raises:
        ValueError: The text is neither; says where.
    """
    text = text.strip()
    if text.startswith("{"):
        try:
            whole: JsonValue = orjson.loads(text)
        except orjson.JSONDecodeError as error:
            raise ValueError(f"these arguments are not JSON: {error}") from error
        assert isinstance(whole, dict)
        return whole
    types = {} if tool is None else {p.name: p.type for p in parameters_of(tool)}
    arguments: JsonObject = {}
    position = 0
    while position < len(text):
        key = _KEY.match(text, position)
        if key is None:
            raise ValueError(
                f"expected name=value at {text[position:].strip()!r:.40}; write words with "
                "spaces in "
                "quotes, or give all arguments as one JSON object"
            )
        name = key[1]
        value, position = _value(text, key.end(), name, types.get(name, ""))
        arguments[name] = value
    return arguments


def _value(text: str, start: int, name: str, declared: str) -> tuple[JsonValue, int]:
    if text[start : start + 1] in ("{", "[", '"'):
        try:
            value, end = json.JSONDecoder().raw_decode(text, start)
        except json.JSONDecodeError as error:
            raise ValueError(f"the value of {name} is not JSON: {error}") from error
        return value, end
    if text[start : start + 1] == "'" and (end := text.find("'", start + 1)) > 0:
        return text[start + 1 : end], end + 1
    word = _WORD.match(text, start)
    if word is None:
        return "", len(text)
    if declared == "string":
        return word[0], word.end()
    try:
        return orjson.loads(word[0]), word.end()
    except orjson.JSONDecodeError:
        return word[0], word.end()


def _type(about: JsonValue) -> str:
    if not isinstance(about, dict):
        return "any"
    if isinstance(about.get("enum"), list):
        values = about["enum"]
        assert isinstance(values, list)
        return " | ".join(orjson.dumps(value).decode() for value in values)
    kind = about.get("type")
    if kind == "array":
        return f"list of {_type(about.get('items'))}"
    if isinstance(kind, list):
        return " | ".join(map(str, kind))
    for union in ("anyOf", "oneOf"):
        choices = about.get(union)
        if isinstance(choices, list):
            return " | ".join(_type(choice) for choice in choices)
    return str(kind or "any")
