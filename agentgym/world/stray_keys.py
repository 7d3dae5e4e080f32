"""Generated keys may be copied only where the comparison can follow them.

Two episodes that did the same may have made their keys in another order. A key, or a column with a
`ref` to its table, is compared up to that; a copy in any other column would not be.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from agentgym.errors import InvalidWorldError
from agentgym.world.sql import rewrite, top_level_split
from agentgym.world.tables import TableLayout

_INSERT = re.compile(
    r"^\s*(?:with\b.*?\)\s*)?insert\s+into\s+\"?(\w+)\"?\s*(?:\(([^()]*)\))?\s*(values\b|select\b)",
    re.I | re.S,
)
_UPDATE = re.compile(r"\bupdate\s+\"?(\w+)\"?(?:\s+as\s+\w+)?\s+set\s", re.I)
_END_OF_LIST = re.compile(r"[()]|\b(?:from|where|on\s+conflict|order\s+by|limit)\b", re.I)
_NAME = re.compile(r":([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)")
_QUERY = re.compile(r"\(\s*select\b[^()]*(?:\([^()]*\)[^()]*)*\)", re.I)
_KEEPS_ITS_ARGUMENT = re.compile(
    r"\|\||\b(?:json_object|json_array|concat|concat_ws|coalesce|ifnull|replace)\s*\(", re.I
)


def check_stray_keys(
    sql: str, layouts: dict[str, TableLayout], key_of: Callable[[str], str | None]
) -> None:
    """Refuse a write that copies a generated key into a column that is no reference to its table.

    Args:
        sql: A write, as written.
        layouts: The world's tables.
        key_of: The table whose generated key a name may hold.

    Raises:
        InvalidWorldError: It does; the message names the column.
    """
    bare = rewrite(sql, lambda name: name).bare
    for table, column, expression in _assignments(bare, layouts):
        layout = layouts[table]
        if layout.path_dependent or column in layout.volatile:
            continue
        for name in _copied_names(expression):
            made_for = key_of(name)
            if made_for is None or layout.refs.get(column) == made_for:
                continue
            if table == made_for and layout.generated == column:
                continue
            raise InvalidWorldError(
                f"copies the generated key ':{name}' into {table}.{column}, where a comparison "
                f'cannot follow it; give the column "ref": "{made_for}", or mark it volatile'
            )


def _copied_names(expression: str) -> list[str]:
    """The names whose values an expression hands on, rather than compares or looks up."""
    own = _QUERY.sub(" ", expression)
    alone = _NAME.fullmatch(own.strip(" ()\n\t"))
    if alone is not None:
        return [alone[1]]
    return _NAME.findall(own) if _KEEPS_ITS_ARGUMENT.search(own) else []


def _assignments(bare: str, layouts: dict[str, TableLayout]) -> list[tuple[str, str, str]]:
    """Table, column and expression of everything that a write sets, as far as its text shows."""
    insert = _INSERT.search(bare)
    if insert is not None and insert[1] in layouts:
        table = insert[1]
        columns = tuple(c.strip(' "\n\t') for c in insert[2].split(",")) if insert[2] else ()
        rest = bare[insert.end() :]
        rows = _value_lists(rest) if insert[3].lower() == "values" else [_until_end(rest)]
        return [
            (table, column, expression)
            for row in rows
            for column, expression in zip(
                columns or layouts[table].columns, top_level_split(row, row), strict=False
            )
        ]
    update = _UPDATE.search(bare)
    if update is not None and update[1] in layouts:
        listed = _until_end(bare[update.end() :])
        pairs = [item.partition("=") for item in top_level_split(listed, listed)]
        return [(update[1], left.strip(' "\n\t'), right) for left, _, right in pairs]
    return []


def _value_lists(text: str) -> list[str]:
    rows: list[str] = []
    depth = start = 0
    for position, character in enumerate(text):
        if character == "(":
            depth += 1
            start = position + 1 if depth == 1 else start
        elif character == ")":
            depth -= 1
            if depth == 0:
                rows.append(text[start:position])
    return rows


def _until_end(text: str) -> str:
    """The text up to the first clause that stands in no parentheses."""
    depth = 0
    for found in _END_OF_LIST.finditer(text):
        if found[0] in "()":
            depth += 1 if found[0] == "(" else -1
        elif depth == 0:
            return text[: found.start()]
    return text
