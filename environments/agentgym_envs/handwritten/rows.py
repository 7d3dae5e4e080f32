"""A world's rows while they are made, with the nicknames of those that the tasks are about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from agentgym_envs.handwritten.columns import Columns, Keys

#: One row: a value per column.
Row = list[Any]


@dataclass(slots=True)
class Rows:
    """The rows of every table, and the keys of what has a nickname.

    Attributes:
        columns: Table name to its columns.
        forms: How generated keys look.
        tables: Table name to rows.
        keys: Nickname to key.
    """

    columns: dict[str, Columns]
    forms: Keys
    tables: dict[str, list[Row]] = field(init=False)
    keys: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tables = {table: [] for table in self.columns}

    def add(self, table: str, *values: Any, nick: str = "") -> str:
        """Add a row under the next generated key, and give the key."""
        key = self.forms.key(table, len(self.tables[table]) + 1)
        self.tables[table].append([key, *values])
        if nick:
            if nick in self.keys:
                raise ValueError(f"two rows are called {nick!r}")
            self.keys[nick] = key
        return key

    def insert(self, table: str, *row: Any) -> None:
        """Add a row whose key is not generated."""
        self.tables[table].append(list(row))

    def find(self, table: str, column: int, value: object) -> Row:
        """The first row with this value in a column."""
        for row in self.tables[table]:
            if row[column] == value:
                return row
        raise LookupError(f"no row of {table} has {value!r} in column {column}")
