"""Proves the answers of questions by plain SQL over the rows, apart from engine and tools."""

from __future__ import annotations

import sqlite3
import weakref

from agentgym.answers import Answer, ListAnswer, NumberAnswer, SetAnswer
from agentgym_envs.handwritten.rows import Rows


class Oracle:
    """A world's initial rows in a database of their own."""

    def __init__(self, rows: Rows) -> None:
        self._database = sqlite3.connect(":memory:")
        # Python closes it too, from 3.13 on with a warning.
        weakref.finalize(self, self._database.close)
        for name, columns in rows.columns.items():
            listed = ", ".join(f'"{column}"' for column in columns)
            self._database.execute(f'CREATE TABLE "{name}" ({listed})')
            holes = ", ".join("?" * len(columns))
            self._database.executemany(f'INSERT INTO "{name}" VALUES ({holes})', rows.tables[name])

    def fault(self, answer: Answer, sql: str) -> str:
        """Why a query does not give an answer, or the empty string when it does.

        The query gives one column: one row for a number, a name or a date, one per item for a list
        or a set; a list's in order.
        """
        found = [row[0] for row in self._database.execute(sql)]
        if isinstance(answer, ListAnswer):
            right = found == list(answer.value)
        elif isinstance(answer, SetAnswer):
            right = sorted(found) == sorted(answer.value)
        elif isinstance(answer, NumberAnswer):
            off = max(answer.tolerance, 1e-9)
            right = len(found) == 1 and abs(found[0] - answer.value) <= off
        else:
            right = found == [str(answer.value)]
        return "" if right else f"the rows give {found!r:.200}, the draft says {answer.value!r}"
