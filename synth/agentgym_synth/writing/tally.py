"""Counts what a set holds, for its manifest and its card."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from agentgym.dataset.manifest import SplitCount
from agentgym.dataset.rows import Row


@dataclass(slots=True)
class Spread:
    """The least, the mean and the most of some numbers."""

    count: int = 0
    total: int = 0
    least: int | None = None
    most: int | None = None

    def add(self, number: int) -> None:
        """Take one more number."""
        self.count += 1
        self.total += number
        self.least = number if self.least is None else min(self.least, number)
        self.most = number if self.most is None else max(self.most, number)

    @property
    def mean(self) -> float:
        """The mean; 0 of none."""
        return self.total / self.count if self.count else 0.0


@dataclass(slots=True)
class Tally:
    """What a set holds.

    Attributes:
        environments: How many, by split; one with tasks of two splits counts in both.
        tasks: How many, by split.
        kinds: How many tasks of each kind.
        tiers: How many tasks of each tier; None for those without.
        patterns: How many tasks of each pattern.
        domains: Domain to environments and tasks.
        turns: How many tasks have so many user turns.
        spreads: Per environment: tables, rows, tools; per task: calls.
    """

    environments: Counter[str] = field(default_factory=Counter)
    tasks: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    tiers: Counter[int | None] = field(default_factory=Counter)
    patterns: Counter[str] = field(default_factory=Counter)
    domains: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    turns: Counter[int] = field(default_factory=Counter)
    spreads: defaultdict[str, Spread] = field(default_factory=lambda: defaultdict(Spread))

    def add(self, index: Row, tasks: list[Row]) -> None:
        """Take one more environment."""
        self.environments.update({str(row["split"]) for row in tasks})
        domain = self.domains[str(index["domain"] or "none")]
        domain["environments"] += 1
        domain["tasks"] += len(tasks)
        for name in ("tables", "rows", "tools"):
            self.spreads[name].add(_whole(index[name]))
        for row in tasks:
            self.tasks[str(row["split"])] += 1
            self.kinds[str(row["kind"])] += 1
            tier = row["tier"]
            self.tiers[tier if isinstance(tier, int) else None] += 1
            if row["pattern"] is not None:
                self.patterns[str(row["pattern"])] += 1
            turns = row["turns"]
            self.turns[len(turns) if isinstance(turns, list) else 0] += 1
            self.spreads["calls"].add(_whole(row["calls"]))

    def splits(self) -> dict[str, SplitCount]:
        """How much is in each split."""
        return {
            split: SplitCount(environments=self.environments[split], tasks=self.tasks[split])
            for split in sorted(self.tasks)
        }


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value
