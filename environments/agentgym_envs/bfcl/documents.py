"""Upstream's function documents as tools."""

from __future__ import annotations

import functools
import json

import orjson
from pydantic import JsonValue

from agentgym.errors import InvalidToolError
from agentgym.tools import JsonObject, Tool
from agentgym_envs.bfcl import wheel

_TYPES = {
    "dict": "object",
    "float": "number",
    "string": "string",
    "integer": "integer",
    "array": "array",
    "boolean": "boolean",
}

# Where a tool must take other arguments than its document says. docs/decisions/003-bfcl-schemas.md
# gives the reason for each.
_AMENDMENTS: dict[tuple[str, str], JsonObject] = {
    ("close_ticket", "ticket_id"): {"type": ["integer", "string"]},
    ("logarithm", "precision"): {"minimum": 1, "maximum": 1000},
    ("square_root", "precision"): {"minimum": 1, "maximum": 1000},
    ("round_number", "decimal_places"): {"minimum": -1000, "maximum": 1000},
    ("power", "exponent"): {"minimum": -1000, "maximum": 1000},
}


@functools.cache
def tools_of(class_name: str) -> tuple[Tool, ...]:
    """The tools of one API class, in upstream's order; always the same objects."""
    path = f"{wheel.DOCUMENT_FOLDER}/{wheel.API_FILES[class_name]}.json"
    return tuple(_tool(orjson.loads(line)) for line in wheel.read_lines(path))


@functools.lru_cache(maxsize=1024)
def offered(
    classes: tuple[str, ...], left_out: tuple[str, ...], added: tuple[str, ...]
) -> tuple[Tool, ...]:
    """The tools of several classes without some, and with those that came back at the end."""
    every = {tool.name: tool for name in classes for tool in tools_of(name)}
    gone = {*left_out, *added}
    kept = [tool for name, tool in every.items() if name not in gone]
    return (*kept, *(every[name] for name in added))


def _tool(document: dict[str, JsonValue]) -> Tool:
    name, parameters = str(document["name"]), document["parameters"]
    assert isinstance(parameters, dict)
    schema = _schema(parameters)
    properties = schema["properties"]
    assert isinstance(properties, dict)
    for (tool, parameter), amendment in _AMENDMENTS.items():
        if tool == name:
            declared = properties[parameter]
            assert isinstance(declared, dict)
            declared.update(amendment)
    schema["additionalProperties"] = False
    # Upstream tells most models what comes back in the same words.
    returns = f" The response field has the following schema: {json.dumps(document['response'])}"
    return Tool(name=name, description=f"{document['description']}{returns}", input_schema=schema)


def _schema(document: dict[str, JsonValue]) -> dict[str, JsonValue]:
    kind = document["type"]
    if kind not in _TYPES:
        raise InvalidToolError(
            f"a BFCL document declares the type {kind!r}; known are {', '.join(_TYPES)}"
        )
    schema: dict[str, JsonValue] = {**document, "type": _TYPES[str(kind)]}
    # Documents write Python's None as text; leaving the parameter out means the same.
    if schema.get("default") == "None":
        del schema["default"]
    properties, items = document.get("properties"), document.get("items")
    if isinstance(properties, dict):
        schema["properties"] = {
            name: _schema(below) for name, below in properties.items() if isinstance(below, dict)
        }
    if isinstance(items, dict):
        schema["items"] = _schema(items)
    return schema
