"""Connections to SQLite, set up for worlds: small, strict and bounded."""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic
from typing import cast

import apsw

from agentgym.world.clock import add_days, days_between
from agentgym.world.spec import Scalar

#: Longest text or blob. It bounds the one thing no budget can interrupt: a single slow opcode.
TEXT_BYTES = 16 * 1024
#: SQLite page size: with 1 KB pages a live world takes half the memory that it takes with 4 KB.
PAGE_BYTES = 1024
#: Pages that one episode may add to a world.
GROWTH_PAGES = 4096
#: What one call may use.
STEPS_PER_CALL = 1_000_000
MEMORY_PER_CALL = 32 * 1024 * 1024
SECONDS_PER_CALL = 10.0

#: How often SQLite asks the budget.
STEPS_PER_TICK = 1000
# Whoever uses a database holds its lock, so that SQLite's own would be a second one.
_FLAGS = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_NOMUTEX
_LIMITS = {
    apsw.SQLITE_LIMIT_LENGTH: TEXT_BYTES,
    apsw.SQLITE_LIMIT_SQL_LENGTH: TEXT_BYTES,
    apsw.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 128,
    apsw.SQLITE_LIMIT_COMPOUND_SELECT: 8,
    apsw.SQLITE_LIMIT_EXPR_DEPTH: 60,
    apsw.SQLITE_LIMIT_VDBE_OP: 5000,
    apsw.SQLITE_LIMIT_ATTACHED: 0,
    apsw.SQLITE_LIMIT_TRIGGER_DEPTH: 4,
    apsw.SQLITE_LIMIT_COLUMN: 100,
    apsw.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_SETTINGS = {
    apsw.SQLITE_DBCONFIG_DEFENSIVE: 1,
    apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA: 0,
    apsw.SQLITE_DBCONFIG_DQS_DML: 0,
    apsw.SQLITE_DBCONFIG_DQS_DDL: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_FKEY: 1,
}
#: Size and number of the small allocations that a connection keeps for itself: 240 KB.
_LOOKASIDE = (600, 400)
_once = threading.Lock()
_configured = False


class Budget:
    """What the current call may still use: a progress handler.

    SQLite counts a statement's steps over all its runs, so that the handler's first call in a run
    says nothing; only the number of its calls within one tool call does.
    """

    def __init__(self) -> None:
        self._ticks = 0
        self._memory: int | None = None
        self._deadline = 0.0
        self._free = True
        self.too_late = False

    def start(self) -> None:
        """A call begins."""
        self._ticks = STEPS_PER_CALL // STEPS_PER_TICK
        self._memory = None
        self._free = False

    def free(self) -> None:
        """The engine's own work begins: nothing is counted."""
        self._free = True

    def __call__(self) -> bool:
        """Whether to interrupt; SQLite asks every thousand steps."""
        if self._free:
            return False
        self._ticks -= 1
        if self._memory is None:
            self._memory = apsw.memory_used()
            self._deadline = monotonic() + SECONDS_PER_CALL
            self.too_late = False
            return False
        if monotonic() > self._deadline:
            self.too_late = True
            return True
        return self._ticks < 0 or apsw.memory_used() - self._memory > MEMORY_PER_CALL


# apsw's types want functions of any number of arguments.
_add_days = cast("Callable[..., Scalar]", add_days)
_days_between = cast("Callable[..., Scalar]", days_between)


def connect(*, statements: int = 0, dates: bool = True) -> apsw.Connection:
    """Open an empty database in memory.

    Args:
        statements: How many prepared statements to keep.
        dates: Whether programs may call `add_days` and `days_between` on it.
    """
    _enlarge_lookaside()
    connection = apsw.Connection(":memory:", flags=_FLAGS, statementcachesize=statements)
    for limit, value in _LIMITS.items():
        connection.limit(limit, value)
    for setting, value in _SETTINGS.items():
        connection.config(setting, value)
    connection.execute(f"PRAGMA temp_store=MEMORY; PRAGMA page_size={PAGE_BYTES}")
    if dates:
        add_date_functions(connection)
    return connection


def add_date_functions(connection: apsw.Connection) -> None:
    """Let statements call `add_days` and `days_between`."""
    connection.create_scalar_function("add_days", _add_days, 2, deterministic=True)
    connection.create_scalar_function("days_between", _days_between, 2, deterministic=True)


def copy_database(source: apsw.Connection, target: apsw.Connection) -> None:
    """Make one database a copy of another."""
    with target.backup("main", source, "main") as copy:
        copy.step(-1)


def _enlarge_lookaside() -> None:
    """Give each connection its own small allocations, where nobody here uses apsw yet.

    It takes a quarter off every call: SQLite's other allocations pass a lock and a counter.
    """
    global _configured
    if _configured:
        return
    with _once:
        if not _configured and not apsw.connections():
            apsw.shutdown()
            try:
                apsw.config(apsw.SQLITE_CONFIG_LOOKASIDE, *_LOOKASIDE)
            finally:
                apsw.initialize()
        _configured = True
