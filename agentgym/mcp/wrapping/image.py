"""The content of a directory as data, and a directory made to hold exactly that."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from agentgym.errors import InfrastructureError

#: The modification time of everything in a prepared directory: the beginning of 2025, in UTC.
FIXED_NS = 1_735_689_600 * 1_000_000_000
_MOST_ENTRIES = 20_000
_MOST_BYTES = 256 << 20
_FILE_MODE, _FOLDER_MODE = 0o644, 0o755


@dataclass(frozen=True, slots=True)
class File:
    """A file: its bytes and permission bits."""

    data: bytes
    mode: int = _FILE_MODE


@dataclass(frozen=True, slots=True)
class Folder:
    """A directory: its permission bits."""

    mode: int = _FOLDER_MODE


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link: where it points. It is never followed."""

    target: str


Entry: TypeAlias = File | Folder | Link
#: Relative path, with forward slashes, to what is there.
Image: TypeAlias = Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the file system says of an entry that nobody has touched since it was written."""

    entry: Entry
    inode: int
    size: int
    mode: int
    changed_ns: int


class ImageFolder:
    """A directory that is filled from images and read back as images.

    Files that nobody has touched are neither written nor read again: the server's own writes leave
    another modification time than the fixed one, so whatever it did is seen.

    Args:
        root: An empty directory.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._seen: dict[str, _Seen] = {}

    def fill(self, image: Image) -> None:
        """Make the directory hold exactly this.

        Raises:
            InfrastructureError: It cannot be written.
        """
        try:
            self.root.mkdir(exist_ok=True)
            found = dict(self._walk())
            touched: set[str] = set()
            for path, status in sorted(found.items(), reverse=True):
                wanted = image.get(path)
                if wanted is None or not self._is_untouched(path, status, wanted):
                    is_folder = stat.S_ISDIR(status.st_mode)
                    if not (is_folder and isinstance(wanted, Folder)):
                        self._remove(path, is_folder)
                    touched.update((path, _parent(path)))
            for path in sorted(image):
                if path not in found or path in touched:
                    self._write(path, image[path])
                    touched.update((path, _parent(path)))
            # From the inside out, since each write changes the time of the folder around it.
            for path in sorted(touched | {""}, reverse=True):
                self._settle(path, image.get(path))
        except OSError as error:
            raise InfrastructureError(
                f"the prepared directory cannot be filled: {error}"
            ) from error

    def read(self) -> dict[str, Entry]:
        """What the directory holds now.

        Raises:
            InfrastructureError: It holds too much, or cannot be read.
        """
        image: dict[str, Entry] = {}
        size = 0
        try:
            for path, status in self._walk():
                seen = self._seen.get(path)
                if seen is not None and self._is_untouched(path, status, seen.entry):
                    image[path] = seen.entry
                else:
                    image[path] = self._entry(path, status)
                size += status.st_size
                if len(image) > _MOST_ENTRIES or size > _MOST_BYTES:
                    raise InfrastructureError(
                        f"the prepared directory holds more than {_MOST_ENTRIES:,} entries or "
                        f"{_MOST_BYTES >> 20} MiB; have the server write less, or elsewhere"
                    )
        except OSError as error:
            raise InfrastructureError(f"the prepared directory cannot be read: {error}") from error
        return image

    def _walk(self) -> Iterator[tuple[str, os.stat_result]]:
        # A server may have removed the directory itself: then it holds nothing.
        waiting = [""] if self.root.is_dir() else []
        while waiting:
            folder = waiting.pop()
            with os.scandir(f"{self.root}/{folder}") as entries:
                for entry in entries:
                    path = f"{folder}/{entry.name}" if folder else entry.name
                    status = entry.stat(follow_symlinks=False)
                    yield path, status
                    if stat.S_ISDIR(status.st_mode):
                        waiting.append(path)

    def _entry(self, path: str, status: os.stat_result) -> Entry:
        mode = stat.S_IMODE(status.st_mode)
        if stat.S_ISDIR(status.st_mode):
            return Folder(mode)
        if stat.S_ISLNK(status.st_mode):
            return Link(os.readlink(self.root / path))
        if not stat.S_ISREG(status.st_mode):
            return Link(f"(a special file of type {stat.S_IFMT(status.st_mode):o})")
        if status.st_size > _MOST_BYTES:
            raise InfrastructureError(
                f"{path!r} in the prepared directory has {status.st_size:,} bytes, and at most "
                f"{_MOST_BYTES:,} are read"
            )
        return File((self.root / path).read_bytes(), mode)

    def _is_untouched(self, path: str, status: os.stat_result, wanted: Entry) -> bool:
        seen = self._seen.get(path)
        return (
            seen is not None
            and (seen.entry is wanted or seen.entry == wanted)
            and status.st_mtime_ns == FIXED_NS
            and status.st_ino == seen.inode
            and status.st_mode == seen.mode
            and (isinstance(wanted, Folder) or status.st_size == seen.size)
            and (isinstance(wanted, Folder) or status.st_ctime_ns == seen.changed_ns)
        )

    def _remove(self, path: str, is_folder: bool) -> None:
        self._seen.pop(path, None)
        if is_folder:
            shutil.rmtree(self.root / path)
        else:
            os.unlink(self.root / path)

    def _write(self, path: str, entry: Entry) -> None:
        target = self.root / path
        match entry:
            case Folder():
                with contextlib.suppress(FileExistsError):
                    target.mkdir()
            case Link():
                target.symlink_to(entry.target)
            case File():
                target.write_bytes(entry.data)

    def _settle(self, path: str, entry: Entry | None) -> None:
        """Set time and mode, and remember what it looks like."""
        target = self.root / path if path else self.root
        if entry is None and path:
            return
        if isinstance(entry, File | Folder):
            target.chmod(entry.mode)
        os.utime(target, ns=(FIXED_NS, FIXED_NS), follow_symlinks=False)
        if entry is not None:
            status = target.lstat()
            self._seen[path] = _Seen(
                entry, status.st_ino, status.st_size, status.st_mode, status.st_ctime_ns
            )


def _parent(path: str) -> str:
    return path.rpartition("/")[0]
