"""What `%words` in a draft's arguments stand for: the first time that suits, the room that suits.

`%starts isla,ailsa 2025-10-09 60` is when the first hour begins that suits both on that day;
`%ends ...` is when it ends; `%date ...` is its day, where several days are given, as in
`2025-10-09..2025-10-10`. A further word says from when on, as in `13:00`; words with a dash in
front name entries that do not count. `%room EDI 4 screen+video 2025-10-09 10:00 11:00` is a room.
"""

from __future__ import annotations

from pydantic import JsonValue

from agentgym_envs.handwritten.rows import Rows
from agentgym_envs.office.diary import Diary, days


class Picker:
    """Works out times and rooms from the rows."""

    def __init__(self, rows: Rows) -> None:
        self._diary = Diary(rows)
        self._keys = rows.keys

    def pick(self, words: str) -> JsonValue:
        """The value that the words stand for."""
        what, *rest = words.split()
        if what == "room":
            return self._room(rest)
        return self._slot(rest)[("date", "starts", "ends").index(what)]

    def _slot(self, words: list[str]) -> tuple[str, str, str]:
        people, dates, minutes, *more = words
        first, _, last = dates.partition("..")
        return self._diary.first(
            [self._keys[nick] for nick in people.split(",")],
            list(days(first, last or first)),
            int(minutes),
            after=next((word for word in more if not word.startswith("-")), "06:00"),
            but=[self._keys[word[1:]] for word in more if word.startswith("-")],
        )

    def _room(self, words: list[str]) -> str:
        site, heads, needs, date, starts, ends = words
        wanted = [thing.replace("_", " ") for thing in needs.split("+") if thing != "-"]
        return self._diary.room(site, int(heads), wanted, (date, starts, ends))
