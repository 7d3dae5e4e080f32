"""Environments from their numbers: what an id stands for, made again whenever it is asked for."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from agentgym.certifier import Certifier
from agentgym.environment import Environment
from agentgym.errors import AgentGymError, UnknownEnvironmentError, did_you_mean
from agentgym.sampling import Draws
from agentgym.task import Task
from agentgym.world import World
from agentgym_envs.domains.reading import domain_names, load_domain
from agentgym_synth.build import Built, build
from agentgym_synth.maker.tasks import Maker
from agentgym_synth.plan import Plan, plan
from agentgym_synth.rows import make_rows
from agentgym_synth.style import Style

#: The version of the generator: part of every identity.
GENERATOR = 1
_ID = re.compile(r"agentgym/synth-([a-z][a-z0-9]*)(?:-s([0-9]+))?-([0-9]{4,})-v1")
#: Attempts per task before an environment counts as exhausted.
_ATTEMPTS_PER_TASK = 30
_STRUCTURE, _ROWS, _STYLE, _TASKS = range(4)


class NotEnoughTasksError(AgentGymError, ValueError):
    """An environment cannot give as many tasks as were asked for."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What an id says.

    Attributes:
        domain: The domain.
        seed: The seed of the set.
        number: The environment's number within domain and seed.
    """

    domain: str
    seed: int
    number: int

    @property
    def id(self) -> str:
        """As an id."""
        seed = f"-s{self.seed}" if self.seed else ""
        return f"agentgym/synth-{self.domain}{seed}-{self.number:04}-v1"

    @classmethod
    def of(cls, environment_id: str) -> Identity:
        """Read an id.

        Raises:
            UnknownEnvironmentError: It is not one of a generated environment.
        """
        found = _ID.fullmatch(environment_id)
        if found is None:
            raise UnknownEnvironmentError(
                f"{environment_id!r} is no id of a generated environment; they look like "
                "'agentgym/synth-clinic-0042-v1'"
            )
        if found[1] not in domain_names():
            raise UnknownEnvironmentError(
                f"there is no domain {found[1]!r}.{did_you_mean(found[1], domain_names())} "
                f"There are {', '.join(domain_names())}"
            )
        return cls(found[1], int(found[2] or 0), int(found[3]))

    def draws(self, *stream: int) -> Draws:
        """Draws of their own for a part of the work."""
        return Draws.seeded(
            self.seed, GENERATOR, zlib.crc32(self.domain.encode()), self.number, *stream
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """A generated environment without its tasks.

    Attributes:
        identity: What it is.
        plan: Things, actions and rules.
        style: How its API looks.
        built: World file, tools, prompt.
        today: Its day, in ISO 8601.
    """

    identity: Identity
    plan: Plan
    style: Style
    built: Built
    today: str


@dataclass(frozen=True, slots=True)
class Made:
    """One generated environment, whole.

    Attributes:
        id: Its id.
        world: The world file.
        system_prompt: The house and its rules.
        tasks: Its tasks, all proved.
        certificates: Task id to certificate, as JSON.
        about: Domain, number, seed, aspects, style.
    """

    id: str
    world: dict[str, Any]
    system_prompt: str
    tasks: tuple[Task, ...]
    certificates: Mapping[str, Any]
    about: Mapping[str, Any]


def ids(environments: int, seed: int) -> list[str]:
    """The ids of a set: the first numbers of every domain, by turns."""
    names = domain_names()
    return [
        Identity(names[n % len(names)], seed, n // len(names)).id for n in range(environments)
    ]


def lay_ground(identity: Identity, style: Style | None = None) -> Ground:
    """An environment without its tasks.

    Args:
        identity: Which.
        style: Another API style than its own.
    """
    domain = load_domain(identity.domain)
    planned = plan(domain, identity.draws(_STRUCTURE))
    draws = identity.draws(_ROWS)
    first, last = domain.days
    today = first + timedelta(days=draws.below((last - first).days + 1))
    while today.weekday() > 4:
        today += timedelta(days=1)
    rows = make_rows(planned, today, draws)
    own = Style.drawn(identity.draws(_STYLE))
    name = identity.id.partition("/")[2]
    built = build(planned, rows, style or own, name=name)
    return Ground(identity, planned, style or own, built, today.isoformat())


def make(environment_id: str, *, tasks: int) -> Made:
    """An environment with proven tasks.

    Args:
        environment_id: Which.
        tasks: How many tasks.

    Raises:
        UnknownEnvironmentError: The id is not one of a generated environment.
        NotEnoughTasksError: It cannot give so many; the message says how many, and why.
    """
    ground = lay_ground(Identity.of(environment_id))
    world = World.load(ground.built.world)
    found, certificates = _proven(ground, world, tasks)
    return Made(
        id=environment_id,
        world=ground.built.world,
        system_prompt=ground.built.prompt,
        tasks=tuple(found),
        certificates=certificates,
        about=about(ground),
    )


def about(ground: Ground) -> dict[str, Any]:
    """What is worth knowing of an environment."""
    identity = ground.identity
    return {
        "generator": GENERATOR,
        "domain": identity.domain,
        "seed": identity.seed,
        "number": identity.number,
        "aspects": sorted({aspect.aspect for aspect in ground.plan.aspects}),
        "things": list(ground.plan.things),
        "rules": len(ground.plan.rules),
        "style": {name: getattr(ground.style, name) for name in Style.__slots__},
    }


def _proven(
    ground: Ground, world: World, wanted: int
) -> tuple[list[Task], dict[str, Any]]:
    """So many tasks, each with a certificate that holds among the others."""
    maker = Maker(ground.identity.id, ground.plan, ground.built, world, ground.today)
    units: list[list[Task]] = []
    kept: list[Task] = []
    certificates: dict[str, Any] = {}
    attempt = 0
    try:
        while len(kept) < wanted:
            missing = wanted - len(kept)
            while sum(map(len, units)) < len(kept) + missing:
                if attempt >= _ATTEMPTS_PER_TASK * wanted:
                    raise NotEnoughTasksError(
                        f"{ground.identity.id} gives {len(kept)} tasks and not {wanted}: after "
                        f"{attempt} attempts, what could still be asked for repeats what is there "
                        "already, or cannot be proved; ask for fewer tasks per environment, or for "
                        "more environments"
                    )
                unit = maker.unit(ground.identity.draws(_TASKS, attempt))
                attempt += 1
                if unit is not None:
                    units.append(unit)
            tasks = _numbered(units)
            proved = _certified(ground, world, tasks)
            failing = {task_id for task_id, c in proved.items() if not c.holds}
            for task_id in failing:
                DROPS.append((ground.identity.id, proved[task_id].failures, tasks[task_id]))
            if not failing:
                kept = list(tasks.values())[:wanted]
                certificates = {
                    t.id: proved[t.id].model_dump(mode="json", exclude_defaults=True) for t in kept
                }
                break
            units = _without(units, failing)
    finally:
        maker.close()
    return kept, certificates


DROPS: list[Any] = []


def _numbered(units: list[list[Task]]) -> dict[str, Task]:
    """The tasks of all units with their ids: numbers, in order."""
    tasks: dict[str, Task] = {}
    for unit in units:
        for place, task in enumerate(unit):
            number = len(tasks)
            update: dict[str, Any] = {"id": str(number)}
            if task.twin is not None:
                update["twin"] = str(number + len(unit) - 1 - place)
            tasks[str(number)] = task.model_copy(update=update)
    return tasks


def _without(units: list[list[Task]], failing: set[str]) -> list[list[Task]]:
    """The units of which no task failed."""
    kept, number = [], 0
    for unit in units:
        names = {str(number + i) for i in range(len(unit))}
        number += len(unit)
        if not names & failing:
            kept.append(unit)
    return kept


def _certified(ground: Ground, world: World, tasks: dict[str, Task]) -> dict[str, Any]:
    environment = Environment(
        id=ground.identity.id,
        toolset=world.open,
        tasks=tasks,
        system_prompt=ground.built.prompt,
        content=world.digest(),
    )
    certifier = Certifier(environment)
    try:
        return {task_id: certifier.certify(task) for task_id, task in tasks.items()}
    finally:
        certifier.close()
