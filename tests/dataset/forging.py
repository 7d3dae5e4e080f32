"""Changes sets as someone would who wants it not to be noticed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from agentgym.dataset import DatasetManifest, read_manifest
from agentgym.dataset.manifest import FileEntry, identity_of
from agentgym.dataset.rows import RowsHash

Row = dict[str, Any]


def rewrite(folder: Path, path: str, change: Callable[[int, Row], Row | None]) -> None:
    """Change the rows of a Parquet file, row group by row group, and the manifest to fit."""
    file = pq.ParquetFile(pa.BufferReader((folder / path).read_bytes()))
    rows = RowsHash()
    with pq.ParquetWriter(folder / path, file.schema_arrow, compression="zstd") as writer:
        number = 0
        for group in range(file.metadata.num_row_groups):
            changed = []
            for row in file.read_row_group(group).to_pylist():
                new = change(number, row)
                changed += [] if new is None else [new]
                number += 1
            table = pa.Table.from_pylist(changed, schema=file.schema_arrow)
            rows.add(table.to_pylist())
            writer.write_table(table)
    fit(folder, path, content=rows.hexdigest())


def fit(folder: Path, path: str, *, content: str | None) -> None:
    """Make the manifest say of a file what is so."""
    data = (folder / path).read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    state(folder, files={path: FileEntry(bytes=len(data), sha256=sha256, content=content)})


def state(folder: Path, *, files: dict[str, FileEntry] | None = None, **changes: object) -> None:
    """Make the manifest say something else, with every hash in it right."""
    manifest = read_manifest(folder)
    entries = {**manifest.files, **(files or {})}
    identity = identity_of(manifest.generator, manifest.seed, entries)
    told: dict[str, Any] = {**manifest.model_dump(), "files": entries, "identity": identity}
    forged = DatasetManifest.model_validate({**told, **changes})
    (folder / "manifest.json").write_bytes(forged.render())
