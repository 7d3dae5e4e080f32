"""Reads the Parquet files of a set, one row group at a time, each file checked once."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from agentgym.dataset.manifest import DatasetManifest
from agentgym.dataset.packing import expand
from agentgym.dataset.rows import Row
from agentgym.errors import InvalidDatasetError
from agentgym.recent import Recent

if TYPE_CHECKING:
    import pyarrow.parquet

_T = TypeVar("_T")
_SHARDS = 6
# A world of this size would be no world to train in; what is compressed can claim to be any.
_LARGEST = 64 << 20
_ZLIB_OR_GZIP = zlib.MAX_WBITS | 32


class SetFiles:
    """The files of a set, each read whole and held against its hash before it is used.

    Args:
        folder: Where the set is.
        manifest: What it should hold.
    """

    def __init__(self, folder: Path, manifest: DatasetManifest) -> None:
        self.folder = folder
        self._manifest = manifest
        self._shards: Recent[pyarrow.parquet.ParquetFile] = Recent(_SHARDS)

    def read(self, path: str) -> bytes:
        """A file's bytes.

        Raises:
            InvalidDatasetError: The set has no such file, or it is not what the manifest says.
        """
        entry = self._manifest.files.get(path)
        if entry is None:
            raise InvalidDatasetError(
                f"{self.folder} has no file {path}, or its manifest does not know it; "
                "`agentgym check` says what is wrong with it"
            )
        try:
            data = (self.folder / path).read_bytes()
        except OSError as error:
            raise InvalidDatasetError(
                f"{self.folder / path} cannot be read: {error.strerror}; take the set from where "
                "it came, or delete the folder and make it anew"
            ) from None
        if len(data) != entry.bytes or hashlib.sha256(data).hexdigest() != entry.sha256:
            raise InvalidDatasetError(
                f"{self.folder / path} is not what the manifest says: it was changed or damaged; "
                "take the set from where it came, or delete the folder and make it anew"
            )
        return data

    def expanded(self, path: str) -> bytes:
        """What a compressed file holds.

        Raises:
            InvalidDatasetError: See `read`; or it is not compressed, or holds too much.
        """
        try:
            unzip = zlib.decompressobj(_ZLIB_OR_GZIP)
            whole = unzip.decompress(self.read(path), _LARGEST)
        except zlib.error as error:
            raise InvalidDatasetError(f"{self.folder / path} is not compressed: {error}") from None
        if not unzip.eof:
            raise InvalidDatasetError(
                f"{self.folder / path} is cut short, or holds more than {_LARGEST >> 20} MiB"
            )
        return whole

    def pack(self, path: str) -> bytes:
        """What a pack holds.

        Raises:
            InvalidDatasetError: See `read`; or it is no pack.
        """
        try:
            return expand(self.read(path), most=_LARGEST)
        except ValueError as error:
            if isinstance(error, InvalidDatasetError):
                raise
            raise InvalidDatasetError(f"{self.folder / path} is no pack: {error}") from None

    def rows(self, shard: str, row_group: int, columns: list[str] | None = None) -> list[Row]:
        """The rows of one row group.

        Raises:
            InvalidDatasetError: See `read`; or there is no such row group.
        """
        file = self._shards.get(shard, lambda: self._open(shard))
        if not 0 <= row_group < file.metadata.num_row_groups:
            raise InvalidDatasetError(
                f"{self.folder / shard} has {file.metadata.num_row_groups} row groups, and the "
                f"index asks for number {row_group}; the set was not written by `agentgym synth`"
            )
        # One thread each: the caller has as many as it wants.
        table = file.read_row_group(row_group, columns=columns, use_threads=False)
        rows: list[Row] = table.to_pylist()
        return rows

    def all_rows(self, shard: str, columns: list[str] | None = None) -> Iterator[list[Row]]:
        """All rows of a file, a row group at a time.

        Raises:
            InvalidDatasetError: See `read`.
        """
        file = self._shards.get(shard, lambda: self._open(shard))
        for row_group in range(file.metadata.num_row_groups):
            yield self.rows(shard, row_group, columns)

    def _open(self, path: str) -> pyarrow.parquet.ParquetFile:
        import pyarrow
        import pyarrow.parquet

        try:
            return pyarrow.parquet.ParquetFile(pyarrow.BufferReader(self.read(path)))
        except pyarrow.ArrowException as error:
            raise InvalidDatasetError(
                f"{self.folder / path} is no Parquet file that can be read: {error!s:.200}"
            ) from None
