"""What a task does to the repository, as plain Python: the goal is the difference."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from pydantic import JsonValue

from agentgym.tools import JsonObject
from agentgym_envs.servers.git.history import AUTHOR, MAIN, History, email, history


class Repository:
    """Branches, index and working tree, changed step by step.

    Attributes:
        history: What was there before.
        files: The working tree.
    """

    def __init__(self, initial: JsonValue) -> None:
        given = initial if isinstance(initial, dict) else {}
        working, index = given.get("working"), given.get("staged")
        self.history: History = history()
        self._on = str(given.get("branch") or MAIN)
        self._tips: dict[str, dict[str, str]] = {
            name: self.history.commits[message].tree
            for name, message in (self.history.branches | self.history.tags).items()
        }
        self._bases = dict(self.history.branches)
        self._new: dict[str, list[JsonValue]] = {name: [] for name in self._bases}
        self.files = dict(self._tips[self._on])
        for path, text in (working if isinstance(working, dict) else {}).items():
            if isinstance(text, str):
                self.files[path] = text
            else:
                del self.files[path]
        self._index = dict(self._tips[self._on])
        self._stage(list(map(str, index)) if isinstance(index, list) else [])
        self._before = self._views()

    def change(self) -> JsonValue:
        """The net change so far, as a goal for the views of the repository."""
        after = self._views()
        changes: JsonObject = {}
        for view, rows in after.items():
            before = self._before[view]
            changed: JsonObject = {
                key: rows.get(key)
                for key in sorted(before.keys() | rows.keys())
                if before.get(key) != rows.get(key)
            }
            if changed:
                changes[view] = changed
        return changes or None

    def commit(self, message: JsonValue, *paths: str) -> None:
        """Stage files and commit what is staged."""
        self._stage(list(paths))
        tree, self._tips[self._on] = self._tips[self._on], dict(self._index)
        changes: JsonObject = dict(_differences(tree, self._index))
        author = f"{AUTHOR} <{email(AUTHOR)}>"
        self._new[self._on].append({"message": message, "author": author, "changes": changes})

    def stage(self, *paths: str) -> None:
        """Stage files."""
        self._stage(list(paths))

    def unstage(self) -> None:
        """Unstage everything."""
        self._index = dict(self._tips[self._on])

    def branch(self, name: str, start: str) -> None:
        """Make a branch that begins where another one, or a tag, is."""
        self._tips[name] = self._tips[start]
        self._bases[name] = (self._bases | self.history.tags)[start]
        self._new[name] = list(self._new.get(start, []))

    def checkout(self, name: str) -> None:
        """Check out a branch; what is not committed is taken along."""
        before, after = self._tips[self._on], self._tips[name]
        self.files = _carried(self.files, before, after)
        self._index = _carried(self._index, before, after)
        self._on = name

    def _stage(self, paths: list[str]) -> None:
        for path in paths:
            if path in self.files:
                self._index[path] = self.files[path]
            else:
                del self._index[path]

    def _views(self) -> dict[str, dict[str, JsonValue]]:
        refs: dict[str, JsonValue] = {
            f"heads/{name}": {"on": base, "new": list(self._new[name])}
            for name, base in self._bases.items()
        }
        folders = {path.rpartition("/")[0] for path in self.files} - {""}
        files: dict[str, JsonValue] = {folder: {"directory": True} for folder in folders}
        files |= {path: {"text": text} for path, text in self.files.items()}
        staged: dict[str, JsonValue] = {
            path: {"blob": blob}
            for path, blob in _differences(self._tips[self._on], self._index).items()
        }
        return {
            "refs": refs,
            "head": {"": {"branch": self._on}},
            "staged": staged,
            "files": files,
        }


Effect = Callable[[Repository], None]


def fresh(initial: JsonValue) -> Repository:
    """The repository at the beginning of a task."""
    return Repository(initial)


def commits(message: JsonValue, *paths: str) -> Effect:
    """Files are staged, and what is staged is committed."""
    return lambda repository: repository.commit(message, *paths)


def stages(*paths: str) -> Effect:
    """Files are staged."""
    return lambda repository: repository.stage(*paths)


def unstages() -> Effect:
    """Everything is unstaged."""
    return lambda repository: repository.unstage()


def branches(name: str, start: str) -> Effect:
    """A branch is made."""
    return lambda repository: repository.branch(name, start)


def checks_out(name: str) -> Effect:
    """A branch is checked out."""
    return lambda repository: repository.checkout(name)


def _carried(
    files: dict[str, str], before: dict[str, str], after: dict[str, str]
) -> dict[str, str]:
    """The files after a checkout: what differs from the old branch stays as it is."""
    kept = {path: text for path, text in files.items() if before.get(path) != text}
    gone = before.keys() - files.keys()
    return {path: text for path, text in (after | kept).items() if path not in gone}


def _differences(before: dict[str, str], after: dict[str, str]) -> dict[str, str | None]:
    """Path to the hash of the new content, or None for a removal."""
    paths = sorted(before.keys() | after.keys())
    changed = [path for path in paths if before.get(path) != after.get(path)]
    return {path: _blob(after[path]) if path in after else None for path in changed}


def _blob(text: str) -> str:
    data = text.encode()
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
