"""What the tools of a world can do to its tables, with everything that is style taken away.

A tool is split into its paths: a tool that branches by an `action` argument is as many operations
as it has branches, and one that takes an array does to each item what it would do to one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agentgym_synth.scorecard.statement import Statement, Use, read_statement

#: A part of a world file, as JSON gives it.
Part = Mapping[str, Any]

# More paths through one tool are put together, since their number doubles with every branch.
_MOST_PATHS = 64
#: The condition by which a tool that does several things tells them apart.
CHOICE = re.compile(r"\s*:(\w+)\s*=\s*'((?:[^']|'')*)'\s*")


@dataclass(frozen=True, slots=True)
class Effect:
    """What is done to one table.

    Attributes:
        op: `insert`, `update` or `delete`.
        table: The table.
        kinds: The kinds of the columns that an update sets; empty for the others.
    """

    op: str
    table: str
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Operation:
    """What one path through a tool does.

    Attributes:
        effects: What it does to the tables; none for a look-up.
        reads: The other tables that it looks at, up to its last write.
        named: The tables whose keys are among its arguments.
        arguments: The kinds of its other arguments: `text`, `number`.
    """

    effects: frozenset[Effect] = frozenset()
    reads: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    arguments: frozenset[str] = frozenset()


def column_kind(column: Part) -> str:
    """The coarse kind of a column of a world file."""
    if column.get("ref") is not None:
        return "ref"
    if column.get("key"):
        return "key"
    if column.get("json"):
        return "json"
    if column.get("volatile"):
        return "volatile"
    if column.get("enum") is not None:
        return "choice"
    return "text" if column["type"] == "text" else "number"


class Schema:
    """The tables of a world, as far as operations depend on them.

    Args:
        tables: `tables` of a world file.
    """

    def __init__(self, tables: Mapping[str, Part]) -> None:
        self.kinds: dict[str, dict[str, str]] = {}
        self.positions: dict[str, tuple[str, ...]] = {}
        self._owner: dict[str, dict[str, str]] = {}
        for name, table in tables.items():
            columns: Mapping[str, Part] = table["columns"]
            self.kinds[name] = {c: column_kind(column) for c, column in columns.items()}
            self.positions[name] = tuple(columns)
            keys = [c for c, column in columns.items() if column.get("key")]
            owner = self._owner[name] = {
                c: column["ref"] for c, column in columns.items() if column.get("ref") is not None
            }
            if len(keys) == 1:
                owner[keys[0]] = name

    def entity(self, use: Use, statement: Statement) -> str | None:
        """The table whose key a parameter holds, where its place shows that."""
        if use.position >= 0:
            columns = self.positions.get(statement.target, ())
            if use.position >= len(columns):
                return None
            return self._owner[statement.target].get(columns[use.position])
        if not use.column:
            return None
        qualifier, _, column = use.column.rpartition(".")
        if qualifier:
            table = statement.aliases.get(qualifier, qualifier)
            return self._owner.get(table, {}).get(column)
        for source in statement.sources:
            if column in self.kinds.get(source, ()):
                return self._owner[source].get(column)
        return None


def operations(tool: Part, schema: Schema) -> frozenset[Operation]:
    """Every operation of one tool of a world file.

    Args:
        tool: An entry of `tools`.
        schema: The world's tables.
    """
    return frozenset(
        Operation(
            _at_once(path.effects),
            path.reads - {effect.table for effect in path.effects},
            path.named,
            path.arguments,
        )
        for path in _Program(tool, schema).paths()
        if path.effects or path.reads
    )


def _at_once(effects: frozenset[Effect]) -> frozenset[Effect]:
    """The effects, with several updates of one table taken for one."""
    if len(effects) == 1:
        return effects
    kinds: dict[tuple[str, str], frozenset[str]] = {}
    for effect in effects:
        place = (effect.op, effect.table)
        kinds[place] = kinds.get(place, frozenset()) | effect.kinds
    return frozenset(Effect(op, table, changed) for (op, table), changed in kinds.items())


_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Roles:
    """What the arguments of a tool are there for, each under its path (`lines.sku`).

    Attributes:
        keys: Those that are keys of rows.
        style: Those that belong to the API's style: they choose between the things that the tool
            does, or page through a list.
    """

    keys: frozenset[str]
    style: frozenset[str]


def roles(tool: Part, schema: Schema) -> Roles:
    """What the arguments of one tool of a world file are there for."""
    return _Program(tool, schema).roles()


@dataclass(frozen=True, slots=True)
class _Path:
    """What has happened on the way through a program.

    Attributes:
        effects: What was written.
        reads: What was looked at; once something is written, no later than the last write.
        trailing: What was looked at since the last write.
        named: See `Operation`.
        arguments: See `Operation`.
    """

    effects: frozenset[Effect] = frozenset()
    reads: frozenset[str] = _NOTHING
    trailing: frozenset[str] = _NOTHING
    named: frozenset[str] = _NOTHING
    arguments: frozenset[str] = _NOTHING

    def then(self, step: _Path) -> _Path:
        """This way with one more step."""
        reads, trailing = self.reads, self.trailing
        if step.effects:
            reads = reads | trailing | step.reads
            trailing = _NOTHING
        elif self.effects:
            trailing = trailing | step.reads
        else:
            reads = reads | step.reads
        return _Path(
            self.effects | step.effects,
            reads,
            trailing,
            self.named | step.named,
            self.arguments | step.arguments,
        )


class _Program:
    """One tool's program."""

    def __init__(self, tool: Part, schema: Schema) -> None:
        self._tool = tool
        self._schema = schema
        properties: Mapping[str, Part] = tool["input"].get("properties", {})
        self._schemas: dict[str, Part] = dict(properties)
        self._keys: set[str] = set()
        self._style: set[str] = set()
        # The name of an array's item to the path of the array.
        self._arrays: dict[str, str] = {}
        self._prepare(tool["steps"])

    def paths(self) -> set[_Path]:
        """Every way through the program."""
        running, ended = self._walk(self._tool["steps"], {_Path()})
        return running | ended

    def roles(self) -> Roles:
        """See `Roles`."""
        return Roles(
            frozenset(map(self._full, self._keys)), frozenset(map(self._full, self._style))
        )

    def _full(self, path: str) -> str:
        name, dot, rest = path.partition(".")
        array = self._arrays.get(name)
        return path if array is None else self._full(array) + dot + rest

    def _prepare(self, steps: Sequence[Part]) -> None:
        """Find what the items of arrays are, and which arguments are keys anywhere."""
        for step in steps:
            if "each" in step:
                path = step["in"].removeprefix(":")
                array = self._argument(path)
                if array is not None:
                    self._schemas[step["each"]] = array.get("items", {})
                    self._arrays[step["each"]] = path
            choice = CHOICE.fullmatch(step["when"]) if "when" in step else None
            if choice is not None and choice[1] in self._schemas:
                self._style.add(choice[1])
            for inner in _inner(step):
                self._prepare(inner)
            sql = sql_of(step)
            if sql is None:
                continue
            statement = read_statement(sql)
            self._style |= statement.paging
            for use in statement.uses:
                if self._schema.entity(use, statement) is not None:
                    self._keys.add(use.path)

    def _argument(self, path: str) -> Part | None:
        """The schema of an argument, of an attribute of one, or of an item; None for a result."""
        name, *attributes = path.split(".")
        schema = self._schemas.get(name)
        for attribute in attributes:
            if schema is None:
                return None
            schema = schema.get("properties", {}).get(attribute, {})
        return schema

    def _walk(self, steps: Sequence[Part], running: set[_Path]) -> tuple[set[_Path], set[_Path]]:
        """Go on along every way; those that go on, and those that have ended in a `return`."""
        ended: set[_Path] = set()
        for step in steps:
            if "return" in step:
                return set(), ended | running
            here = self._step(step)
            if here is not None:
                running = {path.then(here) for path in running}
            if "each" in step:
                running, out = self._walk(step["do"], running)
                ended |= out
            elif "when" in step:
                running, out = self._branch(step, running)
                ended |= out
        return running, ended

    def _branch(self, step: Part, running: set[_Path]) -> tuple[set[_Path], set[_Path]]:
        first, first_ended = self._walk(step["do"], running)
        second, second_ended = self._walk(step.get("otherwise", ()), running)
        return _few(first | second), _few(first_ended | second_ended)

    def _step(self, step: Part) -> _Path | None:
        """What one step does by itself; None for nothing."""
        sql = sql_of(step)
        if sql is None:
            return None
        statement = read_statement(sql)
        schema = self._schema
        reads = frozenset(name for name in statement.sources if name in schema.kinds)
        if "require" in step or "when" in step:
            # What an argument is compared with decides between operations; it goes nowhere.
            return _Path(reads=reads) if reads else None
        named: set[str] = set()
        arguments: set[str] = set()
        for use in statement.uses:
            entity = schema.entity(use, statement)
            argument = self._argument(use.path)
            if argument is None:
                continue
            if entity is not None:
                named.add(entity)
            elif use.path not in self._keys:
                arguments.add(_value_kind(argument))
        effects: frozenset[Effect] = frozenset()
        if statement.op is not None and statement.target in schema.kinds:
            kinds = schema.kinds[statement.target]
            changed = frozenset(kinds[c] for c in statement.changed if c in kinds)
            if statement.op != "update":
                changed = frozenset()
            effects = frozenset({Effect(statement.op, statement.target, changed)})
        return _Path(effects, reads, _NOTHING, frozenset(named), frozenset(arguments))


def _few(paths: set[_Path]) -> set[_Path]:
    """The paths, or all of them put together where there are too many."""
    if len(paths) <= _MOST_PATHS:
        return paths

    def union(read: Callable[[_Path], frozenset[Any]]) -> frozenset[Any]:
        return frozenset().union(*map(read, paths))

    return {
        _Path(
            union(lambda p: p.effects),
            union(lambda p: p.reads),
            union(lambda p: p.trailing),
            union(lambda p: p.named),
            union(lambda p: p.arguments),
        )
    }


def _inner(step: Part) -> Iterator[Sequence[Part]]:
    for key in ("do", "otherwise"):
        if key in step:
            yield step[key]


def sql_of(step: Part) -> str | None:
    """The SQL in which a step may touch a table; None where it has none."""
    for key in ("sql", "write"):
        if key in step:
            sql: str = step[key]
            return sql
    for key in ("require", "when"):
        if key in step and "from" in step[key].lower():
            condition: str = step[key]
            return condition
    return None


def _value_kind(schema: Part) -> str:
    """The kind of an argument that is no key; an array counts as its items."""
    kind = schema.get("type")
    if kind == "array":
        return _value_kind(schema.get("items", {}))
    return "number" if kind in ("integer", "number", "boolean") else "text"
