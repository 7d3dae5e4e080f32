"""From a world's tables and rows to a database image."""

from __future__ import annotations

from typing import Any, cast

import apsw
import orjson

from agentgym.errors import InvalidWorldError
from agentgym.world.spec import Column, Scalar, Table, WorldSpec
from agentgym.world.tables import TableLayout, json_fault, text_fault, type_fault

_UNIQUE = "UNIQUE constraint failed: "
_NOT_NULL = "NOT NULL constraint failed: "
_NUMBERS: dict[str, set[type]] = {"int": {int}, "real": {int, float}}
_TYPES = {"int": "INTEGER", "real": "REAL", "text": "TEXT"}


def build_image(
    connection: apsw.Connection, spec: WorldSpec, layouts: dict[str, TableLayout]
) -> bytes:
    """The database that every episode starts from, as SQLite's file format.

    Args:
        connection: An empty database; it holds the world's tables and rows afterwards.
        spec: The world file.
        layouts: Its tables.

    Raises:
        InvalidWorldError: A table is more than SQLite can hold, or a row does not fit its table;
            the message names table, row and column.
    """
    _create_tables(connection, spec)
    connection.execute("BEGIN")
    for name, table in spec.tables.items():
        _insert_rows(connection, layouts[name], table)
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise InvalidWorldError(_broken_reference(spec, str(broken[0])))
    connection.execute("COMMIT")
    # VACUUM attaches a database, and lays the pages out by content alone.
    attached = connection.limit(apsw.SQLITE_LIMIT_ATTACHED, 1)
    connection.execute("VACUUM")
    connection.limit(apsw.SQLITE_LIMIT_ATTACHED, attached)
    return connection.serialize("main")


def _create_tables(connection: apsw.Connection, spec: WorldSpec) -> None:
    for name, table in spec.tables.items():
        try:
            _create_table(connection, spec, name, table)
        except apsw.Error as error:
            raise InvalidWorldError(f"table {name}: {error}") from None


def _create_table(connection: apsw.Connection, spec: WorldSpec, name: str, table: Table) -> None:
    columns = [_column_sql(name, column, spec.tables) for column in table.columns.items()]
    key = ", ".join(_quoted(column) for column in table.key)
    # WITHOUT ROWID: no hidden column to read, and a NULL key is refused instead of numbered.
    connection.execute(
        f"CREATE TABLE {_quoted(name)} ({', '.join(columns)}, PRIMARY KEY ({key})) "
        "STRICT, WITHOUT ROWID"
    )
    for column_name, column in table.columns.items():
        if (column.index or column.ref is not None) and table.key[0] != column_name:
            connection.execute(
                f'CREATE INDEX "{name}.{column_name}" ON {_quoted(name)} ({_quoted(column_name)})'
            )


def _column_sql(table: str, column: tuple[str, Column], tables: dict[str, Table]) -> str:
    name, spec = column
    quoted = _quoted(name)
    sql = f"{quoted} {_TYPES[spec.type]}" + ("" if spec.null else " NOT NULL")
    for rule, check in _checks(spec, quoted):
        # The name of a constraint is all that SQLite says when it fails: make it the message.
        sql += f" CONSTRAINT {_quoted(f'{table}.{name} {rule}')} CHECK ({check})"
    if spec.ref is not None:
        # Deferred: rows may come in any order within a call, and when a changeset is applied. The
        # pragma that defers foreign keys for one transaction expires every prepared statement.
        target = f"{_quoted(spec.ref)} ({_quoted(tables[spec.ref].key[0])})"
        sql += f" REFERENCES {target} DEFERRABLE INITIALLY DEFERRED"
    return sql


def _checks(spec: Column, quoted: str) -> list[tuple[str, str]]:
    checks: list[tuple[str, str]] = []
    if spec.enum is not None:
        values = [str(apsw.format_sql_value(value)) for value in spec.enum]
        shown = ", ".join(str(value) for value in spec.enum)
        checks.append((f"must be one of {shown}", f"{quoted} IN ({', '.join(values)})"))
    if spec.min is not None:
        checks.append((f"must be at least {spec.min}", f"{quoted} >= {spec.min!r}"))
    if spec.max is not None:
        checks.append((f"must be at most {spec.max}", f"{quoted} <= {spec.max!r}"))
    if spec.decimals is not None:
        rounded = f"{quoted} = round({quoted}, {spec.decimals})"
        checks.append((f"has at most {spec.decimals} decimals", rounded))
    if spec.json_:
        checks.append(("must be JSON", f"json_valid({quoted})"))
    return checks


def _insert_rows(connection: apsw.Connection, layout: TableLayout, table: Table) -> None:
    if _fits_at_a_glance(layout, table):
        connection.execute("SAVEPOINT rows")
        try:
            connection.executemany(layout.insert_sql, cast("Any", table.rows))
        except (apsw.ConstraintError, apsw.TooBigError):
            # One by one they say which of them it is.
            connection.execute("ROLLBACK TO rows")
        else:
            return
    for number, row in enumerate(table.rows, start=1):
        where = f"table {layout.name}, row {number}"
        if len(row) != len(layout.columns):
            raise InvalidWorldError(
                f"{where}: has {len(row)} values for {len(layout.columns)} columns "
                f"({', '.join(layout.columns)})"
            )
        values = [
            _stored(layout, column, value, where)
            for column, value in zip(layout.columns, row, strict=True)
        ]
        try:
            connection.execute(layout.insert_sql, values)
        except (apsw.ConstraintError, apsw.TooBigError) as error:
            raise InvalidWorldError(f"{where}: {constraint_message(error)}") from None


def _fits_at_a_glance(layout: TableLayout, table: Table) -> bool:
    """Whether every value is plainly of its column's type; where not, each is looked at."""
    if layout.json_columns or any(len(row) != len(layout.columns) for row in table.rows):
        return False
    for column, values in zip(layout.columns, zip(*table.rows, strict=True), strict=False):
        held: tuple[Any, ...] = values
        kinds = set(map(type, held))
        if type(None) in kinds:
            if column not in layout.nullable:
                return False
            kinds.discard(type(None))
            held = tuple(value for value in held if value is not None)
        if layout.type_of[column] == "text":
            if not kinds <= {str} or text_fault("".join(held)):
                return False
        elif not kinds <= _NUMBERS[layout.type_of[column]] or (
            int in kinds and not (min(held) >= -(2**63) and max(held) < 2**63)
        ):
            return False
    return True


def _stored(layout: TableLayout, column: str, value: object, where: str) -> Scalar:
    if column in layout.json_columns and isinstance(value, dict | list):
        value = orjson.dumps(value).decode()
    fault = type_fault(layout.type_of[column], column in layout.nullable, value)
    if fault is None and column in layout.json_columns and isinstance(value, str):
        fault = json_fault(value)
    if fault is not None:
        raise InvalidWorldError(f"{where}, column {column}: {fault}")
    assert value is None or isinstance(value, str | int | float)
    return value


def _broken_reference(spec: WorldSpec, table: str) -> str:
    """Name a row that refers to nothing: SQLite names only the table of a WITHOUT ROWID row."""
    columns = spec.tables[table].columns
    names = list(columns)
    for column_name, column in columns.items():
        if column.ref is None:
            continue
        target = spec.tables[column.ref]
        at = list(target.columns).index(target.key[0])
        known = {row[at] for row in target.rows}
        for number, row in enumerate(spec.tables[table].rows, start=1):
            value = row[names.index(column_name)]
            if value is not None and value not in known:
                return (
                    f"table {table}, row {number}, column {column_name}: {value!r} is no key of "
                    f"{column.ref}; add that row or mend the reference"
                )
    raise AssertionError("SQLite found a broken reference that is not there")


def constraint_message(error: apsw.Error) -> str:
    """What a constraint says, without SQLite's preamble."""
    text = str(error).removeprefix("ConstraintError: ")
    text = text.removeprefix("CHECK constraint failed: ")
    if text.startswith(_UNIQUE):
        return f"there is a row with this key already ({text.removeprefix(_UNIQUE)})"
    if text.startswith(_NOT_NULL):
        return f"{text.removeprefix(_NOT_NULL)} may not be null"
    if text.startswith("FOREIGN KEY constraint failed"):
        return "that would leave a reference to a row that does not exist"
    return text


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
