"""Which live worlds have an open database.

An open database costs as much memory as the world's rows and a little more; a net change costs
next to nothing. A process keeps `SEATS` databases open. Beyond that, the live world that took one
longest ago hands it on, keeps its net change, and takes a database again when it is called.
"""

from __future__ import annotations

import os
import threading
import weakref
from functools import partial
from typing import TYPE_CHECKING

from agentgym.world.database import Database
from agentgym.world.overlay import NOTHING, Overlay

if TYPE_CHECKING:
    from agentgym.world.world import World

#: Databases that one process keeps open.
SEATS = 1024


class Seat:
    """An episode's rows: in an open database, or apart from one."""

    def __init__(self, world: World) -> None:
        self.overlay: Overlay = NOTHING
        self._world = world
        self._database: Database | None = None
        self._apart = b""

    def take(self) -> Database:
        """The database with this episode's rows, locked; whoever takes it releases its lock."""
        while True:
            database = self._database or self._sit_down()
            database.lock.acquire()
            if self._database is database:
                return database
            database.lock.release()

    def put(self, overlay: Overlay, changeset: bytes) -> None:
        """Hold these rows from now on."""
        if self._database is None:
            self.overlay, self._apart = overlay, changeset
            return
        database = self.take()
        try:
            database.become(overlay, changeset)
            self.overlay = overlay
        finally:
            database.lock.release()

    def changeset(self) -> bytes:
        """The net change of the episode."""
        if self._database is None:
            return self._apart
        database = self.take()
        try:
            return database.changeset()
        finally:
            database.lock.release()

    def leave(self) -> None:
        """Close the database, and forget the episode."""
        if self._database is not None:
            database = self.take()
            self._database = None
            database.lock.release()
            database.close()
            with _open_seats:
                _seated.pop(id(self), None)
        self.overlay, self._apart = NOTHING, b""

    def _sit_down(self) -> Database:
        with _open_seats:
            if self._database is not None:
                return self._database
            database = self._lent() if len(_seated) >= SEATS else None
            if database is None:
                database = Database(self._world)
            database.become(self.overlay, self._apart)
            self._database, self._apart = database, b""
            _seated[id(self)] = weakref.ref(self, partial(_forget, id(self)))
            return database

    def _lent(self) -> Database | None:
        """The database of the seat taken longest ago, if it is one of this world."""
        for number, seated in list(_seated.items()):
            other = seated()
            database = other._stand_up() if other is not None else None
            if other is None or database is None:
                continue
            del _seated[number]
            if other._world is self._world:
                return database
            database.close()
            return None
        return None

    def _stand_up(self) -> Database | None:
        """Give up the database, unless it is in use."""
        database = self._database
        if database is None or not database.lock.acquire(blocking=False):
            return None
        try:
            if self._database is not database:
                return None  # it left meanwhile, and closes it
            self._apart, self._database = database.changeset(), None
        finally:
            database.lock.release()
        return database


def _forget(number: int, _: weakref.ref[Seat]) -> None:
    _seated.pop(number, None)


def _begin_anew() -> None:
    """Start without seats: a forked process must not hand on what its parent uses."""
    global _open_seats
    _open_seats = threading.RLock()
    _seated.clear()


_open_seats = threading.RLock()
_seated: dict[int, weakref.ref[Seat]] = {}
os.register_at_fork(after_in_child=_begin_anew)
