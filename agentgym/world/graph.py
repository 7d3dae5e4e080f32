"""Row changes as a graph: rows made in the episode lose their keys and keep their references."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from agentgym.holes import HOLES, AnyValue, Contains, Matches, Near, OneOf
from agentgym.world.changes import RowChange
from agentgym.world.goal import WantedChange
from agentgym.world.spec import Scalar
from agentgym.world.tables import TableLayout


@dataclass(frozen=True, slots=True)
class NewRow:
    """Stands for the key of some row made in the episode."""


NEW_ROW = NewRow()
#: A column's value, as it is compared.
Slot: TypeAlias = "Scalar | NewRow | AnyValue | OneOf | Contains | Matches | Near"
#: What a changed row is, apart from which new rows it refers to.
Label: TypeAlias = "tuple[str, str, tuple[tuple[str, Slot], ...]]"


@dataclass(frozen=True, slots=True)
class ChangeGraph:
    """Row changes as nodes, references to rows made in the episode as edges.

    Attributes:
        labels: One per row change.
        refers: For each, column to the new row that it refers to.
        referred: For each, the rows that refer to it, with the column.
    """

    labels: tuple[Label, ...]
    refers: tuple[dict[str, int], ...]
    referred: tuple[tuple[tuple[str, int], ...], ...]

    @property
    def has_edges(self) -> bool:
        """Whether any row refers to a new one."""
        return any(self.refers)

    def components(self) -> list[ChangeGraph]:
        """The parts that no reference joins, each as a graph of its own."""
        parent = list(range(len(self.labels)))

        def root(node: int) -> int:
            while parent[node] != node:
                parent[node] = parent[parent[node]]
                node = parent[node]
            return node

        for node, targets in enumerate(self.refers):
            for target in targets.values():
                parent[root(node)] = root(target)
        members: defaultdict[int, list[int]] = defaultdict(list)
        for node in range(len(self.labels)):
            members[root(node)].append(node)
        return [self._part(nodes) for nodes in members.values()]

    def _part(self, nodes: list[int]) -> ChangeGraph:
        new = {node: number for number, node in enumerate(nodes)}
        return ChangeGraph(
            tuple(self.labels[node] for node in nodes),
            tuple({c: new[target] for c, target in self.refers[node].items()} for node in nodes),
            tuple(tuple((c, new[source]) for c, source in self.referred[node]) for node in nodes),
        )


def change_graph(
    rows: Sequence[RowChange | WantedChange], layouts: Mapping[str, TableLayout]
) -> ChangeGraph:
    """The graph of an episode's changes, or of a goal's."""
    made: dict[tuple[str, Scalar], int] = {}
    for number, row in enumerate(rows):
        generated = layouts[row.table].generated
        if row.op == "insert" and generated is not None:
            key = row.key[generated]
            if not isinstance(key, HOLES):
                made[row.table, key] = number
    labels: list[Label] = []
    refers: list[dict[str, int]] = []
    referred: list[list[tuple[str, int]]] = [[] for _ in rows]
    for number, row in enumerate(rows):
        layout = layouts[row.table]
        slots: list[tuple[str, Slot]] = []
        targets: dict[str, int] = {}
        for column, value in sorted({**row.key, **row.values}.items()):
            if row.op == "insert" and column == layout.generated:
                continue
            target = None
            if column in layout.refs and not isinstance(value, HOLES):
                target = made.get((layout.refs[column], value))
            if target is None:
                slots.append((column, value))
            else:
                slots.append((column, NEW_ROW))
                targets[column] = target
                referred[target].append((column, number))
        labels.append((row.op, row.table, tuple(slots)))
        refers.append(targets)
    return ChangeGraph(tuple(labels), tuple(refers), tuple(tuple(r) for r in referred))
