"""Two JSON Schemas as one that asks for what both ask."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from pydantic import JsonValue

_Schema = dict[str, JsonValue]


def merge(left: _Schema, right: _Schema) -> _Schema:
    """A schema for what is valid under both.

    Exact for the keywords that a draw looks at, apart from two different patterns (the right one is
    kept), so whoever draws from the result checks the value against the original.
    """
    merged = dict(left)
    for keyword, theirs in right.items():
        if keyword not in merged:
            merged[keyword] = theirs
            continue
        join = _JOINS.get(keyword)
        merged[keyword] = theirs if join is None else join(merged[keyword], theirs)
    return merged


def _both(left: JsonValue, right: JsonValue) -> JsonValue:
    return {"allOf": [left, right]}


def _properties(left: JsonValue, right: JsonValue) -> JsonValue:
    if not isinstance(left, dict) or not isinstance(right, dict):
        return right
    return {
        **left,
        **{
            name: _both(left[name], below) if name in left else below
            for name, below in right.items()
        },
    }


def _types(left: JsonValue, right: JsonValue) -> JsonValue:
    ours = left if isinstance(left, list) else [left]
    theirs = right if isinstance(right, list) else [right]
    kept = [kind for kind in ours if kind in theirs or (kind == "integer" and "number" in theirs)]
    # An integer is a number too.
    if "number" in ours and "integer" in theirs and "integer" not in kept:
        kept.append("integer")
    return kept


def _common(left: JsonValue, right: JsonValue) -> JsonValue:
    if not isinstance(left, list) or not isinstance(right, list):
        return right
    return [option for option in left if option in right]


def _united(left: JsonValue, right: JsonValue) -> JsonValue:
    if not isinstance(left, list) or not isinstance(right, list):
        return right
    return [*left, *(item for item in right if item not in left)]


def _chained(left: JsonValue, right: JsonValue) -> JsonValue:
    if not isinstance(left, list) or not isinstance(right, list):
        return right
    return [*left, *right]


def _stricter(pick: Callable[[float, float], float]) -> Callable[[JsonValue, JsonValue], JsonValue]:
    def stricter(left: JsonValue, right: JsonValue) -> JsonValue:
        if not isinstance(left, int | float) or not isinstance(right, int | float):
            return right
        return pick(left, right)

    return stricter


def _multiple(left: JsonValue, right: JsonValue) -> JsonValue:
    if not isinstance(left, int | float) or not isinstance(right, int | float):
        return right
    a, b = Fraction(str(left)), Fraction(str(right))
    least = Fraction(
        math.lcm(a.numerator * b.denominator, b.numerator * a.denominator),
        a.denominator * b.denominator,
    )
    return int(least) if least.denominator == 1 else float(least)


_JOINS: dict[str, Callable[[JsonValue, JsonValue], JsonValue]] = {
    "type": _types,
    "enum": _common,
    "properties": _properties,
    "patternProperties": _properties,
    "required": _united,
    "allOf": _chained,
    "multipleOf": _multiple,
    "uniqueItems": lambda left, right: bool(left) or bool(right),
    **dict.fromkeys(("items", "additionalProperties", "propertyNames", "contains"), _both),
    **dict.fromkeys(
        ("minimum exclusiveMinimum minLength minItems minProperties minContains".split()),
        _stricter(max),
    ),
    **dict.fromkeys(
        "maximum exclusiveMaximum maxLength maxItems maxProperties maxContains".split(),
        _stricter(min),
    ),
}
