"""Days in the past that agree with what else is known of a row."""

from __future__ import annotations

from datetime import date

from agentgym.sampling import Draws
from agentgym_synth.aspect import Row, Rows
from agentgym_synth.model import Thing

#: Of what has no dates: always.
_ALWAYS = -36_500


def known_since(thing: Thing, row: Row, rows: Rows) -> int:
    """Days from today, below zero, to the latest of a row's dates that are past.

    Args:
        thing: What the row is one of.
        row: The row.
        rows: Know what day it is.
    """
    yesterday = rows.day(-1)
    past = [
        str(row[column.name])
        for column in thing.columns.values()
        if column.attribute is not None
        and column.attribute.kind == "date"
        and row.get(column.name) is not None
        and str(row[column.name]) <= yesterday
    ]
    return (date.fromisoformat(max(past)) - rows.today).days if past else _ALWAYS


def recent_day(thing: Thing, row: Row, rows: Rows, draws: Draws, *, within: int) -> str:
    """An ISO date up to yesterday on which something may have happened to a row.

    Args:
        thing: What the row is one of.
        row: The row; nothing happens to it before the latest of its dates that are past.
        rows: Know what day it is.
        draws: Decide.
        within: How many days back, at most.
    """
    back = -known_since(thing, row, rows)
    return rows.day(-draws.integer(1, max(1, min(back, within))))
