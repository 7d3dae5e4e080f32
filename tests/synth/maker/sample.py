"""Environments and tasks that several tests look at, each made once."""

from __future__ import annotations

from functools import cache
from itertools import chain

from agentgym.sampling import Draws
from agentgym.task import Task
from agentgym_envs.domains.names import domain_names
from agentgym_synth.generator import Ground, Identity, Made, lay_ground, make
from agentgym_synth.maker.tasks import Aim, Maker
from agentgym_synth.style import Style

_TASKS = 25
_ATTEMPTS = 40


@cache
def ground(domain: str, number: int = 0, seed: int = 0) -> Ground:
    """An environment without its tasks."""
    return lay_ground(Identity(domain, seed, number))


def grounds(numbers: int = 2) -> list[Ground]:
    """The first environments of every domain."""
    return [ground(domain, number) for domain in domain_names() for number in range(numbers)]


@cache
def made() -> tuple[Made, ...]:
    """Some environments with proven tasks."""
    trades = enumerate(("clinic", "operations", "port", "school"))
    return tuple(make(Identity(trade, 0, n).id, tasks=_TASKS) for n, trade in trades)


def tasks() -> list[Task]:
    """The tasks of those environments."""
    return list(chain.from_iterable(one.tasks for one in made()))


def drawn(of: Ground, *aims: Aim, style: Style | None = None) -> list[Task]:
    """Tasks as the maker draws them, one for each aim, unproved; a refusal with its twin.

    An aim for which an environment has nothing more to give is passed over.
    """
    if style is not None:
        of = lay_ground(of.identity, style)
    maker = Maker(of.identity.id, of.plan, of.built, of.world, of.today)
    found: list[Task] = []
    try:
        for place, aim in enumerate(aims):
            units = (maker.unit(aim, Draws.seeded(place, n)) for n in range(_ATTEMPTS))
            unit = next((unit for unit in units if unit is not None), [])
            names = [f"{place}-{part}" for part in range(len(unit))]
            found += [
                task.model_copy(
                    update={"id": name, "twin": None if task.twin is None else names[-1]}
                )
                for task, name in zip(unit, names, strict=True)
            ]
    finally:
        maker.close()
    return found
