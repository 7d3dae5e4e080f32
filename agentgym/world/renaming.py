"""Whether two graphs without holes are the same up to the names of their new rows: exact.

Graphs are the same when their components are, pair by pair. Two components are compared by refining
the colours of their rows by those of their neighbours. Where rows of one colour remain, that may
confuse graphs that are equally regular, so that one row is singled out and tried against each of
its possible partners, within a budget.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from enum import Enum

from agentgym.world.graph import ChangeGraph

#: Rows looked at in one comparison of two components; about a second.
_BUDGET = 1_000_000


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
    alike: defaultdict[object, list[ChangeGraph]] = defaultdict(list)
    for component in other.components():
        alike[_signature(component)].append(component)
    # Being the same is an equivalence: any partner that fits will do.
    for component in one.components():
        found = _take_partner(component, alike[_signature(component)])
        if found is not Sameness.SAME:
            return found
    return Sameness.SAME


def _signature(graph: ChangeGraph) -> object:
    return graph.labels[0] if len(graph.labels) == 1 else frozenset(Counter(graph.labels).items())


def _take_partner(component: ChangeGraph, partners: list[ChangeGraph]) -> Sameness:
    for number, partner in enumerate(partners):
        found = Sameness.SAME
        if component.has_edges or partner.has_edges:
            found = _Search((component, partner)).compare()
        if found is Sameness.SAME:
            del partners[number]
        if found is not Sameness.DIFFERENT:
            return found
    return Sameness.DIFFERENT


_Colours = tuple[list[int], list[int]]


class _Search:
    def __init__(self, graphs: tuple[ChangeGraph, ChangeGraph]) -> None:
        self._graphs = graphs
        self._budget = _BUDGET

    def compare(self) -> Sameness:
        one, other = self._graphs
        numbers = {label: number for number, label in enumerate(dict.fromkeys(one.labels))}
        return self._decide(([numbers[x] for x in one.labels], [numbers[x] for x in other.labels]))

    def _decide(self, colours: _Colours) -> Sameness:
        one, other = self._refine(colours)
        if Counter(one) != Counter(other):
            return Sameness.DIFFERENT
        cells: defaultdict[int, list[int]] = defaultdict(list)
        for node, colour in enumerate(one):
            cells[colour].append(node)
        several = [colour for colour, nodes in cells.items() if len(nodes) > 1]
        if not several:
            return Sameness.SAME
        colour = min(several, key=lambda c: (len(cells[c]), c))
        chosen, fresh = cells[colour][0], max(one) + 1
        for partner, its_colour in enumerate(other):
            if its_colour != colour:
                continue
            if self._budget < 0:
                return Sameness.UNDECIDED
            singled = ([*one], [*other])
            singled[0][chosen] = singled[1][partner] = fresh
            found = self._decide(singled)
            if found is not Sameness.DIFFERENT:
                return found
        return Sameness.DIFFERENT

    def _refine(self, colours: _Colours) -> _Colours:
        """Split colours by the colours of neighbours until none splits any more."""
        count = len({*colours[0], *colours[1]})
        while True:
            self._budget -= 2 * len(colours[0])
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
