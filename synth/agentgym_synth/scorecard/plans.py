"""Abstract plans: what a solution does, with every name and value taken away.

A plan is a sequence of calls. Of a call it keeps what is done to which tables (numbered as they
come up in this plan) and where each argument comes from: what the user said, the system prompt,
the tool's own schema, the result of an earlier call, or none of these.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pydantic import JsonValue

from agentgym.certifier.provenance import Known, leaves
from agentgym.environment import Environment
from agentgym.task import Task
from agentgym.tools import ToolCall, ToolResult
from agentgym.world import LiveWorld
from agentgym_synth.scorecard.operations import Part, Roles, Schema, roles
from agentgym_synth.scorecard.structure import world_file
from agentgym_synth.scorecard.touching import Touch, touches

#: `user`, `rules`, `tool`, `own`, or the number of the kind of call that gave it.
Source: TypeAlias = "str | int"
_NO_ROLES = Roles(frozenset(), frozenset())
#: A result that is looked through for where values come from holds at most so many of them.
_MOST_VALUES = 4000


@dataclass(frozen=True, slots=True)
class Step:
    """One call of a plan.

    Attributes:
        does: What it does, and to which tables: `("update choice", 1)`, `("insert", 2)`; `("read",
            0)` for a look-up.
        sources: Where its arguments come from, each source once.
    """

    does: tuple[tuple[str, int], ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a solution does.

    Attributes:
        kinds: The different calls, in the order in which they come up.
        order: The calls, as numbers of `kinds`; a stretch that is repeated stands once.
    """

    kinds: tuple[Step, ...]
    order: tuple[int, ...]

    @property
    def digest(self) -> str:
        """A hex SHA-256."""
        return hashlib.sha256(repr(self).encode()).hexdigest()

    @property
    def shape(self) -> tuple[tuple[tuple[str, int], ...], ...]:
        """What is done to which tables, call by call, without where arguments come from."""
        does = [self.kinds[kind].does for kind in self.order]
        numbers = {step: number for number, step in enumerate(dict.fromkeys(does))}
        kinds = list(numbers)
        return tuple(kinds[n] for n in without_repeats([numbers[step] for step in does]))


class Planner:
    """Finds the plans of the tasks of one environment.

    It plays each solution, since only the results show where an argument comes from.
    """

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._toolset = environment.toolset()
        self._tools = {tool.name: tool for tool in self._toolset.tools}
        self._rules = Known(environment.system_prompt, ())
        self._schemas = {name: Known("", (tool,)) for name, tool in self._tools.items()}
        self._programs: dict[str, Part] = {}
        self._roles: dict[str, Roles] = {}
        self._schema: Schema | None = None
        if isinstance(self._toolset, LiveWorld):
            file = world_file(self._toolset.world.spec)
            self._schema = Schema(file["tables"])
            self._programs = {tool["name"]: tool for tool in file["tools"]}
            self._roles = {name: roles(tool, self._schema) for name, tool in self._programs.items()}

    def plan(self, task: Task) -> Plan:
        """The plan of a task's solution."""
        self._toolset.reset(0, task.initial)
        sketch = _Sketch(self._rules, self._schemas, self._roles)
        for number, turn in enumerate(task.solution):
            self._toolset.begin_turn(number)
            sketch.hear(task.turns[number])
            for call in turn.calls:
                result = self._toolset.call(call)
                sketch.add(call, self._touched(call), result)
        return sketch.plan()

    def close(self) -> None:
        """Free the toolset."""
        self._toolset.close()

    def _touched(self, call: ToolCall) -> Sequence[Touch]:
        program = self._programs.get(call.name)
        if program is None or self._schema is None:
            tool = self._tools.get(call.name)
            return (Touch("read" if tool is not None and tool.read_only else "call", call.name),)
        return touches(program, call.arguments, self._schema)


class _Sketch:
    """A plan while it is made."""

    def __init__(
        self, rules: Known, schemas: Mapping[str, Known], roles: Mapping[str, Roles]
    ) -> None:
        self._rules = rules
        self._schemas = schemas
        self._roles = roles
        self._user = Known("", ())
        self._tables: dict[str, int] = {}
        self._kinds: dict[Step, int] = {}
        self._order: list[int] = []
        # Value to the first kind of call that gave it.
        self._given: dict[JsonValue, int] = {}

    def hear(self, text: str) -> None:
        """The user speaks."""
        self._user.hear(text)

    def add(self, call: ToolCall, touched: Sequence[Touch], result: ToolResult) -> None:
        """A call is made."""
        does = tuple(
            dict.fromkeys(
                (touch.op, self._tables.setdefault(touch.table, len(self._tables)))
                for touch in touched
            )
        )
        role = self._roles.get(call.name, _NO_ROLES)
        found = {
            self._source(call.name, value, name in role.keys)
            for name, value in _named(call.arguments)
            if name not in role.style
        }
        step = Step(does, tuple(sorted(found, key=lambda s: (isinstance(s, int), s))))
        kind = self._kinds.setdefault(step, len(self._kinds))
        self._order.append(kind)
        for value in _values(result):
            self._given.setdefault(value, kind)

    def plan(self) -> Plan:
        """The plan so far."""
        return Plan(tuple(self._kinds), without_repeats(self._order))

    def _source(self, tool: str, value: JsonValue, key: bool) -> Source:
        if value is None or isinstance(value, bool | dict | list):
            return "own"
        # A short key may occur in what the user says by chance; it is meant where a row showed it.
        if key and value in self._given:
            return self._given[value]
        if self._user.explains(value):
            return "user"
        if value in self._given:
            return self._given[value]
        if self._rules.explains(value):
            return "rules"
        schema = self._schemas.get(tool)
        return "tool" if schema is not None and schema.explains(value) else "own"


def without_repeats(order: Sequence[int]) -> tuple[int, ...]:
    """The sequence with every stretch that is repeated at once standing there only once."""
    calls = list(order)
    length = 1
    while length <= len(calls) // 2:
        start = next(
            (
                n
                for n in range(len(calls) - 2 * length + 1)
                if calls[n : n + length] == calls[n + length : n + 2 * length]
            ),
            None,
        )
        if start is None:
            length += 1
        else:
            del calls[start : start + length]
            length = 1
    return tuple(calls)


def _named(arguments: JsonValue) -> Iterator[tuple[str, JsonValue]]:
    """The values of a call, each under its argument's path without list positions."""
    for path, value in leaves(arguments):
        yield ".".join(part for part in path if isinstance(part, str)), value


def _values(result: ToolResult) -> Iterator[JsonValue]:
    if result.is_error:
        return
    for number, (_, value) in enumerate(leaves(result.structured_content)):
        if number >= _MOST_VALUES:
            return
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            yield value
