"""A live world: one episode at a time on one connection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import apsw
import orjson
from pydantic import JsonValue

from agentgym.errors import (
    InfrastructureError,
    InvalidTaskError,
    TimeLimitError,
    ToolError,
    did_you_mean,
)
from agentgym.task import Mention
from agentgym.tools import Tool, ToolCall, ToolResult
from agentgym.world.connection import SECONDS_PER_CALL
from agentgym.world.database import Database
from agentgym.world.image import constraint_message
from agentgym.world.overlay import NOTHING
from agentgym.world.program import Frame, Held, Program, run, spread
from agentgym.world.seats import Seat
from agentgym.world.spec import Scalar
from agentgym.world.state import WorldState

if TYPE_CHECKING:
    from agentgym.world.world import World

#: The longest result of a call.
RESULT_BYTES = 64 * 1024
_CANDIDATES = 200
#: What SQLite and JSON raise where a value does not fit what is done with it.
_BAD_VALUES = (
    apsw.MismatchError,
    apsw.SQLError,
    orjson.JSONDecodeError,
    OverflowError,
    TypeError,
    UnicodeEncodeError,
)


@dataclass(frozen=True, slots=True)
class Pick:
    """The rows that a description picks.

    Attributes:
        keys: Their keys: a value each, or a list where the key has several columns.
        tie: The description names a best row, and another is as good.
    """

    keys: tuple[JsonValue, ...]
    tie: bool


class LiveWorld:
    """A world that tools act on; implements `agentgym.toolset.Toolset`.

    It opens a database at its first call, and lends it to others when a process has very many live
    worlds. Made by `World.open`.
    """

    blocking = False
    #: Neither a call that is refused nor one of a read-only tool changes anything.
    transactional = True

    def __init__(self, world: World) -> None:
        self._world = world
        self._seat = Seat(world)
        self._begun = False
        self._memo = world.memo(NOTHING)
        self._ticks = 0
        self._counters: dict[str, int] = {}

    @property
    def world(self) -> World:
        """The world it is a copy of."""
        return self._world

    @property
    def tools(self) -> tuple[Tool, ...]:
        """The world's tools; they never change."""
        return self._world.tools

    def reset(self, seed: int, initial: JsonValue = None) -> None:
        """Return to the world's initial rows, with a task's `initial` put over them.

        Args:
            seed: Not used: a world has no chance in it.
            initial: `{table: [{column: value, ...}, ...]}`, or None.

        Raises:
            InvalidTaskError: `initial` does not fit the world.
        """
        overlay = self._world.overlay(initial)
        self._seat.put(overlay, b"")
        self._memo = self._world.memo(overlay)
        self._begun = True
        self._ticks = 0
        self._counters = dict(self._world.first_keys)

    def begin_turn(self, turn: int) -> None:
        """Nothing happens: a world does not know about turns."""

    def call(self, call: ToolCall) -> ToolResult:
        """Run one call; see `agentgym.toolset.Toolset.call`.

        Raises:
            TimeLimitError: It ran too long on this machine.
            InfrastructureError: SQLite failed, or the world is closed.
        """
        program = self._world.program(call.name)
        if program is None:
            known = (tool.name for tool in self.tools)
            return ToolResult(f"no tool {call.name!r}.{did_you_mean(call.name, known)}", True)
        key = None
        if not program.writes and self._ticks == 0:
            self._check_begun()
            key = self._memo.key(call.name, call.arguments)
            known_result = None if key is None else self._memo.get(key)
            if known_result is not None:
                return known_result
        values: dict[str, Held] = {**program.defaults, **call.arguments}
        if len(values) > len(program.defaults):
            unknown = next(name for name in call.arguments if name not in program.defaults)
            return ToolResult(f"{call.name} takes no argument {unknown!r}", True)
        if program.uses_now:
            values["now"] = self._world.clock.text(self._ticks)
        for name, attributes in program.attributes:
            spread(values, name, attributes)
        result = self._run(program, values)
        if key is not None:
            self._memo.keep(key, result)
        return result

    def state(self) -> WorldState:
        """A snapshot of what has changed since reset."""
        self._check_begun()
        return WorldState(
            self._world,
            self._seat.overlay,
            self._seat.changeset(),
            self._ticks,
            tuple(self._counters.items()),
        )

    def restore(self, state: WorldState) -> None:
        """Go back, or forth, to a snapshot taken since the last reset, clock and keys included.

        Raises:
            InvalidTaskError: The snapshot is of another world or of another initial state.
        """
        self._check_begun()
        if state.world is not self._world or state.overlay != self._seat.overlay:
            raise InvalidTaskError(
                "the state is of another world or initial state; "
                "reset with the same `initial` first"
            )
        self._seat.put(state.overlay, state.changeset)
        self._ticks = state.ticks
        self._counters = dict(state.counters)

    def pick(self, mention: Mention) -> Pick:
        """The rows that a description picks in the current state.

        Args:
            mention: `among` is a table, `where` a condition over its columns in SQL (it may use
                sub-selects), `order` ORDER BY terms, best first.

        Raises:
            InvalidTaskError: The table or the SQL is wrong.
        """
        query = self._world.pick_query(mention)
        database = self._taken()
        try:
            database.budget.start()
            rows = database.execute(query.sql, ()).fetchall()
        except apsw.Error as error:
            raise InvalidTaskError(
                f"the mention {mention.phrase!r} cannot be looked up: {error}"
            ) from None
        finally:
            database.lock.release()
        keys = tuple(row[0] if query.keys == 1 else list(row[: query.keys]) for row in rows)
        if mention.order is None:
            return Pick(keys, False)
        tie = len(rows) > 1 and rows[0][query.keys :] == rows[1][query.keys :]
        return Pick(keys[:1], tie)

    def read(
        self, sql: str, values: Mapping[str, Scalar] | None = None
    ) -> list[tuple[Scalar, ...]]:
        """The rows of a query in the current state: for those who make tasks, never for agents.

        Args:
            sql: One SELECT; it may use `:name`s.
            values: What the names stand for.

        Raises:
            InvalidTaskError: The SQL is wrong.
        """
        database = self._taken()
        try:
            database.know_dates()
            database.budget.start()
            return database.execute(sql, dict(values or {})).fetchall()
        except apsw.Error as error:
            raise InvalidTaskError(f"{sql!r} cannot be looked up: {error}") from None
        finally:
            database.lock.release()

    def candidates(self, column: str) -> tuple[Scalar, ...]:
        """The values that columns of this name hold now, in order; 200 at most."""
        found: set[Scalar] = set()
        database = self._taken()
        try:
            database.budget.free()
            for layout in self._world.layouts.values():
                if column in layout.columns:
                    rows = database.execute(
                        f'SELECT DISTINCT "{column}" FROM "{layout.name}" '
                        f'WHERE "{column}" IS NOT NULL ORDER BY 1 LIMIT {_CANDIDATES}',
                        (),
                    )
                    found.update(row[0] for row in rows)
        finally:
            database.lock.release()
        return tuple(sorted(found, key=lambda v: (isinstance(v, str), v))[:_CANDIDATES])

    def close(self) -> None:
        """Free the database; a later reset begins anew."""
        self._seat.leave()
        self._begun = False

    def _check_begun(self) -> None:
        if not self._begun:
            raise InfrastructureError("the world is not open; call reset first")

    def _taken(self) -> Database:
        self._check_begun()
        return self._seat.take()

    def _run(self, program: Program, values: dict[str, Held]) -> ToolResult:
        database = self._taken()
        try:
            database.budget.start()
            frame = Frame(values, database.execute, database.connection.changes, self._new_key)
            if program.writes:
                return ToolResult(self._written(program, frame, database))
            return ToolResult(_result(program, frame))
        except ToolError as error:
            return ToolResult(str(error), True)
        except apsw.ConstraintError as error:
            return ToolResult(constraint_message(error), True)
        except apsw.InterruptError:
            if database.budget.too_late:
                raise TimeLimitError(
                    f"{program.name} ran longer than {SECONDS_PER_CALL:g} s: "
                    "the machine is overloaded"
                ) from None
            return ToolResult("the call takes too much work; ask for less", True)
        except (apsw.TooBigError, apsw.NoMemError, apsw.FullError):
            return ToolResult("the call needs too much space; ask for less", True)
        except _BAD_VALUES as error:
            return ToolResult(f"a value cannot be used: {error}", True)
        except apsw.Error as error:
            raise InfrastructureError(f"SQLite failed in {program.name}: {error}") from error
        finally:
            database.lock.release()

    def _written(self, program: Program, frame: Frame, database: Database) -> str:
        counters = dict(self._counters) if program.makes_keys else self._counters
        database.execute("SAVEPOINT call", (), can_cache=False)
        try:
            content = _result(program, frame)
            database.execute("RELEASE call", (), can_cache=False)
        except BaseException:
            self._counters = counters
            database.roll_back()
            raise
        database.wrote()
        self._ticks += 1
        return content

    def _new_key(self, table: str) -> str | int:
        sequence = self._world.layouts[table].sequence
        assert sequence is not None
        while True:
            number = self._counters[table]
            self._counters[table] = number + 1
            key = sequence.key(number)
            if key is None:
                raise ToolError(f"there are no more keys for {table}")
            if (table, key) not in self._world.keys and (table, key) not in self._seat.overlay.keys:
                return key


def _result(program: Program, frame: Frame) -> str:
    content = orjson.dumps(run(program.steps, frame))
    if len(content) > RESULT_BYTES:
        raise ToolError(
            f"the result has {len(content)} bytes, more than {RESULT_BYTES}; ask for less"
        )
    return content.decode()
