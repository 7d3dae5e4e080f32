"""Prepared directories: what a server works on, laid out anew for every episode."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from pydantic import JsonValue

from agentgym.environment import canonical_json
from agentgym.errors import InvalidEnvironmentError, InvalidTaskError
from agentgym.mcp.wrapping.aliases import Aliases
from agentgym.mcp.wrapping.image import Entry, File, Folder, Image, ImageFolder
from agentgym.mcp.wrapping.keeper import keeper

#: Makes the content: (seed, the task's `initial`) to relative path to text or bytes.
Template: TypeAlias = Callable[[int, JsonValue], Mapping[str, str | bytes]]
#: Writes the content: into an empty directory, from the seed and the task's `initial`.
Fill: TypeAlias = Callable[[Path, int, JsonValue], None]

_IMAGES_KEPT = 64


@dataclass(frozen=True, slots=True)
class Directory:
    """A directory of its own for every toolset, emptied and refilled at each reset.

    `{directory}` stands for its real path in the command, in variables and in the arguments of
    probes. The agent sees `alias` in its place, in arguments and in results. A task's `initial` may
    say `{"files": {path: text, or null to leave the file out}}`.

    Attributes:
        alias: The absolute path that the agent sees.
        template: The content: a folder that is copied, or a callable that gives it.
        fill: Instead of a template, a callable that writes the content into the directory.
        seeded: Whether the content depends on the seed; where not, every seed gets that of seed 0.

    Raises:
        InvalidEnvironmentError: The alias is not an absolute path with a name, the template is no
            folder, or there is a `fill` as well.
    """

    alias: str = "/workspace"
    template: str | Path | Template | None = None
    fill: Fill | None = None
    seeded: bool = False
    _images: OrderedDict[tuple[int, bytes], Image] = field(
        default_factory=OrderedDict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        alias = PurePosixPath(self.alias)
        if not alias.is_absolute() or str(alias) != self.alias or not alias.name:
            raise InvalidEnvironmentError(
                f"the alias {self.alias!r} of a prepared directory must be an absolute path "
                "without a slash at its end, such as '/workspace'"
            )
        if self.template is not None and self.fill is not None:
            raise InvalidEnvironmentError(
                "a prepared directory has a template or a fill, not both; drop one"
            )
        if isinstance(self.template, str | Path) and not Path(self.template).is_dir():
            raise InvalidEnvironmentError(
                f"the template {str(self.template)!r} of a prepared directory is no folder"
            )

    def image(self, seed: int, initial: JsonValue) -> Image:
        """What the directory holds at the beginning of an episode; remembered.

        Raises:
            InvalidTaskError: `initial` is wrong.
        """
        seed = seed if self.seeded else 0
        key = (seed, canonical_json(initial))
        image = self._images.get(key)
        if image is None:
            image = self._images[key] = self._made(seed, initial)
            while len(self._images) > _IMAGES_KEPT:
                self._images.popitem(last=False)
        return image

    def _made(self, seed: int, initial: JsonValue) -> Image:
        image: dict[str, Entry]
        if self.fill is not None:
            around = _make_folder()
            try:
                self.fill(Path(around), seed, initial)
                image = ImageFolder(Path(around)).read()
            finally:
                _remove(around, os.getpid())
        elif callable(self.template):
            image = {}
            for path, content in self.template(seed, initial).items():
                _put(image, path, content)
        elif self.template is not None:
            image = ImageFolder(Path(self.template)).read()
        else:
            image = {}
        own_form = self.fill is not None or callable(self.template)
        for path, text in _overlay(initial, own_form).items():
            if text is None:
                if image.pop(path, None) is None:
                    raise InvalidTaskError(f"initial: there is no file {path!r} to leave out")
            else:
                _put(image, path, text)
        return image


class PreparedDirectory:
    """A `Directory` on disk.

    Args:
        directory: What it is made from.

    Attributes:
        path: Its real path.
        aliases: Between that path and what the agent sees.
    """

    def __init__(self, directory: Directory) -> None:
        around = _make_folder()
        self._remove = weakref.finalize(self, _remove, around, os.getpid())
        self.path = Path(around) / PurePosixPath(directory.alias).name
        self.path.mkdir()
        self.aliases = Aliases(directory.alias, self.path)
        self._folder = ImageFolder(self.path)
        self._owner = os.getpid()

    @property
    def alive(self) -> bool:
        """Whether it is there, for this process."""
        return self._remove.alive and self._owner == os.getpid()

    def lay_out(self, image: Image) -> None:
        """Make it hold exactly this."""
        self._folder.fill(image)

    def read(self) -> dict[str, Entry]:
        """What it holds now."""
        return self._folder.read()

    def close(self) -> None:
        """Remove it; may be called more than once."""
        self._remove()


def _make_folder() -> str:
    """A new folder, which is gone when this process is."""
    around = os.path.realpath(tempfile.mkdtemp(prefix="agentgym-mcp-"))
    keeper().hold(f"folder {around}")
    return around


def _remove(around: str, owner: int) -> None:
    if os.getpid() == owner:
        shutil.rmtree(around, ignore_errors=True)
        keeper().release(f"folder {around}")


def _overlay(initial: JsonValue, own_form: bool) -> dict[str, str | None]:
    files = initial.get("files", {}) if isinstance(initial, dict) else {} if own_form else initial
    extra = set(initial) - {"files"} if isinstance(initial, dict) and not own_form else set()
    if initial is None:
        return {}
    if (
        not isinstance(files, dict)
        or extra
        or not all(text is None or isinstance(text, str) for text in files.values())
    ):
        raise InvalidTaskError(
            f"initial is {initial!r:.120}; for a prepared directory it is null or "
            '{"files": {path: text, or null to leave the file out}}'
        )
    return {path: text for path, text in files.items() if text is None or isinstance(text, str)}


def _put(image: dict[str, Entry], path: str, content: str | bytes) -> None:
    pure = PurePosixPath(path)
    parts = pure.parts
    if pure.is_absolute() or str(pure) != path or ".." in parts or not parts or "\0" in path:
        raise InvalidTaskError(
            f"{path!r} is no path inside a prepared directory; write it relative, with forward "
            "slashes, such as 'notes/today.txt'"
        )
    for folder in list(pure.parents)[:-1]:
        if not isinstance(image.setdefault(str(folder), Folder()), Folder):
            raise InvalidTaskError(f"{path!r} lies in {str(folder)!r}, which is a file")
    if isinstance(image.get(path), Folder):
        raise InvalidTaskError(f"{path!r} is a folder, and a file as well")
    image[path] = File(content.encode() if isinstance(content, str) else content)
