"""A set of environments in a folder: nothing is read before it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from pydantic import JsonValue, ValidationError

from agentgym.dataset.contents import check_contents
from agentgym.dataset.files import FileFault
from agentgym.dataset.layout import INDEX, pack_path, proof_path, task_path, world_path
from agentgym.dataset.manifest import DatasetManifest, engine, read_manifest
from agentgym.dataset.own import is_own
from agentgym.dataset.rows import INDEX_COLUMNS, Row, task_from_rows
from agentgym.dataset.shards import SetFiles
from agentgym.environment import Environment
from agentgym.errors import InvalidDatasetError, UnknownEnvironmentError, did_you_mean
from agentgym.recent import Recent
from agentgym.registry import EnvironmentSpec, full_id
from agentgym.task import Task
from agentgym.tools import ToolCall
from agentgym.world import World

_WORLDS = 64
_TASKS = 64


def open_dataset(folder: Path | str, *, packs: bool | None = None) -> Dataset:
    """Open a set of environments that `agentgym synth` wrote.

    Args:
        folder: Where it is.
        packs: Whether to open worlds from their compiled packs, which is fast but trusts them;
            otherwise world files are compiled. By default packs are opened that were made here
            or have passed `agentgym check` here.

    Raises:
        InvalidDatasetError: The folder holds no set or half of one, or it is damaged.
    """
    return Dataset(Path(folder), packs=packs)


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the index says of one environment."""

    id: str
    description: str
    tasks: int
    world: str
    system_prompt: str
    about: str
    exercises: str
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Records:
    """The rows of one environment's tasks, and the tasks made from them so far."""

    tasks: dict[str, Row]
    proofs: dict[str, Row]
    made: dict[str, Task]


class Dataset:
    """The environments of a folder. Iterating gives each, loaded; their tasks are read later.

    Goals, solutions and certificates lie in files of their own, which are read in this process
    alone, by whoever scores: a toolset, and so an agent, is never given them.

    Args:
        folder: Where it is.
        packs: See `open_dataset`.

    Raises:
        InvalidDatasetError: The folder holds no set or half of one, or it is damaged.
    """

    def __init__(self, folder: Path, *, packs: bool | None = None) -> None:
        self.folder = folder
        self.manifest: DatasetManifest = read_manifest(folder)
        same_engine = self.manifest.engine == engine()
        trusted = is_own(self.manifest.digest()) if packs is None else packs
        self._packs = same_engine and trusted
        self._files = SetFiles(folder, self.manifest)
        columns = [name for name in INDEX_COLUMNS if name != "tool_list"]
        rows = (row for group in self._files.all_rows(INDEX, columns) for row in group)
        self._entries: dict[str, _Entry] = {str(row["id"]): _entry(row) for row in rows}
        self._worlds: Recent[World] = Recent(_WORLDS)
        self._records: Recent[_Records] = Recent(_TASKS)

    @property
    def ids(self) -> tuple[str, ...]:
        """The environments' ids, in order."""
        return tuple(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Environment]:
        return map(self.environment, self._entries)

    def __contains__(self, environment_id: object) -> bool:
        return isinstance(environment_id, str) and full_id(environment_id) in self._entries

    def environment(self, environment_id: str) -> Environment:
        """An environment of the set; the leading `agentgym/` may be left out.

        Raises:
            UnknownEnvironmentError: The set has none of this id; the message names close ones.
        """
        entry = self._entry(environment_id)
        return Environment(
            id=entry.id,
            toolset=lambda: self.world(entry.id).open(),
            tasks=_Tasks(lambda: self._records_of(entry), entry, self.folder),
            system_prompt=entry.system_prompt,
            certificates=_Certificates(lambda: self._records_of(entry), entry.tasks),
            content=entry.world,
            exercises=[ToolCall(**call) for call in orjson.loads(entry.exercises)],
        )

    def world(self, environment_id: str) -> World:
        """The world behind an environment; the last few are kept.

        Raises:
            UnknownEnvironmentError: The set has none of this id.
            InvalidDatasetError: Its file is missing or damaged.
            InvalidWorldError: Its file is no world.
        """
        entry = self._entry(environment_id)
        return self._worlds.get(entry.id, lambda: self._load(entry))

    def check_contents(self) -> list[FileFault]:
        """What the manifest says of the files' contents and is not so."""
        return check_contents(self._files, self.manifest)

    def pack_fault(self, environment_id: str) -> FileFault | None:
        """What is wrong with an environment's pack: whether its world file compiles to it.

        A pack of another engine is never opened, and not compared.

        Raises:
            UnknownEnvironmentError: The set has none of this id.
            InvalidDatasetError: A file is missing or damaged.
            InvalidWorldError: The world file is no world.
        """
        entry = self._entry(environment_id)
        if self.manifest.engine != engine():
            return None
        path = pack_path(entry.id)
        world = World.load(self._files.expanded(world_path(entry.id)))
        if self._files.pack(path) == world.pack(source=False):
            return None
        return FileFault(path, "it is not what the world file compiles to")

    def about(self, environment_id: str) -> dict[str, JsonValue]:
        """What the generator noted of an environment: domain, aspects, style, ...

        Raises:
            UnknownEnvironmentError: The set has none of this id.
        """
        noted: dict[str, JsonValue] = orjson.loads(self._entry(environment_id).about)
        return noted

    def specs(self) -> list[EnvironmentSpec]:
        """What the registry needs to know of the environments."""
        return [
            EnvironmentSpec(entry.id, entry.description, entry.tasks, self.environment)
            for entry in self._entries.values()
        ]

    def _entry(self, environment_id: str) -> _Entry:
        entry = self._entries.get(full_id(environment_id))
        if entry is None:
            short = environment_id.removeprefix("agentgym/")
            known = (name.removeprefix("agentgym/") for name in self._entries)
            raise UnknownEnvironmentError(
                f"{self.folder} has no environment {environment_id!r}."
                f"{did_you_mean(short, known)} `agentgym list {self.folder}` shows all it has."
            )
        return entry

    def _load(self, entry: _Entry) -> World:
        path = world_path(entry.id)
        if self._packs:
            packed = self._files.pack(pack_path(entry.id))
            world = World.unpack(packed, source=self._files.read(path))
        else:
            world = World.load(self._files.expanded(path))
        if world.digest() != entry.world:
            raise InvalidDatasetError(
                f"{self.folder / path} is not the world that the index names; "
                "`agentgym check` says what is wrong with the set"
            )
        return world

    def _records_of(self, entry: _Entry) -> _Records:
        return self._records.get(entry.id, lambda: self._read_records(entry))

    def _read_records(self, entry: _Entry) -> _Records:
        tasks: list[Row] = []
        proofs: dict[str, Row] = {}
        for shard, row_group in entry.parts:
            tasks += self._files.rows(task_path(shard), row_group)
            proofs |= {str(r["id"]): r for r in self._files.rows(proof_path(shard), row_group)}
        tasks.sort(key=lambda row: _whole(row["number"]))
        by_id = {str(row["id"]): row for row in tasks}
        fits = (
            len(by_id) == len(tasks) == entry.tasks
            and by_id.keys() == proofs.keys()
            and all(row["environment"] == entry.id for row in (*tasks, *proofs.values()))
        )
        if not fits:
            raise InvalidDatasetError(
                f"{self.folder}: the rows of {entry.id} in {task_path(entry.parts[0][0])} and "
                "beside it do not fit each other; the set was not written by `agentgym synth`"
            )
        return _Records(by_id, proofs, {})


class _Tasks(Mapping[str, Task]):
    """The tasks of an environment; each is made when it is asked for."""

    def __init__(self, records: Callable[[], _Records], entry: _Entry, folder: Path) -> None:
        # Asked for anew each time, so that only those of the last few environments stay.
        self._records = records
        self._entry = entry
        self._folder = folder

    def __getitem__(self, task_id: str) -> Task:
        records = self._records()
        task = records.made.get(task_id)
        if task is None:
            row, proof = records.tasks[task_id], records.proofs[task_id]
            try:
                task = records.made[task_id] = task_from_rows(row, proof)
            except ValueError as error:
                first = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
                raise InvalidDatasetError(
                    f"{self._folder}: the rows of {self._entry.id} task {task_id!r} make "
                    f"no task: {first!s:.300}; the set was not written by `agentgym synth`"
                ) from None
        return task

    def __iter__(self) -> Iterator[str]:
        return iter(self._records().tasks)

    def __len__(self) -> int:
        return self._entry.tasks


class _Certificates(Mapping[str, JsonValue]):
    """The certificates of an environment's tasks."""

    def __init__(self, records: Callable[[], _Records], tasks: int) -> None:
        self._records = records
        self._count = tasks

    def __getitem__(self, task_id: str) -> JsonValue:
        proof = self._records().proofs[task_id]
        certificate: JsonValue = orjson.loads(str(proof["certificate"]))
        return certificate

    def __iter__(self) -> Iterator[str]:
        return iter(self._records().proofs)

    def __len__(self) -> int:
        return self._count


def _entry(row: dict[str, Any]) -> _Entry:
    return _Entry(
        id=row["id"],
        description=row["description"],
        tasks=row["tasks"],
        world=row["world"],
        system_prompt=row["system_prompt"],
        about=row["about"],
        exercises=row["exercises"],
        parts=tuple((part["shard"], part["row_group"]) for part in row["parts"]),
    )


def _whole(value: JsonValue) -> int:
    assert isinstance(value, int)
    return value
