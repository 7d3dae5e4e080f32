"""Writes rows into Parquet files: shards of tasks with their proofs, and the index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agentgym.dataset.layout import proof_path, task_path
from agentgym.dataset.rows import (
    INDEX_COLUMNS,
    PROOF_COLUMNS,
    TASK_COLUMNS,
    Row,
    RowsHash,
    schema_of,
)

if TYPE_CHECKING:
    import pyarrow
    import pyarrow.parquet

#: A shard is closed by the environment that fills it.
SHARD_TASKS = 5000
_INDEX_GROUP = 100
_LEVEL = 9
# Columns with few values; the others are texts that hardly repeat.
_REPEATING = ["environment", "split", "kind", "pattern", "domain"]


@dataclass(frozen=True, slots=True)
class Written:
    """A Parquet file that is ready to be put in its place.

    Attributes:
        path: Where that is.
        data: Its bytes.
        content: The hash of its rows.
    """

    path: str
    data: bytes
    content: str


class RowsFile:
    """A Parquet file in memory, written one row group at a time.

    The same rows give the same bytes, as far as one release of the library goes.
    """

    def __init__(self, columns: Mapping[str, str]) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._schema = schema_of(columns)
        self._sink: pyarrow.BufferOutputStream = pa.BufferOutputStream()
        self._hash = RowsHash()
        self._writer: pyarrow.parquet.ParquetWriter = pq.ParquetWriter(
            self._sink,
            self._schema,
            compression="zstd",
            compression_level=_LEVEL,
            use_dictionary=[name for name in _REPEATING if name in columns],
            write_statistics=False,
        )

    def add(self, rows: Sequence[Row]) -> None:
        """Add rows as a row group."""
        import pyarrow as pa

        table = pa.Table.from_pylist(rows, schema=self._schema)
        self._hash.add(table.to_pylist())
        self._writer.write_table(table, row_group_size=len(rows))

    def finish(self, path: str) -> Written:
        """The whole file."""
        self._writer.close()
        return Written(path, self._sink.getvalue().to_pybytes(), self._hash.hexdigest())


class _Shard:
    def __init__(self, name: str) -> None:
        self.name = name
        self.count = 0
        self.groups = 0
        self._tasks = RowsFile(TASK_COLUMNS)
        self._proofs = RowsFile(PROOF_COLUMNS)

    def add(self, tasks: Sequence[Row], proofs: Sequence[Row]) -> int:
        """Add the rows of one environment, and give the number of their row group."""
        self._tasks.add(tasks)
        self._proofs.add(proofs)
        self.count += len(tasks)
        self.groups += 1
        return self.groups - 1

    def finish(self) -> Iterator[Written]:
        yield self._tasks.finish(task_path(self.name))
        yield self._proofs.finish(proof_path(self.name))


class Shards:
    """Lays the tasks of environments out over shards, by split, in order."""

    def __init__(self) -> None:
        self._open: dict[str, _Shard] = {}
        self._numbers: dict[str, int] = {}
        self.full: list[_Shard] = []

    def place(self, tasks: Sequence[Row], proofs: Sequence[Row]) -> list[Row]:
        """Add the tasks of one environment.

        Returns:
            Where they are: for the index.
        """
        places: list[Row] = []
        for split in sorted({str(row["split"]) for row in tasks}):
            chosen = [n for n, row in enumerate(tasks) if row["split"] == split]
            shard = self._shard(split)
            group = shard.add([tasks[n] for n in chosen], [proofs[n] for n in chosen])
            places.append(
                {"split": split, "shard": shard.name, "row_group": group, "tasks": len(chosen)}
            )
            if shard.count >= SHARD_TASKS:
                self.full.append(self._open.pop(split))
        return places

    def take_full(self) -> Iterator[Written]:
        """The files that have become full."""
        full, self.full = self.full, []
        for shard in full:
            yield from shard.finish()

    def take_rest(self) -> Iterator[Written]:
        """The files that are not full; nothing is added after this."""
        for split in sorted(self._open):
            yield from self._open.pop(split).finish()

    def _shard(self, split: str) -> _Shard:
        if split not in self._open:
            number = self._numbers.get(split, 0)
            self._numbers[split] = number + 1
            self._open[split] = _Shard(f"{split}-{number:05}")
        return self._open[split]


class IndexFile:
    """The index of a set, one row an environment."""

    def __init__(self) -> None:
        self._file = RowsFile(INDEX_COLUMNS)
        self._waiting: list[Row] = []

    def add(self, row: Row) -> None:
        """Add an environment."""
        self._waiting.append(row)
        if len(self._waiting) == _INDEX_GROUP:
            self._flush()

    def finish(self, path: str) -> Written:
        """The whole file."""
        if self._waiting:
            self._flush()
        return self._file.finish(path)

    def _flush(self) -> None:
        self._file.add(self._waiting)
        self._waiting = []
