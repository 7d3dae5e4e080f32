"""Near-duplicates among texts: MinHash finds the pairs, their shingles decide."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

#: From here on two texts count as near-duplicates.
NEAR = 0.85
_SHINGLE = 3
# 20 bands of 6: a pair at 0.85 is missed once in ten thousand times, and one at 0.5 is looked at
# once in four, so that hardly any pair has to be compared in vain.
_BANDS = 20
_ROWS = 6
# More texts than this in one bucket share a stock phrase; each is compared with the first so many.
_MOST_IN_BUCKET = 200
# How far an estimate from 120 hashes may fall below the truth: over three standard deviations.
_DOUBT = 0.12
_PRIME = np.uint64((1 << 31) - 1)
_WORD = re.compile(r"\w+(?:['’.,:-]\w+)*")
_NUMBER = re.compile(r"\w*\d\w*(?:[.,:/-]\w+)*")
_NAME = re.compile(r"(?<=[^.!?\s]\s)(?:[A-Z][\w'’-]*)(?:\s+[A-Z][\w'’-]*)*")


@dataclass(frozen=True, slots=True)
class Repeats:
    """Which texts are near-duplicates of an earlier one.

    Attributes:
        texts: How many texts there are.
        earlier: Position of a text to that of the first earlier one that it nearly repeats.
    """

    texts: int
    earlier: dict[int, int]

    @property
    def rate(self) -> float:
        """The share of texts that nearly repeat an earlier one."""
        return len(self.earlier) / self.texts if self.texts else 0.0


def near_duplicates(texts: Sequence[str]) -> Repeats:
    """The texts that nearly repeat an earlier one, by the Jaccard index of their word triples.

    Args:
        texts: In the order in which they count as earlier and later.
    """
    shingles = [_shingles(text) for text in texts]
    if not shingles:
        return Repeats(0, {})
    hashes = np.stack([_min_hash(mine) for mine in shingles])
    buckets = [_Buckets(hashes[:, n * _ROWS : (n + 1) * _ROWS]) for n in range(_BANDS)]
    earlier: dict[int, int] = {}
    for number, mine in enumerate(shingles):
        others = np.unique(np.concatenate([bucket.before(number) for bucket in buckets]))
        if not len(others):
            continue
        guess = (hashes[others] == hashes[number]).mean(axis=1)
        for other in others[guess >= NEAR - _DOUBT].tolist():
            if _jaccard(mine, shingles[other]) >= NEAR:
                earlier[number] = other
                break
    return Repeats(len(texts), earlier)


def masked(text: str) -> str:
    """A text with its numbers and names taken away, which leaves the way it is put."""
    return _NAME.sub("N", _NUMBER.sub("0", text))


def _shingles(text: str) -> NDArray[np.uint64]:
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[n : n + _SHINGLE]) for n in range(max(1, len(words) - _SHINGLE + 1))}
    digests = (hashlib.blake2b(run.encode(), digest_size=8).digest() for run in runs)
    return np.unique(np.frombuffer(b"".join(digests), ">u8").astype(np.uint64))


@lru_cache(maxsize=1)
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    draws = np.random.PCG64(np.random.SeedSequence(0)).random_raw(2 * _BANDS * _ROWS)
    factors = draws[: _BANDS * _ROWS] % (_PRIME - np.uint64(1)) + np.uint64(1)
    return factors[:, None], (draws[_BANDS * _ROWS :] % _PRIME)[:, None]


def _min_hash(shingles: NDArray[np.uint64]) -> NDArray[np.uint32]:
    factors, shifts = _permutations()
    # Below 2 to the 31st, so that no product overflows.
    least: NDArray[np.uint64] = ((factors * (shingles % _PRIME) + shifts) % _PRIME).min(axis=1)
    return least.astype(np.uint32)


class _Buckets:
    """Texts that agree in one band of their MinHash."""

    def __init__(self, band: NDArray[np.uint32]) -> None:
        rows = np.ascontiguousarray(band).view(np.dtype((np.void, band.shape[1] * 4))).ravel()
        _, self._bucket = np.unique(rows, return_inverse=True)
        self._members = np.argsort(self._bucket, kind="stable").astype(np.int32)
        self._starts = np.concatenate([[0], np.cumsum(np.bincount(self._bucket))])

    def before(self, text: int) -> NDArray[np.int32]:
        """The first texts of a text's bucket that come before it."""
        start = self._starts[self._bucket[text]]
        some = self._members[
            start : min(start + _MOST_IN_BUCKET, self._starts[self._bucket[text] + 1])
        ]
        return some[: np.searchsorted(some, text)]


def _jaccard(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> float:
    both = np.sort(np.concatenate([first, second]))
    common = int(np.count_nonzero(both[1:] == both[:-1]))
    return common / (len(first) + len(second) - common)
