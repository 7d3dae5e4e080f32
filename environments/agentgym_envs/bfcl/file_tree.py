"""Bounds for upstream's file system, in which a few calls can make a tree without end.

`cp` copies a directory's contents by reference: copied into itself it holds itself, and copied back
and forth it doubles. Upstream's own checker dies of either.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

_GROWING = frozenset({"cp", "mv"})
_MOST_NODES = 50_000


@contextlib.contextmanager
def bounded(name: str, instance: object) -> Iterator[None]:
    """Undo a call that makes the tree hold itself or more than 50,000 files and directories.

    Raises:
        ValueError: The call was undone.
    """
    if name not in _GROWING:
        yield
        return
    current = instance._current_dir  # type: ignore[attr-defined]  # upstream's classes are not typed
    touched = [current, *(node for node in current.contents.values() if hasattr(node, "contents"))]
    before = [dict(node.contents) for node in touched]
    yield
    if _exceeds(instance.root):  # type: ignore[attr-defined]  # as above
        for node, contents in zip(touched, before, strict=True):
            node.contents.clear()
            node.contents.update(contents)
        raise ValueError(
            f"{name}: the tree would have more than {_MOST_NODES} entries; nothing was done"
        )


def _exceeds(root: object) -> bool:
    waiting, count = [root], 0
    while waiting:
        below = waiting.pop().contents.values()  # type: ignore[attr-defined]  # as above
        count += len(below)
        if count > _MOST_NODES:
            return True
        waiting += [node for node in below if hasattr(node, "contents")]
    return False
