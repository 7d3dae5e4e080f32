"""Makes one environment of a set: the worker's side."""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from dataclasses import dataclass
from pathlib import Path

import orjson
from pydantic import JsonValue, ValidationError

from agentgym.certifier import Certificate, check_certificate
from agentgym.dataset.layout import pack_path, world_path
from agentgym.dataset.manifest import FileEntry
from agentgym.dataset.packing import squeeze
from agentgym.dataset.rows import Row, proof_row, task_row
from agentgym.environment import Environment, canonical_json
from agentgym.errors import CertificateError, InvalidEnvironmentError
from agentgym.world import World
from agentgym_synth.writing.files import write_whole
from agentgym_synth.writing.source import Made, source_named

_WORLD_LEVEL = 9
_PART_LEVEL = 1
_HASH_BYTES = 32
_SPLIT = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Order:
    """One environment to make.

    Attributes:
        folder: The set's folder.
        work: Where what is not finished is put.
        index: The environment's place in the set.
        id: Its id.
        tasks: How many tasks it is to have.
        source: The module that makes it.
    """

    folder: Path
    work: Path
    index: int
    id: str
    tasks: int
    source: str

    @property
    def path(self) -> Path:
        """The file that says it is made."""
        return self.work / f"{self.index:06}.part"


@dataclass(frozen=True, slots=True)
class Part:
    """One environment of a set, ready to be put together with the others.

    Attributes:
        index: Its row in the index, all but where its tasks lie.
        tasks: The rows of its tasks.
        proofs: The rows of their proofs.
        files: What it has written: path within the set, and hashes.
    """

    index: Row
    tasks: list[Row]
    proofs: list[Row]
    files: dict[str, FileEntry]


def make_part(order: Order) -> int:
    """Make an environment and write what is its own: world, pack, and last the part.

    Returns:
        How many tasks it has.

    Raises:
        InvalidEnvironmentError: The source gave something else than was asked for.
        CertificateError: It gave a task without proof.
        OSError: The file system did not take it.
    """
    made = source_named(order.source).make(order.id, tasks=order.tasks)
    world = World.load(made.world)
    _check(order, made, world)
    plain = orjson.dumps(made.world)
    packed = squeeze(world.pack(source=False))
    # Without a time in it; at one level everywhere, so that equal worlds are equal bytes.
    zipped = gzip.compress(plain, _WORLD_LEVEL, mtime=0)
    files = {
        world_path(made.id): entry_of(zipped, content=hashlib.sha256(plain).hexdigest()),
        pack_path(made.id): entry_of(packed),
    }
    for path, data in zip(files, (zipped, packed), strict=True):
        write_whole(order.folder / path, data, work=order.work)
    tasks = [
        task_row(task, number=number, tools=len(world.tools))
        for number, task in enumerate(made.tasks)
    ]
    proofs = [proof_row(task, made.certificates[task.id]) for task in made.tasks]
    whole = {
        "index": _index_row(made, world, tasks),
        "tasks": tasks,
        "proofs": proofs,
        "files": {path: entry.model_dump() for path, entry in files.items()},
    }
    body = zlib.compress(orjson.dumps(whole), _PART_LEVEL)
    write_whole(order.path, hashlib.sha256(body).digest() + body, work=order.work)
    return len(tasks)


def read_part(path: Path) -> Part | None:
    """A part as it was written; None where there is none, or not a whole one."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    body = data[_HASH_BYTES:]
    if hashlib.sha256(body).digest() != data[:_HASH_BYTES]:
        return None
    whole = orjson.loads(zlib.decompress(body))
    files = {path: FileEntry.model_validate(entry) for path, entry in whole["files"].items()}
    return Part(whole["index"], whole["tasks"], whole["proofs"], files)


def entry_of(data: bytes, *, content: str | None = None) -> FileEntry:
    """What the manifest says of a file."""
    return FileEntry(bytes=len(data), sha256=hashlib.sha256(data).hexdigest(), content=content)


def _check(order: Order, made: Made, world: World) -> None:
    if made.id != order.id or len(made.tasks) != order.tasks:
        raise InvalidEnvironmentError(
            f"the generator gave {made.id} with {len(made.tasks)} tasks, and was asked for "
            f"{order.id} with {order.tasks}"
        )
    environment = Environment(
        id=made.id,
        toolset=world.open,
        tasks=made.tasks,
        system_prompt=made.system_prompt,
        content=world.digest(),
        exercises=made.exercises,
    )
    for task in made.tasks:
        if task.twin is not None and task.twin not in environment.tasks:
            raise InvalidEnvironmentError(
                f"{made.id}: the twin of task {task.id!r}, {task.twin!r}, is not among the "
                f"{order.tasks} tasks given, so that it cannot be proved from them"
            )
        if _SPLIT.fullmatch(task.split) is None:
            raise InvalidEnvironmentError(
                f"{made.id}: task {task.id!r} is of split {task.split!r}; the name of a split is "
                "that of files, in letters, digits and underscores"
            )
        try:
            certificate = Certificate.model_validate(made.certificates.get(task.id))
        except ValidationError:
            raise CertificateError(
                f"{made.id}: the generator gave task {task.id!r} without a certificate"
            ) from None
        check_certificate(certificate, environment)


def _index_row(made: Made, world: World, tasks: list[Row]) -> Row:
    tables = world.spec.tables.values()
    rows = sum(len(table.rows) for table in tables)
    domain = _text(made.about.get("domain"))
    tools = len(world.tools)
    described = f"Generated{f' ({domain})' if domain else ''}: {len(tables)} tables, {tools} tools"
    return {
        "id": made.id,
        "number": _number(made.about.get("number")),
        "domain": domain,
        "description": _text(made.about.get("description")) or described,
        "tasks": len(tasks),
        "tools": tools,
        "writing_tools": sum(not tool.read_only for tool in world.tools),
        "tables": len(tables),
        "rows": rows,
        "world": world.digest(),
        "system_prompt": made.system_prompt,
        "tool_list": canonical_json([t.model_dump(mode="json") for t in world.tools]).decode(),
        "exercises": canonical_json(
            [{"name": call.name, "arguments": call.arguments} for call in made.exercises]
        ).decode(),
        "about": canonical_json(dict(made.about)).decode(),
    }


def _text(value: JsonValue) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: JsonValue) -> int | None:
    return value if isinstance(value, int) else None
