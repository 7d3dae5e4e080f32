"""Environments of the workshop, a domain that has every aspect, to try behaviours in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from agentgym import ToolCall, ToolResult
from agentgym.sampling import Draws
from agentgym.world import World
from agentgym_envs.domains.reading import read_domain
from agentgym_synth.build import Built, build
from agentgym_synth.model import Action, Thing, Value, Values
from agentgym_synth.paths import as_sql
from agentgym_synth.plan import Plan, plan
from agentgym_synth.rows import make_rows
from agentgym_synth.style import Style

WORKSHOP = read_domain((Path(__file__).parent / "workshop.yaml").read_text(), "workshop.yaml")
TODAY = date(2025, 3, 4)
#: So many seeds are tried to find an environment that has something.
_SEEDS = 600


@dataclass
class Made:
    """A running environment, driven by actions instead of tools' names.

    Attributes:
        plan: Its things and actions.
        built: Its world file and tools.
        live: Its running world.
        today: What day it is there.
    """

    plan: Plan
    built: Built
    live: Any
    today: str = TODAY.isoformat()

    def action(self, name: str) -> Action:
        return next(a for a in self.plan.actions if a.name == name)

    def thing(self, name: str) -> Thing:
        return self.plan.things[name]

    def read(self, sql: str, values: Values | None = None) -> list[tuple[Any, ...]]:
        """The rows of a query; parameters draw their values through this."""
        found: list[tuple[Any, ...]] = self.live.read(sql, {"today": self.today, **(values or {})})
        return found

    def rows(self, table: str, where: str = "TRUE", **values: Value) -> list[dict[str, Any]]:
        """The rows of a table that meet a condition, by key."""
        columns = (f"{table}_id", *self.plan.things[table].columns)
        sql = f"SELECT {', '.join(columns)} FROM {table} WHERE {where} ORDER BY 1"
        return [dict(zip(columns, row, strict=True)) for row in self.read(sql, values)]

    def row(self, table: str, key: Value) -> dict[str, Any]:
        """One row."""
        return self.rows(table, f"{table}_id = :key", key=key)[0]

    def do(self, name: str, **values: Value) -> ToolResult:
        """Call an action's tool."""
        doing = self.built.surface.doings[name]
        arguments = {
            doing.args[param]: [value] if doing.batch == param else value
            for param, value in values.items()
        }
        result: ToolResult = self.live.call(ToolCall(doing.tool, {**arguments, **doing.constants}))
        return result

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
                value = param.draw(draws, self, values)  # type: ignore[arg-type]  # reads alike
            else:
                value = draws.choice(param.of)
            if value is None:
                return None
            values[param.name] = value
        return values

    def tables(self) -> set[str]:
        return set(self.plan.things)


def made(seed: int = 0, *, whole: bool = False, style: Style | None = None) -> Made:
    """The workshop's environment of a seed.

    Args:
        seed: Which.
        whole: With all behaviours, and with all that an aspect may leave out.
        style: How its tools look; verbs and plain errors unless given.
    """
    draws = Draws.seeded(seed)
    planned = plan(WORKSHOP, draws, whole=whole)
    rows = make_rows(planned, TODAY, draws)
    built = build(planned, rows, style or Style(extras=0), name="workshop")
    live = World.load(built.world).open()
    live.reset(0)
    return Made(planned, built, live)


def made_with(behaviour: str, has: Callable[[Plan], bool] = lambda _: True) -> Made:
    """The first environment, by seed, with this behaviour, of which a condition is true."""
    for seed in range(_SEEDS):
        draws = Draws.seeded(seed)
        planned = plan(WORKSHOP, draws)
        if any(a.behaviour == behaviour for a in planned.actions) and has(planned):
            return made(seed)
    raise AssertionError(f"no seed below {_SEEDS} gives such an environment")
