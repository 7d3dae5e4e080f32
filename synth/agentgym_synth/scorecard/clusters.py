"""Which worlds are near-duplicates of each other, among thousands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agentgym.errors import InvalidOptionError
from agentgym_synth.scorecard.structure import NEAR, Signature


@dataclass(frozen=True, slots=True)
class Clusters:
    """How a sequence of worlds falls into groups.

    Attributes:
        threshold: From which similarity on two worlds are neighbours.
        group: For every world, the number of its group: worlds that a chain of neighbours joins.
            Groups are numbered in the order of their first worlds.
        representatives: How many worlds remain when each that is a neighbour of one kept before it
            is left out; never fewer than there are groups.
    """

    threshold: float
    group: tuple[int, ...]
    representatives: int

    @property
    def count(self) -> int:
        """How many groups there are."""
        return max(self.group, default=-1) + 1

    @property
    def sizes(self) -> tuple[int, ...]:
        """The groups' sizes, largest first."""
        return tuple(sorted(np.bincount(np.array(self.group, int)).tolist(), reverse=True))


@dataclass(frozen=True, slots=True)
class Similarities:
    """The pairs of worlds that are at all alike, and what each world's nearest is.

    Attributes:
        size: How many worlds there are.
        floor: Pairs less alike than this are not here.
        first: One world of every pair kept.
        second: The other, with a higher number.
        value: Their similarity.
        nearest: For every world, the similarity to the one most like it; 0 where it is alone.
    """

    size: int
    floor: float
    first: NDArray[np.int32]
    second: NDArray[np.int32]
    value: NDArray[np.float32]
    nearest: NDArray[np.float32]

    def clusters(self, threshold: float = NEAR) -> Clusters:
        """The groups at a threshold.

        Raises:
            InvalidOptionError: The threshold is below the floor.
        """
        if threshold < self.floor:
            raise InvalidOptionError(
                f"groups at {threshold} need pairs that were not kept: the floor is {self.floor}; "
                "compare with a lower one"
            )
        keep = self.value >= np.float32(threshold)
        pairs = list(zip(self.first[keep].tolist(), self.second[keep].tolist(), strict=True))
        parent = list(range(self.size))

        def root(world: int) -> int:
            while parent[world] != world:
                parent[world] = parent[parent[world]]
                world = parent[world]
            return world

        earlier: list[list[int]] = [[] for _ in range(self.size)]
        for one, other in pairs:
            earlier[other].append(one)
            low, high = sorted((root(one), root(other)))
            parent[high] = low
        numbers: dict[int, int] = {}
        group = tuple(numbers.setdefault(root(world), len(numbers)) for world in range(self.size))
        kept = [False] * self.size
        for world in range(self.size):
            kept[world] = not any(kept[one] for one in earlier[world])
        return Clusters(threshold, group, sum(kept))


def compare_all(signatures: Sequence[Signature], floor: float = 0.5) -> Similarities:
    """Compare every world with every other.

    Args:
        signatures: The worlds'.
        floor: Pairs less alike than this are not kept.
    """
    size = len(signatures)
    lengths = np.array([len(s.labels) for s in signatures], np.int64)
    whole = np.fromiter((x for s in signatures for x in s.labels), np.uint64, int(lengths.sum()))
    owner = np.repeat(np.arange(size, dtype=np.int32), lengths)
    _, label = np.unique(whole, return_inverse=True)
    # The worlds that have a label, one stretch of `holders` for each label.
    order = np.argsort(label, kind="stable")
    holders = owner[order]
    ends = np.cumsum(np.bincount(label)) if size else np.zeros(0, np.int64)
    starts = np.concatenate([np.zeros(1, np.int64), ends[:-1]])
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    nearest = np.zeros(size, np.float32)
    kept: list[tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]] = []
    for world in range(size):
        mine = label[bounds[world] : bounds[world + 1]]
        stretches = [holders[starts[n] : ends[n]] for n in mine.tolist()]
        if not stretches:
            continue
        common = np.bincount(np.concatenate(stretches), minlength=size)
        alike = (common / (lengths + lengths[world] - common)).astype(np.float32)
        alike[world] = 0
        nearest[world] = alike.max()
        others = np.nonzero(alike[world + 1 :] >= floor)[0].astype(np.int32) + world + 1
        kept.append((np.full(len(others), world, np.int32), others.astype(np.int32), alike[others]))
    firsts, seconds, values = zip(*kept, strict=True) if kept else ((), (), ())
    return Similarities(
        size,
        floor,
        np.concatenate([np.zeros(0, np.int32), *firsts]),
        np.concatenate([np.zeros(0, np.int32), *seconds]),
        np.concatenate([np.zeros(0, np.float32), *values]),
        nearest,
    )
