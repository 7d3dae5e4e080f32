"""What the engine knows of a table while it runs."""

from __future__ import annotations

from dataclasses import dataclass, field

import orjson

from agentgym.errors import InvalidTaskError
from agentgym.world.spec import Scalar, Table

_DECIMALS = 6
_PYTHON_TYPES: dict[str, tuple[type, ...]] = {"int": (int,), "real": (int, float), "text": (str,)}


@dataclass(frozen=True, slots=True)
class KeySequence:
    """The keys of one table, in the order they are made; see `spec.Generate`."""

    prefix: str
    mod: int | None
    mul: int
    add: int
    width: int
    start: int
    number: bool

    def key(self, n: int) -> str | int | None:
        """The n-th key; None when the keys are used up."""
        if self.mod is not None:
            if n - self.start >= self.mod:
                return None
            n = (n * self.mul + self.add) % self.mod
        return n if self.number else self.prefix + str(n).zfill(self.width)


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table's columns, by what the engine does with them.

    Attributes:
        name: The table.
        columns: All columns, in order.
        types: Their types, in the same order.
        key: The key columns, in order.
        nullable: Columns that may be empty.
        refs: Column to the table it refers to.
        volatile: Columns left out of every comparison.
        json_columns: Columns compared as JSON.
        decimals: Real columns with a number of decimals of their own.
        path_dependent: Left out of every comparison as a whole.
        sequence: How its keys are made, where they are.
        type_of: Column to type.
        key_positions: Where the key columns stand.
        key_sql: The condition that picks a row by its key.
        insert_sql: Adds a whole row.
        delete_sql: Removes a row by its key.
        update_sql: Changes columns of a row by its key, by where the columns stand; filled as
            needed.
    """

    name: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    key: tuple[str, ...]
    nullable: frozenset[str]
    refs: dict[str, str]
    volatile: frozenset[str]
    json_columns: frozenset[str]
    decimals: dict[str, int]
    path_dependent: bool
    sequence: KeySequence | None
    type_of: dict[str, str] = field(init=False)
    key_positions: tuple[int, ...] = field(init=False)
    key_sql: str = field(init=False)
    insert_sql: str = field(init=False)
    delete_sql: str = field(init=False)
    update_sql: dict[tuple[int, ...], str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        marks = ", ".join("?" * len(self.columns))
        key_sql = " AND ".join(f'"{column}" = ?' for column in self.key)
        for name, value in (
            ("type_of", dict(zip(self.columns, self.types, strict=True))),
            ("key_positions", tuple(self.columns.index(column) for column in self.key)),
            ("key_sql", key_sql),
            ("insert_sql", f'INSERT INTO "{self.name}" VALUES ({marks})'),
            ("update_sql", {}),
            ("delete_sql", f'DELETE FROM "{self.name}" WHERE {key_sql}'),
        ):
            object.__setattr__(self, name, value)

    @property
    def generated(self) -> str | None:
        """The column whose values `new` steps make."""
        return self.key[0] if self.sequence is not None else None

    def canonical(self, column: str, value: Scalar) -> Scalar:
        """The value as it is compared: reals rounded, JSON in canonical form."""
        if isinstance(value, float):
            # Adding 0.0 turns -0.0 into 0.0.
            return round(value, self.decimals.get(column, _DECIMALS)) + 0.0
        if isinstance(value, str) and column in self.json_columns:
            return orjson.dumps(orjson.loads(value), option=orjson.OPT_SORT_KEYS).decode()
        return value

    def checked(self, column: str, value: object, where: str) -> Scalar:
        """The value as the column stores it.

        Raises:
            InvalidTaskError: It is not of the column's type.
        """
        fault = type_fault(self.type_of[column], column in self.nullable, value)
        if fault is None and column in self.json_columns and isinstance(value, str):
            fault = json_fault(value)
        if fault is not None:
            raise InvalidTaskError(f"{where}: {fault}")
        assert value is None or isinstance(value, str | int | float)
        return float(value) if self.type_of[column] == "real" and value is not None else value


def type_fault(kind: str, nullable: bool, value: object) -> str | None:
    """Why a JSON value does not fit a column's type, or None."""
    if value is None:
        return None if nullable else "null in a column that is not nullable"
    if isinstance(value, bool):
        return f"{value!r} is not of type {kind}; write 1 or 0"
    if not isinstance(value, _PYTHON_TYPES[kind]):
        return f"{value!r:.80} is not of type {kind}"
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return f"{value!r} does not fit in 64 bits"
    if isinstance(value, str) and (fault := text_fault(value)):
        return fault
    return None


def text_fault(value: str) -> str | None:
    """Why SQLite cannot keep a text whole, or None."""
    if "\0" in value:
        return f"{value!r:.80} holds the character NUL"
    try:
        value.encode()
    except UnicodeEncodeError:
        return f"{value!r:.80} holds half of a surrogate pair"
    return None


def json_fault(value: str) -> str | None:
    """Why a text is not JSON, or None."""
    try:
        orjson.loads(value)
    except orjson.JSONDecodeError as error:
        return f"{value!r:.80} is not JSON: {error}"
    return None


def layout(name: str, table: Table) -> TableLayout:
    """The layout of a table of a world file."""
    columns = table.columns
    generate = table.generated
    sequence = None
    if generate is not None:
        sequence = KeySequence(**generate.model_dump(), number=columns[table.key[0]].type == "int")
    return TableLayout(
        name=name,
        columns=tuple(columns),
        types=tuple(column.type for column in columns.values()),
        key=table.key,
        nullable=frozenset(n for n, c in columns.items() if c.null),
        refs={n: c.ref for n, c in columns.items() if c.ref is not None},
        volatile=frozenset(n for n, c in columns.items() if c.volatile),
        json_columns=frozenset(n for n, c in columns.items() if c.json_),
        decimals={n: c.decimals for n, c in columns.items() if c.decimals is not None},
        path_dependent=table.path_dependent,
        sequence=sequence,
    )
