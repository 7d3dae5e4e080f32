"""A live world: one episode at a time on one connection."""

from __future__ import annotations

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
from agentgym.world.applying import apply_changeset
from agentgym.world.connection import (
    GROWTH_PAGES,
    PAGE_BYTES,
    SECONDS_PER_CALL,
    Budget,
    connect,
)
from agentgym.world.image import constraint_message
from agentgym.world.overlay import NOTHING, Overlay
from agentgym.world.program import Frame, Held, Program, run, spread
from agentgym.world.spec import Scalar
from agentgym.world.state import WorldState

if TYPE_CHECKING:
    from agentgym.world.world import World

#: The longest result of a call.
RESULT_BYTES = 64 * 1024
_STATEMENTS = 48
#: Rows that a session may have seen before it is replaced; a new one costs as much as some dozens.
_TOUCHED = 100
_CANDIDATES = 200


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

    It opens its database at the first reset. Made by `World.open`.
    """

    blocking = False

    def __init__(self, world: World) -> None:
        self._world = world
        self._connection: apsw.Connection | None = None
        self._session: apsw.Session | None = None
        self._overlay: Overlay = NOTHING
        self._budget = Budget()
        self._ticks = 0
        self._touched = 0
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
        self._budget.free()
        if self._connection is None:
            self._open()
        else:
            self._undo()
        if overlay != self._overlay:
            self._detach()
            self._apply(self._overlay.changeset, backwards=True)
            self._apply(overlay.changeset, backwards=False)
            self._overlay = overlay
        if self._session is None or self._touched > _TOUCHED:
            self._attach()
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
        self._opened()
        values: dict[str, Held] = {**program.defaults, **call.arguments}
        if program.uses_now:
            values["now"] = self._world.clock.text(self._ticks)
        for name, attributes in program.attributes:
            spread(values, name, attributes)
        self._frame.values = values
        self._budget.start()
        try:
            if not program.writes:
                return ToolResult(self._result(program))
            return ToolResult(self._written(program))
        except ToolError as error:
            return ToolResult(str(error), True)
        except apsw.ConstraintError as error:
            return ToolResult(constraint_message(error), True)
        except apsw.InterruptError:
            if self._budget.too_late:
                raise TimeLimitError(
                    f"{call.name} ran longer than {SECONDS_PER_CALL:g} s; the machine is overloaded"
                ) from None
            return ToolResult("the call takes too much work; ask for less", True)
        except (apsw.TooBigError, apsw.NoMemError, apsw.FullError):
            return ToolResult("the call needs too much space; ask for less", True)
        except (
            apsw.MismatchError,
            apsw.SQLError,
            OverflowError,
            UnicodeEncodeError,
            TypeError,
        ) as e:
            return ToolResult(f"a value cannot be used: {e}", True)
        except apsw.Error as error:
            raise InfrastructureError(f"SQLite failed in {call.name}: {error}") from error

    def state(self) -> WorldState:
        """A snapshot of what has changed since reset."""
        self._opened()
        return WorldState(
            self._world,
            self._overlay,
            self._changeset(),
            self._ticks,
            tuple(self._counters.items()),
        )

    def restore(self, state: WorldState) -> None:
        """Go back, or forth, to a snapshot taken since the last reset, clock and keys included.

        Raises:
            InvalidTaskError: The snapshot is of another world or of another initial state.
        """
        self._opened()
        if state.world is not self._world or state.overlay != self._overlay:
            raise InvalidTaskError(
                "the state is of another world or initial state; "
                "reset with the same `initial` first"
            )
        self._budget.free()
        self._undo()
        self._apply(state.changeset, backwards=False)
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
        connection = self._opened()
        query = self._world.pick_query(mention)
        self._budget.start()
        try:
            rows = connection.execute(query.sql).fetchall()
        except apsw.Error as error:
            raise InvalidTaskError(
                f"the mention {mention.phrase!r} cannot be looked up: {error}"
            ) from None
        keys = tuple(row[0] if query.keys == 1 else list(row[: query.keys]) for row in rows)
        if mention.order is None:
            return Pick(keys, False)
        tie = len(rows) > 1 and rows[0][query.keys :] == rows[1][query.keys :]
        return Pick(keys[:1], tie)

    def candidates(self, column: str) -> tuple[Scalar, ...]:
        """The values that columns of this name hold now, in order; 200 at most."""
        connection = self._opened()
        self._budget.free()
        found: set[Scalar] = set()
        for layout in self._world.layouts.values():
            if column in layout.columns:
                rows = connection.execute(
                    f'SELECT DISTINCT "{column}" FROM "{layout.name}" WHERE "{column}" IS NOT NULL '
                    f"ORDER BY 1 LIMIT {_CANDIDATES}"
                )
                found.update(row[0] for row in rows)
        return tuple(sorted(found, key=lambda v: (isinstance(v, str), v))[:_CANDIDATES])

    def close(self) -> None:
        """Free the database; a later reset opens it again."""
        self._detach()
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        self._overlay = NOTHING

    def _open(self) -> None:
        world = self._world
        connection = connect(statements=_STATEMENTS, dates=world.uses_dates)
        world.fill(connection)
        pages = len(world.image) // PAGE_BYTES + GROWTH_PAGES
        connection.execute(f"PRAGMA max_page_count={pages}")
        connection.set_progress_handler(self._budget, 1000)
        self._connection = connection
        self._frame = Frame({}, connection.cursor().execute, connection.changes, self._new_key)

    def _opened(self) -> apsw.Connection:
        if self._connection is None:
            raise InfrastructureError("the world is not open; call reset first")
        return self._connection

    def _attach(self) -> None:
        # A session keeps every row that was ever touched: its successor starts small.
        self._detach()
        assert self._connection is not None
        self._session = apsw.Session(self._connection, "main")
        self._session.attach()
        self._touched = 0

    def _detach(self) -> None:
        if self._session is not None:
            self._session.close()
        self._session = None

    def _changeset(self) -> bytes:
        """The net change since reset; nothing changes without a tick."""
        if self._ticks == 0:
            return b""
        assert self._session is not None
        self._budget.free()
        return self._session.changeset()

    def _undo(self) -> None:
        self._touched += self._ticks + self._apply(self._changeset(), backwards=True)

    def _apply(self, changeset: bytes, *, backwards: bool) -> int:
        if not changeset:
            return 0
        layouts, execute = self._world.layouts, self._frame.execute
        return apply_changeset(changeset, layouts, execute, backwards=backwards)

    def _result(self, program: Program) -> str:
        content = orjson.dumps(run(program.steps, self._frame))
        if len(content) > RESULT_BYTES:
            raise ToolError(
                f"the result has {len(content)} bytes, more than {RESULT_BYTES}; ask for less"
            )
        return content.decode()

    def _written(self, program: Program) -> str:
        execute = self._frame.execute
        counters = dict(self._counters) if program.makes_keys else self._counters
        execute("SAVEPOINT call", ())
        try:
            content = self._result(program)
            execute("RELEASE call", ())
        except BaseException:
            self._counters = counters
            self._roll_back()
            raise
        self._ticks += 1
        return content

    def _roll_back(self) -> None:
        # An interrupted write has rolled back the whole transaction already, which is only this
        # call's, since none is ever open around an episode.
        assert self._connection is not None
        if self._connection.in_transaction:
            self._budget.free()
            self._frame.execute("ROLLBACK TO call", ())
            self._frame.execute("RELEASE call", ())

    def _new_key(self, table: str) -> str | int:
        sequence = self._world.layouts[table].sequence
        assert sequence is not None
        while True:
            number = self._counters[table]
            self._counters[table] = number + 1
            key = sequence.key(number)
            if key is None:
                raise ToolError(f"there are no more keys for {table}")
            if (table, key) not in self._world.keys and (table, key) not in self._overlay.keys:
                return key
