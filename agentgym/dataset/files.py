"""Holds every file of a set against its manifest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from agentgym.dataset.layout import MANIFEST, WORK
from agentgym.dataset.manifest import DatasetManifest, FileEntry

# What tools that keep or fetch folders put beside the files of a set.
_OTHERS = frozenset({".git", ".gitattributes", ".gitignore", ".cache"})
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileFault:
    """What is wrong with one file.

    Attributes:
        path: Which, within the set's folder.
        reason: What is wrong.
    """

    path: str
    reason: str


def check_files(folder: Path, manifest: DatasetManifest) -> list[FileFault]:
    """Find every file of a set that is missing, changed, or not of it.

    The manifest itself is checked when it is read.
    """
    faults = [fault for path in manifest.files if (fault := _fault(folder, manifest, path))]
    surplus = sorted(set(_present(folder)) - manifest.files.keys() - {MANIFEST})
    return faults + [FileFault(path, "it is not of the set; delete it") for path in surplus]


def is_foreign(name: str) -> bool:
    """Whether a name at the top of a set's folder belongs to a tool that keeps or fetches it."""
    return name in _OTHERS


def _fault(folder: Path, manifest: DatasetManifest, path: str) -> FileFault | None:
    entry = manifest.files[path]
    try:
        reason = _reason(folder / path, entry)
    except FileNotFoundError:
        reason = "it is missing"
    except OSError as error:
        reason = f"it cannot be read: {error.strerror}"
    return FileFault(path, reason) if reason else None


def _reason(file: Path, entry: FileEntry) -> str:
    whole = hashlib.sha256()
    size = 0
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            size += len(block)
            whole.update(block)
    if size != entry.bytes:
        return f"it has {size} bytes, and the manifest says {entry.bytes}"
    if whole.hexdigest() != entry.sha256:
        return "its hash is not the one in the manifest: some byte of it was changed"
    return ""


def _present(folder: Path) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        at_top = Path(place) == folder
        if at_top:
            folders[:] = [name for name in folders if not is_foreign(name)]
        for name in files:
            if not (at_top and is_foreign(name)):
                yield (Path(place) / name).relative_to(folder).as_posix()
        if at_top and WORK in folders:
            # One name for all that an unfinished set has left.
            folders.remove(WORK)
            yield WORK
