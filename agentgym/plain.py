"""JSON of anything: what an agent wrote, with all that JSON cannot hold replaced."""

from __future__ import annotations

from pydantic import JsonValue

# JSON deeper than this is refused by common readers; what an agent nests deeper is cut off.
_DEEPEST = 100


def plain(value: object, depth: int = 0) -> JsonValue:
    """A value that any JSON writer takes and any reader reads.

    Lone surrogates become `?`, integers beyond 64 bits floats, what is nested too deeply or no JSON
    at all text.

    Args:
        value: Anything.
        depth: How deep it lies in what is to be written.
    """
    match value:
        case str():
            return plain_text(value)
        case bool() | None | float():
            return value
        case int():
            return _integer(value)
        case dict() | list() | tuple() if depth > _DEEPEST:
            return "(nested too deeply)"
        case dict():
            return {plain_text(str(key)): plain(item, depth + 1) for key, item in value.items()}
        case list() | tuple():
            return [plain(item, depth + 1) for item in value]
    return plain_text(f"{value!r:.200}")


def plain_text(text: str) -> str:
    """The text with `?` for each lone surrogate, which no file or socket takes."""
    return text.encode("utf-8", "replace").decode()


def _integer(value: int) -> int | float | str:
    if -(2**63) <= value < 2**64:
        return value
    try:
        return float(value)
    except OverflowError:
        return f"(an integer of {value.bit_length()} bits)"
