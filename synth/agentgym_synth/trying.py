"""An environment of a domain to try behaviours in, by actions and parameters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from agentgym.errors import InvalidWorldError, did_you_mean
from agentgym.sampling import Draws
from agentgym.tools import ToolCall, ToolResult
from agentgym.world import World
from agentgym.world.live import LiveWorld
from agentgym_envs.domains.spec import Domain
from agentgym_synth.build import Built, build
from agentgym_synth.model import Action, Value, Values
from agentgym_synth.plan import Plan, plan
from agentgym_synth.rows import make_rows
from agentgym_synth.style import Style

_TODAY = date(2025, 3, 4)


@dataclass(frozen=True, slots=True)
class Trial:
    """An environment that runs, for those who write domains and aspects.

    Attributes:
        plan: Its things and actions.
        built: Its world file and tools.
        live: Its running world.
        today: What day it is there, in ISO 8601.
    """

    plan: Plan
    built: Built
    live: LiveWorld
    today: str

    def action(self, name: str) -> Action:
        """An action, `behaviour.verb`.

        Raises:
            InvalidWorldError: There is none of this name.
        """
        for action in self.plan.actions:
            if action.name == name:
                return action
        known = [action.name for action in self.plan.actions]
        raise InvalidWorldError(
            f"there is no action {name!r} here.{did_you_mean(name, known)} "
            f"There are {', '.join(known)}"
        )

    def do(self, name: str, **values: Value) -> ToolResult:
        """Call the tool of an action with its parameters; money is in cents, as in the tables.

        Args:
            name: The action, `behaviour.verb`.
            values: Parameter to value; the key, where it is a thing.

        Raises:
            InvalidWorldError: There is no such action, or it has no such parameter.
        """
        action = self.action(name)
        doing = self.built.surface.doings[name]
        units = {
            p.name for p in action.params if p.kind == "money" and not self.built.surface.cents
        }
        arguments: dict[str, Any] = {}
        for param, value in values.items():
            if param not in doing.args:
                raise InvalidWorldError(
                    f"{name} has no parameter {param!r}.{did_you_mean(param, doing.args)} "
                    f"It has {', '.join(doing.args)}"
                )
            given = float(value) / 100 if param in units else value
            arguments[doing.args[param]] = [given] if doing.batch == param else given
        return self.live.call(ToolCall(doing.tool, {**arguments, **doing.constants}))

    def read(self, sql: str, values: Values | None = None) -> list[tuple[Any, ...]]:
        """The rows of a query in the present state; it may use `:today`."""
        return self.live.read(sql, {"today": self.today, **(values or {})})

    def rows(self, table: str, where: str = "TRUE", **values: Value) -> list[dict[str, Any]]:
        """The rows of a table that meet a condition, in the order of their keys.

        Args:
            table: The thing.
            where: SQL; it may use `:name`s.
            values: What the names stand for.

        Raises:
            InvalidWorldError: There is no such table.
        """
        columns = (f"{table}_id", *self.plan.shape.thing(table).columns)
        found = self.read(
            f"SELECT {', '.join(columns)} FROM {table} WHERE {where} ORDER BY 1", values
        )
        return [dict(zip(columns, row, strict=True)) for row in found]

    def row(self, table: str, key: Value) -> dict[str, Any]:
        """The row of a key.

        Raises:
            InvalidWorldError: There is none.
        """
        found = self.rows(table, f"{table}_id = :key", key=key)
        if not found:
            raise InvalidWorldError(
                f"there is no {table} {key!r}; look for one with rows({table!r})"
            )
        return found[0]


def try_out(
    domain: Domain, seed: int = 0, *, whole: bool = True, style: Style | None = None
) -> Trial:
    """An environment of a domain.

    Args:
        domain: The domain.
        seed: Decides what the environment has, and its rows.
        whole: It has all nouns and behaviours, and all that an aspect may leave out.
        style: How its tools look; a tool for each verb, and plain messages, unless given.

    Raises:
        InvalidWorldError: The domain is wrong; the message says where.
    """
    draws = Draws.seeded(seed)
    planned = plan(domain, draws, whole=whole)
    built = build(
        planned, make_rows(planned, _TODAY, draws), style or Style(extras=0), name=domain.domain
    )
    live = World.load(built.world).open()
    live.reset(0)
    return Trial(planned, built, live, _TODAY.isoformat())
