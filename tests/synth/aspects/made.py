"""Environments of the workshop, a domain that has every aspect, to try behaviours in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from agentgym.sampling import Draws
from agentgym_envs.domains.reading import read_domain
from agentgym_synth.model import Value, Values
from agentgym_synth.paths import as_sql
from agentgym_synth.plan import Plan, plan
from agentgym_synth.style import Style
from agentgym_synth.trying import Trial, try_out

WORKSHOP = read_domain((Path(__file__).parent / "workshop.yaml").read_text(), "workshop.yaml")
#: So many seeds are tried to find an environment that has something.
_SEEDS = 600


class Made(Trial):
    """A trial that must do, or must refuse."""

    def done(self, name: str, **values: Value) -> dict[str, Any]:
        """Call an action's tool, which must not refuse."""
        result = self.do(name, **values)
        assert not result.is_error, result.content
        assert result.structured_content is not None
        return result.structured_content

    def refused(self, name: str, **values: Value) -> str:
        """What an action's tool says when it refuses, which it must; nothing has changed then."""
        before = self.live.state().changes()
        result = self.do(name, **values)
        assert result.is_error, result.content
        assert self.live.state().changes() == before
        return result.content

    def holds(self, name: str, values: Values) -> bool:
        """Whether all guards of an action hold."""
        action = self.action(name)
        return all(
            self.read(f"SELECT {as_sql(g.holds, action.things, self.plan.things)}", values)[0][0]
            for g in action.guards
        )

    def drawn(self, name: str, draws: Draws) -> dict[str, Value] | None:
        """Arguments for an action by chance; None where there are none."""
        values: dict[str, Value] = {}
        for param in self.action(name).params:
            value: Value | None
            if param.thing is not None:
                keys = self.read(f"SELECT {param.thing}_id FROM {param.thing} ORDER BY 1")
                value = draws.choice(keys)[0] if keys else None
            elif param.draw is not None:
                # What is drawn reads a trial like the scene in which a task is made.
                value = param.draw(draws, self, values)  # type: ignore[arg-type]
            else:
                value = draws.choice(param.of)
            if value is None:
                return None
            values[param.name] = value
        return values


def made(seed: int = 0, *, whole: bool = False, style: Style | None = None) -> Made:
    """The workshop's environment of a seed."""
    trial = try_out(WORKSHOP, seed, whole=whole, style=style)
    return Made(trial.plan, trial.built, trial.live, trial.today)


def made_with(behaviour: str, has: Callable[[Plan], bool] = lambda _: True) -> Made:
    """The first environment, by seed, with this behaviour, of which a condition is true."""
    for seed in range(_SEEDS):
        planned = plan(WORKSHOP, Draws.seeded(seed))
        if any(a.behaviour == behaviour for a in planned.actions) and has(planned):
            return made(seed)
    raise AssertionError(f"no seed below {_SEEDS} gives such an environment")


def whole_with(has: Callable[[Made], bool]) -> Made:
    """The first whole workshop, by seed, whose rows meet a condition."""
    for seed in range(_SEEDS):
        workshop = made(seed, whole=True)
        if has(workshop):
            return workshop
        workshop.live.close()
    raise AssertionError(f"no seed below {_SEEDS} gives such rows")
