"""Loads a hand-written world from the files that its builder wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

import orjson
from pydantic import JsonValue

from agentgym.environment import Environment
from agentgym.task import Task
from agentgym.world import World


class WrittenTasks(Mapping[str, Task]):
    """The tasks by id; each is validated when it is first asked for."""

    def __init__(self, content: bytes) -> None:
        self._data: dict[str, JsonValue] = orjson.loads(content)
        self._tasks: dict[str, Task] = {}

    def __getitem__(self, task_id: str) -> Task:
        task = self._tasks.get(task_id)
        if task is None:
            task = self._tasks[task_id] = Task.model_validate(self._data[task_id])
        return task

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)


def written_certificates(file: Traversable) -> dict[str, JsonValue]:
    """The certificates of a file; none while a builder is about to write them."""
    if not file.is_file():
        return {}
    certificates: dict[str, JsonValue] = orjson.loads(file.read_bytes())
    return certificates


def load_written(environment_id: str, package: str) -> Environment:
    """Load the world in a package: `world.json`, `tasks.json`, `certificates.json`, `policy.md`."""
    here = files(package)
    world = World.load((here / "world.json").read_bytes())
    return Environment(
        id=environment_id,
        toolset=world.open,
        tasks=WrittenTasks((here / "tasks.json").read_bytes()),
        system_prompt=(here / "policy.md").read_text(encoding="utf-8"),
        certificates=written_certificates(here / "certificates.json"),
        content=world.digest(),
    )
