"""Checking a call's arguments against its tool's input schema."""

from __future__ import annotations

import re
import weakref
from collections.abc import Mapping
from typing import NoReturn

import jsonschema_rs
import orjson
from pydantic import JsonValue

from agentgym.errors import InvalidToolError
from agentgym.schema.integers import find_integers
from agentgym.schema.refusal import describe_problems, locate, shorten
from agentgym.tools import JsonObject, Tool

_INT64 = range(-(2**63), 2**63)
_MAX_DEPTH = 200
_MOST_PARTS = 1000
# What orjson writes without complaint though it is refused here: NaN (as null), the NUL character
# (escaped), integers of 64 unsigned bits. A match is a reason to look, not yet a fault.
_SUSPECT = re.compile(rb"null|\\u0000|\d{19}")
_STRICT = (
    orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_SUBCLASS
)


class ArgumentChecker:
    """An input schema, compiled.

    Args:
        tool_name: The tool it belongs to, for messages.
        schema: JSON Schema of the arguments; its type is `object`. Formats are enforced, and a
            reference to another document is refused: nothing is ever fetched.

    Raises:
        InvalidToolError: The schema is not valid; the message names the tool and where.
    """

    __slots__ = ("__weakref__", "_integers", "_schema", "_tool_name", "_validator")

    def __init__(self, tool_name: str, schema: Mapping[str, JsonValue]) -> None:
        self._tool_name = tool_name
        self._schema = dict(schema)
        if schema.get("type") != "object":
            raise InvalidToolError(
                f"the input schema of tool {tool_name!r} has type {schema.get('type')!r}; "
                'arguments are named, so it must be {"type": "object", "properties": {...}}'
            )
        self._validator = compile_schema(f"the input schema of tool {tool_name!r}", self._schema)
        self._integers = find_integers(self._schema)

    def refusal(self, arguments: Mapping[str, JsonValue]) -> str | None:
        """One sentence for the agent on what is wrong with the arguments; None when nothing is."""
        try:
            if self._validator.is_valid(arguments):
                return None
            problems = describe_problems(self._schema, arguments, self._errors(arguments))
        except ValueError:
            # The validator could not read them: a surrogate, or something that is not JSON.
            problems = text_fault(arguments) or "they are not JSON"
        return f"wrong arguments for {self._tool_name}: {problems}"

    def _errors(self, arguments: Mapping[str, JsonValue]) -> list[jsonschema_rs.ValidationError]:
        """What is wrong: all of it, or of arguments with very many parts what is found first."""
        if _has_at_most(arguments, _MOST_PARTS):
            return list(self._validator.iter_errors(arguments))
        # The validator finds all before it gives one: half a minute for a million of them.
        try:
            self._validator.validate(arguments)
        except jsonschema_rs.ValidationError as error:
            return [error]
        return []

    def integral(self, arguments: JsonObject) -> JsonObject:
        """The arguments with whole floats as `int` wherever the schema asks for an integer.

        JSON Schema counts 5.0 as an integer; Python and SQL do not. Returns the very same object
        when there is nothing to convert. Arguments must have passed `refusal`.
        """
        if self._integers is None:
            return arguments
        converted = self._integers.convert(arguments)
        assert isinstance(converted, dict)
        return converted


_checkers: weakref.WeakValueDictionary[tuple[str, bytes], ArgumentChecker] = (
    weakref.WeakValueDictionary()
)
_by_identity: dict[int, tuple[weakref.ref[Tool], ArgumentChecker]] = {}


def checker_for(tool: Tool) -> ArgumentChecker:
    """The checker of a tool, compiled once for all tools of the same name and schema.

    Raises:
        InvalidToolError: Its input schema is not valid.
    """
    found = _by_identity.get(id(tool))
    if found is not None and found[0]() is tool:
        return found[1]
    key = (tool.name, orjson.dumps(tool.input_schema))
    checker = _checkers.get(key)
    if checker is None:
        checker = _checkers[key] = ArgumentChecker(tool.name, tool.input_schema)
    identity = id(tool)
    _by_identity[identity] = (
        weakref.ref(tool, lambda _: _by_identity.pop(identity, None)),
        checker,
    )
    return checker


def compile_schema(what: str, schema: Mapping[str, JsonValue]) -> jsonschema_rs.Validator:
    """Compile a JSON Schema; formats are enforced and nothing is fetched.

    Args:
        what: What the schema is, for the message.
        schema: The schema; 2020-12 unless its `$schema` says otherwise.

    Raises:
        InvalidToolError: It is not valid; the message says where.
    """
    try:
        return jsonschema_rs.validator_for(
            dict(schema), validate_formats=True, retriever=_refuse_to_fetch
        )
    except jsonschema_rs.ValidationError as error:
        where = locate(error.instance_path) or "the top"
        raise InvalidToolError(
            f"{what} is not valid JSON Schema: at {where}: {error.message}"
        ) from None
    except ValueError as error:
        raise InvalidToolError(f"{what} is not JSON: {error}") from None


def _has_at_most(value: object, most: int) -> bool:
    """Whether a value is made of so many parts at most."""
    found, waiting = 0, [value]
    while waiting:
        part = waiting.pop()
        found += 1
        inside = part if isinstance(part, list | Mapping) else ()
        if found + len(waiting) + len(inside) > most:
            return False
        waiting += inside.values() if isinstance(inside, Mapping) else inside
    return True


def text_fault(arguments: object) -> str | None:
    """One sentence on what keeps arguments from being plain JSON; None when nothing does.

    Refused are lone surrogates, NUL characters, NaN and the infinities, integers beyond 64 bits,
    keys that are not text, values that are not JSON, and nesting deeper than 200 levels.
    """
    try:
        written = orjson.dumps(arguments, option=_STRICT)
    except TypeError:
        return _fault(arguments, "", 0) or "the arguments are not JSON"
    brackets = written.count(b"[") + written.count(b"{")
    if brackets <= _MAX_DEPTH and _SUSPECT.search(written) is None:
        return None
    return _fault(arguments, "", 0)


def _fault(value: object, where: str, depth: int) -> str | None:
    here = f"argument {where!r}" if where else "the arguments"
    if depth > _MAX_DEPTH:
        return f"the arguments are nested more than {_MAX_DEPTH} levels deep"
    if isinstance(value, str):
        return _text_fault(value, here)
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                return f"the key {shorten(key)} in {here} is not text; give text"
            fault = _text_fault(key, f"the name {key!r}") or _fault(
                item, f"{where}.{key}" if where else key, depth + 1
            )
            if fault is not None:
                return fault
        return None
    if isinstance(value, list | tuple):
        faults = (_fault(item, f"{where}[{i}]", depth + 1) for i, item in enumerate(value))
        return next((fault for fault in faults if fault is not None), None)
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int):
        if value in _INT64:
            return None
        return f"{here} is {shorten(value)}, beyond the 64-bit integers"
    if isinstance(value, float):
        # NaN is the one value that differs from itself.
        if value == value and abs(value) != float("inf"):
            return None
        return f"{here} is {value!r}; give a finite number"
    return f"{here} is a Python {type(value).__name__}; only JSON values can be passed"


def _text_fault(text: str, here: str) -> str | None:
    if "\0" in text:
        return f"{here} contains a NUL character (\\u0000); leave it out"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return (
            f"{here} contains half a surrogate pair ({text[error.start]!a}), "
            "which is not text; leave it out"
        )
    return None


def _refuse_to_fetch(uri: str) -> NoReturn:
    raise LookupError(
        f"{uri} is another document, and schemas are never fetched; copy it into $defs"
    )
