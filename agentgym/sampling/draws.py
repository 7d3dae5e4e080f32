"""Random draws that are the same in every version of NumPy.

NumPy promises the raw output of its bit generators but not its distributions, so everything here is
made of raw 64-bit words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self, TypeVar

import numpy as np

_T = TypeVar("_T")
#: How many different words there are.
_WORDS = 1 << 64


class Draws:
    """A source of draws.

    Args:
        source: Where the raw words come from; its state advances.
    """

    __slots__ = ("_word",)

    def __init__(self, source: np.random.BitGenerator) -> None:
        self._word = source.random_raw

    @classmethod
    def seeded(cls, seed: int, *spawn_key: int) -> Self:
        """Draws of their own for a seed, independent of those for any other seed or key."""
        return cls(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=spawn_key)))

    def below(self, n: int) -> int:
        """An integer in [0, n), each equally likely.

        Raises:
            ValueError: `n` is not at least 1.
        """
        if n < 1:
            raise ValueError(f"below({n}): there is no integer to draw; n must be at least 1")
        if n < _WORDS:
            while True:
                value = self._word()
                if value < _WORDS - _WORDS % n:
                    return value % n
        words = (n.bit_length() + 63) // 64
        span = 1 << (64 * words)
        while True:
            value = 0
            for _ in range(words):
                value = (value << 64) | self._word()
            # The last, incomplete stretch of the span would favour small numbers.
            if value < span - span % n:
                return value % n

    def integer(self, low: int, high: int) -> int:
        """An integer in [low, high], each equally likely."""
        return low + self.below(high - low + 1)

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return (self._word() >> 11) * 2.0**-53 < probability

    def real(self, low: float = 0.0, high: float = 1.0) -> float:
        """A number in [low, high), or `low` where they are equal."""
        # Halves, since the width of the widest ranges is beyond a float.
        value = low + 2.0 * ((high / 2 - low / 2) * ((self._word() >> 11) * 2.0**-53))
        return value if value < high else low

    def choice(self, options: Sequence[_T]) -> _T:
        """One of the options, each equally likely."""
        return options[self.below(len(options))]

    def shuffled(self, items: Sequence[_T]) -> list[_T]:
        """The items in an order where each is equally likely."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order
