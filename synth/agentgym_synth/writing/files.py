"""Writes files whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, data: bytes, *, work: Path) -> None:
    """Write a file so that at no moment a part of it can be seen under its name.

    Args:
        path: Where it goes; the folder is made where there is none.
        data: What it holds.
        work: A folder on the same file system for what is not whole yet.

    Raises:
        OSError: The file system did not take it; nothing of it stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = work / f"{os.getpid()}.tmp"
    try:
        with unfinished.open("wb") as file:
            file.write(data)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
