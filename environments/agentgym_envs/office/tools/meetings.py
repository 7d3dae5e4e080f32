"""Tools that make, move and cancel meetings, one by one and as series."""

from __future__ import annotations

from agentgym_envs.handwritten.steps import (
    ID,
    Json,
    arguments,
    audited,
    described,
    one_of,
    words,
)
from agentgym_envs.office.tools.steps import (
    DAY,
    EVENT,
    IN_ORDER,
    PERSON,
    a_person,
    all_people,
    clock_time,
    room_taken,
    several,
    standing_event,
)

_STARTS = clock_time("When it begins, in Edinburgh time.")
_ENDS = clock_time("When it ends, in Edinburgh time.")
_SERIES = described(ID, "The series' id, as given with its entries.")

_WANTED_ROOM: list[Json] = [
    {
        "require": ":room_id IS NULL OR EXISTS (SELECT 1 FROM rooms WHERE room_id = :room_id)",
        "else": "there is no room {room_id}",
    },
]
_SERIES_FOUND: Json = {
    "one": "s",
    "sql": "SELECT series_id FROM series WHERE series_id = :series_id",
    "else": "there is no series {series_id}",
}

TOOLS: list[Json] = [
    {
        "name": "create_meeting",
        "description": "Make a meeting and invite colleagues. The organiser attends without being "
        "listed. Guests from outside are registered as visits.",
        "writes": ["events", "attendees", "audit"],
        "input": arguments(
            ["organiser_id", "title", "date", "starts", "ends", "required_ids"],
            organiser_id=described(ID, "The organiser's id."),
            title=words(80, "The title."),
            date=DAY,
            starts=_STARTS,
            ends=_ENDS,
            required_ids=several("Ids of the other attendees who must be there."),
            optional_ids={
                **several("Ids of attendees who need not be there."),
                "default": [],
            },
            room_id=described(ID, "A room, where one is wanted."),
        ),
        "steps": [
            a_person("p", "organiser_id"),
            IN_ORDER,
            all_people("required_ids"),
            all_people("optional_ids"),
            {
                "require": "NOT EXISTS (SELECT 1 FROM json_each(:required_ids) a JOIN "
                "json_each(:optional_ids) b ON a.value = b.value)",
                "else": "nobody can be both required and optional",
            },
            {
                "require": ":organiser_id NOT IN (SELECT value FROM json_each(:required_ids)) AND "
                ":organiser_id NOT IN (SELECT value FROM json_each(:optional_ids))",
                "else": "the organiser attends already; list the others only",
            },
            *_WANTED_ROOM,
            {
                "require": ":room_id IS NULL OR NOT "
                + room_taken(":room_id", ":date", ":starts", ":ends"),
                "else": "room {room_id} is taken then",
            },
            {"new": "event", "of": "events"},
            {
                "write": "INSERT INTO events VALUES(:event, :title, 'meeting', :organiser_id, "
                ":date, :starts, :ends, :room_id, NULL, 0, 'confirmed')",
                "rows": 1,
            },
            {
                "write": "INSERT INTO attendees VALUES(:event, :organiser_id, 'required', "
                "'accepted')",
                "rows": 1,
            },
            {
                "write": "INSERT INTO attendees SELECT :event, value, 'required', 'pending' "
                "FROM json_each(:required_ids)"
            },
            {
                "write": "INSERT INTO attendees SELECT :event, value, 'optional', 'pending' "
                "FROM json_each(:optional_ids)"
            },
            *audited("create_meeting", ":event"),
            {"return": {"event_id": ":event", "date": ":date", "starts": ":starts"}},
        ],
    },
    {
        "name": "move_event",
        "description": "Give a calendar entry another time. Without room_id it keeps its room, "
        "which must be free then.",
        "writes": ["events", "audit"],
        "input": arguments(
            ["event_id", "date", "starts", "ends"],
            event_id=EVENT,
            date=DAY,
            starts=_STARTS,
            ends=_ENDS,
            room_id=described(ID, "Another room from now on."),
        ),
        "steps": [
            *standing_event("room_id"),
            IN_ORDER,
            *_WANTED_ROOM,
            {"one": "r", "sql": "SELECT coalesce(:room_id, :e.room_id) AS room_id"},
            {
                "require": ":r.room_id IS NULL OR NOT "
                + room_taken(":r.room_id", ":date", ":starts", ":ends", ":event_id"),
                "else": "room {r.room_id} is taken then",
            },
            {
                "write": "UPDATE events SET date = :date, starts = :starts, ends = :ends, "
                "room_id = :r.room_id WHERE event_id = :event_id",
                "rows": 1,
            },
            *audited("move_event", ":event_id"),
            {"return": {"event_id": ":event_id", "date": ":date", "starts": ":starts"}},
        ],
    },
    {
        "name": "cancel_event",
        "description": "Cancel a calendar entry. Its room becomes free; its visits stay.",
        "writes": ["events", "audit"],
        "input": arguments(event_id=EVENT),
        "steps": [
            *standing_event(),
            {
                "write": "UPDATE events SET status = 'cancelled' WHERE event_id = :event_id",
                "rows": 1,
            },
            *audited("cancel_event", ":event_id"),
            {"return": {"event_id": ":event_id", "status": "cancelled"}},
        ],
    },
    {
        "name": "add_attendee",
        "description": "Invite one more colleague to a meeting.",
        "writes": ["attendees", "audit"],
        "input": arguments(
            ["event_id", "person_id"],
            event_id=EVENT,
            person_id=PERSON,
            role={
                **one_of("required", "optional", description="Whether they must be there."),
                "default": "required",
            },
        ),
        "steps": [
            *standing_event("kind"),
            {"require": ":e.kind = 'meeting'", "else": "entry {event_id} is no meeting"},
            a_person("p", "person_id"),
            {
                "require": "NOT EXISTS (SELECT 1 FROM attendees WHERE event_id = :event_id AND "
                "person_id = :person_id)",
                "else": "{person_id} is invited to {event_id} already",
            },
            {
                "write": "INSERT INTO attendees VALUES(:event_id, :person_id, :role, 'pending')",
                "rows": 1,
            },
            *audited("add_attendee", ":event_id"),
            {"return": {"event_id": ":event_id", "person_id": ":person_id", "role": ":role"}},
        ],
    },
    {
        "name": "remove_attendee",
        "description": "Take a colleague off a meeting's attendees.",
        "writes": ["attendees", "audit"],
        "input": arguments(event_id=EVENT, person_id=PERSON),
        "steps": [
            *standing_event(),
            {
                "require": ":person_id <> :e.organiser_id",
                "else": "{person_id} is the organiser, and stays",
            },
            {
                "write": "DELETE FROM attendees WHERE event_id = :event_id AND person_id = "
                ":person_id",
                "rows": 1,
                "else": "{person_id} is not invited to {event_id}",
            },
            *audited("remove_attendee", ":event_id"),
            {"return": {"event_id": ":event_id", "person_id": ":person_id"}},
        ],
    },
    {
        "name": "move_series",
        "description": "Give all dates of a series, from a day on, another time of the same day. "
        "They keep their room.",
        "writes": ["events", "audit"],
        "input": arguments(
            series_id=_SERIES,
            from_date=described(DAY, "The first day that is concerned."),
            starts=_STARTS,
            ends=_ENDS,
        ),
        "steps": [
            _SERIES_FOUND,
            IN_ORDER,
            {
                "require": "NOT EXISTS (SELECT 1 FROM events e WHERE e.series_id = :series_id "
                "AND e.status = 'confirmed' AND e.date >= :from_date AND "
                + room_taken("e.room_id", "e.date", ":starts", ":ends", "e.event_id")
                + ")",
                "else": "the room is taken then on one of the dates",
            },
            {
                "write": "UPDATE events SET starts = :starts, ends = :ends WHERE series_id = "
                ":series_id AND status = 'confirmed' AND date >= :from_date",
            },
            *audited("move_series", ":series_id"),
            {"return": {"series_id": ":series_id", "from_date": ":from_date"}},
        ],
    },
    {
        "name": "end_series",
        "description": "Cancel all dates of a series from a day on.",
        "writes": ["events", "audit"],
        "input": arguments(
            series_id=_SERIES, from_date=described(DAY, "The first day that is cancelled.")
        ),
        "steps": [
            _SERIES_FOUND,
            {
                "write": "UPDATE events SET status = 'cancelled' WHERE series_id = :series_id "
                "AND status = 'confirmed' AND date >= :from_date",
            },
            *audited("end_series", ":series_id"),
            {"return": {"series_id": ":series_id", "from_date": ":from_date"}},
        ],
    },
]
