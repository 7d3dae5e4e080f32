"""Whether conditions speak only of what an environment has."""

from __future__ import annotations

import re
from collections.abc import Mapping

import apsw

from agentgym.errors import InvalidWorldError
from agentgym.world.connection import connect
from agentgym_synth.model import Action, Thing
from agentgym_synth.paths import as_sql

_NAME = re.compile(r"'(?:[^']|'')*'|(?<![:\w]):([a-z][a-z0-9_]*)")


class Conditions:
    """Compiles conditions over the tables of an environment.

    Args:
        things: The environment's things, complete.
    """

    def __init__(self, things: Mapping[str, Thing]) -> None:
        self._things = things
        self._tables = connect()
        for thing in things.values():
            columns = ", ".join((thing.id, *thing.columns))
            self._tables.execute(f"CREATE TABLE {thing.name} ({columns})")

    def check(self, condition: str, action: Action) -> None:
        """Check a condition on an action's arguments.

        Raises:
            InvalidWorldError: It speaks of a table, a property or an argument that there is not.
        """
        sql = as_sql(condition, action.things, self._things)
        known = {"today", *(param.name for param in action.params)}
        for name in _NAME.findall(sql):
            if name and name not in known:
                raise InvalidWorldError(
                    f"the condition {condition!r} speaks of :{name}, which {action.name} does not "
                    f"take; it takes {', '.join(sorted(known))}"
                )
        try:
            self._tables.execute(f"EXPLAIN SELECT ({sql})", dict.fromkeys(known))
        except apsw.SQLError as error:
            raise InvalidWorldError(f"the condition {condition!r} is wrong: {error}") from None

    def close(self) -> None:
        """Free the tables."""
        self._tables.close()
