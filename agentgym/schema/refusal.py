"""Words for arguments that break a schema: which argument, its value, what is allowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

import orjson
from jsonschema_rs import ValidationError, ValidationErrorKind
from pydantic import JsonValue

from agentgym.errors import did_you_mean

_SHOWN = 3
_COUNTED = 100
_KINDS = {
    "string": "text",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


def describe_problems(
    schema: Mapping[str, JsonValue],
    arguments: Mapping[str, JsonValue],
    errors: Sequence[ValidationError],
) -> str:
    """The first three problems, and how many more there are, unless there are very many."""
    words = (said for error in errors for said in _describe(schema, error))
    found = list(dict.fromkeys(islice(words, _COUNTED)))
    shown = "; ".join(islice(found, _SHOWN))
    more = len(found) - _SHOWN
    if next(words, None) is not None:
        return f"{shown}; and many more"
    return f"{shown}; and {more} more" if more > 0 else shown


def locate(path: Iterable[str | int]) -> str:
    """A path as a person writes it: `lines[0].sku`."""
    where = ""
    for step in path:
        if isinstance(step, int):
            where += f"[{step}]"
        else:
            where += f".{step}" if where else step
    return where


def shorten(value: object) -> str:
    """A value as JSON (or as Python, where it is not), cut at 60 characters."""
    try:
        text = orjson.dumps(value).decode()
    except TypeError:
        try:
            text = repr(value)
        except ValueError:
            # Python writes no integer of more than 4300 digits.
            text = f"a huge {type(value).__name__}"
    return text if len(text) <= 60 else text[:57] + "..."


def _describe(root: Mapping[str, JsonValue], error: ValidationError) -> Iterable[str]:
    where = locate(error.instance_path)
    here = f"argument {where!r}" if where else "the arguments"
    schema = _at(root, error.schema_path[:-1])
    match error.kind:
        case ValidationErrorKind.AdditionalProperties(unexpected=names):
            known = list(_object(schema.get("properties")))
            for name in names:
                yield _unknown(name, known, where)
        case ValidationErrorKind.Required(property=missing):
            yield f"argument {locate([*error.instance_path, missing])!r} is missing"
        case _:
            value = shorten(error.instance)
            allowed = _allowed(error, schema)
            yield (
                f"{here} is {value}, allowed: {allowed}" if allowed else f"{here}: {error.message}"
            )


def _unknown(name: str, known: list[str], where: str) -> str:
    inside = f" in {where!r}" if where else ""
    names = ", ".join(repr(k) for k in islice(known, 20)) + (", ..." if len(known) > 20 else "")
    allowed = f"allowed: {names}" if known else "it takes none"
    close = did_you_mean(name, known)
    return (
        f"there is no argument {name!r}{inside}.{close} ({allowed})"
        if close
        else (f"there is no argument {name!r}{inside} ({allowed})")
    )


def _allowed(error: ValidationError, schema: Mapping[str, JsonValue]) -> str:
    """What may stand where one error is, in words; empty when only the validator can say it."""
    match error.kind:
        case ValidationErrorKind.Minimum(limit=limit):
            return f"at least {shorten(limit)}"
        case ValidationErrorKind.Maximum(limit=limit):
            return f"at most {shorten(limit)}"
        case ValidationErrorKind.ExclusiveMinimum(limit=limit):
            return f"more than {shorten(limit)}"
        case ValidationErrorKind.ExclusiveMaximum(limit=limit):
            return f"less than {shorten(limit)}"
        case ValidationErrorKind.MultipleOf(multiple_of=step):
            return f"a multiple of {shorten(step)}"
        case ValidationErrorKind.MinLength(limit=limit):
            return f"at least {limit} characters"
        case ValidationErrorKind.MaxLength(limit=limit):
            return f"at most {limit} characters"
        case ValidationErrorKind.MinItems(limit=limit):
            return f"at least {limit} items"
        case ValidationErrorKind.MaxItems(limit=limit):
            return f"at most {limit} items"
        case ValidationErrorKind.UniqueItems():
            return "items that all differ"
        case ValidationErrorKind.Pattern(pattern=pattern):
            return f"text that matches {pattern}"
        case (
            ValidationErrorKind.Type()
            | ValidationErrorKind.Enum()
            | ValidationErrorKind.Constant()
            | ValidationErrorKind.Format()
            | ValidationErrorKind.AnyOf()
            | ValidationErrorKind.OneOfNotValid()
        ):
            return describe_schema(schema)
        case _:
            return ""


def describe_schema(schema: Mapping[str, JsonValue]) -> str:
    """What a schema takes, in a few words; empty when it does not say."""
    if "const" in schema:
        return shorten(schema["const"])
    options = schema.get("enum")
    if isinstance(options, list):
        shown = ", ".join(shorten(option) for option in options[:20])
        return shown + (f", ... ({len(options)} in all)" if len(options) > 20 else "")
    branches = schema.get("anyOf") or schema.get("oneOf")
    if isinstance(branches, list):
        words = [describe_schema(_object(branch)) for branch in branches]
        return " or ".join(dict.fromkeys(words)) if all(words) else ""
    if isinstance(schema.get("format"), str) and schema.get("type", "string") == "string":
        return f"text in the format {schema['format']}"
    kinds = schema.get("type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return " or ".join(_KINDS[kind] for kind in names if isinstance(kind, str) and kind in _KINDS)


def _at(root: Mapping[str, JsonValue], path: Iterable[str | int]) -> dict[str, JsonValue]:
    place: object = root
    for step in path:
        if isinstance(place, Mapping) and isinstance(step, str):
            place = place.get(step)
        elif isinstance(place, list) and isinstance(step, int) and step < len(place):
            place = place[step]
        else:
            return {}
    return dict(place) if isinstance(place, Mapping) else {}


def _object(value: JsonValue) -> dict[str, JsonValue]:
    return value if isinstance(value, dict) else {}
