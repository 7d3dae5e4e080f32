"""Tools that look at calendars, and entries that concern one person alone."""

from __future__ import annotations

from agentgym_envs.handwritten.steps import (
    DATE,
    Json,
    arguments,
    audited,
    described,
    listed,
    one_of,
    words,
)
from agentgym_envs.office.tools.steps import (
    DAY,
    EVENT,
    IN_ORDER,
    PERSON,
    TIMES_IN_SQL,
    a_person,
    all_people,
    clock_time,
    several,
    standing_event,
)

_ATTENDEES = listed(
    "a.person_id, p.name, p.site_id, a.role, a.response",
    "FROM attendees a JOIN people p USING(person_id) WHERE a.event_id = e.event_id",
    "p.name",
)
_GUESTS = listed(
    "v.visit_id, c.name AS guest, c.company, v.status",
    "FROM visits v JOIN contacts c USING(contact_id) WHERE v.event_id = e.event_id "
    "AND v.status <> 'cancelled'",
    "c.name",
)

TOOLS: list[Json] = [
    {
        "name": "list_calendar",
        "description": "A colleague's calendar entries from one day to another, in Edinburgh time, "
        "with the colleague's own response. Cancelled entries are left out.",
        "input": arguments(
            person_id=PERSON,
            from_date=described(DATE, "The first day."),
            to_date=described(DATE, "The last day, included."),
        ),
        "steps": [
            {
                "require": ":from_date <= :to_date",
                "else": "{from_date} is after {to_date}",
            },
            a_person("p", "person_id"),
            {
                "many": "entries",
                "sql": "SELECT e.event_id, e.date, e.starts, e.ends, e.title, e.kind, e.private, "
                "o.name AS organiser, r.name AS room, a.role, a.response, e.series_id "
                "FROM attendees a JOIN events e USING(event_id) JOIN people o ON o.person_id = "
                "e.organiser_id LEFT JOIN rooms r ON r.room_id = e.room_id "
                "WHERE a.person_id = :person_id AND e.date BETWEEN :from_date AND :to_date "
                "AND e.status = 'confirmed' ORDER BY e.date, e.starts, e.event_id",
            },
            {"return": {"entries": ":entries"}},
        ],
    },
    {
        "name": "get_event",
        "description": "A calendar entry: time, organiser, room, attendees with role and response, "
        "registered guests, and the series it belongs to.",
        "input": arguments(event_id=EVENT),
        "steps": [
            {
                "one": "e",
                "sql": "SELECT e.event_id, e.title, e.kind, e.private, e.status, e.organiser_id, "
                "o.name AS organiser, e.date, e.starts, e.ends, e.room_id, r.name AS room, "
                "e.series_id, s.rhythm AS series_rhythm, s.organiser_id AS series_organiser_id, "
                f"{_ATTENDEES} AS attendees, {_GUESTS} AS guests FROM events e JOIN people o ON "
                "o.person_id = e.organiser_id LEFT JOIN rooms r ON r.room_id = e.room_id "
                "LEFT JOIN series s ON s.series_id = e.series_id WHERE e.event_id = :event_id",
                "json": ["attendees", "guests"],
                "else": "there is no calendar entry {event_id}",
            },
            {"return": ":e"},
        ],
    },
    {
        "name": "find_gaps",
        "description": "The half hours of a day, by their beginnings in Edinburgh time, at which "
        "none of the colleagues has an entry that they have not declined. Knows nothing of working "
        "hours, lunch or leave.",
        "input": arguments(
            person_ids=several("The colleagues' ids.", 12, 1),
            date=DAY,
        ),
        "steps": [
            all_people("person_ids"),
            {
                "one": "g",
                "sql": "WITH busy AS MATERIALIZED (SELECT e.starts, e.ends FROM events e JOIN "
                "attendees a USING(event_id) WHERE e.date = :date AND e.status = 'confirmed' AND "
                "a.response <> 'declined' AND a.person_id IN (SELECT q.value FROM "
                "json_each(:person_ids) q)) SELECT (SELECT json_group_array(t.value ORDER BY "
                f"t.value) FROM json_each({TIMES_IN_SQL}) t WHERE NOT EXISTS (SELECT 1 FROM busy b "
                "WHERE b.starts <= t.value AND b.ends > t.value)) AS free",
                "json": ["free"],
            },
            {"return": {"date": ":date", "free_half_hours": ":g.free"}},
        ],
    },
    {
        "name": "block_time",
        "description": "Put an entry of one person alone into their calendar: focus time, or "
        "something personal, which is private.",
        "writes": ["events", "attendees", "audit"],
        "input": arguments(
            person_id=PERSON,
            kind=one_of("focus", "personal", description="Personal entries are private."),
            title=words(80, "What it is."),
            date=DAY,
            starts=clock_time("When it begins."),
            ends=clock_time("When it ends."),
        ),
        "steps": [
            a_person("p", "person_id"),
            IN_ORDER,
            {"new": "event", "of": "events"},
            {
                "write": "INSERT INTO events VALUES(:event, :title, :kind, :person_id, :date, "
                ":starts, :ends, NULL, NULL, iif(:kind = 'personal', 1, 0), 'confirmed')",
                "rows": 1,
            },
            {
                "write": "INSERT INTO attendees VALUES(:event, :person_id, 'required', 'accepted')",
                "rows": 1,
            },
            *audited("block_time", ":event"),
            {"return": {"event_id": ":event"}},
        ],
    },
    {
        "name": "answer_invitation",
        "description": "Record an attendee's answer to an invitation.",
        "writes": ["attendees", "audit"],
        "input": arguments(
            event_id=EVENT,
            person_id=PERSON,
            response=one_of("accepted", "declined", description="The answer."),
        ),
        "steps": [
            *standing_event(),
            {
                "require": ":person_id <> :e.organiser_id",
                "else": "{person_id} is the organiser, and not invited",
            },
            {
                "write": "UPDATE attendees SET response = :response WHERE event_id = :event_id "
                "AND person_id = :person_id",
                "rows": 1,
                "else": "{person_id} is not invited to {event_id}",
            },
            *audited("answer_invitation", ":event_id"),
            {"return": {"event_id": ":event_id", "response": ":response"}},
        ],
    },
]
