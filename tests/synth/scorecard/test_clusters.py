from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentgym.errors import InvalidOptionError
from agentgym_synth.scorecard import Signature, similarity
from agentgym_synth.scorecard.clusters import compare_all


def signed(*labels: range) -> list[Signature]:
    return [Signature(frozenset(part)) for part in labels]


def test_neighbours_of_neighbours_are_one_cluster_with_several_representatives() -> None:
    chain = signed(range(0, 100), range(5, 105), range(10, 110), range(1000, 1100))
    found = compare_all(chain).clusters(0.85)
    assert found.group == (0, 0, 0, 1)
    assert (found.count, found.sizes, found.representatives) == (2, (3, 1), 3)


def test_the_nearest_of_each_is_found() -> None:
    found = compare_all(signed(range(0, 10), range(0, 9), range(50, 60)))
    assert found.nearest.tolist() == pytest.approx([0.9, 0.9, 0])


def test_nothing_falls_into_no_clusters() -> None:
    found = compare_all([]).clusters()
    assert (found.count, found.sizes, found.representatives) == (0, (), 0)


def test_groups_below_the_floor_are_refused() -> None:
    with pytest.raises(InvalidOptionError, match=r"groups at 0.3 .* the floor is 0.5"):
        compare_all(signed(range(3))).clusters(0.3)


@given(st.lists(st.frozensets(st.integers(0, 12), min_size=1), max_size=12))
def test_all_pairs_are_compared_as_two_worlds_are(sets: list[frozenset[int]]) -> None:
    signatures = [Signature(labels) for labels in sets]
    found = compare_all(signatures, floor=0.25)
    kept = {
        (int(i), int(j)): float(v)
        for i, j, v in zip(found.first, found.second, found.value, strict=True)
    }
    wanted = {
        (i, j): similarity(one, signatures[j])
        for i, one in enumerate(signatures)
        for j in range(i + 1, len(signatures))
        if similarity(one, signatures[j]) >= 0.25
    }
    assert kept == pytest.approx(wanted)
