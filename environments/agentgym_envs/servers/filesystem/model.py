"""What a task does to a folder, as plain Python: the goal is the difference."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from pydantic import JsonValue

from agentgym.tools import JsonObject
from agentgym_envs.servers.filesystem.office import office


class Folder:
    """Files and folders by relative path.

    Attributes:
        texts: The files.
    """

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = dict(texts)
        self._folders = {
            str(parent) for path in texts for parent in PurePosixPath(path).parents
        } - {"."}
        self._before = self._rows()

    def change(self) -> JsonValue:
        """The net change so far, as a goal for the view `files`."""
        after = self._rows()
        files: JsonObject = {
            path: after.get(path)
            for path in sorted(self._before.keys() | after.keys())
            if self._before.get(path) != after.get(path)
        }
        return {"files": files} if files else None

    def make(self, path: str) -> None:
        """Make a folder, with those above it."""
        self._folders |= {path, *map(str, PurePosixPath(path).parents)} - {"."}

    def move(self, source: str, destination: str) -> None:
        """Move a file, or a folder with all that is in it."""
        if source in self._folders:
            self._folders = {_moved(path, source, destination) for path in self._folders}
        self.texts = {_moved(p, source, destination): text for p, text in self.texts.items()}

    def put(self, path: str, text: str) -> None:
        """Write a file."""
        self.texts[path] = text

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text that occurs once in a file."""
        text = self.texts[path]
        if text.count(old) != 1:
            raise ValueError(f"{old!r} occurs {text.count(old)} times in {path}")
        self.texts[path] = text.replace(old, new)

    def _rows(self) -> dict[str, JsonValue]:
        rows: dict[str, JsonValue] = {path: {"directory": True} for path in self._folders}
        rows |= {path: {"text": text} for path, text in self.texts.items()}
        return rows


Effect = Callable[[Folder], None]


def fresh(initial: JsonValue) -> Folder:
    """The office at the beginning of a task."""
    texts = dict(office())
    if isinstance(initial, dict) and isinstance(initial["files"], dict):
        for path, text in initial["files"].items():
            if isinstance(text, str):
                texts[path] = text
            else:
                texts.pop(path)
    return Folder(texts)


def makes(path: str) -> Effect:
    """A folder is made."""
    return lambda folder: folder.make(path)


def moves(source: str, destination: str) -> Effect:
    """A file or folder is moved."""
    return lambda folder: folder.move(source, destination)


def puts(path: str, text: str) -> Effect:
    """A file is written."""
    return lambda folder: folder.put(path, text)


def edits(path: str, old: str, new: str) -> Effect:
    """A text is replaced."""
    return lambda folder: folder.edit(path, old, new)


def _moved(path: str, source: str, destination: str) -> str:
    if path == source:
        return destination
    return destination + path[len(source) :] if path.startswith(source + "/") else path
