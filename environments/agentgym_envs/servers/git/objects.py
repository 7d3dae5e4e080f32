"""Reads a repository's objects, references and index from its files.

Asking git costs a process for every question, and the state is looked at after every episode that a
certificate rests on. What is read is written out in git's own documentation (gitformat-index, and
"Git Objects" in Pro Git). Objects are loose: the repository is made that way, and never packed.
"""

from __future__ import annotations

import functools
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from agentgym.errors import InfrastructureError

_ENTRY = struct.Struct(">40x20sH")
_LONGEST_NAME = 0xFFF
_EXTENDED = 0x4000


@dataclass(frozen=True, slots=True)
class StoredCommit:
    """A commit as it is stored.

    Attributes:
        message: As given, without line ends around it.
        author: Name and address.
        when: The committer's time, in seconds since 1970.
        parents: Their hashes.
        tree: Path to the blob's hash, of all files.
    """

    message: str
    author: str
    when: int
    parents: tuple[str, ...]
    tree: dict[str, str]


@functools.lru_cache(maxsize=1024)
def read_commit(directory: Path, name: str) -> StoredCommit:
    """The commit of a hash, which says all that is in it: it is read once."""
    head, _, message = _read(directory, name).decode(errors="replace").partition("\n\n")
    facts = [line.split(" ", 1) for line in head.splitlines()]
    told = {word: rest for word, rest in facts if word in ("tree", "author", "committer")}
    return StoredCommit(
        message.strip("\n"),
        told["author"].rsplit(" ", 2)[0],
        int(told["committer"].rsplit(" ", 2)[1]),
        tuple(rest for word, rest in facts if word == "parent"),
        dict(_files(directory, told["tree"], "")),
    )


def references(directory: Path, kind: str) -> dict[str, str]:
    """The references of a kind, `heads` or `tags`: name to hash."""
    folder = directory / ".git" / "refs" / kind
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8").strip()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def head_of(directory: Path) -> tuple[str | None, str]:
    """The branch that is checked out, or None, and the hash of its commit."""
    told = (directory / ".git" / "HEAD").read_text(encoding="utf-8").strip()
    branch = told.removeprefix("ref: refs/heads/")
    if branch == told:
        return None, told
    return branch, references(directory, "heads")[branch]


def read_index(directory: Path) -> dict[str, str]:
    """What is staged: path to the blob's hash.

    Raises:
        InfrastructureError: The index has a version that is not read.
    """
    data = (directory / ".git" / "index").read_bytes()
    signature, version, count = struct.unpack_from(">4sII", data)
    if signature != b"DIRC" or version not in (2, 3):
        raise InfrastructureError(f"the index of {directory} has version {version}, not 2 or 3")
    entries: dict[str, str] = {}
    at = 12
    for _ in range(count):
        blob, flags = _ENTRY.unpack_from(data, at)
        start = at + _ENTRY.size + (2 if flags & _EXTENDED else 0)
        length = flags & _LONGEST_NAME
        end = data.index(b"\0", start) if length == _LONGEST_NAME else start + length
        entries[data[start:end].decode(errors="replace")] = blob.hex()
        at += (end - at + 8) // 8 * 8  # with one to eight zero bytes at its end
    return entries


def _files(directory: Path, tree: str, folder: str) -> Iterator[tuple[str, str]]:
    data, at = _read(directory, tree), 0
    while at < len(data):
        space, end = data.index(b" ", at), data.index(b"\0", at)
        path = folder + data[space + 1 : end].decode(errors="replace")
        name = data[end + 1 : end + 21].hex()
        if data[at:space] == b"40000":
            yield from _files(directory, name, path + "/")
        else:
            yield path, name
        at = end + 21


def _read(directory: Path, name: str) -> bytes:
    """The content of an object, without its header."""
    file = directory / ".git" / "objects" / name[:2] / name[2:]
    try:
        whole = zlib.decompress(file.read_bytes())
    except (OSError, zlib.error) as error:
        raise InfrastructureError(
            f"the object {name} of {directory} is missing: {error}"
        ) from error
    return whole.partition(b"\0")[2]
