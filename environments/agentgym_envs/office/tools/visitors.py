"""Tools about guests from outside: visits and badges."""

from __future__ import annotations

from agentgym_envs.handwritten.steps import ID, Json, arguments, audited, described
from agentgym_envs.office.tools.steps import DAY, SITE, a_person

_VISIT = described(ID, "The visit's id.")


def _visit(columns: str) -> list[Json]:
    return [
        {
            "one": "v",
            "sql": f"SELECT status, {columns} FROM visits WHERE visit_id = :visit_id",
            "else": "there is no visit {visit_id}",
        },
        {
            "require": ":v.status = 'expected'",
            "else": "visit {visit_id} is {v.status}, not expected",
        },
    ]


TOOLS: list[Json] = [
    {
        "name": "list_visits",
        "description": "The visits at a site on a day, with guests, hosts and badges, and the "
        "badges of the site that are free now.",
        "input": arguments(site_id=SITE, date=DAY),
        "steps": [
            {
                "many": "visits",
                "sql": "SELECT v.visit_id, v.status, c.contact_id, c.name AS guest, c.company, "
                "c.kind, v.host_id, p.name AS host, v.event_id, v.badge_id FROM visits v JOIN "
                "contacts c USING(contact_id) JOIN people p ON p.person_id = v.host_id "
                "WHERE v.site_id = :site_id AND v.date = :date ORDER BY c.name, v.visit_id",
            },
            {
                "many": "badges",
                "sql": "SELECT b.badge_id, b.colour FROM badges b WHERE b.site_id = :site_id AND "
                "NOT EXISTS (SELECT 1 FROM visits v WHERE v.badge_id = b.badge_id AND "
                "v.status = 'arrived') ORDER BY b.badge_id",
            },
            {"return": {"visits": ":visits", "free_badges": ":badges"}},
        ],
    },
    {
        "name": "register_visit",
        "description": "Register a guest for a day, so that reception expects them.",
        "writes": ["visits", "audit"],
        "input": arguments(
            ["contact_id", "host_id", "site_id", "date"],
            contact_id=described(ID, "The guest's contact id."),
            host_id=described(ID, "The id of the colleague who receives them."),
            site_id=SITE,
            date=DAY,
            event_id=described(ID, "The meeting that they come to, if there is one."),
        ),
        "steps": [
            {
                "one": "c",
                "sql": "SELECT contact_id FROM contacts WHERE contact_id = :contact_id",
                "else": "there is no contact {contact_id}",
            },
            a_person("p", "host_id"),
            {
                "require": ":event_id IS NULL OR EXISTS (SELECT 1 FROM events WHERE event_id = "
                ":event_id AND date = :date AND status = 'confirmed')",
                "else": "there is no calendar entry {event_id} on {date}",
            },
            {
                "require": "NOT EXISTS (SELECT 1 FROM visits WHERE contact_id = :contact_id AND "
                "date = :date AND site_id = :site_id AND status <> 'cancelled')",
                "else": "this guest is registered for {date} already",
            },
            {"new": "visit", "of": "visits"},
            {
                "write": "INSERT INTO visits VALUES(:visit, :contact_id, :host_id, :site_id, "
                ":date, :event_id, 'expected', NULL)",
                "rows": 1,
            },
            *audited("register_visit", ":visit"),
            {"return": {"visit_id": ":visit"}},
        ],
    },
    {
        "name": "move_visit",
        "description": "Move an expected visit to another day.",
        "writes": ["visits", "audit"],
        "input": arguments(visit_id=_VISIT, date=DAY),
        "steps": [
            *_visit("date"),
            {
                "write": "UPDATE visits SET date = :date WHERE visit_id = :visit_id",
                "rows": 1,
            },
            *audited("move_visit", ":visit_id"),
            {"return": {"visit_id": ":visit_id", "date": ":date"}},
        ],
    },
    {
        "name": "cancel_visit",
        "description": "Cancel an expected visit.",
        "writes": ["visits", "audit"],
        "input": arguments(visit_id=_VISIT),
        "steps": [
            *_visit("date"),
            {
                "write": "UPDATE visits SET status = 'cancelled' WHERE visit_id = :visit_id",
                "rows": 1,
            },
            *audited("cancel_visit", ":visit_id"),
            {"return": {"visit_id": ":visit_id", "status": "cancelled"}},
        ],
    },
    {
        "name": "issue_badge",
        "description": "Record that a visitor has arrived and was given a badge.",
        "writes": ["visits", "audit"],
        "input": arguments(
            visit_id=_VISIT, badge_id=described(ID, "The badge's number, such as EW-04.")
        ),
        "steps": [
            *_visit("site_id"),
            {
                "one": "b",
                "sql": "SELECT site_id FROM badges WHERE badge_id = :badge_id",
                "else": "there is no badge {badge_id}",
            },
            {
                "require": ":b.site_id = :v.site_id",
                "else": "badge {badge_id} belongs to the other site",
            },
            {
                "require": "NOT EXISTS (SELECT 1 FROM visits WHERE badge_id = :badge_id AND "
                "status = 'arrived')",
                "else": "badge {badge_id} is not free",
            },
            {
                "write": "UPDATE visits SET status = 'arrived', badge_id = :badge_id "
                "WHERE visit_id = :visit_id",
                "rows": 1,
            },
            *audited("issue_badge", ":visit_id"),
            {"return": {"visit_id": ":visit_id", "badge_id": ":badge_id"}},
        ],
    },
]
