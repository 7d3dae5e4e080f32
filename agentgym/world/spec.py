"""The world file, format 1: frozen models, and errors that say where a mistake is.

What one model can see by itself is checked here; rows and SQL are checked when the world is
compiled.
"""

from __future__ import annotations

import math
import re
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, Self, TypeAlias

import orjson
from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    JsonValue,
    Tag,
    ValidationError,
    model_validator,
)

from agentgym.errors import InvalidWorldError, did_you_mean
from agentgym.tools import JsonObject

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
_TOOL_NAME = re.compile(r"[A-Za-z0-9_./-]{1,64}")
_TAKEN_BY_SQLITE = re.compile(
    r"sqlite_|pragma_|json_|jsonb_|dbstat|bytecode|tables_used|fts|rtree|geopoly"
)

ColumnType = Literal["int", "real", "text"]
Scalar: TypeAlias = str | int | float | None


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)


class Clock(_Part):
    """A world's time: where it starts, and how far one successful writing call moves it.

    Attributes:
        start: ISO 8601, without a zone.
        tick_seconds: Seconds per successful call of a tool that writes.
    """

    start: str = "2025-01-01T09:00:00"
    tick_seconds: Annotated[int, Field(ge=0)] = 0

    @model_validator(mode="after")
    def _is_naive(self) -> Self:
        try:
            start = datetime.fromisoformat(self.start)
        except ValueError as error:
            raise ValueError(f"start {self.start!r} is no ISO date and time: {error}") from None
        if start.tzinfo is not None:
            raise ValueError(f"start {self.start!r} has a zone; a world's time has none")
        return self


class Generate(_Part):
    """How keys are made: `prefix` + (n * mul + add) mod `mod`, padded, for n from `start`.

    Attributes:
        prefix: Text before the number.
        mod: How many keys there are; None counts on without end.
        mul: Coprime with `mod`, so that no key comes twice.
        add: Offset.
        width: Digits, padded with zeros; 0 does not pad.
        start: The first n.
    """

    prefix: str = ""
    mod: Annotated[int, Field(ge=2, le=2**40)] | None = None
    mul: Annotated[int, Field(ge=1, le=2**40)] = 1
    add: Annotated[int, Field(ge=0, le=2**40)] = 0
    width: Annotated[int, Field(ge=0, le=40)] = 0
    start: Annotated[int, Field(ge=0, le=2**40)] = 1

    @model_validator(mode="after")
    def _never_repeats(self) -> Self:
        if self.mod is None:
            if self.mul != 1 or self.add:
                raise ValueError("generate: `mul` and `add` need a `mod`")
            return self
        if math.gcd(self.mul, self.mod) != 1:
            raise ValueError(
                f"generate: mul {self.mul} and mod {self.mod} share the factor "
                f"{math.gcd(self.mul, self.mod)}, so keys would repeat; choose a prime mod"
            )
        if self.width and len(str(self.mod - 1)) > self.width:
            raise ValueError(
                f"generate: width {self.width} cannot hold numbers up to {self.mod - 1}; "
                "raise width or lower mod"
            )
        return self


class Column(_Part):
    """One column.

    Attributes:
        type: `int` (64 bits), `real` or `text`.
        key: Part of the table's key.
        null: May be empty.
        enum: The only values allowed.
        min: The least value allowed.
        max: The greatest value allowed.
        decimals: A real is rounded to so many decimals, when stored and when compared.
        json: The text is JSON; compared as JSON.
        ref: The table whose key it holds.
        index: Searched by.
        volatile: Left out of every comparison (a time, a remark).
        generate: How the table's key is made by `new` steps.
    """

    type: ColumnType
    key: bool = False
    null: bool = False
    enum: Annotated[tuple[str | int, ...], Field(min_length=1)] | None = None
    min: int | float | None = None
    max: int | float | None = None
    decimals: Annotated[int, Field(ge=0, le=12)] | None = None
    json_: bool = Field(default=False, alias="json")
    ref: str | None = None
    index: bool = False
    volatile: bool = False
    generate: Generate | None = None

    @model_validator(mode="after")
    def _attributes_fit(self) -> Self:
        if self.key and self.null:
            raise ValueError("a key cannot be null; drop `null`")
        if self.key and self.volatile:
            raise ValueError("a key cannot be volatile: rows are told apart by it")
        if self.key and self.type == "real":
            raise ValueError("a key cannot be real; use int or text")
        if self.generate and not self.key:
            raise ValueError("only a key is generated; add `key`")
        if self.generate and self.type == "int" and (self.generate.prefix or self.generate.width):
            raise ValueError("an int key has no prefix and no width; use type text")
        if self.generate and self.ref:
            raise ValueError("a generated key cannot be a ref")
        if self.decimals is not None and self.type != "real":
            raise ValueError(f"`decimals` is for type real, not {self.type}")
        if self.json_ and self.type != "text":
            raise ValueError(f"`json` is for type text, not {self.type}")
        if (self.min is not None or self.max is not None) and self.type == "text":
            raise ValueError("`min` and `max` are for numbers, not for text")
        if self.type == "int" and any(isinstance(x, float) for x in (self.min, self.max)):
            raise ValueError("`min` and `max` of an int column are whole numbers")
        for value in self.enum or ():
            if isinstance(value, str) != (self.type == "text"):
                raise ValueError(f"the enum value {value!r} is not of type {self.type}")
        return self


class Table(_Part):
    """One table.

    Attributes:
        description: For the reader.
        path_dependent: Depends on the way and not only on the outcome (an audit log): left out of
            every comparison.
        columns: Name to column; at least one is a key.
        rows: The initial rows, with one value per column, in the columns' order.
    """

    description: str = ""
    path_dependent: bool = False
    columns: Annotated[dict[str, Column], Field(min_length=1)]
    rows: tuple[tuple[object, ...], ...] = ()

    @model_validator(mode="after")
    def _has_a_key(self) -> Self:
        keys = [name for name, column in self.columns.items() if column.key]
        if not keys:
            raise ValueError(
                'has no key; mark the column that tells its rows apart with "key": true'
            )
        for name, column in self.columns.items():
            if not IDENTIFIER.fullmatch(name):
                raise ValueError(f"{name!r} is no column name; use a-z, 0-9 and _, a letter first")
            if column.generate and len(keys) > 1:
                raise ValueError(f"{name!r} is generated, so it must be the only key of its table")
        return self

    @property
    def key(self) -> tuple[str, ...]:
        """The key columns, in order."""
        return tuple(name for name, column in self.columns.items() if column.key)

    @property
    def generated(self) -> Generate | None:
        """How the key is made, where it is."""
        return self.columns[self.key[0]].generate


class One(_Part):
    """Bind one row, or fail with `else`; without `else`, no row binds nulls."""

    one: str
    sql: str
    otherwise: str | None = Field(default=None, alias="else")
    json_: tuple[str, ...] = Field(default=(), alias="json")


class Many(_Part):
    """Bind a list of rows; more than `max` fails, and none fails where there is an `else`."""

    many: str
    sql: str
    otherwise: str | None = Field(default=None, alias="else")
    json_: tuple[str, ...] = Field(default=(), alias="json")
    max: Annotated[int, Field(ge=1, le=1000)] = 200


class Require(_Part):
    """Fail with `else` unless a condition holds."""

    require: str
    otherwise: str = Field(alias="else")


class Write(_Part):
    """One INSERT, UPDATE or DELETE; fails unless it changes `rows` rows, where given."""

    write: str
    rows: Annotated[int, Field(ge=0)] | None = None
    otherwise: str | None = Field(default=None, alias="else")


class New(_Part):
    """Bind a fresh key of the table `of`."""

    new: str
    of: str


class Each(_Part):
    """Run steps for every item of a list, with the item bound; more than `max` items fail."""

    each: str
    in_: str = Field(alias="in")
    do: Annotated[tuple[Step, ...], Field(min_length=1)]
    max: Annotated[int, Field(ge=1, le=1000)] = 50


class When(_Part):
    """Run steps if a condition holds, others if it does not."""

    when: str
    do: tuple[Step, ...]
    otherwise: tuple[Step, ...] = ()


class Return(_Part):
    """End with a JSON object: a template whose strings `:name` are filled in, or a bound row."""

    return_: JsonValue = Field(alias="return")


STEPS: dict[str, type[_Part]] = {
    "one": One,
    "many": Many,
    "require": Require,
    "write": Write,
    "new": New,
    "each": Each,
    "when": When,
    "return": Return,
}


def _kind(step: object) -> str | None:
    if isinstance(step, dict):
        return next((key for key in step if key in STEPS), None)
    return next((kind for kind, model in STEPS.items() if isinstance(step, model)), None)


Step: TypeAlias = Annotated[
    Annotated[One, Tag("one")]
    | Annotated[Many, Tag("many")]
    | Annotated[Require, Tag("require")]
    | Annotated[Write, Tag("write")]
    | Annotated[New, Tag("new")]
    | Annotated[Each, Tag("each")]
    | Annotated[When, Tag("when")]
    | Annotated[Return, Tag("return")],
    Discriminator(_kind),
]


class ToolProgram(_Part):
    """One tool.

    Attributes:
        name: Unique in the world.
        description: For the agent.
        writes: The tables its program may write; without any the tool is read-only.
        input: JSON Schema of the arguments.
        output: JSON Schema of what it returns, where one is promised.
        steps: The program.
    """

    name: str
    description: str
    writes: tuple[str, ...] = ()
    input: dict[str, JsonValue]
    output: dict[str, JsonValue] | None = None
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class WorldSpec(_Part):
    """A world file.

    Attributes:
        format: The version of this format.
        name: A short name.
        clock: The world's time.
        tables: Name to table.
        tools: What an agent may call.
    """

    format: Literal[1]
    name: Annotated[str, Field(min_length=1)]
    clock: Clock = Clock()
    tables: Annotated[dict[str, Table], Field(min_length=1)]
    tools: Annotated[tuple[ToolProgram, ...], Field(min_length=1)]


def read_spec(source: Path | str | bytes | JsonObject) -> tuple[WorldSpec, JsonObject]:
    """Read a world file.

    Args:
        source: A path, JSON text, or the parsed file.

    Returns:
        The spec, and the file as it stands.

    Raises:
        InvalidWorldError: The file is not a world; the message names the place.
    """
    raw = _parsed(source)
    try:
        spec = WorldSpec.model_validate(raw)
    except ValidationError as error:
        raise InvalidWorldError(_explain(error, raw)) from None
    _check_names(spec)
    return spec, raw


def _parsed(source: Path | str | bytes | JsonObject) -> JsonObject:
    raw: object = source
    if isinstance(source, Path):
        try:
            raw = source.read_bytes()
        except OSError as error:
            raise InvalidWorldError(
                f"cannot read the world file {source}: {error.strerror}"
            ) from None
    if isinstance(raw, str | bytes):
        try:
            raw = orjson.loads(raw)
        except orjson.JSONDecodeError as error:
            hint = ""
            if isinstance(raw, str) and not raw.lstrip().startswith("{"):
                hint = f"; for the file of this name, give pathlib.Path({raw!r:.80})"
            raise InvalidWorldError(f"the world file is not JSON: {error}{hint}") from None
    if not isinstance(raw, dict):
        raise InvalidWorldError(
            f"a world file is a JSON object with format, name, tables and tools, not {raw!r:.80}"
        )
    return raw


def _check_names(spec: WorldSpec) -> None:
    for name in spec.tables:
        if not IDENTIFIER.fullmatch(name) or _TAKEN_BY_SQLITE.match(name):
            raise InvalidWorldError(
                f"{name!r} is no table name; use a-z, 0-9 and _, a letter first, and none of "
                "SQLite's own prefixes (sqlite_, pragma_, json_, ...)"
            )
    for name, table in spec.tables.items():
        for column_name, column in table.columns.items():
            if column.ref is not None:
                _check_ref(spec, f"table {name}, column {column_name}", column)
    seen: set[str] = set()
    for tool in spec.tools:
        if not _TOOL_NAME.fullmatch(tool.name):
            raise InvalidWorldError(
                f"{tool.name!r} is no tool name; use up to 64 letters, digits and _ - . /"
            )
        if tool.name in seen:
            raise InvalidWorldError(f"two tools are called {tool.name!r}; rename one")
        seen.add(tool.name)
        for written in tool.writes:
            if written not in spec.tables:
                raise InvalidWorldError(
                    f"tool {tool.name}, writes: no table {written!r}."
                    f"{did_you_mean(written, spec.tables)} Tables: {', '.join(spec.tables)}"
                )


def _check_ref(spec: WorldSpec, where: str, column: Column) -> None:
    assert column.ref is not None
    target = spec.tables.get(column.ref)
    if target is None:
        raise InvalidWorldError(
            f"{where}: refers to the table {column.ref!r}, which does not exist."
            f"{did_you_mean(column.ref, spec.tables)}"
        )
    if len(target.key) != 1:
        raise InvalidWorldError(
            f"{where}: refers to {column.ref!r}, whose key has {len(target.key)} columns "
            f"({', '.join(target.key)}); only a table with a single key can be referred to"
        )
    if target.columns[target.key[0]].type != column.type:
        raise InvalidWorldError(
            f"{where}: is {column.type}, but the key of {column.ref!r} is "
            f"{target.columns[target.key[0]].type}; make them the same"
        )


def _explain(error: ValidationError, raw: JsonObject) -> str:
    found = error.errors(include_url=False)
    first = found[0]
    place, model = _place(first["loc"], raw)
    known = [f.alias or n for n, f in model.model_fields.items()]
    last, value = first["loc"][-1] if first["loc"] else "", first.get("input")
    kind = first["type"]
    if kind == "extra_forbidden":
        text = f"unknown key {last!r}.{did_you_mean(str(last), known)} Known: {', '.join(known)}"
    elif kind == "missing":
        text = f"{last!r} is missing"
    elif kind == "union_tag_not_found":
        keys = list(value) if isinstance(value, dict) else []
        guess = "".join(did_you_mean(key, STEPS) for key in keys[:1])
        text = f"unknown step kind in {value!r:.80}.{guess} A step is one of {', '.join(STEPS)}"
    elif kind == "value_error":
        text = first["msg"].removeprefix("Value error, ")
    else:
        text = f"{last!r} is {value!r:.80}: {first['msg'][:1].lower()}{first['msg'][1:]}"
    more = f" (and {len(found) - 1} more mistakes)" if len(found) > 1 else ""
    return f"{place}: {text}{more}"


def _place(loc: tuple[int | str, ...], raw: JsonObject) -> tuple[str, type[BaseModel]]:
    """Where an error lies, in words, and the model that stands there."""
    match loc:
        case ("tables", str(table), "columns", str(column), "generate", *_):
            return f"table {table}, column {column}, generate", Generate
        case ("tables", str(table), "columns", str(column), *_):
            return f"table {table}, column {column}", Column
        case ("tables", str(table), *_):
            return f"table {table}", Table
        case ("clock", *_):
            return "clock", Clock
        case ("tools", int(number), *rest):
            return _tool_place(number, rest, raw)
    return "world", WorldSpec


def _tool_place(number: int, rest: list[int | str], raw: JsonObject) -> tuple[str, type[BaseModel]]:
    tools = raw.get("tools")
    tool = tools[number] if isinstance(tools, list) else None
    name = tool.get("name") if isinstance(tool, dict) else None
    place, model = f"tool {name or f'number {number + 1}'}", ToolProgram
    numbers: list[str] = []
    kind = ""
    found: type[BaseModel] = model
    while len(rest) >= 2 and rest[0] in ("steps", "do", "otherwise") and isinstance(rest[1], int):
        numbers += (["otherwise"] if rest[0] == "otherwise" else []) + [str(rest[1] + 1)]
        rest = rest[2:]
        if rest and rest[0] in STEPS:
            kind, found = str(rest[0]), STEPS[str(rest[0])]
            rest = rest[1:]
    if numbers:
        place += f", step {'.'.join(numbers)}" + (f" ({kind})" if kind else "")
    return place, found
