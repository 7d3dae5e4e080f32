"""Generated environments as the registry loads them: the world at once, tasks when asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from functools import cached_property

from pydantic import JsonValue

from agentgym.environment import Environment
from agentgym.task import Task
from agentgym_synth.catalog import TASKS
from agentgym_synth.generator import lay_ground
from agentgym_synth.ground import Ground, Identity
from agentgym_synth.proving import Proven, prove
from agentgym_synth.splits import split_of


def load(environment_id: str) -> Environment:
    """Make an environment from its number.

    Its world is there at once, in milliseconds; its tasks are made and proved when the first of
    them is asked for.
    """
    ground = lay_ground(Identity.of(environment_id))
    proven = _Proven(ground)
    return Environment(
        id=environment_id,
        toolset=ground.world.open,
        tasks=_Tasks(proven),
        system_prompt=ground.built.prompt,
        certificates=_Certificates(proven),
        content=ground.world.digest(),
        exercises=ground.exercises,
        splits={split_of(ground.built.world)},
    )


class _Proven:
    """The tasks of an environment, once they are asked for."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._lock = threading.Lock()

    @cached_property
    def _by_id(self) -> dict[str, Proven]:
        return {one.task.id: one for one in prove(self._ground, TASKS)}

    @property
    def by_id(self) -> dict[str, Proven]:
        """Task id to task and certificate."""
        with self._lock:
            return self._by_id


class _Tasks(Mapping[str, Task]):
    """The tasks by id. That there are tasks is known before any is made."""

    def __init__(self, proven: _Proven) -> None:
        self._proven = proven

    def __getitem__(self, task_id: str) -> Task:
        return self._proven.by_id[task_id].task

    def __iter__(self) -> Iterator[str]:
        return map(str, range(TASKS))

    def __len__(self) -> int:
        return TASKS


class _Certificates(Mapping[str, JsonValue]):
    """The certificates by task id."""

    def __init__(self, proven: _Proven) -> None:
        self._proven = proven

    def __getitem__(self, task_id: str) -> JsonValue:
        certificate: JsonValue = self._proven.by_id[task_id].certificate.model_dump(
            mode="json", exclude_defaults=True
        )
        return certificate

    def __iter__(self) -> Iterator[str]:
        return map(str, range(TASKS))

    def __len__(self) -> int:
        return TASKS
