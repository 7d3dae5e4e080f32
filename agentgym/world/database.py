"""One open database: a world's rows, what an episode has changed, and prepared statements."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import apsw

from agentgym.world.applying import apply_changeset, join_changesets, replace_changeset
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
        # The net change as it was when the session began, and whether a call has written since.
        self._known = b""
        self._session: apsw.Session | None = None
        self._written = False

    def know_dates(self) -> None:
        """Let statements call date functions, though no program of the world does."""
        if not self._knows_dates:
            add_date_functions(self.connection)
            self._knows_dates = True

    def wrote(self) -> None:
        """Note that a call may have changed something."""
        self._written = True

    def changeset(self) -> bytes:
        """The net change of the episode."""
        if self._written:
            assert self._session is not None
            self.budget.free()
            # What a session costs grows with the tables that it has seen, and a new one costs next
            # to nothing: each sees what comes after what is known.
            self._known = join_changesets(self._known, self._session.changeset())
            self._watch()
        return self._known

    def become(self, overlay: Overlay, changeset: bytes) -> None:
        """Hold the world's rows with a task's own over them, and an episode's net change."""
        now = self.changeset()
        if overlay == self._overlay and now == changeset:
            if self._session is None:
                self._watch()
            return
        self._detach()
        if overlay == self._overlay and now and changeset:
            self.budget.free()
            replace_changeset(now, changeset, self._layouts, self.execute)
        else:
            self._apply(now, backwards=True)
            if overlay != self._overlay:
                self._apply(self._overlay.changeset, backwards=True)
                self._apply(overlay.changeset, backwards=False)
                self._overlay = overlay
            self._apply(changeset, backwards=False)
        self._known = changeset
        self._watch()

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
            apply_changeset(changeset, self._layouts, self.execute, backwards=backwards)

    def _watch(self) -> None:
        """Begin a session: what is there now is known."""
        self._detach()
        self._session = apsw.Session(self.connection, "main")
        self._session.attach()
        self._written = False

    def _detach(self) -> None:
        if self._session is not None:
            self._session.close()
        self._session = None
