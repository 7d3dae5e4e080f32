"""A task's own initial rows, put over a world's."""

from __future__ import annotations

from dataclasses import dataclass

import apsw
import orjson
from pydantic import JsonValue

from agentgym.errors import InvalidTaskError, did_you_mean
from agentgym.tools import JsonObject
from agentgym.world.image import constraint_message
from agentgym.world.spec import Scalar
from agentgym.world.tables import TableLayout


@dataclass(frozen=True, slots=True)
class Overlay:
    """What an `initial` changes.

    Attributes:
        changeset: What puts it over the world; empty for no overlay.
        keys: Keys in tables with generated keys that it adds.
    """

    changeset: bytes = b""
    keys: frozenset[tuple[str, Scalar]] = frozenset()


NOTHING = Overlay()


def make_overlay(
    connection: apsw.Connection, initial: JsonValue, layouts: dict[str, TableLayout]
) -> Overlay:
    """Work out what an `initial` changes.

    Args:
        connection: Holds a copy of the world that may be changed.
        initial: `{table: [{column: value, ...}, ...]}`. A row whose key exists changes the columns
            given; any other is added.
        layouts: The world's tables.

    Raises:
        InvalidTaskError: It does not fit the world; the message names table and column.
    """
    if not isinstance(initial, dict):
        raise InvalidTaskError(
            f"initial is an object of tables, {{table: [{{column: value}}]}}, not {initial!r:.80}"
        )
    connection.execute("BEGIN")
    session = apsw.Session(connection, "main")
    session.attach()
    keys: set[tuple[str, Scalar]] = set()
    for table, rows in initial.items():
        layout = layouts.get(table)
        if layout is None:
            raise InvalidTaskError(
                f"initial: no table {table!r}.{did_you_mean(table, layouts)} "
                f"Tables: {', '.join(layouts)}"
            )
        if not isinstance(rows, list):
            raise InvalidTaskError(f"initial, table {table}: is a list of rows, not {rows!r:.80}")
        for number, row in enumerate(rows, start=1):
            where = f"initial, table {table}, row {number}"
            if not isinstance(row, dict):
                raise InvalidTaskError(f"{where}: is an object of columns, not {row!r:.80}")
            values = _values(row, layout, where)
            _put(connection, layout, values, where)
            if layout.generated is not None:
                keys.add((table, values[layout.generated]))
    try:
        connection.execute("COMMIT")
    except apsw.ConstraintError:
        raise InvalidTaskError(
            f"initial: {_broken_reference(connection)} refers to a row that does not exist"
        ) from None
    changeset = session.changeset()
    session.close()
    return Overlay(changeset, frozenset(keys))


def _values(row: JsonObject, layout: TableLayout, where: str) -> dict[str, Scalar]:
    values: dict[str, Scalar] = {}
    for column, value in row.items():
        if column not in layout.columns:
            raise InvalidTaskError(
                f"{where}: no column {column!r}.{did_you_mean(column, layout.columns)} "
                f"Columns: {', '.join(layout.columns)}"
            )
        if column in layout.json_columns and isinstance(value, dict | list):
            value = orjson.dumps(value).decode()
        values[column] = layout.checked(column, value, f"{where}, column {column}")
    for column in layout.key:
        if column not in values:
            raise InvalidTaskError(f"{where}: gives no {column!r}, which is part of the key")
    return values


def _put(
    connection: apsw.Connection, layout: TableLayout, values: dict[str, Scalar], where: str
) -> None:
    key_values = [values[column] for column in layout.key]
    exists = connection.execute(
        f'SELECT 1 FROM "{layout.name}" WHERE {layout.key_sql}', key_values
    ).get
    rest = [column for column in values if column not in layout.key]
    try:
        if not exists:
            for column in layout.columns:
                if column not in values and column not in layout.nullable:
                    raise InvalidTaskError(
                        f"{where}: the row is new and gives no {column!r}, which is not nullable"
                    )
            columns = ", ".join(f'"{column}"' for column in values)
            marks = ", ".join("?" * len(values))
            connection.execute(
                f'INSERT INTO "{layout.name}" ({columns}) VALUES ({marks})', list(values.values())
            )
        elif rest:
            assignments = ", ".join(f'"{column}" = ?' for column in rest)
            connection.execute(
                f'UPDATE "{layout.name}" SET {assignments} WHERE {layout.key_sql}',
                [values[column] for column in rest] + key_values,
            )
    except (apsw.ConstraintError, apsw.TooBigError) as error:
        raise InvalidTaskError(f"{where}: {constraint_message(error)}") from None


def _broken_reference(connection: apsw.Connection) -> str:
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    return f"a row of {broken[0]} (in {broken[2]})" if broken is not None else "a row"
