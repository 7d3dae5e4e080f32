"""What counts as the state of the repository, beside its working tree.

The hash of a commit depends on its message, which a task may leave open: new commits are compared
by message, author and what they change; old ones go by their messages, which are all different.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from pydantic import JsonValue

from agentgym.tools import JsonObject
from agentgym_envs.servers.git.history import NOW
from agentgym_envs.servers.git.objects import (
    head_of,
    read_commit,
    read_index,
    references,
)

_SINCE = int(NOW.timestamp())


def refs(directory: Path) -> Mapping[str, JsonValue]:
    """Branches and tags: the newest old commit, and the new ones on top of it, oldest first."""
    return {
        f"{kind}/{name}": _row(directory, tip)
        for kind in ("heads", "tags")
        for name, tip in references(directory, kind).items()
    }


def head(directory: Path) -> Mapping[str, JsonValue]:
    """The branch that is checked out, or the commit."""
    branch, tip = head_of(directory)
    return {"": {"detached": tip} if branch is None else {"branch": branch}}


def staged(directory: Path) -> Mapping[str, JsonValue]:
    """What would be committed: path to the new content's hash, or None for a removal."""
    _, tip = head_of(directory)
    changes = _changes(read_commit(directory, tip).tree, read_index(directory))
    return {path: {"blob": blob} for path, blob in changes.items()}


def commits(directory: Path) -> Mapping[str, JsonValue]:
    """The old commits, for what people say of them: message to author, date and files."""
    rows: dict[str, JsonValue] = {}
    waiting = [tip for kind in ("heads", "tags") for tip in references(directory, kind).values()]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        commit = read_commit(directory, name)
        waiting += commit.parents
        if commit.when < _SINCE:
            # Like `git log --name-only`, which says nothing of the files of a merge.
            before = [read_commit(directory, parent).tree for parent in commit.parents] or [{}]
            files = _changes(before[0], commit.tree) if len(before) == 1 else {}
            day = datetime.fromtimestamp(commit.when, UTC).date()
            rows[commit.message] = {
                "author": commit.author.partition(" <")[0],
                "date": day.isoformat(),
                "files": " ".join(files),
            }
    return dict(sorted(rows.items()))


def _row(directory: Path, tip: str) -> JsonObject:
    new: list[JsonValue] = []
    commit = read_commit(directory, tip)
    while commit.when >= _SINCE and commit.parents:
        parent = read_commit(directory, commit.parents[0])
        changes: JsonObject = dict(_changes(parent.tree, commit.tree))
        new.append({"message": commit.message, "author": commit.author, "changes": changes})
        commit = parent
    return {"on": commit.message, "new": new[::-1]}


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str | None]:
    """Path to the new blob, or None where a file is gone."""
    paths = sorted(before.keys() | after.keys())
    return {path: after.get(path) for path in paths if before.get(path) != after.get(path)}
