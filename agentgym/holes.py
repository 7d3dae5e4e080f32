"""Typed holes: what a goal writes where several values will do."""

from __future__ import annotations

import functools
from typing import Annotated, Literal, TypeAlias

import jsonschema_rs
from pydantic import BaseModel, ConfigDict, Field, JsonValue, StrictBool, field_validator

_LONGEST_PATTERN = 200
_LONGEST_MATCHED = 2000


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AnyValue(_Part):
    """Any value will do, null and new rows included."""

    hole: Literal["any"] = "any"

    def accepts(self, value: JsonValue) -> bool:
        """Whether a value will do."""
        return True


class OneOf(_Part):
    """One of these values."""

    hole: Literal["one_of"] = "one_of"
    values: Annotated[tuple[StrictBool | str | int | float | None, ...], Field(min_length=1)]

    def accepts(self, value: JsonValue) -> bool:
        """Whether a value will do; true and false are no numbers."""
        is_bool = isinstance(value, bool)
        return any(value == one and isinstance(one, bool) is is_bool for one in self.values)


class Contains(_Part):
    """A text that contains another, in any case."""

    hole: Literal["contains"] = "contains"
    text: Annotated[str, Field(min_length=1)]

    def accepts(self, value: JsonValue) -> bool:
        """Whether a value will do."""
        return isinstance(value, str) and self.text.casefold() in value.casefold()


class Matches(_Part):
    """A text that matches a regular expression as a whole.

    The expression is of the kind that is matched in linear time: without look-around and without
    back references.
    """

    hole: Literal["matches"] = "matches"
    pattern: Annotated[str, Field(min_length=1, max_length=_LONGEST_PATTERN)]

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            _matcher(pattern)
        except jsonschema_rs.ValidationError:
            raise ValueError(
                f"{pattern!r} is no regular expression, or has look-around or back references"
            ) from None
        return pattern

    def accepts(self, value: JsonValue) -> bool:
        """Whether a value will do; a text longer than 2,000 characters never does."""
        if not isinstance(value, str) or len(value) > _LONGEST_MATCHED:
            return False
        return _matcher(self.pattern).is_valid(value)


@functools.lru_cache(maxsize=256)
def _matcher(pattern: str) -> jsonschema_rs.Validator:
    # Python's own expressions can take exponential time, and a goal may come from anywhere.
    return jsonschema_rs.validator_for(
        {"type": "string", "pattern": f"^(?s:{pattern})$"},
        pattern_options=jsonschema_rs.RegexOptions(),
    )


class Near(_Part):
    """A number within a tolerance."""

    hole: Literal["near"] = "near"
    value: float
    tolerance: Annotated[float, Field(ge=0)]

    def accepts(self, value: JsonValue) -> bool:
        """Whether a value will do; true and false are no numbers."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return abs(value - self.value) <= self.tolerance


Hole: TypeAlias = Annotated[
    AnyValue | OneOf | Contains | Matches | Near, Field(discriminator="hole")
]
HOLES = (AnyValue, OneOf, Contains, Matches, Near)
