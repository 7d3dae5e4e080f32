"""How the answers of questions are computed from the files as they are written."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from agentgym_envs.servers.filesystem.model import Folder


def fields(text: str) -> dict[str, str]:
    """The `Name: value` lines of a text."""
    return dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)


def in_folder(folder: Folder, start: str, name: str = "") -> Iterator[str]:
    """The texts of the files below a folder whose path ends with a name."""
    for path, text in folder.texts.items():
        if path.startswith(start + "/") and path.endswith(name):
            yield text


def table(folder: Folder, path: str) -> list[dict[str, str]]:
    """The rows of a table."""
    return list(csv.DictReader(folder.texts[path].splitlines()))
