"""Who works when, who is busy, and which rooms are free: the policy's rules on time, in Python."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from agentgym_envs.handwritten.rows import Row, Rows
from agentgym_envs.office.tables import TABLES
from agentgym_envs.office.tools.steps import TIMES

_LUNCH = ("12:00", "13:00")
_CHRISTMAS = ("2025-12-24", "2026-01-02")
_CLOSED = {"EDI": {"2025-10-20"}, "HEL": set[str]()}


@dataclass(frozen=True, slots=True)
class Entry:
    """What takes somebody's time.

    Attributes:
        event: The calendar entry's id.
        date: The day.
        starts: In Edinburgh time.
        ends: In Edinburgh time.
        focus: Whether it is focus time.
    """

    event: str
    date: str
    starts: str
    ends: str
    focus: bool


class Diary:
    """Everybody's time, from rows; ordinary entries may be added while the rows are made."""

    def __init__(self, rows: Rows) -> None:
        self._people = {row[0]: _named("people", row) for row in rows.tables["people"]}
        ahead = {row[0]: row[2] for row in rows.tables["sites"]}
        self._ahead = {key: ahead[p["site_id"]] for key, p in self._people.items()}
        self._leave = [
            leave
            for leave in (_named("leave", row) for row in rows.tables["leave"])
            if leave["status"] == "approved"
        ]
        self._rooms = [_named("rooms", row) for row in rows.tables["rooms"]]
        self._taken: defaultdict[str, list[Entry]] = defaultdict(list)
        self._busy: defaultdict[str, list[Entry]] = defaultdict(list)
        events = {row[0]: _named("events", row) for row in rows.tables["events"]}
        for event_id, person, _, response in rows.tables["attendees"]:
            if events[event_id]["status"] == "confirmed" and response != "declined":
                self.add(person, _entry(events[event_id]))
        for event in events.values():
            if event["room_id"] and event["status"] == "confirmed":
                self.take(event["room_id"], _entry(event))

    def add(self, person: str, entry: Entry) -> None:
        """An entry of a person more."""
        self._busy[person].append(entry)

    def take(self, room: str, entry: Entry) -> None:
        """An entry that takes a room."""
        self._taken[room].append(entry)

    def is_open(self, site: str, date: str) -> bool:
        """Whether an office is open on a day."""
        weekend = datetime.date.fromisoformat(date).weekday() >= 5
        christmas = _CHRISTMAS[0] <= date <= _CHRISTMAS[1]
        return not weekend and not christmas and date not in _CLOSED[site]

    def works_on(self, person: str, date: str) -> bool:
        """Whether a day is a working day of somebody, leave apart."""
        weekday = datetime.date.fromisoformat(date).strftime("%a")
        record = self._people[person]
        return weekday in record["work_days"] and self.is_open(record["site_id"], date)

    def is_away(self, person: str, date: str) -> bool:
        """Whether somebody has approved leave on a day."""
        return any(
            leave["person_id"] == person and leave["first_day"] <= date <= leave["last_day"]
            for leave in self._leave
        )

    def working_days(self, person: str, first: str, last: str) -> int:
        """How many of somebody's working days a period holds."""
        return sum(self.works_on(person, day) for day in days(first, last))

    def present(self, team: str, date: str) -> list[str]:
        """The members of a team who are at work on a day."""
        return [
            key
            for key, p in self._people.items()
            if p["team_id"] == team and self.works_on(key, date) and not self.is_away(key, date)
        ]

    def objections(
        self, person: str, date: str, starts: str, ends: str, but: Collection[str] = ()
    ) -> list[str]:
        """The rules that a meeting at this time would break for a required attendee.

        Args:
            person: The attendee's key.
            date: The day.
            starts: In Edinburgh time.
            ends: In Edinburgh time.
            but: Entries that do not count.
        """
        record, ahead = self._people[person], self._ahead[person]
        inside = (
            shifted(record["works_from"], -ahead) <= starts
            and ends <= shifted(record["works_to"], -ahead)
            and self.works_on(person, date)
            and not self.is_away(person, date)
        )
        lunch = [shifted(time, -ahead) for time in _LUNCH]
        over = [
            entry
            for entry in self._busy[person]
            if entry.date == date
            and entry.starts < ends
            and entry.ends > starts
            and entry.event not in but
        ]
        found = []
        if not inside:
            found.append("working_hours")
        if starts < lunch[1] and ends > lunch[0]:
            found.append("lunch")
        if any(entry.focus for entry in over):
            found.append("focus_time")
        if any(not entry.focus for entry in over):
            found.append("clash")
        return found

    def first(
        self,
        people: Sequence[str],
        dates: Sequence[str],
        minutes: int,
        *,
        after: str = "06:00",
        but: Collection[str] = (),
    ) -> tuple[str, str, str]:
        """The first day, beginning and end at which nobody objects.

        Raises:
            LookupError: There is none.
        """
        for date in dates:
            for starts, ends in stretches(minutes):
                if starts >= after and not any(
                    self.objections(p, date, starts, ends, but) for p in people
                ):
                    return date, starts, ends
        raise LookupError(f"no {minutes} minutes on {dates} suit {people}")

    def room(
        self,
        site: str,
        heads: int,
        needs: Collection[str],
        when: tuple[str, str, str],
        *,
        but: Collection[str] = (),
    ) -> str:
        """The smallest suitable free room of a site, the Loft last.

        Raises:
            LookupError: There is none.
        """
        date, starts, ends = when
        for room in sorted(
            self._rooms, key=lambda room: (room["name"] == "Loft", int(room["seats"]))
        ):
            if room["site_id"] != site or int(room["seats"]) < heads:
                continue
            if not all(thing in room["equipment"].split(", ") for thing in needs):
                continue
            if not any(
                entry.date == date
                and entry.starts < ends
                and entry.ends > starts
                and entry.event not in but
                for entry in self._taken[room["room_id"]]
            ):
                return str(room["room_id"])
        raise LookupError(f"no room of {site} has {heads} seats and {needs} then")


def days(first: str, last: str) -> Iterator[str]:
    """The dates of a period."""
    day = datetime.date.fromisoformat(first)
    while day.isoformat() <= last:
        yield day.isoformat()
        day += datetime.timedelta(days=1)


def stretches(minutes: int) -> Iterator[tuple[str, str]]:
    """Beginning and end of every stretch of this length."""
    halves = minutes // 30
    return zip(TIMES, TIMES[halves:], strict=False)


def shifted(time: str, hours: int) -> str:
    """A time of day some hours later."""
    hour, _, minute = time.partition(":")
    return f"{int(hour) + hours:02}:{minute}"


def _named(table: str, row: Row) -> dict[str, str]:
    return dict(zip(TABLES[table], row, strict=True))


def _entry(event: dict[str, str]) -> Entry:
    return Entry(
        event["event_id"],
        event["date"],
        event["starts"],
        event["ends"],
        event["kind"] == "focus",
    )
