"""Writes the files of a hand-written world: rows, tools, tasks and their certificates."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from agentgym.certifier import Certifier
from agentgym.environment import Environment
from agentgym.errors import CertificateError
from agentgym.task import Task
from agentgym.world import World
from agentgym_envs.handwritten.columns import Columns
from agentgym_envs.handwritten.drafts import Draft
from agentgym_envs.handwritten.filling import Filler
from agentgym_envs.handwritten.rows import Rows
from agentgym_envs.handwritten.steps import Json


@dataclass(frozen=True, slots=True)
class Source:
    """What a world's files are made from.

    Attributes:
        name: The world's name.
        folder: Where the files go: beside the code.
        starts: When its clock starts, in ISO 8601.
        rows: The rows, the same every time.
        tools: The tool programs, in the order shown to the agent.
        audit: The columns of the audit log, which depends on the path taken.
        drafts: The tasks as written.
        filler: Makes what turns drafts into tasks.
        load: Loads the environment from its files.
    """

    name: str
    folder: Path
    starts: str
    rows: Callable[[], Rows]
    tools: Sequence[Json]
    audit: Columns
    drafts: Sequence[Draft]
    filler: Callable[[World, Rows], Filler]
    load: Callable[[], Environment]

    def files(self) -> dict[str, bytes]:
        """The world and its tasks, by file name."""
        rows = self.rows()
        world = self._world_file(rows)
        filler = self.filler(World.load(world), rows)
        tasks = [filler.task(draft) for draft in self.drafts]
        return {"world.json": world, "tasks.json": tasks_file(tasks)}

    def build(self, arguments: Sequence[str] | None = None) -> int:
        """Write the files and prove the tasks; `--check` only says whether the files are stale."""
        parser = argparse.ArgumentParser(description=f"Writes the files of the world {self.name}.")
        parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
        check = parser.parse_args(arguments).check
        files = self.files()
        stale = [name for name, content in files.items() if not self._holds(name, content)]
        for name in stale:
            sys.stdout.write(f"stale: {name}\n")
        if check:
            return 1 if stale else 0
        for name, content in files.items():
            (self.folder / name).write_bytes(content)
        (self.folder / "certificates.json").write_bytes(certificates_file(self.load()))
        sys.stdout.write(f"written: world, tasks and certificates in {self.folder.name}/\n")
        return 0

    def _holds(self, name: str, content: bytes) -> bool:
        path = self.folder / name
        return path.exists() and path.read_bytes() == content

    def _world_file(self, rows: Rows) -> bytes:
        """The world file: tables with their rows, and tools, one row or tool a line."""
        tables = [
            _table(name, columns, rows.tables[name]) for name, columns in rows.columns.items()
        ]
        parts = [
            b'{"format":1,"name":' + _line(self.name) + b",",
            b'"clock":' + _line({"start": self.starts, "tick_seconds": 60}) + b",",
            b'"tables":{',
            b",\n".join(tables),
            b',\n"audit":{"path_dependent":true,"columns":' + _line(self.audit) + b',"rows":[]}},',
            b'"tools":[',
            b",\n".join(_line(tool) for tool in self.tools),
            b"]}",
        ]
        return b"\n".join(parts) + b"\n"


def certificates_file(environment: Environment) -> bytes:
    """A certificate for every task, one a line.

    Raises:
        CertificateError: A task cannot be proved.
    """
    certifier = Certifier(environment)
    try:
        proved = [certifier.certify(task) for task in environment.tasks.values()]
    finally:
        certifier.close()
    failing = {c.task_id: c.failures for c in proved if not c.holds}
    if failing:
        raise CertificateError(
            "\n".join(f"{task_id!r}: {failures}" for task_id, failures in failing.items())
        )
    return _lines((c.task_id, c.model_dump(mode="json", exclude_defaults=True)) for c in proved)


def tasks_file(tasks: Sequence[Task]) -> bytes:
    """The tasks, one a line, by id in the order written."""
    return _lines((task.id, _task(task)) for task in tasks)


def _table(name: str, columns: Columns, rows: list[list[Any]]) -> bytes:
    head = f'"{name}":{{"columns":'.encode() + _line(columns) + b',"rows":['
    return head + b"".join((b",\n" if n else b"\n") + _line(r) for n, r in enumerate(rows)) + b"]}"


def _line(value: object) -> bytes:
    return orjson.dumps(value)


def _lines(entries: Iterable[tuple[str, object]]) -> bytes:
    lines = (_line(name) + b":" + _line(value) for name, value in entries)
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def _task(task: Task) -> dict[str, Any]:
    """The task as JSON, without what is at its default."""
    data = task.model_dump(mode="json", exclude_defaults=True)
    for check, shown in zip(task.goal.checks, data["goal"]["checks"], strict=True):
        if check.answer is not None:
            # An answer's type is a default too, but it tells which answer it is.
            shown["answer"] = check.answer.model_dump(mode="json")
    return data
