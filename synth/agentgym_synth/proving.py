"""Proves what the maker makes, and keeps what holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agentgym.certifier import Certificate, Certifier
from agentgym.certifier.certificate import content_digest
from agentgym.environment import Environment
from agentgym.errors import AgentGymError
from agentgym.task import Task
from agentgym_synth.ground import Ground
from agentgym_synth.maker.tasks import Aim, Maker
from agentgym_synth.splits import split_of

#: Tasks are made and proved so many at a time, so that the first ones are the same whatever the
#: number asked for.
BLOCK = 25
#: An environment gives so many tasks at most: later ones say of other things what has been said.
MOST_TASKS = 1000
_SPARE = 4
_ATTEMPTS_PER_AIM = 20
_TASKS, _AIMS = 4, 5
#: What a block aims at: kinds and tiers.
_CHANGES = tuple(Aim("change", tier) for tier in (1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5))
_QUESTIONS = tuple(Aim("question", tier) for tier in (1, 2, 2, 3))
_REFUSALS = tuple(Aim("refusal", tier) for tier in (1, 2, 2, 3))


class NotEnoughTasksError(AgentGymError, ValueError):
    """An environment cannot give as many tasks as were asked for."""


@dataclass(frozen=True, slots=True)
class Proven:
    """A task, with its proof.

    Attributes:
        task: The task.
        certificate: What was proved of it.
    """

    task: Task
    certificate: Certificate


def prove(ground: Ground, wanted: int) -> list[Proven]:
    """So many tasks of an environment, each with its certificate.

    Args:
        ground: The environment.
        wanted: How many tasks.

    Raises:
        NotEnoughTasksError: There are not so many.
    """
    proven = ProvenTasks(ground)
    try:
        return proven.first(wanted)
    finally:
        proven.close()


class ProvenTasks:
    """The tasks of an environment, block by block.

    Args:
        ground: The environment.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._maker = Maker(
            ground.identity.id, ground.plan, ground.built, ground.world, ground.today
        )
        self._candidates: dict[str, Task] = {}
        self._kept: list[Proven] = []
        self._attempts = 0
        self._beyond: set[Aim] = set()
        self.dropped: list[Proven] = []

    def close(self) -> None:
        """Free the worlds."""
        self._maker.close()

    def first(self, wanted: int) -> list[Proven]:
        """The first tasks.

        Raises:
            NotEnoughTasksError: There are not so many.
        """
        if wanted > MOST_TASKS:
            raise NotEnoughTasksError(
                f"{self._ground.identity.id} gives {MOST_TASKS:,} tasks at most and not "
                f"{wanted:,}: more would ask the same things of other rows; ask for more "
                "environments, with fewer tasks in each"
            )
        while len(self._kept) < wanted:
            if not self._block():
                raise NotEnoughTasksError(
                    f"{self._ground.identity.id} gives {len(self._kept)} tasks and not {wanted}: "
                    f"{_ATTEMPTS_PER_AIM} more attempts at each kind gave nothing that was new and "
                    "could be proved; ask for fewer tasks per environment, or for more environments"
                )
        return self._kept[:wanted]

    def _block(self) -> bool:
        """Prove one more block; whether it gave any task."""
        units = list(self._units(BLOCK + _SPARE))
        if not units:
            return False
        certifier = Certifier(self._environment())
        found: list[Proven] = []
        try:
            for unit in units:
                if len(found) >= BLOCK:
                    break
                proved = [Proven(task, certifier.certify(task)) for task in unit]
                if all(one.certificate.holds for one in proved):
                    # A refusal after its permitted twin: wherever the tasks are cut off, none is
                    # without its twin.
                    found += proved[::-1]
                else:
                    self.dropped += [one for one in proved if not one.certificate.holds]
        finally:
            certifier.close()
        self._kept += self._numbered(found)
        return bool(found)

    def _units(self, wanted: int) -> Iterator[Sequence[Task]]:
        """So many candidates, alone or with their twins."""
        made = 0
        for aim in self._aims():
            if made >= wanted:
                return
            if aim in self._beyond:
                continue
            for _ in range(_ATTEMPTS_PER_AIM):
                unit = self._maker.unit(aim, self._ground.identity.draws(_TASKS, self._attempts))
                self._attempts += 1
                if unit is not None:
                    named = self._named(unit)
                    self._candidates |= {task.id: task for task in named}
                    made += len(named)
                    yield named
                    break
            else:
                # What did not come about in so many attempts is beyond this environment.
                self._beyond.add(aim)

    def _aims(self) -> Iterator[Aim]:
        """What a block is made of, and then some more in case that something fails."""
        draws = self._ground.identity.draws(_AIMS, self._attempts)
        refusals = _REFUSALS if self._ground.plan.rules else ()
        yield from draws.shuffled([*_CHANGES, *_QUESTIONS, *refusals])
        for _ in range(3):
            yield from draws.shuffled(_CHANGES)

    def _named(self, unit: list[Task]) -> list[Task]:
        """Candidates have names that no task has in the end."""
        number = len(self._candidates)
        names = [f"candidate-{number + place}" for place in range(len(unit))]
        return [
            task.model_copy(update={"id": name, "twin": None if task.twin is None else names[-1]})
            for task, name in zip(unit, names, strict=True)
        ]

    def _numbered(self, found: list[Proven]) -> Iterator[Proven]:
        """The tasks under their numbers; what was proved does not hang on a name."""
        first = len(self._kept)
        numbers = {one.task.id: str(first + place) for place, one in enumerate(found)}
        split = split_of(self._ground.built.world)
        environment = self._environment()
        for one in found:
            twin = None if one.task.twin is None else numbers[one.task.twin]
            update = {"id": numbers[one.task.id], "twin": twin, "split": split}
            task = one.task.model_copy(update=update)
            update = {"task_id": task.id, "content": content_digest(environment, task)}
            yield Proven(task, one.certificate.model_copy(update=update))

    def _environment(self) -> Environment:
        ground = self._ground
        return Environment(
            id=ground.identity.id,
            toolset=ground.world.open,
            tasks=self._candidates,
            system_prompt=ground.built.prompt,
            content=ground.world.digest(),
            exercises=ground.exercises,
        )
