"""The net change of an episode, read from SQLite's changeset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import apsw

from agentgym.tools import JsonObject
from agentgym.world.spec import Scalar
from agentgym.world.tables import TableLayout

Op: TypeAlias = Literal["insert", "update", "delete"]
_OPS: dict[str, Op] = {"INSERT": "insert", "UPDATE": "update", "DELETE": "delete"}


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that is not as it was.

    Attributes:
        op: What became of it.
        table: Its table.
        key: The key columns with their values.
        values: The other columns of an inserted row, the changed ones of an updated row.
    """

    op: Op
    table: str
    key: dict[str, Scalar]
    values: dict[str, Scalar]

    def as_json(self) -> JsonObject:
        """In the form that a goal has."""
        return {"op": self.op, "table": self.table, "key": {**self.key}, "values": {**self.values}}

    @property
    def name(self) -> str:
        """Table and key in words."""
        return f"{self.table} {'/'.join(str(value) for value in self.key.values())}"


def read_changes(
    changeset: bytes, layouts: Mapping[str, TableLayout], *, compared: bool
) -> list[RowChange]:
    """The changes that a changeset holds, by table and key.

    Args:
        changeset: From SQLite's session extension.
        layouts: The world's tables.
        compared: Leave out what no comparison looks at: volatile columns, path-dependent tables,
            and differences that vanish when reals are rounded and JSON is brought to one form.
    """
    return _in_order(_changes(changeset, layouts, compared), layouts)


def read_few_changes(
    changeset: bytes, layouts: Mapping[str, TableLayout], most: int
) -> list[RowChange] | None:
    """The changes that comparisons look at; None where there are more than `most`.

    Args:
        changeset: From SQLite's session extension.
        layouts: The world's tables.
        most: How many there may be.
    """
    changes: list[RowChange] = []
    for row in _changes(changeset, layouts, compared=True):
        if len(changes) == most:
            return None
        changes.append(row)
    return _in_order(changes, layouts)


def _in_order(changes: Iterable[RowChange], layouts: Mapping[str, TableLayout]) -> list[RowChange]:
    order = {name: number for number, name in enumerate(layouts)}
    return sorted(changes, key=lambda c: (order[c.table], [_sortable(v) for v in c.key.values()]))


def _changes(
    changeset: bytes, layouts: Mapping[str, TableLayout], compared: bool
) -> Iterator[RowChange]:
    for change in apsw.Changeset.iter(changeset):
        layout = layouts[change.name]
        if compared and layout.path_dependent:
            continue
        row = _read(change, layout, compared)
        if row is not None:
            yield row


def _read(change: apsw.TableChange, layout: TableLayout, compared: bool) -> RowChange | None:
    op = _OPS[change.op]
    # Each look at one of them makes it anew.
    old, new = change.old, change.new
    source = new if op == "insert" else old
    assert source is not None
    key: dict[str, Scalar] = {}
    values: dict[str, Scalar] = {}
    for number in layout.key_positions:
        key[layout.columns[number]] = _value(source[number])
    if op == "delete":
        return RowChange(op, layout.name, key, values)
    assert new is not None
    for number, column in enumerate(layout.columns):
        if new[number] is apsw.no_change or column in layout.key:
            continue
        if compared and column in layout.volatile:
            continue
        value = _value(new[number])
        if compared and (isinstance(value, float) or column in layout.json_columns):
            value = layout.canonical(column, value)
            if op == "update" and layout.canonical(column, _value(source[number])) == value:
                continue
        values[column] = value
    if op == "update" and not values:
        return None
    return RowChange(op, layout.name, key, values)


def _value(value: object) -> Scalar:
    assert value is None or isinstance(value, str | int | float)
    return value


def _sortable(value: Scalar) -> tuple[int, str | int | float]:
    if value is None:
        return (0, 0)
    return (2, value) if isinstance(value, str) else (1, value)
