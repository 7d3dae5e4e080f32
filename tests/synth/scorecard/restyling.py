"""The same world with another API: one function for each way in which APIs differ."""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from agentgym_synth.scorecard.operations import Schema, operations, roles

World = dict[str, Any]
Tool = dict[str, Any]
Restyle = Callable[[World], World]


def merged_by_thing(world: World) -> World:
    """One tool for all that writes a table first, with an `action` that tells what to do."""
    groups: defaultdict[str, list[Tool]] = defaultdict(list)
    tools = []
    for tool in world["tools"]:
        (groups[tool["writes"][0]] if tool.get("writes") else tools).append(tool)
    for table, group in groups.items():
        properties: dict[str, Any] = {}
        program: list[Any] = []
        for tool in group:
            properties = tool["input"]["properties"] | properties
            program.append({"when": f":action = '{tool['name']}'", "do": tool["steps"]})
        program += [{"require": "0", "else": "unknown action"}, {"return": {"done": "nothing"}}]
        action = {"type": "string", "enum": [tool["name"] for tool in group]}
        tools.append(
            {
                "name": f"manage_{table}",
                "description": "",
                "writes": sorted({name for tool in group for name in tool["writes"]}),
                "input": {"type": "object", "properties": {**properties, "action": action}},
                "steps": program,
            }
        )
    return {**world, "tools": tools}


def in_batches(world: World) -> World:
    """Every tool that writes takes a list of what it took one of."""
    return {**world, "tools": [_batch(t) if t.get("writes") else t for t in world["tools"]]}


def _batch(tool: Tool) -> Tool:
    names = "|".join(map(re.escape, tool["input"]["properties"]))

    def inner(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: inner(item) for key, item in value.items()}
        if isinstance(value, list):
            return [inner(item) for item in value]
        if isinstance(value, str):
            return re.sub(rf"([:{{])({names})\b", r"\1given_one.\2", value)
        return value

    steps = inner([step for step in tool["steps"] if "return" not in step])
    return {
        **tool,
        "input": {
            "type": "object",
            "properties": {"entries": {"type": "array", "items": tool["input"]}},
            "required": ["entries"],
        },
        "steps": [{"each": "given_one", "in": "entries", "do": steps}, {"return": {"done": "all"}}],
    }


def with_number_keys(world: World) -> World:
    """Keys and references are numbers."""
    world = copy.deepcopy(world)
    for table in world["tables"].values():
        table["rows"] = []
        for column in table["columns"].values():
            if column.get("key") or column.get("ref"):
                column["type"] = "int"
                column.pop("generate", None)
    schema = Schema(world["tables"])
    for tool in world["tools"]:
        for name in roles(tool, schema).keys & tool["input"]["properties"].keys():
            tool["input"]["properties"][name] = {"type": "integer"}
    return world


def with_pages(world: World) -> World:
    """Lists are read in pages."""
    world = copy.deepcopy(world)
    for tool in world["tools"]:
        for step in tool["steps"]:
            if "many" in step and not tool.get("writes") and "LIMIT" not in step["sql"]:
                step["sql"] += " LIMIT :limit OFFSET :offset"
                for name in ("limit", "offset"):
                    tool["input"]["properties"][name] = {"type": "integer", "default": 0}
    return world


def with_money_in_units(world: World) -> World:
    """Amounts are given with two decimals."""
    world = copy.deepcopy(world)
    for tool in world["tools"]:
        for name, schema in tool["input"]["properties"].items():
            if re.search(r"pence|cents", name) and schema["type"] == "integer":
                tool["input"]["properties"][name] = {"type": "number"}
                for step in _all_steps(tool["steps"]):
                    for key in {"sql", "write", "require", "when"} & step.keys():
                        step[key] = re.sub(
                            rf":{name}\b", f"CAST(round(:{name} * 100) AS INTEGER)", step[key]
                        )
    return world


def without_details(world: World) -> World:
    """Tools that only read are left out wherever others show the same tables."""
    schema = Schema(world["tables"])
    kept = [tool for tool in world["tools"] if tool.get("writes")]
    shown: set[str] = set()
    for tool in world["tools"]:
        if not tool.get("writes"):
            mine = _read(tool, schema)
            if mine - shown:
                kept.append(tool)
                shown |= mine
    return {**world, "tools": kept}


def _read(tool: Tool, schema: Schema) -> set[str]:
    return {table for operation in operations(tool, schema) for table in operation.reads}


def with_conveniences(world: World) -> World:
    """There are more ways to read what can be read already."""
    schema = Schema(world["tables"])
    shown = {t for tool in world["tools"] if not tool.get("writes") for t in _read(tool, schema)}
    more = [
        {
            "name": f"count_{table}",
            "description": "",
            "input": {"type": "object", "properties": {}},
            "steps": [
                {"one": "n", "sql": f"SELECT count(*) AS n FROM {table}", "else": "none"},
                {"return": ":n"},
            ],
        }
        for table in sorted(shown)
    ]
    return {**world, "tools": [*world["tools"], *more]}


def with_other_words(world: World) -> World:
    """Tools refuse in other words."""
    world = copy.deepcopy(world)
    for tool in world["tools"]:
        for step in _all_steps(tool["steps"]):
            if "else" in step:
                step["else"] = "ERR_42"
    return world


def showing_the_row(world: World) -> World:
    """A tool that writes shows what the row is then."""
    world = copy.deepcopy(world)
    for tool in world["tools"]:
        if tool.get("writes") and "return" in tool["steps"][-1]:
            table = tool["writes"][0]
            look = {"many": "rows_now", "sql": f"SELECT * FROM {table} ORDER BY 1", "max": 5}
            tool["steps"][-1:] = [look, {"return": {"rows": ":rows_now"}}]
    return world


def _all_steps(steps: list[Any]) -> Iterator[dict[str, Any]]:
    for step in steps:
        yield step
        yield from _all_steps(step.get("do", []))
        yield from _all_steps(step.get("otherwise", []))


STYLES: tuple[Restyle, ...] = (
    merged_by_thing,
    in_batches,
    with_number_keys,
    with_pages,
    with_money_in_units,
    without_details,
    with_conveniences,
    with_other_words,
    showing_the_row,
)
