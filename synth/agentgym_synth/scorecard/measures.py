"""What a scorecard holds, as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Self

from pydantic import BaseModel, ConfigDict


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Spread(_Record):
    """How a whole number is distributed.

    Attributes:
        mean: The mean.
        least: The least value.
        p10: A tenth of the values are no greater.
        median: Half of the values are no greater.
        p90: Nine tenths of the values are no greater.
        most: The greatest value.
        counts: Value to how often it occurs.
    """

    mean: float
    least: int
    p10: int
    median: int
    p90: int
    most: int
    counts: dict[int, int]

    @classmethod
    def of(cls, values: Iterable[int]) -> Self | None:
        """The spread of some values; None for none."""
        ordered = sorted(values)
        if not ordered:
            return None

        def quantile(share: float) -> int:
            return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

        return cls(
            mean=sum(ordered) / len(ordered),
            least=ordered[0],
            p10=quantile(0.1),
            median=quantile(0.5),
            p90=quantile(0.9),
            most=ordered[-1],
            counts=dict(Counter(ordered)),
        )


class StructureMeasure(_Record):
    """How different the worlds are.

    Attributes:
        worlds: How many environments are worlds, and so could be compared.
        clusters: Groups of worlds that a chain of pairs at 0.85 or more joins.
        representatives: Worlds left when each that is at 0.85 or more to one kept is left out.
        largest: Worlds in the largest cluster.
        identical: Worlds with the very signature of an earlier one.
        at: Threshold to the number of groups there, to show how much depends on 0.85.
        unrefined: Groups at 0.85 by the labels of round 0 alone, where a difference counts once and
            not in all that lies around it.
        nearest: How many worlds have their nearest at 0.00-0.05, 0.05-0.10, ...: 20 numbers, and
            then those with a nearest of 1.
        split: Clusters whose environments are of different splits.
    """

    worlds: int
    clusters: int
    representatives: int
    largest: int
    identical: int
    at: dict[str, int]
    unrefined: int
    nearest: tuple[int, ...]
    split: int


class PlanMeasure(_Record):
    """How different the solutions are.

    Attributes:
        tasks: How many tasks there are.
        distinct: How many abstract plans they have.
        shapes: How many are left when it does not matter where arguments come from.
        once: Plans that only one task has.
        commonest: Tasks that have the commonest plan.
    """

    tasks: int
    distinct: int
    shapes: int
    once: int
    commonest: int


class PromptMeasure(_Record):
    """How different the instructions are.

    Attributes:
        prompts: How many there are: one per task, all of its user turns.
        repeated: Prompts that are near-duplicates of an earlier one.
        twins: Those of them whose earlier one is the permitted twin of a refusal, or its refusal.
        repeated_masked: The same as `repeated` with numbers and names taken away, which shows how
            many are put in the same words.
    """

    prompts: int
    repeated: int
    twins: int
    repeated_masked: int

    @property
    def rate(self) -> float:
        """The share of prompts that are near-duplicates of an earlier one."""
        return self.repeated / self.prompts if self.prompts else 0.0

    @property
    def masked_rate(self) -> float:
        """The same share with numbers and names taken away."""
        return self.repeated_masked / self.prompts if self.prompts else 0.0


class CertificateMeasure(_Record):
    """What is proved.

    Attributes:
        held: Tasks whose certificate holds and fits the task as it is now.
        missing: Tasks without one.
        broken: Tasks whose certificate records a failure, or is about other content.
    """

    held: int
    missing: int
    broken: int


class Control(_Record):
    """A transformation that must not count as a difference.

    Attributes:
        tried: Copies compared with their originals.
        least: The least similarity found; None where none was tried.
        required: What it must not fall below.
    """

    tried: int
    least: float | None
    required: float

    @property
    def holds(self) -> bool:
        """Whether no copy fell below; a control that was not tried does not fail."""
        return self.least is None or self.least >= self.required


class Group(_Record):
    """One domain, or one hand-written environment.

    Attributes:
        environments: Its environments.
        tasks: Their tasks.
        clusters: Structural clusters among them.
        plans: Distinct plans among their tasks.
    """

    environments: int
    tasks: int
    clusters: int
    plans: int


class Scorecard(_Record):
    """What a set of environments is worth. Every number is computed from the set itself.

    Attributes:
        environments: How many there are.
        tasks: How many tasks they have.
        tables: Tables of a world.
        tools: Tools of an environment.
        writing_tools: Those of them that may change something.
        rows: Rows of a world.
        rules: Items of lists in a system prompt.
        tasks_each: Tasks of an environment.
        calls: Calls of a solution.
        turns: User turns of a task.
        kinds: Kind of task to how many.
        tiers: Tier to how many tasks.
        splits: Split to how many tasks.
        structure: How different the worlds are.
        plans: How different the solutions are.
        prompts: How different the instructions are.
        certificates: What is proved.
        controls: Name to control: `renamed`, and `restyled` where styles can be changed.
        groups: Domain to its numbers.
    """

    environments: int
    tasks: int
    tables: Spread | None
    tools: Spread | None
    writing_tools: Spread | None
    rows: Spread | None
    rules: Spread | None
    tasks_each: Spread | None
    calls: Spread | None
    turns: Spread | None
    kinds: dict[str, int]
    tiers: dict[str, int]
    splits: dict[str, int]
    structure: StructureMeasure
    plans: PlanMeasure
    prompts: PromptMeasure
    certificates: CertificateMeasure
    controls: dict[str, Control]
    groups: dict[str, Group]

    def shares(self) -> dict[str, float]:
        """The shares that claims are made of, by name."""
        return {
            "prompts_repeated": self.prompts.rate,
            "prompts_repeated_masked": self.prompts.masked_rate,
            "certificates_held": self.certificates.held / self.tasks if self.tasks else 0.0,
        }
