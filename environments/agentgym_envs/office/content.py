"""Reads what is written by hand in `content/`: tables of text, one record a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from agentgym_envs.handwritten import content

_FOLDER = Path(__file__).parent / "content"


def records(name: str) -> Iterator[list[str]]:
    """The records of `content/<name>.txt`."""
    return content.records(_FOLDER, name)


def names(text: str) -> list[str]:
    """The parts of a field separated by commas; a dash is none."""
    return [part.strip() for part in text.split(",") if part.strip() not in ("", "-")]


def or_none(text: str) -> str | None:
    """A field, or None for a dash."""
    return None if text in ("", "-") else text
