"""Applying a changeset, forwards or backwards.

SQLite's own way prepares its statements anew each time; these stay in the connection's cache, which
makes a reset three times as fast.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import apsw

from agentgym.world.tables import TableLayout


def apply_changeset(
    changeset: bytes,
    layouts: Mapping[str, TableLayout],
    execute: Callable[..., apsw.Cursor],
    *,
    backwards: bool,
) -> None:
    """Apply a changeset to the database that it was made on, or take it back.

    Args:
        changeset: From SQLite's session extension; it must fit the database exactly.
        layouts: The world's tables.
        execute: Runs a statement.
        backwards: Undo the changes instead of making them.
    """
    execute("BEGIN", (), can_cache=False)
    for change in apsw.Changeset.iter(changeset):
        _apply(layouts[change.name], change.old, change.new, execute, backwards=backwards)
    execute("COMMIT", (), can_cache=False)


def join_changesets(first: bytes, second: bytes) -> bytes:
    """The net change of one changeset and another after it."""
    if not first or not second:
        return first or second
    both = apsw.ChangesetBuilder()  # type: ignore[no-untyped-call]  # so in apsw's own types
    both.add(first)
    both.add(second)
    return both.output()


def replace_changeset(
    old: bytes,
    new: bytes,
    layouts: Mapping[str, TableLayout],
    execute: Callable[..., apsw.Cursor],
) -> None:
    """Take one changeset back and apply another, and leave alone what both have in common.

    Args:
        old: What is applied now.
        new: What is to be applied instead.
        layouts: The world's tables.
        execute: Runs a statement.
    """
    wanted = _by_row(new, layouts)
    execute("BEGIN", (), can_cache=False)
    for row, values in _by_row(old, layouts).items():
        if wanted.get(row) == values:
            del wanted[row]
        else:
            _apply(layouts[row[0]], *values, execute, backwards=True)
    for row, values in wanted.items():
        _apply(layouts[row[0]], *values, execute, backwards=False)
    execute("COMMIT", (), can_cache=False)


_Values: TypeAlias = "tuple[object, ...] | None"


def _by_row(
    changeset: bytes, layouts: Mapping[str, TableLayout]
) -> dict[tuple[str, tuple[object, ...]], tuple[_Values, _Values]]:
    """Table and key to the values before and after."""
    found: dict[tuple[str, tuple[object, ...]], tuple[_Values, _Values]] = {}
    for change in apsw.Changeset.iter(changeset):
        old, new = change.old, change.new
        row = old or new
        assert row is not None
        key = tuple(row[n] for n in layouts[change.name].key_positions)
        found[change.name, key] = (old, new)
    return found


def _apply(
    layout: TableLayout,
    old: _Values,
    new: _Values,
    execute: Callable[..., apsw.Cursor],
    *,
    backwards: bool,
) -> None:
    # The key is among the old values of an update only, whichever way it is applied.
    keyed = old or new
    assert keyed is not None
    if backwards:
        old, new = new, old
    if old is None:
        execute(layout.insert_sql, new)
        return
    key = [keyed[n] for n in layout.key_positions]
    if new is None:
        execute(layout.delete_sql, key)
        return
    changed = tuple(n for n, value in enumerate(new) if value is not apsw.no_change)
    changed = tuple(n for n in changed if n not in layout.key_positions)
    execute(_update_sql(layout, changed), [*(new[n] for n in changed), *key])


def _update_sql(layout: TableLayout, changed: tuple[int, ...]) -> str:
    known = layout.update_sql.get(changed)
    if known is None:
        columns = ", ".join(f'"{layout.columns[n]}" = ?' for n in changed)
        known = f'UPDATE "{layout.name}" SET {columns} WHERE {layout.key_sql}'
        layout.update_sql[changed] = known
    return known
