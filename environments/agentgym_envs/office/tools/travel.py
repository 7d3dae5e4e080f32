"""Tools about trips and desks."""

from __future__ import annotations

from agentgym_envs.handwritten.steps import (
    DATE,
    ID,
    Json,
    arguments,
    audited,
    described,
    found,
    one_of,
    words,
)
from agentgym_envs.office.tools.steps import DAY, PERSON, SITE, a_person

TOOLS: list[Json] = [
    {
        "name": "list_trips",
        "description": "A colleague's trips, the latest first.",
        "input": arguments(person_id=PERSON),
        "steps": [
            a_person("p", "person_id"),
            {
                "many": "trips",
                "sql": "SELECT trip_id, project_id, destination, mode, fare, out_on, back_on, "
                "status FROM trips WHERE person_id = :person_id ORDER BY out_on DESC, trip_id",
            },
            {"return": {"trips": ":trips"}},
        ],
    },
    {
        "name": "book_trip",
        "description": "Book a journey there and back from a colleague's own site.",
        "writes": ["trips", "audit"],
        "input": arguments(
            person_id=PERSON,
            project_id=described(ID, "The number of the project that it is for."),
            destination=words(40, "The town, such as Dunbar."),
            mode=one_of("train", "air", description="How."),
            fare=one_of(
                "standard",
                "first",
                "economy",
                "business",
                description="The class: standard and first by train, economy and business by air.",
            ),
            out_on=described(DATE, "The day out."),
            back_on=described(DATE, "The day back."),
        ),
        "steps": [
            a_person("p", "person_id"),
            found("j", "project", "projects", "project_id", "project_id"),
            {
                "require": ":out_on <= :back_on",
                "else": "the way back on {back_on} is before the way out on {out_on}",
            },
            {
                "require": "(:mode = 'train') = (:fare IN ('standard', 'first'))",
                "else": "there is no {fare} fare by {mode}",
            },
            {
                "require": "NOT EXISTS (SELECT 1 FROM trips WHERE person_id = :person_id AND "
                "status = 'booked' AND out_on <= :back_on AND back_on >= :out_on)",
                "else": "another trip of {person_id} falls into that time",
            },
            {"new": "trip", "of": "trips"},
            {
                "write": "INSERT INTO trips VALUES(:trip, :person_id, :project_id, :destination, "
                ":mode, :fare, :out_on, :back_on, 'booked')",
                "rows": 1,
            },
            *audited("book_trip", ":trip"),
            {"return": {"trip_id": ":trip", "status": "booked"}},
        ],
    },
    {
        "name": "cancel_trip",
        "description": "Cancel a booked trip.",
        "writes": ["trips", "audit"],
        "input": arguments(trip_id=described(ID, "The trip's id, as given by list_trips.")),
        "steps": [
            found("t", "trip", "trips", "trip_id", "status"),
            {"require": ":t.status = 'booked'", "else": "trip {trip_id} is cancelled already"},
            {
                "write": "UPDATE trips SET status = 'cancelled' WHERE trip_id = :trip_id",
                "rows": 1,
            },
            *audited("cancel_trip", ":trip_id"),
            {"return": {"trip_id": ":trip_id", "status": "cancelled"}},
        ],
    },
    {
        "name": "list_desks",
        "description": "The bookable desks of a site, for whom they are fixed, and who has booked "
        "them on a day.",
        "input": arguments(site_id=SITE, date=DAY),
        "steps": [
            {
                "many": "desks",
                "sql": "SELECT d.desk_id, d.kind, d.fixed_for_id, f.name AS fixed_for, "
                "b.booking_id, b.person_id AS booked_by_id, q.name AS booked_by FROM desks d LEFT "
                "JOIN people f ON f.person_id = d.fixed_for_id LEFT JOIN desk_bookings b ON "
                "b.desk_id = d.desk_id AND b.date = :date LEFT JOIN people q ON q.person_id = "
                "b.person_id WHERE d.site_id = :site_id ORDER BY d.desk_id",
            },
            {"return": {"desks": ":desks"}},
        ],
    },
    {
        "name": "book_desk",
        "description": "Book a desk for a colleague for a day.",
        "writes": ["desk_bookings", "audit"],
        "input": arguments(
            desk_id=described(ID, "The desk's number, such as ED-03."),
            person_id=PERSON,
            date=DAY,
        ),
        "steps": [
            found("d", "desk", "desks", "desk_id", "desk_id"),
            a_person("p", "person_id"),
            {
                "require": "NOT EXISTS (SELECT 1 FROM desk_bookings WHERE desk_id = :desk_id AND "
                "date = :date)",
                "else": "desk {desk_id} is booked on {date}",
            },
            {"new": "booking", "of": "desk_bookings"},
            {
                "write": "INSERT INTO desk_bookings VALUES(:booking, :desk_id, :person_id, :date)",
                "rows": 1,
            },
            *audited("book_desk", ":booking"),
            {"return": {"booking_id": ":booking", "desk_id": ":desk_id"}},
        ],
    },
    {
        "name": "release_desk",
        "description": "Give a booked desk back.",
        "writes": ["desk_bookings", "audit"],
        "input": arguments(booking_id=described(ID, "The booking's id, as given by list_desks.")),
        "steps": [
            {
                "write": "DELETE FROM desk_bookings WHERE booking_id = :booking_id",
                "rows": 1,
                "else": "there is no desk booking {booking_id}",
            },
            *audited("release_desk", ":booking_id"),
            {"return": {"booking_id": ":booking_id", "status": "released"}},
        ],
    },
]
