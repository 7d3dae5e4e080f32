"""Small readings of what is written in `content/`."""

from __future__ import annotations


def names(text: str) -> list[str]:
    """The parts of a list separated by commas; a dash is none."""
    return [part.strip() for part in text.split(",") if part.strip() not in ("", "-")]


def or_none(text: str) -> str | None:
    """A field, or None for a dash."""
    return None if text in ("", "-") else text
