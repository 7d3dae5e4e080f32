"""An id stands for one environment with the same tasks, wherever and whenever it is made."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agentgym_envs.domains.names import domain_names
from agentgym_synth.generator import Identity, lay_ground, make
from agentgym_synth.proving import BLOCK
from tests.synth.maker.made_process import TASKS, digest

_ROOT = Path(__file__).resolve().parents[3]
_IDS = (
    "agentgym/synth-airline-0003-v1",
    "agentgym/synth-farm-s7-20000-v1",
)
_SECONDS = 300


@pytest.mark.parametrize("hash_seed", ["1", "77"])
def test_another_process_under_another_hash_seed_makes_the_same(hash_seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.synth.maker.made_process", *reversed(_IDS)],
        cwd=_ROOT, env=os.environ | {"PYTHONHASHSEED": hash_seed},
        capture_output=True, text=True, timeout=_SECONDS, check=True,
    )  # fmt: skip
    assert done.stdout.split() == [_digest(one) for one in reversed(_IDS)]


def test_the_first_tasks_are_the_same_whatever_number_is_asked_for() -> None:
    few, more = (make(_IDS[0], tasks=number) for number in (3, BLOCK + 2))
    assert len(more.tasks) == BLOCK + 2
    assert few.tasks == more.tasks[:3]
    assert few.world == more.world
    assert dict(few.certificates) == {t.id: more.certificates[t.id] for t in few.tasks}


def test_what_was_made_before_makes_no_difference() -> None:
    assert [_digest(one) for one in _IDS]
    assert digest(make(_IDS[0], tasks=TASKS)) == _digest(_IDS[0])


@cache
def _digest(environment_id: str) -> str:
    return digest(make(environment_id, tasks=TASKS))


@settings(max_examples=12, deadline=None)
@given(
    domain=st.sampled_from(domain_names()),
    seed=st.integers(0, 2**40),
    number=st.integers(0, 10**9),
)
def test_every_number_of_every_seed_is_an_environment_and_always_the_same(
    domain: str, seed: int, number: int
) -> None:
    identity = Identity(domain, seed, number)
    assert Identity.of(identity.id) == identity
    one, other = lay_ground(identity), lay_ground(Identity.of(identity.id))
    assert one.world.digest() == other.world.digest()
    assert one.built.prompt == other.built.prompt
    assert one.exercises == other.exercises
    assert one.today == other.today
