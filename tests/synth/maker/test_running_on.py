"""Words that would be taken for a part of what stands before them."""

from __future__ import annotations

import pytest

from agentgym.sampling import Draws
from agentgym_synth.maker.clauses import runs_into, say_all
from agentgym_synth.maker.moves import accepted
from agentgym_synth.maker.naming import name_several
from agentgym_synth.maker.scene import DroppedError
from tests.synth.maker import trials


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("the fitter at Castlewick who is approved for lorries", " on 26 September"),
        ("the account with monthly statements", " with €52,000"),
        ("unpaid invoices for topping down", " down as paid"),
        ("whichever of the standards was opened first", " for good"),
        ("contractors with more than £2,000,000 of liability cover", " down as late"),
    ],
)
def test_what_follows_a_description_is_not_taken_for_a_part_of_it(said: str, rest: str) -> None:
    assert runs_into(said, rest)


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("Bin 2", " down as empty"),
        ("the fitter at Castlewick who is approved for lorries", ""),
        ("the 09:20 appointment with Dr Suri", " to 11:00 on Friday"),
        ("unpaid invoices", " down as paid"),
    ],
)
def test_what_cannot_be_taken_for_a_part_may_follow(said: str, rest: str) -> None:
    assert not runs_into(said, rest)


def test_nobody_says_what_would_run_on_of_several() -> None:
    with trials.scene(
        ('"prunings for {family}", ', ""),
        ("prunings that are still to do", "prunings that are still to be put down"),
    ) as scene:
        scene.begin(Draws.seeded(1))
        begin = trials.action(scene, "prunings.begin")
        several = name_several(scene, "pruning", 2, 20)
        with pytest.raises(DroppedError, match="would seem a part of it"):
            say_all(scene, accepted(scene, begin), several)
