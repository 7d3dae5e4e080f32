"""State that is JSON: compared value by value."""

from __future__ import annotations

import dataclasses
import hashlib
import math
from dataclasses import dataclass

import orjson
from pydantic import BaseModel, JsonValue
from pydantic_core import PydanticSerializationError, to_jsonable_python

from agentgym.errors import InvalidTaskError, InvalidToolError
from agentgym.schema.refusal import locate, shorten
from agentgym.toolset import Comparison

_RELATIVE = 1e-9
_MISSING = object()


@dataclass(frozen=True, slots=True)
class JsonState:
    """A snapshot as canonical JSON, with what it was right after reset.

    Attributes:
        initial: Right after reset.
        now: At the moment of the snapshot.
    """

    initial: bytes
    now: bytes

    def compare(self, goal: JsonValue) -> Comparison:
        """Compare with the whole state expected; None: nothing has changed since reset.

        Floats are equal within 1e-9 of their size. `parts` has `attributes`: the share of the
        goal's top-level entries that are right and of the state's that are not in the goal.

        Raises:
            InvalidTaskError: The goal is a list where the state is an object, or the like.
        """
        now: JsonValue = orjson.loads(self.now)
        expected: JsonValue = orjson.loads(self.initial) if goal is None else goal
        if isinstance(now, dict | list) and goal is not None and type(goal) is not type(now):
            form = "object" if isinstance(now, dict) else "list"
            raise InvalidTaskError(
                f"the goal {shorten(goal)} is no {form}, as the state is; give the whole "
                "state expected, in the form in which it is kept"
            )
        difference = _difference(expected, now, ())
        if difference is None:
            return Comparison(True, {"attributes": 1.0})
        if goal is None:
            difference += ", and nothing was to change"
        return Comparison(False, {"attributes": _share(expected, now)}, difference)

    def digest(self) -> str:
        """A hex SHA-256 of the state now."""
        return hashlib.sha256(self.now).hexdigest()


def write_state(value: object) -> bytes:
    """A Python value as canonical JSON: sets in sorted order, objects by their public attributes.

    Raises:
        InvalidToolError: Something in it cannot be written as JSON.
    """
    try:
        return orjson.dumps(
            value, default=_plain, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS
        )
    except TypeError as error:
        reason = error.__cause__ or error
        raise InvalidToolError(
            f"the state cannot be written as JSON: {reason}; give the class a method `state` that "
            "returns what matters, as JSON values"
        ) from error


def _plain(value: object) -> object:
    """What orjson does not know, in terms of what it knows."""
    if isinstance(value, set | frozenset):
        return sorted(value, key=write_state)
    if isinstance(value, BaseModel):
        return dict(value)
    try:
        return to_jsonable_python(value)
    except PydanticSerializationError:
        if not hasattr(value, "__dict__") or callable(value):
            raise TypeError(f"a {type(value).__name__} is not JSON") from None
        return public_attributes(value)


def public_attributes(instance: object) -> dict[str, object]:
    """The attributes of an instance whose names do not begin with an underscore."""
    if dataclasses.is_dataclass(instance):
        names = [field.name for field in dataclasses.fields(instance)]
    else:
        names = list(vars(instance))
    return {name: getattr(instance, name) for name in names if not name.startswith("_")}


def _difference(expected: JsonValue, now: JsonValue, path: tuple[str | int, ...]) -> str | None:
    """The first difference in words; None when there is none."""
    where = locate(path) or "the state"
    if isinstance(expected, dict) and isinstance(now, dict):
        for name in sorted(expected.keys() | now.keys()):
            if name not in now:
                return f"{locate((*path, name))} is not there, expected {shorten(expected[name])}"
            if name not in expected:
                return f"{locate((*path, name))} is {shorten(now[name])}, expected not to be there"
            found = _difference(expected[name], now[name], (*path, name))
            if found is not None:
                return found
        return None
    if isinstance(expected, list) and isinstance(now, list):
        if len(expected) != len(now):
            return f"{where} has {len(now)} items, expected {len(expected)}"
        differences = (
            _difference(a, b, (*path, i))
            for i, (a, b) in enumerate(zip(expected, now, strict=True))
        )
        return next((words for words in differences if words is not None), None)
    if _equal(expected, now):
        return None
    return f"{where} is {shorten(now)}, expected {shorten(expected)}"


def _equal(left: JsonValue, right: JsonValue) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, float) or isinstance(right, float):
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        return numbers and math.isclose(left, right, rel_tol=_RELATIVE)  # type: ignore[arg-type]  # both are numbers
    return left == right


def _share(expected: JsonValue, now: JsonValue) -> float:
    if not isinstance(expected, dict) or not isinstance(now, dict):
        return 0.0
    names = expected.keys() | now.keys()
    right = [
        name
        for name in names
        if name in expected and name in now and _difference(expected[name], now[name], ()) is None
    ]
    return len(right) / len(names)
