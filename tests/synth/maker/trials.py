"""Scenes and makers of small domains, whole or with some of their words changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from agentgym.sampling import Draws
from agentgym.task import Kind, Task
from agentgym.world import World
from agentgym_envs.domains.reading import read_domain
from agentgym_synth.maker.scene import DroppedError, Scene
from agentgym_synth.maker.tasks import Aim, Maker
from agentgym_synth.model import Action
from agentgym_synth.trying import Trial, try_out
from tests.synth.domains.orchard import ORCHARD

T = TypeVar("T")
_WORKSHOP = Path(__file__).parents[1] / "aspects" / "workshop.yaml"
#: The domain in which every aspect has a noun.
WORKSHOP = _WORKSHOP.read_text(encoding="utf-8")


def trial(*changes: tuple[str, str], seed: int = 0, text: str = ORCHARD) -> Trial:
    """A domain with everything in it, some words replaced; the orchard of the documentation."""
    for old, new in changes:
        if old not in text:
            raise LookupError(f"the domain does not say {old!r}")
        text = text.replace(old, new)
    return try_out(read_domain(text, "trial.yaml"), seed)


@contextmanager
def scene(*changes: tuple[str, str], seed: int = 0, text: str = ORCHARD) -> Iterator[Scene]:
    """A scene in it."""
    found = trial(*changes, seed=seed, text=text)
    made = Scene(found.plan, found.built, World.load(found.built.world), found.today)
    try:
        yield made
    finally:
        made.close()
        found.live.close()


def tasks(
    *changes: tuple[str, str],
    kind: Kind,
    tier: int,
    most: int = 60,
    seed: int = 0,
    text: str = ORCHARD,
) -> list[Task]:
    """Tasks of a kind, as the maker draws them in so many attempts."""
    found = trial(*changes, seed=seed, text=text)
    world = World.load(found.built.world)
    maker = Maker("agentgym/trial-v1", found.plan, found.built, world, found.today)
    aim = Aim(kind, tier)
    try:
        units = [maker.unit(aim, Draws.seeded(tier, n)) for n in range(most)]
    finally:
        maker.close()
        found.live.close()
    return [task for unit in units for task in unit or ()]


def tried(scene: Scene, make: Callable[[Scene], T], times: int) -> Iterator[T]:
    """What came of so many attempts, each at a task of its own; those that led nowhere are left
    out."""
    for seed in range(times):
        scene.begin(Draws.seeded(seed))
        try:
            found = make(scene)
        except DroppedError:
            continue
        yield found


def action(of: Scene, name: str) -> Action:
    """An action by `behaviour.verb`."""
    return next(a for a in of.plan.actions if a.name == name)
