"""Drawing text and numbers within a schema's bounds."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

import jsonschema_rs
import orjson
from pydantic import JsonValue

from agentgym.sampling.draws import Draws
from agentgym.sampling.pattern import draw_text
from agentgym.schema import compile_schema

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TRIES = 50
_FIRST_DAY = datetime.date(2000, 1, 1).toordinal()
_LAST_DAY = datetime.date(2040, 12, 31).toordinal()
_WIDE = 10**6


class NoValueError(ValueError):
    """Nothing fits: bounds that cross, or choices that clash. Another try may differ."""


def draw_string(schema: dict[str, JsonValue], draws: Draws) -> str:
    """Text of the schema's format, pattern and length.

    Raises:
        NoValueError: No text was found that fits.
        InvalidToolError: The pattern uses what cannot be drawn from.
    """
    least, most = whole(schema.get("minLength"), 0), schema.get("maxLength")
    pattern, form = schema.get("pattern"), schema.get("format")
    if isinstance(pattern, str):
        fits = _text_check(orjson.dumps({k: schema[k] for k in _TEXT_KEYWORDS if k in schema}))
        for _ in range(_TRIES):
            text = draw_text(pattern, draws, spread=max(4, least))
            if not pattern.endswith("$"):
                # Nothing is said about what follows the match.
                text += _word(draws, max(0, least - len(text)))
            if fits.is_valid(text):
                return text
        raise NoValueError
    if isinstance(form, str) and form in _FORMATS:
        return _FORMATS[form](draws)
    longest = whole(most, max(least, 12))
    if longest < least:
        raise NoValueError
    # Empty text is valid and rarely meant.
    shortest = max(least, min(1, longest))
    size = draws.integer(shortest, min(longest, shortest + 11))
    return _word(draws, size)


def draw_integer(schema: dict[str, JsonValue], draws: Draws) -> int:
    """An integer within the schema's bounds.

    Raises:
        NoValueError: No integer fits.
    """
    low, high = schema.get("minimum"), schema.get("maximum")
    if type(low) is int and type(high) is int and schema.keys().isdisjoint(_FINER):
        if high < low:
            raise NoValueError
        return draws.integer(low, high)
    step = _step(schema) or Fraction(1)
    return int(_multiple(schema, draws, Fraction(math.lcm(step.numerator, 1))))


def draw_number(schema: dict[str, JsonValue], draws: Draws) -> float:
    """A number within the schema's bounds, mostly with two decimals.

    Raises:
        NoValueError: No number fits.
    """
    step = _step(schema)
    if step is not None:
        multiple = _multiple(schema, draws, step)
        return int(multiple) if multiple.denominator == 1 else float(multiple)
    low, high = _bounds(schema, draws)
    least, most = float(low), float(high)
    if most < least:
        raise NoValueError
    value = draws.real(least, most)
    rounded = round(value, 2)
    return rounded if least < rounded < most else value


def whole(value: JsonValue, otherwise: int) -> int:
    """A bound such as `maxItems` as an integer."""
    return int(value) if isinstance(value, int | float) else otherwise


_FINER = ("multipleOf", "exclusiveMinimum", "exclusiveMaximum")
_TEXT_KEYWORDS = ("pattern", "minLength", "maxLength", "format")


@lru_cache(maxsize=1024)
def _text_check(schema: bytes) -> jsonschema_rs.Validator:
    return compile_schema("a text schema", orjson.loads(schema))


def _step(schema: dict[str, JsonValue]) -> Fraction | None:
    step = schema.get("multipleOf")
    return _fraction(step) if isinstance(step, int | float) and step > 0 else None


def _fraction(value: JsonValue) -> Fraction:
    # By way of the text: the schema's 0.1 means a tenth, not the nearest binary number.
    return Fraction(value) if isinstance(value, int) else Fraction(str(value))


def _multiple(schema: dict[str, JsonValue], draws: Draws, step: Fraction) -> Fraction:
    low, high = _bounds(schema, draws)
    first, last = math.ceil(low / step), math.floor(high / step)
    if first * step in _excluded(schema):
        first += 1
    if last * step in _excluded(schema):
        last -= 1
    if last < first:
        raise NoValueError
    return draws.integer(first, last) * step


def _excluded(schema: dict[str, JsonValue]) -> list[Fraction]:
    bounds = (schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum"))
    return [_fraction(b) for b in bounds if _is_number(b)]


def _bounds(schema: dict[str, JsonValue], draws: Draws) -> tuple[Fraction, Fraction]:
    """The least and the greatest value to draw; open sides are close by, now and then far off."""

    def given(*keywords: str) -> list[Fraction]:
        return [_fraction(schema[k]) for k in keywords if _is_number(schema.get(k))]

    lows, highs = given("minimum", "exclusiveMinimum"), given("maximum", "exclusiveMaximum")
    usual = Fraction(_WIDE if draws.chance(0.125) else 100)
    reach = max(usual, 2 * (_step(schema) or Fraction(0)))
    low = max(lows) if lows else min([Fraction(0), *(high - reach for high in highs)])
    high = min(highs) if highs else low + reach
    return low, high


def _is_number(value: JsonValue) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _word(draws: Draws, size: int) -> str:
    return "".join(draws.choice(_LETTERS) for _ in range(size))


def _date(draws: Draws) -> str:
    return datetime.date.fromordinal(draws.integer(_FIRST_DAY, _LAST_DAY)).isoformat()


def _time(draws: Draws) -> str:
    return f"{draws.below(24):02}:{draws.below(60):02}:{draws.below(60):02}Z"


def _uuid(draws: Draws) -> str:
    digits = f"{draws.below(16**32):032x}"
    return "-".join(
        (digits[:8], digits[8:12], "4" + digits[13:16], "a" + digits[17:20], digits[20:])
    )


def _host(draws: Draws) -> str:
    return f"{_word(draws, draws.integer(3, 8))}.example"


_FORMATS: dict[str, Callable[[Draws], str]] = {
    "date": _date,
    "time": _time,
    "date-time": lambda draws: f"{_date(draws)}T{_time(draws)}",
    "duration": lambda draws: f"P{draws.integer(1, 30)}D",
    "email": lambda draws: f"{_word(draws, draws.integer(3, 8))}@{_host(draws)}",
    "hostname": _host,
    "ipv4": lambda draws: ".".join(str(draws.below(256)) for _ in range(4)),
    "ipv6": lambda draws: ":".join(f"{draws.below(65536):x}" for _ in range(8)),
    "uri": lambda draws: f"https://{_host(draws)}/{_word(draws, 6)}",
    "uuid": _uuid,
}
