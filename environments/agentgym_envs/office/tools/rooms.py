"""Tools about meeting rooms."""

from __future__ import annotations

from agentgym_envs.handwritten.steps import ID, Json, arguments, audited, described, one_of
from agentgym_envs.office.tools.steps import (
    DAY,
    EVENT,
    IN_ORDER,
    SITE,
    clock_time,
    room_taken,
    standing_event,
)

TOOLS: list[Json] = [
    {
        "name": "find_rooms",
        "description": "The rooms of a site with seats and equipment, the smallest first, and "
        "whether each is free at a time.",
        "input": arguments(
            ["site_id", "date", "starts", "ends"],
            site_id=SITE,
            date=DAY,
            starts=clock_time("From when, in Edinburgh time."),
            ends=clock_time("Until when."),
            seats={"type": "integer", "minimum": 1, "maximum": 40, "description": "At least."},
            equipment=one_of(
                "screen",
                "video",
                "whiteboard",
                "projector",
                "model table",
                description="Only rooms that have it.",
            ),
        ),
        "steps": [
            IN_ORDER,
            {
                "many": "rooms",
                "sql": "SELECT r.room_id, r.name, r.seats, r.equipment, "
                f"NOT {room_taken('r.room_id', ':date', ':starts', ':ends')} AS free "
                "FROM rooms r WHERE r.site_id = :site_id AND (:seats IS NULL OR r.seats >= :seats) "
                "AND (:equipment IS NULL OR instr(r.equipment, :equipment)) "
                "ORDER BY r.seats, r.room_id",
            },
            {"return": {"rooms": ":rooms"}},
        ],
    },
    {
        "name": "assign_room",
        "description": "Give a meeting a room, in place of the one it may have.",
        "writes": ["events", "audit"],
        "input": arguments(event_id=EVENT, room_id=described(ID, "The room's id.")),
        "steps": [
            *standing_event("date, starts, ends"),
            {
                "one": "r",
                "sql": "SELECT room_id FROM rooms WHERE room_id = :room_id",
                "else": "there is no room {room_id}",
            },
            {
                "require": "NOT "
                + room_taken(":room_id", ":e.date", ":e.starts", ":e.ends", ":event_id"),
                "else": "room {room_id} is taken then",
            },
            {
                "write": "UPDATE events SET room_id = :room_id WHERE event_id = :event_id",
                "rows": 1,
            },
            *audited("assign_room", ":event_id"),
            {"return": {"event_id": ":event_id", "room_id": ":room_id"}},
        ],
    },
    {
        "name": "release_room",
        "description": "Take a meeting's room away, for a meeting that needs none.",
        "writes": ["events", "audit"],
        "input": arguments(event_id=EVENT),
        "steps": [
            *standing_event("room_id"),
            {"require": ":e.room_id IS NOT NULL", "else": "entry {event_id} has no room"},
            {
                "write": "UPDATE events SET room_id = NULL WHERE event_id = :event_id",
                "rows": 1,
            },
            *audited("release_room", ":event_id"),
            {"return": {"event_id": ":event_id", "released": ":e.room_id"}},
        ],
    },
]
