"""What several of the office's tool programs share: times, people, entries that still stand."""

from __future__ import annotations

import orjson

from agentgym_envs.handwritten.steps import DATE, ID, Json, described

#: The half hours at which entries begin and end, in Edinburgh time.
TIMES = tuple(f"{hour:02}:{minute}" for hour in range(6, 20) for minute in ("00", "30"))
TIMES_IN_SQL = f"'{orjson.dumps(TIMES).decode()}'"

PERSON = described(ID, "A colleague's id, as given by find_people.")
EVENT = described(ID, "A calendar entry's id.")
DAY = described(DATE, "The day, YYYY-MM-DD.")
SITE: Json = {"type": "string", "enum": ["EDI", "HEL"], "description": "Edinburgh or Helsinki."}


def clock_time(description: str) -> Json:
    """The schema of a half hour of the day."""
    return {"type": "string", "enum": list(TIMES), "description": description}


def several(description: str, most: int = 20, least: int = 0) -> Json:
    """The schema of a list of ids or addresses."""
    return {
        "type": "array",
        "items": {"type": "string", "minLength": 1, "maxLength": 60},
        "minItems": least,
        "maxItems": most,
        "description": description,
    }


def a_person(name: str, argument: str, columns: str = "person_id") -> Json:
    """The step that binds the colleague whose id is in an argument."""
    return {
        "one": name,
        "sql": f"SELECT {columns} FROM people WHERE person_id = :{argument}",
        "else": f"there is no colleague {{{argument}}}",
    }


def all_people(argument: str) -> Json:
    """The step that fails unless a list holds ids of colleagues, and none twice."""
    return {
        "require": f"(SELECT count(*) FROM people WHERE person_id IN (SELECT value FROM "
        f"json_each(:{argument}))) = json_array_length(:{argument})",
        "else": f"{argument} holds an id that is no colleague's, or the same one twice",
    }


def standing_event(columns: str = "organiser_id") -> list[Json]:
    """The steps that bind a calendar entry, `e`, and refuse one that is cancelled."""
    return [
        {
            "one": "e",
            "sql": f"SELECT status, {columns} FROM events WHERE event_id = :event_id",
            "else": "there is no calendar entry {event_id}",
        },
        {"require": ":e.status = 'confirmed'", "else": "entry {event_id} is cancelled"},
    ]


def room_taken(room: str, date: str, starts: str, ends: str, but: str = "''") -> str:
    """A SQL condition: whether another entry has the room at that time."""
    return (
        f"EXISTS (SELECT 1 FROM events x WHERE x.room_id = {room} AND x.date = {date} "
        f"AND x.starts < {ends} AND x.ends > {starts} AND x.status = 'confirmed' "
        f"AND x.event_id <> {but})"
    )


#: The step that refuses a time that ends before it begins.
IN_ORDER: Json = {"require": ":starts < :ends", "else": "{starts} is not before {ends}"}
