"""One open database: a world's rows, what an episode has changed, and prepared statements."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import apsw

from agentgym.world.applying import apply_changeset, replace_changeset
from agentgym.world.connection import (
    GROWTH_PAGES,
    PAGE_BYTES,
    STEPS_PER_TICK,
    Budget,
    add_date_functions,
    connect,
)
from agentgym.world.overlay import NOTHING, Overlay

if TYPE_CHECKING:
    from agentgym.world.world import World

_STATEMENTS = 512
#: Rows that a session may have seen before it is replaced; a new one costs as much as some dozens.
_TOUCHED = 100


class Database:
    """A database in memory that episodes of one world use, one after the other.

    Attributes:
        lock: Held while it is used; a connection serves one thread at a time.
        connection: SQLite's.
        budget: What a call may use.
        execute: Runs a statement on a cursor of its own.
    """

    def __init__(self, world: World) -> None:
        self.lock = threading.Lock()
        self.budget = Budget()
        self.connection = connect(statements=_STATEMENTS, dates=world.uses_dates)
        self._knows_dates = world.uses_dates
        world.fill(self.connection)
        pages = len(world.image) // PAGE_BYTES + GROWTH_PAGES
        self.connection.execute(f"PRAGMA max_page_count={pages}")
        self.connection.set_progress_handler(self.budget, STEPS_PER_TICK)
        self.execute = self.connection.cursor().execute
        self._layouts = world.layouts
        self._overlay = NOTHING
        self._session: apsw.Session | None = None
        self._changed = False
        self._known: bytes | None = None
        self._touched = 0

    def know_dates(self) -> None:
        """Let statements call date functions, though no program of the world does."""
        if not self._knows_dates:
            add_date_functions(self.connection)
            self._knows_dates = True

    def wrote(self) -> None:
        """Note that a call may have changed something."""
        self._changed, self._known = True, None
        self._touched += 1

    def changeset(self) -> bytes:
        """The net change of the episode."""
        if not self._changed:
            return b""
        if self._known is None:
            assert self._session is not None
            self.budget.free()
            self._known = self._session.changeset()
        return self._known

    def become(self, overlay: Overlay, changeset: bytes) -> None:
        """Hold the world's rows with a task's own over them, and an episode's net change."""
        now = self.changeset()
        keeps_session = self._session is not None and self._touched <= _TOUCHED
        if now and changeset and overlay == self._overlay and keeps_session:
            if now != changeset:
                self.budget.free()
                self._touched += replace_changeset(now, changeset, self._layouts, self.execute)
                self._known = changeset
            return
        self._apply(now, backwards=True)
        self._changed = False
        if overlay != self._overlay:
            self._detach()
            self._apply(self._overlay.changeset, backwards=True)
            self._apply(overlay.changeset, backwards=False)
            self._overlay = overlay
        if self._session is None or self._touched > _TOUCHED:
            # A session keeps every row that was ever touched: its successor starts small.
            self._detach()
            self._session = apsw.Session(self.connection, "main")
            self._session.attach()
            self._touched = 0
        if changeset:
            self._apply(changeset, backwards=False)
            self._changed, self._known = True, changeset

    def roll_back(self) -> None:
        """Take back an open call.

        An interrupted write has rolled back the whole transaction already, which is only the
        call's, since none is ever open around an episode.
        """
        if self.connection.in_transaction:
            self.budget.free()
            self.execute("ROLLBACK TO call", (), can_cache=False)
            self.execute("RELEASE call", (), can_cache=False)

    def close(self) -> None:
        """Free it."""
        self._detach()
        self.connection.close()

    def _apply(self, changeset: bytes, *, backwards: bool) -> None:
        if changeset:
            self.budget.free()
            self._touched += apply_changeset(
                changeset, self._layouts, self.execute, backwards=backwards
            )

    def _detach(self) -> None:
        if self._session is not None:
            self._session.close()
        self._session = None
