"""A world: tables, rows and tools as data, compiled once and opened many times."""

from __future__ import annotations

import hashlib
import threading
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import apsw
import orjson
from pydantic import JsonValue

from agentgym.environment import canonical_json
from agentgym.errors import InvalidWorldError
from agentgym.recent import Recent
from agentgym.task import Mention
from agentgym.tools import JsonObject, Tool
from agentgym.toolset import Comparison
from agentgym.world.changes import read_changes, read_few_changes
from agentgym.world.clock import VirtualClock
from agentgym.world.comparison import PreparedGoal, compare, is_met, prepare
from agentgym.world.compile import compile_tool
from agentgym.world.connection import connect, copy_database
from agentgym.world.goal import read_goal
from agentgym.world.image import build_image
from agentgym.world.live import LiveWorld
from agentgym.world.memo import Memo
from agentgym.world.overlay import NOTHING, Overlay, make_overlay
from agentgym.world.pack import Compiled, pack, read_program, unpack
from agentgym.world.picking import PickQuery, pick_query
from agentgym.world.program import Program
from agentgym.world.spec import Scalar, WorldSpec, read_spec
from agentgym.world.sql import Vetter
from agentgym.world.tables import TableLayout, layout

_GOALS = 512
_OVERLAYS = 256
_PICKS = 512
# zlib's word for: whichever of the two it is.
_ZLIB_OR_GZIP = zlib.MAX_WBITS | 32
_T = TypeVar("_T")


class World:
    """A compiled world: immutable, picklable, shared by any number of live ones.

    Made by `load` from a world file, or by `unpack` from a pack.
    """

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self._programs: dict[str, Program] = {}
        self._lock = threading.RLock()
        self._spec: WorldSpec | None = None
        self._template: apsw.Connection | None = None
        self._vetter: Vetter | None = None
        self._keys: frozenset[tuple[str, Scalar]] | None = None
        self._goals: Recent[PreparedGoal] = Recent(_GOALS)
        self._compared: Recent[Comparison] = Recent(_GOALS)
        self._overlays: Recent[Overlay] = Recent(_OVERLAYS)
        self._picks: Recent[PickQuery] = Recent(_PICKS)
        self._memos: Recent[Memo] = Recent(_OVERLAYS)
        self.layouts: dict[str, TableLayout] = compiled.layouts
        self.clock: VirtualClock = compiled.clock
        self.image: bytes = compiled.image
        self.uses_dates: bool = compiled.uses_dates
        self.first_keys: dict[str, int] = {
            name: table.sequence.start
            for name, table in compiled.layouts.items()
            if table.sequence is not None
        }

    @classmethod
    def load(cls, source: Path | str | bytes | JsonObject) -> World:
        """Read and compile a world file.

        Args:
            source: A path, JSON text, or the parsed file.

        Raises:
            InvalidWorldError: The file is wrong; the message names tool, step and column.
        """
        spec, raw = read_spec(source)
        layouts = {name: layout(name, table) for name, table in spec.tables.items()}
        connection = connect()
        try:
            image = build_image(connection, spec, layouts)
            vetter = Vetter(connection, layouts)
            compiled = [compile_tool(tool, vetter, layouts) for tool in spec.tools]
        finally:
            connection.close()
        try:
            source_json = canonical_json(raw)
        except TypeError as error:
            raise InvalidWorldError(f"the world file cannot be written as JSON: {error}") from None
        return cls(
            Compiled(
                name=spec.name,
                digest=hashlib.sha256(source_json).hexdigest(),
                clock=VirtualClock(spec.clock.start, spec.clock.tick_seconds),
                layouts=layouts,
                tools=tuple(tool for tool, _ in compiled),
                programs={program.name: program for _, program in compiled},
                uses_dates=b"add_days" in source_json or b"days_between" in source_json,
                image=image,
                # In the order of the file: rows are lists in the order of their columns.
                source=orjson.dumps(raw),
            )
        )

    @property
    def name(self) -> str:
        """The world's name."""
        return self._compiled.name

    @property
    def tools(self) -> tuple[Tool, ...]:
        """What an agent may call."""
        return self._compiled.tools

    @property
    def spec(self) -> WorldSpec:
        """The world file.

        Raises:
            InvalidWorldError: The world was unpacked without it.
        """
        if self._spec is None:
            if not self._compiled.source:
                raise InvalidWorldError(
                    "this world was unpacked without its file, so it cannot be shown; give "
                    "World.unpack its `source`, or load the world file"
                )
            source = self._compiled.source
            plain = source.startswith(b"{")
            self._spec = read_spec(source if plain else zlib.decompress(source, _ZLIB_OR_GZIP))[0]
        return self._spec

    def digest(self) -> str:
        """A hex SHA-256 of the canonical JSON of the world file."""
        return self._compiled.digest

    def pack(self, *, source: bool = True) -> bytes:
        """The compiled world as bytes, for a cache. See `unpack`.

        Args:
            source: Whether the pack holds the world file too, for `spec`.
        """
        return pack(self._compiled if source else replace(self._compiled, source=b""))

    @classmethod
    def unpack(cls, data: bytes, *, source: bytes = b"") -> World:
        """A compiled world from a pack, in a fraction of a millisecond.

        A pack's SQL is trusted. Its SHA-256 catches damage, not forgery: open only your own packs,
        and `load` the world files of others.

        Args:
            data: What `pack` gave.
            source: The world file, compressed by zlib or gzip, for a pack that does not hold it.

        Raises:
            InvalidWorldError: The bytes are no pack, were made by another version, or are damaged.
        """
        compiled = unpack(data)
        return cls(replace(compiled, source=source) if source else compiled)

    def __reduce__(self) -> tuple[Callable[[bytes], World], tuple[bytes]]:
        return (World.unpack, (self.pack(),))

    def open(self) -> LiveWorld:
        """A live world; `reset` it before the first call."""
        return LiveWorld(self)

    def check_goal(self, goal: JsonValue) -> None:
        """Check that a goal fits this world.

        Args:
            goal: `Check.state`: None, a list of row changes, or `{"any_of": [...]}`.

        Raises:
            InvalidTaskError: It does not; the message names table and column.
        """
        self._prepared(canonical_json(goal), goal)

    def compared(self, changeset: bytes, goal: JsonValue) -> Comparison:
        """How a net change compares with a goal; the last few hundred outcomes are kept.

        Raises:
            InvalidTaskError: The goal does not fit this world.
        """
        name = canonical_json(goal)

        def work_out() -> Comparison:
            changes = read_changes(changeset, self.layouts, compared=True)
            return compare(changes, self._prepared(name, goal), self.layouts)

        return self._compared.get(name + b"\0" + changeset, work_out)

    def is_met(self, changeset: bytes, goal: JsonValue) -> bool:
        """Whether a net change is what a goal says: `compared` without parts and reasons.

        Raises:
            InvalidTaskError: The goal does not fit this world.
        """
        prepared = self._prepared(canonical_json(goal), goal)
        most = max(map(len, prepared.alternatives))
        changes = read_few_changes(changeset, self.layouts, most)
        return changes is not None and is_met(changes, prepared, self.layouts)

    def _prepared(self, name: bytes, goal: JsonValue) -> PreparedGoal:
        return self._goals.get(name, lambda: prepare(read_goal(goal, self.layouts), self.layouts))

    def overlay(self, initial: JsonValue) -> Overlay:
        """What a task's `initial` changes; the last few hundred are kept.

        Raises:
            InvalidTaskError: It does not fit this world.
        """
        if initial is None or initial == {}:
            return NOTHING
        return self._overlays.get(canonical_json(initial), lambda: self._make_overlay(initial))

    def memo(self, overlay: Overlay) -> Memo:
        """What read-only calls gave over an overlay in which nothing has changed."""
        return self._memos.get(overlay.changeset, Memo)

    def forget(self) -> None:
        """Forget the results of read-only calls, so that each is worked out again."""
        for memo in self._memos.values():
            memo.clear()

    def pick_query(self, mention: Mention) -> PickQuery:
        """The vetted query for a description; the last few hundred are kept.

        Raises:
            InvalidTaskError: Its table or its SQL is wrong.
        """
        key = canonical_json([mention.among, mention.where, mention.order])
        return self._picks.get(key, lambda: pick_query(mention, self.layouts, self._vetting()))

    def program(self, tool: str) -> Program | None:
        """The program behind a tool; None for an unknown tool."""
        program = self._programs.get(tool)
        if program is None:
            found = self._compiled.programs.get(tool)
            if found is None:
                return None
            program = found if isinstance(found, Program) else read_program(found)
            self._programs[tool] = program
        return program

    def fill(self, connection: apsw.Connection) -> None:
        """Put the initial rows into an empty database."""
        # A connection serves one thread at a time.
        with self._lock:
            copy_database(self._template_database(), connection)

    @property
    def keys(self) -> frozenset[tuple[str, Scalar]]:
        """The keys that the initial rows take, in the tables whose keys are generated."""
        if self._keys is None:
            with self._lock:
                run = self._template_database().execute
                self._keys = frozenset(
                    (name, row[0])
                    for name in self.first_keys
                    for row in run(f'SELECT "{self.layouts[name].key[0]}" FROM "{name}"')
                )
        return self._keys

    def _template_database(self) -> apsw.Connection:
        if self._template is None:
            connection = connect()
            connection.deserialize("main", self.image)
            self._template = connection
        return self._template

    def _make_overlay(self, initial: JsonValue) -> Overlay:
        connection = connect()
        try:
            self.fill(connection)
            return make_overlay(connection, initial, self.layouts)
        finally:
            connection.close()

    def _vetting(self) -> Vetter:
        if self._vetter is None:
            connection = connect()
            self.fill(connection)
            self._vetter = Vetter(connection, self.layouts)
        return self._vetter
