"""Environments from their numbers: what an id stands for, made again whenever it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from agentgym.task import Task
from agentgym.tools import ToolCall
from agentgym.world import World
from agentgym_envs.domains.names import domain_names
from agentgym_envs.domains.reading import load_domain
from agentgym_synth.build import build
from agentgym_synth.ground import GENERATOR, Ground, Identity
from agentgym_synth.maker.exercises import exercises
from agentgym_synth.model import Action, Rule
from agentgym_synth.plan import plan
from agentgym_synth.proving import NotEnoughTasksError, prove
from agentgym_synth.rows import make_rows
from agentgym_synth.splits import split_of
from agentgym_synth.style import Style

__all__ = [
    "GENERATOR",
    "Ground",
    "Identity",
    "Made",
    "NotEnoughTasksError",
    "ids",
    "lay_ground",
    "make",
]
_STRUCTURE, _ROWS, _STYLE, _EXERCISES = range(4)
_FRIDAY = 4
#: An API with more tools than this is made a smaller one.
MOST_TOOLS = 60


@dataclass(frozen=True, slots=True)
class Made:
    """One generated environment, whole.

    Attributes:
        id: Its id.
        world: The world file.
        system_prompt: The house and its rules.
        tasks: Its tasks, all proved.
        certificates: Task id to certificate, as JSON.
        exercises: Calls that work in its first state, with which damage is tried.
        about: Domain, number, seed, aspects, style.
    """

    id: str
    world: dict[str, Any]
    system_prompt: str
    tasks: tuple[Task, ...]
    certificates: Mapping[str, Any]
    exercises: tuple[ToolCall, ...]
    about: Mapping[str, Any]


def ids(environments: int, seed: int) -> list[str]:
    """The ids of a set: the first numbers of every domain, by turns."""
    names = domain_names()
    return [Identity(names[n % len(names)], seed, n // len(names)).id for n in range(environments)]


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
    day = first + timedelta(days=draws.below((last - first).days + 1))
    while day.weekday() > _FRIDAY:
        day += timedelta(days=1)
    rows = make_rows(planned, day, draws)
    chosen = style or Style.drawn(identity.draws(_STYLE))
    name = identity.id.partition("/")[2]
    today = day.isoformat()
    while True:
        built = build(planned, rows, chosen, name=name)
        if len(built.world["tools"]) > MOST_TOOLS:
            leaner = _leaner(chosen)
            if leaner != chosen:
                chosen = leaner
                continue
        world = World.load(built.world)
        calls, useless = exercises(planned, built, world, today, identity.draws(_EXERCISES))
        if not useless:
            return Ground(identity, planned, chosen, built, world, today, tuple(calls))
        # A tool that nothing could be done with is no tool.
        kept = tuple(a for a in planned.actions if a.name not in useless)
        planned = replace(planned, actions=kept, rules=_about(planned.rules, kept))


def _leaner(style: Style) -> Style:
    """A style with fewer tools: fewer extras first, then no details and no searches."""
    if style.granularity != "manage":
        return replace(style, granularity="manage", extras=min(style.extras, 2))
    if style.details:
        return replace(style, details=False)
    return replace(style, search=False, extras=0)


def _about(rules: tuple[Rule, ...], actions: tuple[Action, ...]) -> tuple[Rule, ...]:
    """The rules that are about any of the actions, numbered anew."""
    names = {action.name for action in actions}
    left = [replace(rule, on=tuple(name for name in rule.on if name in names)) for rule in rules]
    return tuple(replace(r, code=f"R{n}") for n, r in enumerate((r for r in left if r.on), start=1))


def make(environment_id: str, *, tasks: int) -> Made:
    """An environment with proven tasks.

    Args:
        environment_id: Which.
        tasks: How many tasks; the first ones are the same whatever the number.

    Raises:
        UnknownEnvironmentError: The id is not one of a generated environment.
        NotEnoughTasksError: It cannot give so many; the message says how many, and why.
    """
    ground = lay_ground(Identity.of(environment_id))
    proven = prove(ground, tasks)
    return Made(
        id=environment_id,
        world=ground.built.world,
        system_prompt=ground.built.prompt,
        tasks=tuple(one.task for one in proven),
        certificates={
            one.task.id: one.certificate.model_dump(mode="json", exclude_defaults=True)
            for one in proven
        },
        exercises=ground.exercises,
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
        "split": split_of(ground.built.world),
        "style": {name: getattr(ground.style, name) for name in Style.__slots__},
    }
