"""Loads `agentgym/shop-returns-v1`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

import orjson
from pydantic import JsonValue

from agentgym.environment import Environment
from agentgym.task import Task
from agentgym.world import World


class ShopTasks(Mapping[str, Task]):
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


def _certificates(file: Traversable) -> dict[str, JsonValue]:
    """The certificates; none while the builder is about to write them."""
    if not file.is_file():
        return {}
    certificates: dict[str, JsonValue] = orjson.loads(file.read_bytes())
    return certificates


def load(environment_id: str) -> Environment:
    """Load the shop."""
    here = files(__package__)
    world = World.load((here / "world.json").read_bytes())
    return Environment(
        id=environment_id,
        toolset=world.open,
        tasks=ShopTasks((here / "tasks.json").read_bytes()),
        system_prompt=(here / "policy.md").read_text(encoding="utf-8"),
        certificates=_certificates(here / "certificates.json"),
        content=world.digest(),
    )
