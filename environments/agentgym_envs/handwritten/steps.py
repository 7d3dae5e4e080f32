"""What tool programs are written with: argument schemas, one row by its key, lists in one query."""

from __future__ import annotations

import re
from typing import Any

Json = dict[str, Any]

ID: Json = {"type": "string", "minLength": 1, "maxLength": 40}
DATE: Json = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
CENTS: Json = {"type": "integer", "minimum": 1, "maximum": 1_000_000}
PAGE: Json = {"type": "integer", "minimum": 1, "maximum": 100, "default": 1}


def listed(columns: str, rest: str, order: str) -> str:
    """A SQL expression for a JSON array of objects: one query instead of one for every list.

    Args:
        columns: Columns, by their own names; `table.column` and `expression AS name` are allowed.
        rest: The query from FROM on.
        order: What the objects are ordered by.
    """
    pairs = []
    for column in re.split(r", (?![^(]*\))", columns):
        expression, _, name = column.partition(" AS ")
        pairs.append(f"'{name or expression.rpartition('.')[2]}', {expression}")
    return f"(SELECT json_group_array(json_object({', '.join(pairs)}) ORDER BY {order}) {rest})"


def words(length: int, description: str) -> Json:
    """The schema of a text that a person writes."""
    return {"type": "string", "minLength": 1, "maxLength": length, "description": description}


def described(schema: Json, description: str) -> Json:
    """A schema with a description for the agent."""
    return {**schema, "description": description}


def one_of(*values: str | int, description: str) -> Json:
    """The schema of a choice."""
    kind = "integer" if isinstance(values[0], int) else "string"
    return {"type": kind, "enum": list(values), "description": description}


def arguments(required: list[str] | None = None, **properties: Json) -> Json:
    """The schema of a tool's arguments; without `required`, all of them are."""
    names = list(properties) if required is None else required
    return {"type": "object", "properties": properties, "required": names}


def audited(tool: str, subject: str) -> list[Json]:
    """The steps that leave a line in the audit log; `subject` is a SQL expression."""
    return [
        {"new": "entry", "of": "audit"},
        {"write": f"INSERT INTO audit VALUES(:entry, '{tool}', {subject}, :now)", "rows": 1},
    ]


def found(name: str, what: str, table: str, key: str, columns: str) -> Json:
    """The step that binds one row by its key, or says that there is none."""
    sql = f"SELECT {columns} FROM {table} WHERE {key} = :{key}"
    return {"one": name, "sql": sql, "else": f"there is no {what} {{{key}}}"}
