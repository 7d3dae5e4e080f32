"""Reads what is written by hand beside a world: tables of text, one record a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def records(folder: Path, name: str) -> Iterator[list[str]]:
    """The records of `<folder>/<name>.txt`: fields separated by bars, `#` for remarks."""
    for line in (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [part.strip() for part in line.split("|")]
