"""Tool programs as they run: the eight kinds of step.

A frame keeps every value under its full name (`order_id`, `o.status`, `it.sku`), so that a
statement's parameters are fetched in one go.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import Literal, TypeAlias, cast

import apsw
import orjson

from agentgym.errors import ToolError
from agentgym.world.spec import Scalar

#: Anything a frame holds: JSON, or a row as SQLite gave it.
Held: TypeAlias = object


@dataclass(slots=True)
class Frame:
    """What one call works with.

    Attributes:
        values: Full name to value.
        execute: Runs a statement.
        changes: How many rows the last write changed.
        new_key: Makes a key of a table.
    """

    values: dict[str, Held]
    execute: Callable[[str, Sequence[object]], apsw.Cursor]
    changes: Callable[[], int]
    new_key: Callable[[str], str | int]


@dataclass(frozen=True, slots=True)
class Statement:
    """Vetted SQL and the names behind its parameters.

    Attributes:
        sql: With `?1`, `?2`, ...
        names: The full names of the parameters.
        plain: All of them are surely numbers, texts or null.
    """

    sql: str
    names: tuple[str, ...]
    plain: bool
    _fetch: Callable[[dict[str, Held]], Sequence[object]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(self.names))
        object.__setattr__(self, "_fetch", _fetcher(self.names, self.plain))

    def run(self, frame: Frame) -> apsw.Cursor:
        """Start it with the frame's values."""
        return frame.execute(self.sql, self._fetch(frame.values))


def _fetcher(names: tuple[str, ...], plain: bool) -> Callable[[dict[str, Held]], Sequence[object]]:
    if not names:
        return lambda values: ()
    if not plain:
        return lambda values: [_bindable(values[name]) for name in names]
    if len(names) == 1:
        only = names[0]
        return lambda values: (values[only],)
    return cast("Callable[[dict[str, Held]], Sequence[object]]", itemgetter(*names))


def _bindable(value: Held) -> Held:
    return orjson.dumps(value).decode() if isinstance(value, dict | list) else value


@dataclass(frozen=True, slots=True)
class Text:
    """A message: texts and names by turns, beginning and ending with a text."""

    parts: tuple[str, ...]

    def fill(self, values: dict[str, Held]) -> str:
        """The message with the names filled in."""
        parts = self.parts
        if len(parts) == 1:
            return parts[0]
        return "".join(
            _said(values[part]) if number % 2 else part for number, part in enumerate(parts)
        )


def _said(value: Held) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return "nothing"
    return orjson.dumps(value).decode()


@dataclass(frozen=True, slots=True)
class OneStep:
    """Bind one row; see `spec.One`."""

    bind: str
    statement: Statement
    columns: tuple[str, ...]
    parsed: tuple[str, ...]
    first: bool
    otherwise: Text | None
    kind: Literal["one"] = "one"
    _names: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_names", tuple(f"{self.bind}.{c}" for c in self.columns))

    def run(self, frame: Frame) -> None:
        """Run it in a frame."""
        cursor = self.statement.run(frame)
        values = frame.values
        row = cursor.fetchone()
        values[self.bind] = row
        if row is None:
            if self.otherwise is not None:
                raise ToolError(self.otherwise.fill(values))
            values.update(dict.fromkeys(self._names))
            return
        if not self.first and cursor.fetchone() is not None:
            raise ToolError("several entries match; be more specific")
        values.update(zip(self._names, row, strict=True))
        for name in self.parsed:
            full = f"{self.bind}.{name}"
            values[full] = _parsed(values[full])


@dataclass(frozen=True, slots=True)
class ManyStep:
    """Bind a list of rows; see `spec.Many`."""

    bind: str
    statement: Statement
    columns: tuple[str, ...]
    parsed: tuple[str, ...]
    max: int
    otherwise: Text | None
    kind: Literal["many"] = "many"

    def run(self, frame: Frame) -> None:
        """Run it in a frame."""
        columns = self.columns
        cursor = self.statement.run(frame)
        rows = [dict(zip(columns, row, strict=True)) for row in islice(cursor, self.max + 1)]
        if len(rows) > self.max:
            raise ToolError(f"more than {self.max} entries match; narrow it down")
        if not rows and self.otherwise is not None:
            raise ToolError(self.otherwise.fill(frame.values))
        for name in self.parsed:
            for row in rows:
                row[name] = _parsed(row[name])
        frame.values[self.bind] = rows


def _parsed(value: Held) -> Held:
    return orjson.loads(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class RequireStep:
    """Fail unless a condition holds; see `spec.Require`."""

    statement: Statement
    otherwise: Text
    kind: Literal["require"] = "require"

    def run(self, frame: Frame) -> None:
        """Run it in a frame."""
        if not self.statement.run(frame).get:
            raise ToolError(self.otherwise.fill(frame.values))


@dataclass(frozen=True, slots=True)
class WriteStep:
    """Change rows; see `spec.Write`."""

    statement: Statement
    rows: int | None
    otherwise: Text | None
    kind: Literal["write"] = "write"

    def run(self, frame: Frame) -> None:
        """Run it in a frame."""
        self.statement.run(frame)
        if self.rows is not None and (changed := frame.changes()) != self.rows:
            if self.otherwise is not None:
                raise ToolError(self.otherwise.fill(frame.values))
            raise ToolError(f"{changed} entries would change instead of {self.rows}")


@dataclass(frozen=True, slots=True)
class NewStep:
    """Bind a fresh key; see `spec.New`."""

    bind: str
    of: str
    kind: Literal["new"] = "new"

    def run(self, frame: Frame) -> None:
        """Run it in a frame."""
        frame.values[self.bind] = frame.new_key(self.of)


@dataclass(frozen=True, slots=True)
class EachStep:
    """Run steps for every item; see `spec.Each`."""

    bind: str
    items: str
    attributes: tuple[str, ...]
    do: tuple[Step, ...]
    max: int
    kind: Literal["each"] = "each"

    def run(self, frame: Frame) -> Held:
        """Run it in a frame."""
        values = frame.values
        items = values[self.items]
        if items is None:
            return None
        if not isinstance(items, list):
            raise ToolError(f"{self.items} is not a list")
        if len(items) > self.max:
            raise ToolError(f"{self.items} has {len(items)} items; at most {self.max} are allowed")
        for item in items:
            values[self.bind] = item
            spread(values, self.bind, self.attributes)
            ended = run(self.do, frame)
            if ended is not None:
                return ended
        return None


@dataclass(frozen=True, slots=True)
class WhenStep:
    """Run one list of steps or the other; see `spec.When`."""

    statement: Statement
    do: tuple[Step, ...]
    otherwise: tuple[Step, ...]
    kind: Literal["when"] = "when"

    def run(self, frame: Frame) -> Held:
        """Run it in a frame."""
        return run(self.do if self.statement.run(frame).get else self.otherwise, frame)


@dataclass(frozen=True, slots=True)
class ReturnStep:
    """End the program; see `spec.Return`.

    Attributes:
        template: `["value", name]`, `["row", name, columns]`, `["object", [[key, template], ...]]`,
            `["list", [template, ...]]` or `["constant", JSON]`.
    """

    template: Template
    kind: Literal["return"] = "return"
    _fill: Callable[[dict[str, Held]], Held] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_fill", _filler(self.template))

    def run(self, frame: Frame) -> Held:
        """Run it in a frame."""
        return self._fill(frame.values)


Template: TypeAlias = "Sequence[object]"


def _filler(template: Template) -> Callable[[dict[str, Held]], Held]:
    """A function that fills in a template."""
    match template:
        case ("value", str(name)):
            return itemgetter(name)
        case ("row", str(name), columns):
            names = [(column, f"{name}.{column}") for column in cast("Sequence[str]", columns)]
            return lambda values: (
                None if values[name] is None else {column: values[full] for column, full in names}
            )
        case ("object", entries):
            pairs = [
                (key, _filler(inner))
                for key, inner in cast("Sequence[tuple[str, Template]]", entries)
            ]
            return lambda values: {key: fill(values) for key, fill in pairs}
        case ("list", entries):
            items = [_filler(inner) for inner in cast("Sequence[Template]", entries)]
            return lambda values: [fill(values) for fill in items]
    constant = template[1]
    return lambda values: constant


Step: TypeAlias = (
    OneStep | ManyStep | RequireStep | WriteStep | NewStep | EachStep | WhenStep | ReturnStep
)


def run(steps: tuple[Step, ...], frame: Frame) -> Held:
    """Run steps in order; what a `return` gives, or None when none was reached."""
    for step in steps:
        ended = step.run(frame)
        if ended is not None:
            return ended
    return None


def spread(values: dict[str, Held], name: str, attributes: tuple[str, ...]) -> None:
    """Put the attributes of a JSON object under their full names; absent ones are null."""
    if attributes:
        value = values[name]
        get = value.get if isinstance(value, dict) else {}.get
        for attribute in attributes:
            values[f"{name}.{attribute}"] = get(attribute)


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled tool.

    Attributes:
        name: The tool's name.
        writes: Whether it may change anything.
        defaults: Every argument, with what stands for it when it is absent.
        attributes: Attributes of arguments that are objects, read by the program.
        uses_now: Whether it asks for the time.
        makes_keys: Whether it makes keys.
        steps: The steps.
    """

    name: str
    writes: bool
    defaults: dict[str, Held]
    attributes: tuple[tuple[str, tuple[str, ...]], ...]
    uses_now: bool
    makes_keys: bool
    steps: tuple[Step, ...]


def scalar(value: object) -> Scalar:
    """A value from SQLite, which has no other kinds in a world."""
    assert value is None or isinstance(value, str | int | float)
    return value
