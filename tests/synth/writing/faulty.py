"""A source that does something wrong: what, an environment variable says."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

from tests.synth.writing import stand_in
from tests.synth.writing.stand_in import GENERATOR, CarPark, ids

__all__ = ["GENERATOR", "ids", "make"]


def make(environment_id: str, *, tasks: int) -> CarPark:
    """A car park with one thing wrong."""
    made = stand_in.make(environment_id, tasks=tasks)
    return _FAULTS[os.environ["STAND_IN_FAULT"]](made)


def _certificate(made: CarPark, **changes: object) -> CarPark:
    first = made.tasks[0].id
    certificate = made.certificates[first]
    assert isinstance(certificate, dict)
    return replace(made, certificates={**made.certificates, first: {**certificate, **changes}})  # type: ignore[dict-item]


def _odd_split(made: CarPark) -> CarPark:
    tasks = [task.model_copy(update={"split": "te/st"}) for task in made.tasks]
    return replace(made, tasks=tuple(tasks))


def _no_twin(made: CarPark) -> CarPark:
    tasks = [task.model_copy(update={"twin": "change-7"}) for task in made.tasks]
    return replace(made, tasks=tuple(tasks))


_FAULTS: dict[str, Callable[[CarPark], CarPark]] = {
    "no_certificate": lambda made: replace(made, certificates={}),
    "failed": lambda made: _certificate(made, items={"solvable": {"passed": False}}),
    "stale": lambda made: replace(made, system_prompt="Other rules."),
    "fewer": lambda made: replace(made, tasks=made.tasks[:1]),
    "odd_split": _odd_split,
    "no_twin": _no_twin,
}
