"""Whether an episode's changes meet a goal with holes: each stands for one that is wanted.

With holes, what fits what is no equivalence any more, so that colours do not decide. The search
keeps, for every wanted change, the changes that can stand for it; it follows references both ways,
and gives up a branch when the rest has no perfect matching.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

from agentgym.holes import HOLES, AnyValue
from agentgym.world.graph import NEW_ROW, ChangeGraph, Label, Slot
from agentgym.world.renaming import Sameness

_BUDGET = 2000


def fits(wanted: Label, actual: Label) -> bool:
    """Whether a change can stand for a wanted one, as far as its own values say."""
    if wanted[:2] != actual[:2] or len(wanted[2]) != len(actual[2]):
        return False
    return all(
        column == other and accepts(slot, value)
        for (column, slot), (other, value) in zip(wanted[2], actual[2], strict=True)
    )


def accepts(slot: Slot, value: Slot) -> bool:
    """Whether a value can stand where another, or a hole, is wanted."""
    if isinstance(slot, HOLES):
        if value is NEW_ROW:
            return isinstance(slot, AnyValue)
        assert value is None or isinstance(value, str | int | float)
        return slot.accepts(value)
    return slot == value


def candidates(wanted: ChangeGraph, actual: ChangeGraph) -> list[set[int]]:
    """For every wanted change, the changes that fit it."""
    alike: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, (op, table, _) in enumerate(actual.labels):
        alike[op, table].append(number)
    return [
        {number for number in alike[label[:2]] if fits(label, actual.labels[number])}
        for label in wanted.labels
    ]


def largest_matching(options: Sequence[set[int]]) -> dict[int, int]:
    """A largest set of pairs (wanted, actual) in which nothing occurs twice (augmenting paths)."""
    pairs: dict[int, int] = {}
    taken: dict[int, int] = {}
    for start in range(len(options)):
        reached_from: dict[int, int] = {}
        waiting = deque([start])
        while waiting:
            wanted = waiting.popleft()
            new = sorted(options[wanted] - reached_from.keys())
            reached_from.update(dict.fromkeys(new, wanted))
            free = next((actual for actual in new if actual not in taken), None)
            if free is not None:
                _augment(start, free, reached_from, pairs, taken)
                break
            waiting.extend(taken[actual] for actual in new)
    return pairs


def _augment(
    start: int,
    free: int,
    reached_from: dict[int, int],
    pairs: dict[int, int],
    taken: dict[int, int],
) -> None:
    """Shift every pair on the path from `start` to `free` by one."""
    actual = free
    while True:
        wanted = reached_from[actual]
        before = pairs.get(wanted, -1)
        pairs[wanted], taken[actual] = actual, wanted
        if wanted == start:
            return
        actual = before


def meets(wanted: ChangeGraph, actual: ChangeGraph) -> Sameness:
    """Compare a goal that has holes with an episode's changes."""
    if len(wanted.labels) != len(actual.labels):
        return Sameness.DIFFERENT
    return _Search(wanted, actual).decide(candidates(wanted, actual), frozenset())


class _Search:
    def __init__(self, wanted: ChangeGraph, actual: ChangeGraph) -> None:
        self._wanted = wanted
        self._actual = actual
        self._budget = _BUDGET

    def decide(self, options: list[set[int]], placed: frozenset[int]) -> Sameness:
        if len(largest_matching(options)) < len(options):
            return Sameness.DIFFERENT
        tied = [
            n
            for n in range(len(options))
            if n not in placed and (self._wanted.refers[n] or self._wanted.referred[n])
        ]
        if not tied:
            return Sameness.SAME
        wanted = min(tied, key=lambda n: (len(options[n]), n))
        for actual in sorted(options[wanted]):
            self._budget -= 1
            if self._budget < 0:
                return Sameness.UNDECIDED
            found = self.decide(self._place(options, wanted, actual), placed | {wanted})
            if found is not Sameness.DIFFERENT:
                return found
        return Sameness.DIFFERENT

    def _place(self, options: list[set[int]], wanted: int, actual: int) -> list[set[int]]:
        narrowed = [option - {actual} for option in options]
        narrowed[wanted] = {actual}
        for column, target in self._wanted.refers[wanted].items():
            narrowed[target] &= {self._actual.refers[actual][column]}
        for column, source in self._wanted.referred[wanted]:
            narrowed[source] &= {n for c, n in self._actual.referred[actual] if c == column}
        return narrowed
