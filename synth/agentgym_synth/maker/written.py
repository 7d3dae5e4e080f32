"""How people write values: dates, amounts, numbers."""

from __future__ import annotations

from datetime import date

from agentgym_envs.domains.spec import Attribute
from agentgym_synth.model import Param, Value

_POSSESSIVES = {"me": "my", "it": "its", "them": "their"}


def as_written(value: Value, attribute: Attribute, currency: str, today: str) -> str:
    """A value as people write it.

    Args:
        value: As a row holds it: money in cents, dates in ISO 8601.
        attribute: What it is a value of.
        currency: The sign of money.
        today: The world's day; dates of its year go without the year.
    """
    return written(value, attribute.kind, attribute.unit, currency, today)


def param_as_written(value: Value, param: Param, currency: str, today: str) -> str:
    """A parameter's value as people write it."""
    return written(value, param.kind, param.unit, currency, today)


def written(value: Value, kind: str, unit: str, currency: str, today: str) -> str:
    """A value of a kind as people write it."""
    match kind:
        case "money":
            assert isinstance(value, int)
            units, cents = divmod(value, 100)
            return f"{currency}{units:,}.{cents:02}" if cents else f"{currency}{units:,}"
        case "date":
            day = date.fromisoformat(str(value))
            year = "" if day.year == int(today[:4]) else f" {day.year}"
            return f"{day.day} {day:%B}{year}"
        case "flag":
            return "yes" if value else "no"
    text = f"{value:,}" if isinstance(value, int) and abs(value) >= 10_000 else str(value)
    return f"{text}{'' if unit in ('%',) else ' '}{unit}" if unit else text


def sql_literal(value: object) -> str:
    """A value as SQL."""
    if value is None:
        return "NULL"
    if isinstance(value, int | float):
        return repr(value)
    return "'" + str(value).replace("'", "''") + "'"


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def possessive(text: str) -> str:
    """A name as a possessive; one that ends in an s takes the apostrophe alone."""
    if text in _POSSESSIVES:
        return _POSSESSIVES[text]
    return f"{text}'" if text.endswith("s") else f"{text}'s"
