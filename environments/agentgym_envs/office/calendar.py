"""Writes calendar entries: those that tasks are about, series, and ordinary ones around them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from agentgym.sampling import Draws
from agentgym_envs.handwritten.rows import Rows
from agentgym_envs.office.content import names, or_none, records
from agentgym_envs.office.diary import Diary, Entry, days, stretches

_RESPONSES = {"!": "declined", "~": "pending"}
_LAST_DAY = "2025-10-24"
_FIRST_DAY = "2025-10-08"
_TOPICS = (
    "drawing check",
    "door schedule",
    "roof build-up",
    "fire strategy",
    "cost review",
    "planting plan",
    "drainage",
    "window heads",
    "site queries",
    "lighting",
    "acoustics",
    "specification",
)
_FOCUS = ("Drawings", "Writing", "Details", "Schedules", "Sketching", "Reading drawings")
_TRIES = 12


def write_staged(rows: Rows) -> None:
    """The entries of `content/events.txt`."""
    for nick, title, kind, organiser, date, time, room, others, private in records("events"):
        starts, _, ends = time.partition("-")
        event = rows.add(
            "events",
            title,
            kind,
            rows.keys[organiser],
            date,
            starts,
            ends,
            or_none(room),
            None,
            int(private == "private"),
            "confirmed",
            nick=nick,
        )
        rows.insert("attendees", event, rows.keys[organiser], "required", "accepted")
        for other in names(others):
            person, mark = other.rstrip("?!~"), other[-1]
            role = "optional" if mark == "?" else "required"
            response = _RESPONSES.get(mark, "accepted")
            rows.insert("attendees", event, rows.keys[person], role, response)


def write_series(rows: Rows) -> None:
    """The series of `content/series.txt`, date by date; `s.crit/2025-10-10` is one of them."""
    diary = Diary(rows)
    sites = {row[0]: row[7] for row in rows.tables["people"]}
    for nick, title, organiser, rhythm, first, time, room, others in records("series"):
        owner = rows.keys[organiser]
        series = rows.add("series", title, owner, rhythm, nick=nick)
        starts, _, ends = time.partition("-")
        day = datetime.date.fromisoformat(first)
        while (date := day.isoformat()) <= _LAST_DAY:
            day += datetime.timedelta(days=7)
            if not diary.is_open(sites[owner], date):
                continue
            event = rows.add(
                "events",
                title,
                "meeting",
                owner,
                date,
                starts,
                ends,
                or_none(room),
                series,
                0,
                "confirmed",
                nick=f"{nick}/{date}",
            )
            rows.insert("attendees", event, owner, "required", "accepted")
            for other in names(others):
                rows.insert("attendees", event, rows.keys[other], "required", "accepted")


def write_ordinary(rows: Rows, seed: int) -> None:
    """Meetings of projects, and focus time, wherever those concerned have time."""
    diary = Diary(rows)
    for person, date, time in records("kept_free"):
        starts, _, ends = time.partition("-")
        diary.add(rows.keys[person], Entry("", date, starts, ends, False))
    members: dict[str, list[str]] = {}
    for project, person in rows.tables["project_members"]:
        members.setdefault(project, []).append(person)
    dates = [day for day in days(_FIRST_DAY, _LAST_DAY) if diary.is_open("HEL", day)]
    # Streams of their own, so that one more entry leaves the others where they are.
    for number, project in enumerate(rows.tables["projects"]):
        draws = Draws.seeded(seed, 1, number)
        for topic in draws.shuffled(_TOPICS)[:4]:
            people = draws.shuffled(members[project[0]])[: draws.integer(2, 4)]
            _meet(rows, diary, f"{project[1]}: {topic}", people, dates, draws)
    for number, row in enumerate(rows.tables["people"]):
        draws = Draws.seeded(seed, 2, number)
        if draws.chance(0.6):
            _focus(rows, diary, row[0], draws.choice(dates), draws)


def _meet(
    rows: Rows,
    diary: Diary,
    title: str,
    people: Sequence[str],
    dates: Sequence[str],
    draws: Draws,
) -> None:
    for _ in range(_TRIES):
        date = draws.choice(dates)
        starts, ends = draws.choice(list(stretches(draws.choice((30, 60, 60)))))
        if any(diary.objections(person, date, starts, ends) for person in people):
            continue
        event = rows.add(
            "events",
            title,
            "meeting",
            people[0],
            date,
            starts,
            ends,
            None,
            None,
            0,
            "confirmed",
        )
        for person in people:
            rows.insert("attendees", event, person, "required", "accepted")
            diary.add(person, Entry(event, date, starts, ends, False))
        return


def _focus(rows: Rows, diary: Diary, person: str, date: str, draws: Draws) -> None:
    for _ in range(_TRIES):
        starts, ends = draws.choice(list(stretches(90)))
        if not diary.objections(person, date, starts, ends):
            event = rows.add(
                "events",
                draws.choice(_FOCUS),
                "focus",
                person,
                date,
                starts,
                ends,
                None,
                None,
                0,
                "confirmed",
            )
            rows.insert("attendees", event, person, "required", "accepted")
            return
