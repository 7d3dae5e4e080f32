"""Calls that differ from a solution's: perturbed arguments, and extra writes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from pydantic import JsonValue

from agentgym.certifier.player import Explorable, explorable
from agentgym.certifier.provenance import Path
from agentgym.errors import InvalidToolError
from agentgym.sampling import Draws, sample_arguments
from agentgym.schema import checker_for
from agentgym.tools import JsonObject, Tool, ToolCall
from agentgym.toolset import Toolset

_CAMEL = re.compile(r"[A-Z]")
#: Extra calls tried for each writing tool before it counts as untried.
_TRIES = 24


def perturbed(call: ToolCall, path: Path, tool: Tool, toolset: Toolset) -> Iterator[ToolCall]:
    """The call with the value at `path` replaced by other values its schema allows, at most two.

    Values that name other entities of the present state come first.
    """
    old = _at(call.arguments, path)
    name = next((str(p) for p in reversed(path) if isinstance(p, str)), "")
    options: list[JsonValue] = []
    schema = _schema_at(tool.input_schema, path)
    enum = schema.get("enum")
    if isinstance(enum, list):
        options += enum
    elif isinstance(old, bool):
        options.append(not old)
    elif isinstance(old, int):
        options += [old + 1, old - 1, old + 100]
    elif isinstance(old, float):
        options += [old + 1.0, old - 1.0]
    elif isinstance(old, str):
        searched = explorable(toolset)
        if searched is not None:
            options += [v for v in _known(searched, name) if isinstance(v, str)][:3]
        options += [old + "x", "x"]
    checker, given = checker_for(tool), 0
    for new in options:
        if new == old:
            continue
        arguments = _put(call.arguments, path, new)
        if isinstance(arguments, dict) and checker.refusal(arguments) is None:
            yield ToolCall(call.name, arguments, call.id)
            given += 1
            if given == 2:
                return


def shortened(call: ToolCall, tool: Tool) -> Iterator[tuple[Path, ToolCall]]:
    """The call with one optional argument, or one item of a list, left out."""
    checker = checker_for(tool)
    for name, value in call.arguments.items():
        fewer: list[tuple[Path, JsonObject]] = [
            ((name,), {k: v for k, v in call.arguments.items() if k != name})
        ]
        if isinstance(value, list) and len(value) > 1:
            fewer += [
                ((name, i), {**call.arguments, name: value[:i] + value[i + 1 :]})
                for i in range(len(value))
            ]
        for path, arguments in fewer:
            if checker.refusal(arguments) is None:
                yield path, ToolCall(call.name, arguments, call.id)


def extra_calls(
    tool: Tool, toolset: Toolset, seen: Sequence[ToolCall], seed: int
) -> Iterator[ToolCall]:
    """Calls of a writing tool that may succeed now: from other solutions first, then made up."""
    yield from seen
    draws = Draws(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(0xE7,))))
    checker, unfilled = checker_for(tool), []
    for _ in range(_TRIES):
        try:
            arguments = sample_arguments(tool.input_schema, draws)
        except InvalidToolError:
            return
        filled = _fill(arguments, tool.input_schema, explorable(toolset), draws)
        if isinstance(filled, dict) and checker.refusal(filled) is None:
            yield ToolCall(tool.name, filled)
        if filled != arguments:
            unfilled.append(arguments)
    # A tool that adds something may change nothing when it is given what is there already.
    for arguments in unfilled:
        if isinstance(arguments, dict) and checker.refusal(arguments) is None:
            yield ToolCall(tool.name, arguments)


def _known(toolset: Explorable, name: str) -> Sequence[JsonValue]:
    """Values of the present state that a parameter of this name could take, in either case."""
    for written in (name, _CAMEL.sub(lambda found: f"_{found[0].lower()}", name)):
        known = toolset.candidates(written) or toolset.candidates(written.removesuffix("s"))
        if known:
            return known
    return ()


def _fill(
    value: JsonValue, schema: JsonValue, toolset: Explorable | None, draws: Draws
) -> JsonValue:
    """Put values of the present state where a parameter's name says that they belong."""
    if toolset is None or not isinstance(schema, dict):
        return value
    if isinstance(value, list):
        return [_fill(item, schema.get("items"), toolset, draws) for item in value]
    if not isinstance(value, dict):
        return value
    properties = schema.get("properties")
    filled: JsonObject = {}
    for name, item in value.items():
        inner = properties.get(name) if isinstance(properties, dict) else None
        if isinstance(item, dict | list):
            filled[name] = _fill(item, inner, toolset, draws)
            if not isinstance(item, list) or any(isinstance(x, dict) for x in item):
                continue
        known = _known(toolset, name)
        fixed = isinstance(inner, dict) and ("enum" in inner or "const" in inner)
        if known and not fixed:
            drawn = known[draws.below(len(known))]
            filled[name] = [drawn] if isinstance(item, list) else drawn
        else:
            filled[name] = item
    return filled


def _at(value: JsonValue, path: Path) -> JsonValue:
    for part in path:
        value = value[part]  # type: ignore[index]  # a path of this very value
    return value


def _put(value: JsonValue, path: Path, new: JsonValue) -> JsonValue:
    if not path:
        return new
    head, rest = path[0], path[1:]
    if isinstance(value, dict) and isinstance(head, str):
        return {**value, head: _put(value[head], rest, new)}
    if isinstance(value, list) and isinstance(head, int):
        return [*value[:head], _put(value[head], rest, new), *value[head + 1 :]]
    raise AssertionError(f"{path} is not a path of {value!r}")


def _schema_at(schema: JsonValue, path: Path) -> JsonObject:
    for part in path:
        if not isinstance(schema, dict):
            return {}
        inner = schema.get("items") if isinstance(part, int) else schema.get("properties")
        schema = inner.get(part) if isinstance(part, str) and isinstance(inner, dict) else inner
    return schema if isinstance(schema, dict) else {}
