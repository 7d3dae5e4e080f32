"""How the columns of a hand-written world are described, and how its keys look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: Column name to description, as a world file has it.
Columns = dict[str, dict[str, Any]]

TEXT: dict[str, Any] = {"type": "text"}
KEY: dict[str, Any] = {"type": "text", "key": True}
INT: dict[str, Any] = {"type": "int"}
#: Only what tools take away from can fall below zero.
LEFT: dict[str, Any] = {"type": "int", "min": 0}
STAMP: dict[str, Any] = {"type": "text", "volatile": True}


def ref(table: str, **more: Any) -> dict[str, Any]:
    """A column that names a row of another table."""
    return {"type": "text", "ref": table, **more}


def one_of(*values: str, **more: Any) -> dict[str, Any]:
    """A column with a choice of values."""
    return {"type": "text", "enum": list(values), **more}


@dataclass(frozen=True, slots=True)
class Keys:
    """How the keys of each table look.

    Attributes:
        forms: Table to prefix, digits, factor and offset. Factor and 10**digits - 1 have no common
            divisor, so that every number is met once.
    """

    forms: dict[str, tuple[str, int, int, int]]

    def made(self, table: str) -> dict[str, Any]:
        """A key that tools make too: the world has the first ones, theirs start at 5000."""
        prefix, width, mul, add = self.forms[table]
        generate = {
            "prefix": prefix,
            "mod": 10**width - 1,
            "mul": mul,
            "add": add,
            "width": width,
            "start": 5000,
        }
        return {**KEY, "generate": generate}

    def key(self, table: str, number: int) -> str:
        """The key of the `number`th row of a table, as the engine would make it."""
        prefix, width, mul, add = self.forms[table]
        return prefix + str((number * mul + add) % (10**width - 1)).zfill(width)
