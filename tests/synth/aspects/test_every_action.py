"""What holds of every action of every aspect, in many environments and API styles."""

from __future__ import annotations

import pytest

from agentgym.sampling import Draws
from agentgym_synth.style import Style
from tests.synth.aspects.made import made

_TRIES = 6
#: Two things that belong together are seldom met by chance.
_MANY = 1500


@pytest.mark.parametrize("seed", range(12))
def test_a_tool_refuses_exactly_when_a_guard_does_not_hold(seed: int) -> None:
    draws = Draws.seeded(seed, 1)
    workshop = made(seed, style=Style.drawn(draws))
    for action in workshop.plan.actions:
        for _ in range(_TRIES):
            values = workshop.drawn(action.name, draws)
            if values is None:
                continue
            allowed = workshop.holds(action.name, values)
            result = workshop.do(action.name, **values)
            assert result.is_error != allowed, (action.name, values, result.content)
            assert bool(workshop.live.state().changes()) == allowed, (action.name, values)
            workshop.live.reset(0)


@pytest.mark.parametrize("seed", range(12))
def test_every_action_can_be_done_in_the_first_state(seed: int) -> None:
    draws = Draws.seeded(seed, 2)
    workshop = made(seed)
    for action in workshop.plan.actions:
        tries = (workshop.drawn(action.name, draws) for _ in range(_MANY))
        assert any(v is not None and workshop.holds(action.name, v) for v in tries), action.name


def test_the_same_seed_gives_the_same_environment() -> None:
    first, second = made(3).built, made(3).built
    assert (first.world, first.prompt) == (second.world, second.prompt)
