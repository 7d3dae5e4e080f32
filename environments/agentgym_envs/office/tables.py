"""The office's tables: people, time, rooms, visitors, leave, mail, travel and desks."""

from __future__ import annotations

from agentgym_envs.handwritten.columns import (
    INT,
    KEY,
    LEFT,
    STAMP,
    TEXT,
    Columns,
    Keys,
    one_of,
    ref,
)

SITES = ("EDI", "HEL")
LEAVE_KINDS = ("annual", "study", "parental", "sick")
FOLDERS = ("inbox", "sent", "drafts", "archive", "projects")

KEYS = Keys(
    {
        "people": ("P", 4, 4793, 2819),
        "contacts": ("C", 4, 3571, 6173),
        "series": ("SR", 3, 571, 208),
        "events": ("E", 5, 61511, 44221),
        "visits": ("V", 5, 48611, 70207),
        "leave": ("L", 5, 38903, 15511),
        "mails": ("M", 5, 54497, 31607),
        "documents": ("D", 4, 7211, 3491),
        "trips": ("T", 5, 67021, 82913),
        "desk_bookings": ("B", 5, 29881, 60457),
        "decisions": ("X", 5, 45751, 39373),
        "escalations": ("H", 5, 57793, 71887),
        "audit": ("Z", 6, 288361, 144169),
    }
)

_PERSON = {**ref("people"), "key": True}
_MAIL = {**ref("mails"), "key": True}

# What only comes from a tool's enumerated argument is not checked again; nor are references that
# tools check themselves: an index for each would make every live world larger.
TABLES: dict[str, Columns] = {
    "sites": {
        "site_id": KEY,
        "city": TEXT,
        "hours_ahead": INT,
    },
    "teams": {
        "team_id": KEY,
        "name": TEXT,
        "minimum_present": INT,
    },
    "people": {
        "person_id": KEY,
        "name": TEXT,
        "email": TEXT,
        "extension": TEXT,
        "role": TEXT,
        "grade": one_of("director", "associate", "architect", "assistant", "technologist", "staff"),
        "team_id": TEXT,
        "site_id": TEXT,
        "manager_id": {**TEXT, "null": True},
        "work_days": TEXT,
        "works_from": TEXT,
        "works_to": TEXT,
        "leave_days_left": LEFT,
        "standing_desk": INT,
    },
    "delegates": {
        "owner_id": {**TEXT, "key": True},
        "delegate_id": {**TEXT, "key": True},
        "scope": {**one_of("calendar", "mail"), "key": True},
    },
    "projects": {
        "project_id": KEY,
        "name": TEXT,
        "client": TEXT,
        "lead_id": TEXT,
        "stage": TEXT,
        "submission_on": {**TEXT, "null": True},
    },
    "project_members": {
        "project_id": {**TEXT, "key": True},
        "person_id": {**TEXT, "key": True},
    },
    "documents": {
        "document_id": KEY,
        "project_id": TEXT,
        "name": TEXT,
        "marking": one_of("public", "internal", "confidential"),
    },
    "contacts": {
        "contact_id": KEYS.made("contacts"),
        "name": TEXT,
        "company": TEXT,
        "email": TEXT,
        "kind": one_of("client", "contractor", "consultant", "authority", "press"),
    },
    "rooms": {
        "room_id": KEY,
        "name": TEXT,
        "site_id": TEXT,
        "seats": INT,
        "equipment": TEXT,
    },
    "series": {
        "series_id": KEY,
        "title": TEXT,
        "organiser_id": TEXT,
        "rhythm": TEXT,
    },
    "events": {
        "event_id": KEYS.made("events"),
        "title": TEXT,
        "kind": one_of("meeting", "focus", "personal"),
        "organiser_id": TEXT,
        "date": {**TEXT, "index": True},
        "starts": TEXT,
        "ends": TEXT,
        "room_id": {**TEXT, "null": True},
        "series_id": {**TEXT, "null": True},
        "private": INT,
        "status": one_of("confirmed", "cancelled"),
    },
    "attendees": {
        "event_id": {**ref("events"), "key": True},
        "person_id": _PERSON,
        "role": TEXT,
        "response": one_of("accepted", "declined", "pending"),
    },
    "visits": {
        "visit_id": KEYS.made("visits"),
        "contact_id": ref("contacts"),
        "host_id": TEXT,
        "site_id": TEXT,
        "date": TEXT,
        "event_id": ref("events", null=True),
        "status": one_of("expected", "arrived", "cancelled"),
        "badge_id": {**TEXT, "null": True},
    },
    "badges": {
        "badge_id": KEY,
        "site_id": TEXT,
        "colour": one_of("white", "yellow"),
    },
    "leave": {
        "leave_id": KEYS.made("leave"),
        "person_id": TEXT,
        "kind": TEXT,
        "first_day": TEXT,
        "last_day": TEXT,
        "days": INT,
        "status": one_of("pending", "approved", "rejected", "withdrawn"),
        "asked_at": STAMP,
    },
    "out_of_office": {
        "person_id": KEY,
        "first_day": TEXT,
        "last_day": TEXT,
        "stand_in_id": TEXT,
    },
    "mails": {
        "mail_id": KEYS.made("mails"),
        "sender": TEXT,
        "subject": TEXT,
        "body": TEXT,
        "answers_id": ref("mails", null=True),
        "sent_at": STAMP,
    },
    "mail_recipients": {
        "mail_id": _MAIL,
        "address": {**TEXT, "key": True},
    },
    "mail_attachments": {
        "mail_id": _MAIL,
        "document_id": {**TEXT, "key": True},
    },
    "mail_copies": {
        "mail_id": _MAIL,
        "person_id": _PERSON,
        "folder": TEXT,
    },
    "lists": {
        "address": KEY,
        "purpose": TEXT,
        "owner_id": TEXT,
    },
    "list_members": {
        "address": {**TEXT, "key": True},
        "person_id": {**TEXT, "key": True},
    },
    "trips": {
        "trip_id": KEYS.made("trips"),
        "person_id": TEXT,
        "project_id": TEXT,
        "destination": TEXT,
        "mode": TEXT,
        "fare": TEXT,
        "out_on": TEXT,
        "back_on": TEXT,
        "status": one_of("booked", "cancelled"),
    },
    "desks": {
        "desk_id": KEY,
        "site_id": TEXT,
        "kind": one_of("plain", "standing"),
        "fixed_for_id": {**TEXT, "null": True},
    },
    "desk_bookings": {
        "booking_id": KEYS.made("desk_bookings"),
        "desk_id": TEXT,
        "person_id": TEXT,
        "date": TEXT,
    },
    "decisions": {
        "decision_id": KEYS.made("decisions"),
        "person_id": TEXT,
        "about": {**TEXT, "null": True},
        "rule": TEXT,
        "at": STAMP,
    },
    "escalations": {
        "escalation_id": KEYS.made("escalations"),
        "person_id": TEXT,
        "topic": TEXT,
        "at": STAMP,
    },
}

AUDIT: Columns = {
    "entry_id": KEYS.made("audit"),
    "tool": TEXT,
    "subject": TEXT,
    "at": STAMP,
}
