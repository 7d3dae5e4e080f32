"""Reads what is written by hand in `content/`: tables of text, one record a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).parent / "content"


def records(name: str) -> Iterator[list[str]]:
    """The records of `content/<name>.txt`: fields separated by bars, `#` for remarks."""
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [part.strip() for part in line.split("|")]
