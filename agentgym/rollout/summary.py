"""What a run came to, in numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from pydantic import JsonValue

from agentgym.rollout.trajectory import Trajectory
from agentgym.task import Kind


@dataclass(slots=True)
class Tally:
    """Counts over some rollouts.

    Attributes:
        rollouts: All of them.
        passed: Whose goal was reached.
        failed: Scored, and not passed.
        infrastructure: Broken off by a fault of the machine, and left out of every mean.
        steps: Actions of the agent.
        calls: Tool calls that ran.
        errors: Calls whose result was an error.
        reward: The sum of the rewards.
    """

    rollouts: int = 0
    passed: int = 0
    failed: int = 0
    infrastructure: int = 0
    steps: int = 0
    calls: int = 0
    errors: int = 0
    reward: float = 0.0

    @property
    def success(self) -> float | None:
        """The share of scored rollouts that passed; None where none was scored."""
        scored = self.passed + self.failed
        return self.passed / scored if scored else None

    @property
    def mean_reward(self) -> float | None:
        """The mean reward of scored rollouts; None where none was scored."""
        scored = self.passed + self.failed
        return self.reward / scored if scored else None

    def add(self, trajectory: Trajectory) -> None:
        """Count one more rollout."""
        self.rollouts += 1
        self.steps += trajectory.steps
        self.calls += trajectory.calls
        self.errors += trajectory.errors
        if trajectory.score is None:
            self.infrastructure += 1
            return
        self.reward += trajectory.score.reward
        if trajectory.score.passed:
            self.passed += 1
        else:
            self.failed += 1

    def as_json(self) -> dict[str, JsonValue]:
        """The counts and means as JSON."""
        return {
            "rollouts": self.rollouts,
            "passed": self.passed,
            "failed": self.failed,
            "infrastructure": self.infrastructure,
            "success": self.success,
            "mean_reward": self.mean_reward,
            "steps": self.steps,
            "calls": self.calls,
            "errors": self.errors,
        }


@dataclass(slots=True)
class RunSummary:
    """A run, or as much of it as there is.

    Attributes:
        total: Over all rollouts, those found when resuming included.
        families: By family.
        environments: By environment id.
        kinds: By kind of task.
        resumed: How many rollouts were there when the run was resumed.
        faults: What failed in the infrastructure, and how often; at most 20 different texts.
        seconds: How long this process ran rollouts.
        steps_per_second: The steps of this process over its seconds.
        out: The run's folder, where it has one.
    """

    total: Tally = field(default_factory=Tally)
    families: dict[str, Tally] = field(default_factory=dict)
    environments: dict[str, Tally] = field(default_factory=dict)
    kinds: dict[str, Tally] = field(default_factory=dict)
    resumed: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    steps_per_second: float = 0.0
    out: Path | None = None

    def add(self, trajectory: Trajectory) -> None:
        """Count one more rollout."""
        self.total.add(trajectory)
        for table, name in (
            (self.families, family_of(trajectory.env_id)),
            (self.environments, trajectory.env_id),
            (self.kinds, trajectory.kind),
        ):
            if name not in table:
                table[name] = Tally()
            table[name].add(trajectory)
        fault = trajectory.fault[:200]
        if fault and (fault in self.faults or len(self.faults) < 20):
            self.faults[fault] = self.faults.get(fault, 0) + 1

    def arrange(self, environment_ids: Iterable[str]) -> None:
        """Put environments, families and kinds in order: they were noted as rollouts ended."""
        ids = [i for i in environment_ids if i in self.environments]
        self.environments = {i: self.environments[i] for i in ids}
        self.families = {f: self.families[f] for f in dict.fromkeys(map(family_of, ids))}
        self.kinds = {kind: self.kinds[kind] for kind in get_args(Kind) if kind in self.kinds}

    def as_json(self) -> dict[str, JsonValue]:
        """What `agentgym run --json` prints."""
        return {
            **self.total.as_json(),
            "resumed": self.resumed,
            "seconds": round(self.seconds, 3),
            "steps_per_second": round(self.steps_per_second, 1),
            "out": None if self.out is None else str(self.out),
            "faults": dict(self.faults),
            "families": {name: tally.as_json() for name, tally in self.families.items()},
            "environments": {name: tally.as_json() for name, tally in self.environments.items()},
            "kinds": {name: tally.as_json() for name, tally in self.kinds.items()},
        }


def family_of(environment_id: str) -> str:
    """The family of an id: the word between the slash and the first dash."""
    return environment_id.partition("/")[2].partition("-")[0]
