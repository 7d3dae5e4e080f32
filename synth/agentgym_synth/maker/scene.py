"""The world in which a task is made: what it holds now, and what the agent has seen of it."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import orjson

from agentgym.sampling import Draws
from agentgym.tools import ToolCall
from agentgym.world import World
from agentgym.world.live import LiveWorld
from agentgym.world.state import WorldState
from agentgym_envs.domains.spec import Speaker
from agentgym_synth.build import Built
from agentgym_synth.maker.conditions import Condition
from agentgym_synth.model import Action, Thing, Value
from agentgym_synth.paths import as_sql
from agentgym_synth.plan import Plan
from agentgym_synth.surface import Look, Surface

if TYPE_CHECKING:
    from agentgym_synth.maker.naming import Named

Entity = tuple[str, Value]
#: Queries of the first state that are kept from one task to the next.
_MOST_READ = 20_000


class DroppedError(Exception):
    """What was begun cannot become a task; another attempt may."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A scene at one moment."""

    state: WorldState
    changed: bool
    calls: tuple[ToolCall, ...]
    answers: dict[bytes, Any]
    known: frozenset[Entity]
    seen: dict[Entity, frozenset[str]]
    touched: frozenset[Entity]
    made: frozenset[Entity]
    spoken: dict[Entity, Named]
    shapes: frozenset[str]
    asked: dict[str, int]


@dataclass(frozen=True, slots=True)
class Ended:
    """What was done in a turn.

    Attributes:
        calls: The calls.
        other: Calls that leave the same behind; the same ones where there is no other way.
    """

    calls: tuple[ToolCall, ...]
    other: tuple[ToolCall, ...]


class Scene:
    """One task in the making.

    Attributes:
        plan: The environment's things, actions and rules.
        surface: Its tools.
        draws: Decides.
        calls: What the solution has called in this turn.
        detours: Place of a call in this turn to the calls that would do instead.
        known: The keys that the agent knows.
        seen: Which columns of which rows the agent has seen.
        touched: What the task has changed.
        tier: How long the task is to be, from 1 to 5.
        me: Who asks, where it is somebody of the world.
        topic: What the errand that is drawn now is to be about, where that is decided.
        pronouns: What is spoken of as "it".
        spoken: How the things of this task have been named.
        shapes: The patterns of this task of which one is enough.
        asked: How often an action has been asked for in this turn.
        today: The world's day, in ISO 8601.
        lawful: Action to what is known of the rows that it may act on; see `lawful`.
    """

    def __init__(self, plan: Plan, built: Built, world: World, today: str) -> None:
        self.plan = plan
        self.surface: Surface = built.surface
        self.today = today
        self.live = world.open()
        self.lawful: dict[str, tuple[Condition, ...]] = {}
        self._first = world.open()
        self._first.reset(0)
        self._rows: dict[Entity, dict[str, Any]] = {}
        self._sql: dict[tuple[str, str], str] = {}
        self._read_first: dict[tuple[str, bytes], list[tuple[Any, ...]]] = {}
        self._read_now: dict[tuple[str, bytes], list[tuple[Any, ...]]] = {}
        self.begin(Draws.seeded(0))

    def begin(self, draws: Draws) -> None:
        """Begin another task, in the world's first state."""
        self.draws = draws
        self.live.reset(0)
        self._state: WorldState | None = None
        self._changed = False
        self._read_now.clear()
        if len(self._read_first) > _MOST_READ:
            self._read_first.clear()
        self.calls: list[ToolCall] = []
        self.detours: dict[int, tuple[ToolCall, ...]] = {}
        self._answers: dict[bytes, Any] = {}
        self.known: set[Entity] = set()
        self.seen: dict[Entity, frozenset[str]] = {}
        self.touched: set[Entity] = set()
        self.made: set[Entity] = set()
        self.me: Named | None = None
        self.speaker = Speaker()
        self.topic: Entity | None = None
        self.pronouns: dict[Entity, str] = {}
        self.spoken: dict[Entity, Named] = {}
        self.shapes: set[str] = set()
        self.asked: dict[str, int] = {}
        self.tier = 1

    def close(self) -> None:
        """Free the worlds."""
        self.live.close()
        self._first.close()

    def thing(self, name: str) -> Thing:
        """A thing by name."""
        return self.plan.things[name]

    @property
    def changed(self) -> bool:
        """Whether anything has been done since the task began."""
        return self._changed

    def carrier(self, behaviour: str) -> str:
        """The thing that carries a behaviour."""
        return next(aspect.on for aspect in self.plan.aspects if aspect.name == behaviour)

    def read(self, sql: str, values: Mapping[str, Value] | None = None) -> list[tuple[Any, ...]]:
        """The rows of a query in the present state, not to be altered; it may use `:today`."""
        if not self._changed:
            return self.read_first(sql, values)
        return self._looked_up(self.live, self._read_now, sql, values)

    def read_first(
        self, sql: str, values: Mapping[str, Value] | None = None
    ) -> list[tuple[Any, ...]]:
        """The rows of a query in the world's first state, not to be altered."""
        return self._looked_up(self._first, self._read_first, sql, values)

    def _looked_up(
        self,
        world: LiveWorld,
        known: dict[tuple[str, bytes], list[tuple[Any, ...]]],
        sql: str,
        values: Mapping[str, Value] | None,
    ) -> list[tuple[Any, ...]]:
        """The rows of a query, which is asked once in each state."""
        # Version 2 writes values alone: equal values of equal types give equal bytes.
        key = sql, marshal.dumps({**values}, 2) if values else b""
        found = known.get(key)
        if found is None:
            found = known[key] = world.read(sql, {"today": self.today, **(values or {})})
        return found

    def sql(self, action: Action, condition: str) -> str:
        """A condition on an action's arguments, with its paths as sub-selects."""
        key = action.name, condition
        if key not in self._sql:
            self._sql[key] = as_sql(condition, action.things, self.plan.things)
        return self._sql[key]

    def keys(self, thing: str) -> list[Value]:
        """The keys of all things of a kind, in order."""
        return [row[0] for row in self.read(f"SELECT {thing}_id FROM {thing} ORDER BY 1")]

    def row(self, thing: str, key: Value) -> dict[str, Any]:
        """One thing as it is now: column to value."""
        if not self._changed and (thing, key) in self._rows:
            return self._rows[thing, key]
        columns = (f"{thing}_id", *self.plan.things[thing].columns)
        found = self.read(
            f"SELECT {', '.join(columns)} FROM {thing} WHERE {thing}_id = :key", {"key": key}
        )
        if not found:
            raise DroppedError(f"there is no {thing} {key!r} any more")
        row = dict(zip(columns, found[0], strict=True))
        if not self._changed:
            self._rows[thing, key] = row
        return row

    def look(self, look: Look, arguments: Mapping[str, Value]) -> dict[str, Any]:
        """Call a tool that shows something; a call made before is not made again.

        Raises:
            DroppedError: The tool refused.
        """
        name = orjson.dumps([look.tool, arguments], option=orjson.OPT_SORT_KEYS)
        found: dict[str, Any] | None = self._answers.get(name)
        if found is not None:
            return found
        found = self._answers[name] = self._call(ToolCall(look.tool, {**arguments}))
        rows = [found] if look.rows is None else found[look.rows]
        leads = [
            (column.ref, look.shows[column.name], column.name in look.names)
            for column in self.plan.things[look.thing].columns.values()
            if column.ref is not None and column.name in look.shows
        ]
        key_shown = look.shows[f"{look.thing}_id"]
        shown_here = frozenset(look.shows)
        for row in rows:
            entity = (look.thing, row[key_shown])
            self.known.add(entity)
            self._see(entity, shown_here)
            for ref, shown, is_named in leads:
                key = row[shown]
                if key is None:
                    continue
                self.known.add((ref, key))
                if is_named:
                    titled = self.plan.things[ref].titled
                    assert titled is not None
                    self._see((ref, key), frozenset((titled,)))
        return found

    def _see(self, entity: Entity, columns: frozenset[str]) -> None:
        # Sets that never change are shared with snapshots.
        before = self.seen.get(entity)
        self.seen[entity] = columns if before is None else before | columns

    def act(self, tool: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Call a tool that does something.

        Raises:
            DroppedError: The tool refused.
        """
        result = self._call(ToolCall(tool, {**arguments}))
        self._changed, self._state = True, None
        self._answers.clear()
        self._read_now.clear()
        return result

    def attempt(self, tool: str, arguments: Mapping[str, Any]) -> None:
        """Call a tool that refuses.

        Raises:
            DroppedError: It did not refuse.
        """
        call = ToolCall(tool, {**arguments})
        if not self.live.call(call).is_error:
            raise DroppedError(f"{tool} should have refused")
        self.calls.append(call)
        self.may_instead()

    def snapshot(self) -> Snapshot:
        """What `restore` goes back to."""
        if self._state is None:
            self._state = self.live.state()
        return Snapshot(
            self._state,
            self._changed,
            tuple(self.calls),
            dict(self._answers),
            frozenset(self.known),
            dict(self.seen),
            frozenset(self.touched),
            frozenset(self.made),
            dict(self.spoken),
            frozenset(self.shapes),
            dict(self.asked),
        )

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to a snapshot of this task."""
        if self._changed or snapshot.changed:
            self.live.restore(snapshot.state)
        self._changed, self._state = snapshot.changed, snapshot.state
        self._read_now.clear()
        self.calls = list(snapshot.calls)
        self._answers = dict(snapshot.answers)
        self.known = set(snapshot.known)
        self.seen = dict(snapshot.seen)
        self.touched = set(snapshot.touched)
        self.made = set(snapshot.made)
        self.spoken = dict(snapshot.spoken)
        self.shapes = set(snapshot.shapes)
        self.asked = dict(snapshot.asked)
        self.detours = {n: c for n, c in self.detours.items() if n < len(self.calls)}

    def may_instead(self, *calls: ToolCall) -> None:
        """Note that other calls would do in place of the last one, or none at all."""
        self.detours[len(self.calls) - 1] = calls

    def end_turn(self) -> Ended:
        """The calls of the turn that ends here, and another way."""
        calls, self.calls = tuple(self.calls), []
        self.asked = {}
        detours, self.detours = self.detours, {}
        other = [c for n, call in enumerate(calls) for c in detours.get(n, (call,))]
        return Ended(calls, tuple(other))

    def _call(self, call: ToolCall) -> dict[str, Any]:
        result = self.live.call(call)
        if result.is_error:
            raise DroppedError(f"{call.name}: {result.content}")
        self.calls.append(call)
        return _parsed(result.content)


@lru_cache(maxsize=256)
def _parsed(content: str) -> dict[str, Any]:
    parsed: dict[str, Any] = orjson.loads(content)
    return parsed
