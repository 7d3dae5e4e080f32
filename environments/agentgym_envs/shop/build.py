"""Writes the shop's files: `python -m agentgym_envs.shop.build`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import orjson

from agentgym.certifier import Certifier
from agentgym.environment import Environment
from agentgym.errors import CertificateError
from agentgym.task import Task
from agentgym.world import World
from agentgym_envs.shop.catalog import ENVIRONMENT
from agentgym_envs.shop.environment import load
from agentgym_envs.shop.filling import Filler
from agentgym_envs.shop.rows import TODAY, Rows
from agentgym_envs.shop.stock_room import make_rows
from agentgym_envs.shop.tables import AUDIT, TABLES
from agentgym_envs.shop.tasks import DRAFTS
from agentgym_envs.shop.tools import TOOLS

HERE = Path(__file__).parent


def world_file(rows: Rows) -> bytes:
    """The world file: tables with their rows, and tools, one row or tool a line."""
    parts = [
        b'{"format":1,"name":"shop",',
        b'"clock":' + _line({"start": f"{TODAY}T09:00:00", "tick_seconds": 60}) + b",",
        b'"tables":{',
        b",\n".join(_table(name, columns, rows.tables[name]) for name, columns in TABLES.items()),
        b',\n"audit":{"path_dependent":true,"columns":' + _line(AUDIT) + b',"rows":[]}},',
        b'"tools":[',
        b",\n".join(_line(tool) for tool in TOOLS),
        b"]}",
    ]
    return b"\n".join(parts) + b"\n"


def _table(name: str, columns: dict[str, Any], rows: list[list[Any]]) -> bytes:
    head = f'"{name}":{{"columns":'.encode() + _line(columns) + b',"rows":['
    return head + b"".join((b",\n" if n else b"\n") + _line(r) for n, r in enumerate(rows)) + b"]}"


def _line(value: object) -> bytes:
    return orjson.dumps(value)


def files() -> dict[str, bytes]:
    """The world and its tasks, by file name."""
    rows = make_rows()
    world = world_file(rows)
    filler = Filler(ENVIRONMENT, World.load(world), rows)
    tasks = [filler.task(draft) for draft in DRAFTS]
    return {"world.json": world, "tasks.json": tasks_file(tasks)}


def certificates_file(shop: Environment) -> bytes:
    """A certificate for every task, one a line.

    Raises:
        CertificateError: A task cannot be proved.
    """
    certifier = Certifier(shop)
    try:
        proved = [certifier.certify(task) for task in shop.tasks.values()]
    finally:
        certifier.close()
    for certificate in proved:
        if not certificate.holds:
            raise CertificateError(f"{certificate.task_id!r}: {certificate.failures}")
    return _lines((c.task_id, c.model_dump(mode="json", exclude_defaults=True)) for c in proved)


def tasks_file(tasks: Sequence[Task]) -> bytes:
    """The tasks, one a line, by id in the order written."""
    return _lines((task.id, _task(task)) for task in tasks)


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


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files and prove the tasks; with `--check`, only say whether the files are stale."""
    parser = argparse.ArgumentParser(prog="python -m agentgym_envs.shop.build", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    check = parser.parse_args(arguments).check
    stale = [name for name, content in files().items() if not _holds(name, content)]
    for name in stale:
        sys.stdout.write(f"stale: {name}\n")
    if check:
        return 1 if stale else 0
    for name, content in files().items():
        (HERE / name).write_bytes(content)
    (HERE / "certificates.json").write_bytes(certificates_file(load(ENVIRONMENT)))
    sys.stdout.write(f"written: world, tasks and certificates in {HERE.name}/\n")
    return 0


def _holds(name: str, content: bytes) -> bool:
    path = HERE / name
    return path.exists() and path.read_bytes() == content


if __name__ == "__main__":
    sys.exit(main())
