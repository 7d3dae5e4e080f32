"""A copy of a world in which everything has another name: a control for what compares worlds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, cast

from agentgym.tools import JsonObject
from agentgym.world.sql import FUNCTIONS
from agentgym_synth.scorecard.operations import Part
from agentgym_synth.scorecard.statement import KEYWORDS

# The columns of `json_each`, which no world can rename, and the name of the clock.
_FIXED = FUNCTIONS | KEYWORDS | frozenset("value key type atom id parent fullkey path now".split())
_SQL = re.compile(r"'((?:[^']|'')*)'|:?[A-Za-z_]\w*|\.[A-Za-z_]\w*")
_PATH = re.compile(r"(?<=\.)\w+")
_NAME = re.compile(r"[A-Za-z_]\w*")
_HOLE = re.compile(r"\{([\w.]+)\}")


def renamed(world: Mapping[str, Any]) -> JsonObject:
    """The same world with other names for its tables, columns, tools and arguments.

    What a name means to SQL itself (a column called `count`) stays. The order of tables and tools
    is turned round as well. The copy loads, and does the same under its own names.

    Args:
        world: A world file that has been read.
    """
    words: dict[str, str] = {}

    def new(word: str) -> str:
        if word.lower() in _FIXED:
            return word
        return words.setdefault(word, f"w{len(words)}_{'xyz'[len(words) % 3]}")

    for name, table in world["tables"].items():
        new(name)
        for column in table["columns"]:
            new(column)
    for tool in world["tools"]:
        _arguments(tool["input"], new)

    def known(word: str) -> str:
        return words.get(word, word)

    tables = {
        known(name): {
            **table,
            "columns": {
                known(c): {**column, "ref": known(column["ref"])} if column.get("ref") else column
                for c, column in table["columns"].items()
            },
        }
        for name, table in reversed(world["tables"].items())
    }
    tools = [
        {
            **{key: value for key, value in tool.items() if key != "output"},
            "name": f"tool_{number}",
            "description": "",
            "input": _schema(tool["input"], known),
            "writes": [known(name) for name in tool.get("writes", ())],
            "steps": [_step(step, known) for step in tool["steps"]],
        }
        for number, tool in reversed(list(enumerate(world["tools"])))
    ]
    return cast("JsonObject", {**world, "name": "renamed", "tables": tables, "tools": tools})


def _arguments(schema: object, new: Callable[[str], str]) -> None:
    if isinstance(schema, dict):
        for name, inner in schema.get("properties", {}).items():
            new(name)
            _arguments(inner, new)
        _arguments(schema.get("items"), new)


def _schema(schema: Part, known: Callable[[str], str]) -> Part:
    new = dict(schema)
    if "properties" in schema:
        new["properties"] = {known(n): _schema(s, known) for n, s in schema["properties"].items()}
    if "required" in schema:
        new["required"] = [known(name) for name in schema["required"]]
    if isinstance(schema.get("items"), dict):
        new["items"] = _schema(schema["items"], known)
    return new


def _step(step: Part, known: Callable[[str], str]) -> Part:
    return {key: _STEP.get(key, _as_it_is)(value, known) for key, value in step.items()}


def _sql(text: str, known: Callable[[str], str]) -> str:
    def word(found: re.Match[str]) -> str:
        whole = found[0]
        if whole.startswith("'"):
            # A path into an object, `'$.sku'`, holds the names of arguments.
            return _PATH.sub(lambda p: known(p[0]), whole) if whole.startswith("'$") else whole
        sign = whole[0] if whole[0] in ":." else ""
        return sign + known(whole[len(sign) :])

    return _SQL.sub(word, text)


def _template(value: object, known: Callable[[str], str]) -> object:
    if isinstance(value, dict):
        return {key: _template(item, known) for key, item in value.items()}
    if isinstance(value, list):
        return [_template(item, known) for item in value]
    if isinstance(value, str) and value.startswith(":"):
        return _words(value, known)
    return value


def _words(text: str, known: Callable[[str], str]) -> str:
    return _NAME.sub(lambda word: known(word[0]), text)


def _message(text: str | None, known: Callable[[str], str]) -> str | None:
    return text and _HOLE.sub(lambda hole: "{" + _words(hole[1], known) + "}", text)


def _steps(steps: list[Part], known: Callable[[str], str]) -> list[Part]:
    return [_step(step, known) for step in steps]


def _as_it_is(value: object, known: Callable[[str], str]) -> object:
    return value


def _names(names: list[str], known: Callable[[str], str]) -> list[str]:
    return [known(name) for name in names]


_STEP: dict[str, Callable[[Any, Callable[[str], str]], object]] = {
    "one": _words,
    "many": _words,
    "new": _words,
    "each": _words,
    "of": _words,
    "in": _words,
    "sql": _sql,
    "write": _sql,
    "require": _sql,
    "when": _sql,
    "else": _message,
    "json": _names,
    "do": _steps,
    "otherwise": _steps,
    "return": _template,
}
