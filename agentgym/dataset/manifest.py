"""The manifest of a set: what was asked for, what came of it, and a hash of every file."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Annotated, Literal

import apsw
import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agentgym.dataset.layout import MANIFEST, WORK
from agentgym.environment import canonical_json
from agentgym.errors import InvalidDatasetError
from agentgym.version import __version__
from agentgym.world.pack import ENGINE

_Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
_PATH = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)*")


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FileEntry(_Record):
    """One file of a set.

    Attributes:
        bytes: Its size.
        sha256: Of its bytes.
        content: Hex SHA-256 of what it says, whatever wrote it: of a Parquet file, its rows as
            canonical JSON, one a line; of a compressed one, what is compressed. None for what is
            derived from the others: packs, and the card.
    """

    bytes: Annotated[int, Field(ge=0)]
    sha256: _Hash
    content: _Hash | None = None


class SplitCount(_Record):
    """How much of a set is in one split."""

    environments: int
    tasks: int


class DatasetManifest(_Record):
    """What a set is.

    Attributes:
        format: The form of the folder.
        version: The AgentGym that wrote it.
        generator: The version of the generator.
        seed: What the set was drawn from.
        environments: How many environments there are.
        tasks: How many tasks there are.
        splits: Split to counts.
        kinds: Kind of task to count.
        engine: What the packs were compiled by.
        identity: Hex SHA-256 of everything the set says: the same wherever the same set is made.
        files: Every file but the manifest: its path within the folder, and its hashes.
    """

    format: Literal[1] = 1
    version: str = __version__
    generator: int
    seed: int
    environments: int
    tasks: int
    splits: dict[str, SplitCount]
    kinds: dict[str, int]
    engine: str
    identity: _Hash
    files: dict[str, FileEntry]

    def render(self) -> bytes:
        """The one form in which this manifest is written. The last line is a hash of the rest."""
        whole = self.model_dump(mode="json")
        whole["digest"] = self.digest()
        return orjson.dumps(whole, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

    def digest(self) -> str:
        """A hex SHA-256 over the manifest, and so over every byte of the set."""
        return hashlib.sha256(canonical_json(self.model_dump(mode="json"))).hexdigest()


def engine() -> str:
    """What compiles worlds here; packs of another engine are not used."""
    return f"{ENGINE} sqlite {apsw.sqlite_lib_version()}"


def identity_of(generator: int, seed: int, files: dict[str, FileEntry]) -> str:
    """Hex SHA-256 over the contents of a set's files."""
    contents = {path: entry.content for path, entry in files.items() if entry.content}
    whole = {"generator": generator, "seed": seed, "contents": contents}
    return hashlib.sha256(canonical_json(whole)).hexdigest()


def read_manifest(folder: Path) -> DatasetManifest:
    """The manifest of a set.

    Raises:
        InvalidDatasetError: The folder holds no set or half of one, or the manifest is damaged.
    """
    try:
        written = (folder / MANIFEST).read_bytes()
    except OSError as error:
        raise InvalidDatasetError(_none_there(folder, error)) from None
    try:
        whole = orjson.loads(written)
        if not isinstance(whole, dict):
            raise ValueError("it is not an object")
        if whole.get("format") != 1:
            raise ValueError(f"its format is {whole.get('format')!r:.40}, and this reads format 1")
        stated = whole.pop("digest", None)
        manifest = DatasetManifest.model_validate(whole)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise InvalidDatasetError(_damaged(folder, f"{place}: {first['msg']}")) from None
    except ValueError as error:
        raise InvalidDatasetError(_damaged(folder, str(error))) from None
    if stated != manifest.digest() or written != manifest.render():
        raise InvalidDatasetError(_damaged(folder, "its own hash does not fit it"))
    odd = next((path for path in manifest.files if not _PATH.fullmatch(path)), None)
    if odd is not None:
        raise InvalidDatasetError(_damaged(folder, f"{odd!r:.80} is no path within the set"))
    return manifest


def _none_there(folder: Path, error: OSError) -> str:
    if (folder / WORK).is_dir():
        return (
            f"{folder} holds a set that is not finished; give the same `agentgym synth` command "
            "again, and it goes on from what is there"
        )
    if not folder.is_dir():
        return f"there is no folder {folder}; `agentgym synth --out {folder}` makes a set there"
    return (
        f"{folder} holds no set of environments ({MANIFEST}: {error.strerror}); give a folder that "
        "`agentgym synth` wrote, or the id of an environment"
    )


def _damaged(folder: Path, what: str) -> str:
    return (
        f"{folder / MANIFEST} is damaged: {what}; take the set from where it came, or delete the "
        "folder and make it anew"
    )
