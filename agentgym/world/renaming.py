"""Whether two graphs without holes are the same up to the names of their new rows: exact.

Colour refinement over both graphs at once decides it where the references form no cycle.
Refinement alone confuses a ring of six with two rings of three, so that elsewhere one row is
singled out and tried against each of its possible partners, within a budget.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from enum import Enum

from agentgym.world.graph import ChangeGraph

_BUDGET = 2000


class Sameness(Enum):
    """What a comparison of two graphs found out."""

    SAME = "same"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


def same_up_to_renaming(one: ChangeGraph, other: ChangeGraph) -> Sameness:
    """Compare two graphs without holes."""
    if Counter(one.labels) != Counter(other.labels):
        return Sameness.DIFFERENT
    if not one.has_edges and not other.has_edges:
        return Sameness.SAME
    numbers = {label: number for number, label in enumerate(dict.fromkeys(one.labels))}
    colours = ([numbers[x] for x in one.labels], [numbers[x] for x in other.labels])
    return _Search((one, other)).decide(colours)


_Colours = tuple[list[int], list[int]]


class _Search:
    def __init__(self, graphs: tuple[ChangeGraph, ChangeGraph]) -> None:
        self._graphs = graphs
        self._forest = graphs[0].is_forest()
        self._budget = _BUDGET

    def decide(self, colours: _Colours) -> Sameness:
        one, other = self._refine(colours)
        if Counter(one) != Counter(other):
            return Sameness.DIFFERENT
        cells: defaultdict[int, list[int]] = defaultdict(list)
        for node, colour in enumerate(one):
            cells[colour].append(node)
        undecided = [
            colour
            for colour, nodes in cells.items()
            if len(nodes) > 1 and any(self._has_edges(node) for node in nodes)
        ]
        if not undecided or self._forest:
            return Sameness.SAME
        colour = min(undecided, key=lambda c: (len(cells[c]), c))
        chosen, fresh = cells[colour][0], max(one) + 1
        found = Sameness.DIFFERENT
        for partner, its_colour in enumerate(other):
            if its_colour != colour:
                continue
            self._budget -= 1
            if self._budget < 0:
                return Sameness.UNDECIDED
            singled = ([*one], [*other])
            singled[0][chosen] = singled[1][partner] = fresh
            found = self.decide(singled)
            if found is not Sameness.DIFFERENT:
                return found
        return found

    def _has_edges(self, node: int) -> bool:
        return bool(self._graphs[0].refers[node] or self._graphs[0].referred[node])

    def _refine(self, colours: _Colours) -> _Colours:
        """Split colours by the colours of neighbours until none splits any more."""
        count = len({*colours[0], *colours[1]})
        while True:
            names: dict[object, int] = {}
            split: _Colours = ([], [])
            for side in (0, 1):
                graph, current = self._graphs[side], colours[side]
                for node, colour in enumerate(current):
                    signature = (
                        colour,
                        tuple((c, current[n]) for c, n in sorted(graph.refers[node].items())),
                        tuple(sorted((c, current[n]) for c, n in graph.referred[node])),
                    )
                    split[side].append(names.setdefault(signature, len(names)))
            if len(names) == count:
                return split
            colours, count = split, len(names)
