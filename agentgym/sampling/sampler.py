"""Drawing arguments that are valid under a tool's input schema."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

import orjson
from pydantic import JsonValue

from agentgym.errors import InvalidToolError
from agentgym.sampling.draws import Draws
from agentgym.sampling.merge import merge
from agentgym.sampling.pattern import draw_text
from agentgym.sampling.values import NoValueError, draw_integer, draw_number, draw_string, whole
from agentgym.schema import compile_schema
from agentgym.schema.integers import resolve
from agentgym.schema.refusal import shorten
from agentgym.tools import JsonObject

_T = TypeVar("_T")
_TRIES = 100
_FLAT_DEPTH = 4
_MOST_DEPTH = 40
_SCALARS = ("string", "integer", "number", "boolean", "null")
# What a schema without a type speaks about.
_IMPLIED = {
    "object": ("properties", "required", "additionalProperties", "minProperties", "propertyNames"),
    "array": ("items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"),
    "string": ("minLength", "maxLength", "pattern", "format"),
    "number": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
}


def sample_arguments(schema: Mapping[str, JsonValue], draws: Draws) -> JsonObject:
    """Draw a valid instance of an object schema; the same draws give the same instance.

    Values stay small and plain unless the schema asks for more; `examples` and `default` are used
    now and then. An optional property for which nothing can be drawn is left out.

    Args:
        schema: JSON Schema whose type is `object`.
        draws: Where the draws come from.

    Raises:
        InvalidToolError: The schema is not valid, uses a pattern that cannot be drawn from, or
            nothing valid was found in 100 tries.
    """
    return _sampler(orjson.dumps(schema)).sample(draws)


@lru_cache(maxsize=2048)
def _sampler(schema: bytes) -> _Sampler:
    return _Sampler(orjson.loads(schema))


class _Sampler:
    def __init__(self, schema: dict[str, JsonValue]) -> None:
        self._root = schema
        self._validator = compile_schema("the schema to draw from", schema)

    def sample(self, draws: Draws) -> JsonObject:
        for _ in range(_TRIES):
            try:
                value = self._draw(self._root, draws, 0)
            except NoValueError:
                continue
            if isinstance(value, dict) and self._validator.is_valid(value):
                return value
        raise InvalidToolError(
            f"no valid arguments found in {_TRIES} tries for the schema "
            f"{shorten(self._root)}; check that its bounds can be met, or give `examples`"
        )

    def _draw(self, schema: JsonValue, draws: Draws, depth: int) -> JsonValue:
        if depth > _MOST_DEPTH:
            raise InvalidToolError(
                f"the schema {shorten(self._root)} asks for values nested without end; "
                "make the property that refers back optional"
            )
        flat = self._flatten(schema, draws, depth)
        if "const" in flat:
            return copy.deepcopy(flat["const"])
        options = flat.get("enum")
        if isinstance(options, list):
            return copy.deepcopy(_pick(options, draws))
        given = _given(flat)
        if given and draws.chance(0.25):
            return copy.deepcopy(draws.choice(given))
        match _pick(_kinds(flat, depth), draws):
            case "object":
                return self._object(flat, draws, depth)
            case "array":
                return self._array(flat, draws, depth)
            case "string":
                return _string(flat, draws)
            case "integer":
                return draw_integer(flat, draws)
            case "number":
                return draw_number(flat, draws)
            case "boolean":
                return draws.chance(0.5)
            case _:
                return None

    def _flatten(self, schema: JsonValue, draws: Draws, depth: int) -> dict[str, JsonValue]:
        """The schema with references followed, branches chosen and everything merged into one."""
        for _ in range(_MOST_DEPTH):
            if schema is False:
                raise NoValueError
            flat = schema if isinstance(schema, dict) else {}
            if flat.keys().isdisjoint(("$ref", "allOf", "anyOf", "oneOf")):
                return flat
            flat = dict(flat)
            parts: list[JsonValue] = []
            reference = flat.pop("$ref", None)
            if isinstance(reference, str):
                parts.append(resolve(self._root, reference))
            parts += _list(flat.pop("allOf", None))
            for keyword in ("anyOf", "oneOf"):
                branches = _list(flat.pop(keyword, None))
                if branches:
                    parts.append(draws.choice(_shallow(branches, depth)))
            for part in parts:
                if part is False:
                    raise NoValueError
                flat = merge(flat, part if isinstance(part, dict) else {})
            schema = flat
        raise InvalidToolError(f"the schema {shorten(self._root)} refers to itself without end")

    def _object(self, schema: dict[str, JsonValue], draws: Draws, depth: int) -> JsonValue:
        properties = _mapping(schema.get("properties"))
        required = [name for name in _list(schema.get("required")) if isinstance(name, str)]
        others = schema.get("additionalProperties", True)
        value: dict[str, JsonValue] = {}
        for name in required:
            value[name] = self._draw(properties.get(name, others), draws, depth + 1)
        optional = [name for name in properties if name not in value]
        least = whole(schema.get("minProperties"), 0)
        most = whole(schema.get("maxProperties"), len(properties) + least + 3)
        likely = 0.5 if depth == 0 else 0.25 if depth < _FLAT_DEPTH else 0.0
        for name in draws.shuffled(optional):
            missing = least - len(value)
            if len(value) < most and (missing > 0 or draws.chance(likely)):
                self._put(value, name, properties[name], draws, depth)
        dependent = _mapping(schema.get("dependentRequired"))
        for name in list(value):
            for needed in _list(dependent.get(name)):
                if isinstance(needed, str) and needed not in value:
                    value[needed] = self._draw(properties.get(needed, others), draws, depth + 1)
        if isinstance(others, dict) and not properties and depth < _FLAT_DEPTH:
            least = max(least, min(most, draws.below(3)))
        for _ in range(2 * least):
            if len(value) >= least:
                break
            name, below = self._free_name(schema, draws)
            self._put(value, name, below, draws, depth)
        # In the order of the schema, as a careful caller would write them.
        order = {name: i for i, name in enumerate(properties)}
        return dict(sorted(value.items(), key=lambda item: order.get(item[0], len(order))))

    def _put(
        self,
        value: dict[str, JsonValue],
        name: str,
        schema: JsonValue,
        draws: Draws,
        depth: int,
    ) -> None:
        try:
            value[name] = self._draw(schema, draws, depth + 1)
        except (InvalidToolError, NoValueError):
            # Optional, and nothing can be drawn for it.
            return

    def _free_name(self, schema: dict[str, JsonValue], draws: Draws) -> tuple[str, JsonValue]:
        """A name that `properties` does not list, and the schema of its value."""
        others = schema.get("additionalProperties", True)
        patterns = _mapping(schema.get("patternProperties"))
        if others is False:
            if not patterns:
                raise NoValueError
            pattern = draws.choice(list(patterns))
            return draw_text(pattern, draws), patterns[pattern]
        names = _mapping(schema.get("propertyNames"))
        name = self._draw({**names, "type": "string"}, draws, _FLAT_DEPTH)
        return str(name), others

    def _array(self, schema: dict[str, JsonValue], draws: Draws, depth: int) -> JsonValue:
        prefix, rest = _list(schema.get("prefixItems")), schema.get("items", {})
        if isinstance(rest, list):
            # Up to draft 7, fixed leading items are a list in `items`.
            prefix, rest = rest, schema.get("additionalItems", {})
        least = whole(schema.get("minItems"), 0)
        most = whole(schema.get("maxItems"), max(least, len(prefix)) + 3)
        if rest is False:
            most = min(most, len(prefix))
        spread = 3 if depth < _FLAT_DEPTH else 0
        usual = min(most, max(least, len(prefix)) + spread)
        if usual < least:
            raise NoValueError
        contained = whole(schema.get("minContains"), 1) if "contains" in schema else 0
        last_wanted = len(prefix) + contained
        size = max(draws.integer(least, usual), min(most, last_wanted))
        items: list[JsonValue] = []
        for i in range(size):
            below = prefix[i] if i < len(prefix) else rest
            if len(prefix) <= i < last_wanted:
                below = {"allOf": [below, schema["contains"]]}
            item = self._draw(below, draws, depth + 1)
            if schema.get("uniqueItems") is True:
                for _ in range(_TRIES):
                    if item not in items:
                        break
                    item = self._draw(below, draws, depth + 1)
                else:
                    break
            items.append(item)
        if len(items) < least:
            raise NoValueError
        return items


def _kinds(schema: dict[str, JsonValue], depth: int) -> list[str]:
    """The types to choose from; deep down, those that do not nest if there are any."""
    stated = schema.get("type")
    kinds = [kind for kind in _list(stated) if isinstance(kind, str)]
    if stated is None:
        kinds = [
            kind for kind, keywords in _IMPLIED.items() if not schema.keys().isdisjoint(keywords)
        ]
        kinds = kinds or list(_SCALARS)
    if depth < _FLAT_DEPTH:
        return kinds
    return [kind for kind in kinds if kind in _SCALARS] or kinds


def _shallow(branches: list[JsonValue], depth: int) -> list[JsonValue]:
    """The branches to choose from; deep down, those that do not nest if there are any."""
    if depth < _FLAT_DEPTH:
        return branches
    plain: list[JsonValue] = [
        branch
        for branch in branches
        if isinstance(branch, dict)
        and (branch.get("type") in _SCALARS or "const" in branch or "enum" in branch)
    ]
    return plain or branches


def _given(schema: dict[str, JsonValue]) -> list[JsonValue]:
    given = list(_list(schema.get("examples")))
    if "default" in schema:
        given.append(schema["default"])
    return given


def _string(schema: dict[str, JsonValue], draws: Draws) -> JsonValue:
    try:
        return draw_string(schema, draws)
    except InvalidToolError:
        given = _given(schema)
        if not given:
            raise
        return draws.choice(given)


def _pick(options: list[_T], draws: Draws) -> _T:
    if not options:
        raise NoValueError
    return draws.choice(options)


def _list(value: JsonValue) -> list[JsonValue]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _mapping(value: JsonValue) -> dict[str, JsonValue]:
    return value if isinstance(value, dict) else {}
