"""Tools about leave and absence."""

from __future__ import annotations

from agentgym_envs.handwritten.steps import (
    DATE,
    ID,
    Json,
    arguments,
    audited,
    described,
    one_of,
)
from agentgym_envs.office.tables import LEAVE_KINDS
from agentgym_envs.office.tools.steps import PERSON, a_person

_FIRST = described(DATE, "The first day.")
_LAST = described(DATE, "The last day, included.")
_LEAVE = described(ID, "The leave's id, as given by list_leave.")
_IN_ORDER: Json = {
    "require": ":first_day <= :last_day",
    "else": "{first_day} is after {last_day}",
}
_FOUND: Json = {
    "one": "l",
    "sql": "SELECT person_id, kind, days, status FROM leave WHERE leave_id = :leave_id",
    "else": "there is no leave {leave_id}",
}


def _days_left(change: str) -> Json:
    return {
        "write": f"UPDATE people SET leave_days_left = leave_days_left {change} :l.days "
        "WHERE person_id = :l.person_id",
        "rows": 1,
    }


TOOLS: list[Json] = [
    {
        "name": "list_leave",
        "description": "Leave of a colleague or of a whole team, with its status; of all time, or "
        "only what touches a period.",
        "input": arguments(
            [],
            person_id=PERSON,
            team_id=described(ID, "The team's id, such as HOU."),
            first_day=_FIRST,
            last_day=_LAST,
        ),
        "steps": [
            {
                "require": "(:person_id IS NULL) <> (:team_id IS NULL)",
                "else": "give either a colleague or a team",
            },
            {
                "many": "leave",
                "sql": "SELECT l.leave_id, l.person_id, p.name, l.kind, l.first_day, l.last_day, "
                "l.days, l.status FROM leave l JOIN people p USING(person_id) WHERE "
                "(:person_id IS NULL OR l.person_id = :person_id) AND (:team_id IS NULL OR "
                "p.team_id = :team_id) AND (:last_day IS NULL OR l.first_day <= :last_day) AND "
                "(:first_day IS NULL OR l.last_day >= :first_day) ORDER BY "
                "l.first_day, p.name, l.leave_id",
            },
            {"return": {"leave": ":leave"}},
        ],
    },
    {
        "name": "request_leave",
        "description": "Enter leave for a colleague; it is then pending until it is decided on.",
        "writes": ["leave", "audit"],
        "input": arguments(
            person_id=PERSON,
            kind=one_of(*LEAVE_KINDS, description="The kind of leave."),
            first_day=_FIRST,
            last_day=_LAST,
            days={
                "type": "integer",
                "minimum": 1,
                "maximum": 200,
                "description": "How many working days it takes.",
            },
        ),
        "steps": [
            a_person("p", "person_id"),
            _IN_ORDER,
            {
                "require": ":days <= days_between(:first_day, :last_day) + 1",
                "else": "there are not {days} days from {first_day} to {last_day}",
            },
            {
                "require": "NOT EXISTS (SELECT 1 FROM leave WHERE person_id = :person_id AND "
                "first_day <= :last_day AND last_day >= :first_day AND status IN "
                "('pending', 'approved'))",
                "else": "there is leave entered for part of that time already",
            },
            {"new": "leave", "of": "leave"},
            {
                "write": "INSERT INTO leave VALUES(:leave, :person_id, :kind, :first_day, "
                ":last_day, :days, 'pending', :now)",
                "rows": 1,
            },
            *audited("request_leave", ":leave"),
            {"return": {"leave_id": ":leave", "status": "pending"}},
        ],
    },
    {
        "name": "decide_leave",
        "description": "Approve or reject pending leave. Approved annual leave is taken off the "
        "days left.",
        "writes": ["leave", "people", "audit"],
        "input": arguments(
            leave_id=_LEAVE,
            decision=one_of("approved", "rejected", description="What was decided."),
        ),
        "steps": [
            _FOUND,
            {
                "require": ":l.status = 'pending'",
                "else": "leave {leave_id} is {l.status}, not pending",
            },
            {
                "when": ":decision = 'approved' AND :l.kind = 'annual'",
                "do": [_days_left("-")],
            },
            {
                "write": "UPDATE leave SET status = :decision WHERE leave_id = :leave_id",
                "rows": 1,
            },
            *audited("decide_leave", ":leave_id"),
            {"return": {"leave_id": ":leave_id", "status": ":decision"}},
        ],
    },
    {
        "name": "withdraw_leave",
        "description": "Take back leave that is pending or approved. Days of approved annual leave "
        "are given back.",
        "writes": ["leave", "people", "audit"],
        "input": arguments(leave_id=_LEAVE),
        "steps": [
            _FOUND,
            {
                "require": ":l.status IN ('pending', 'approved')",
                "else": "leave {leave_id} is {l.status} already",
            },
            {
                "when": ":l.status = 'approved' AND :l.kind = 'annual'",
                "do": [_days_left("+")],
            },
            {
                "write": "UPDATE leave SET status = 'withdrawn' WHERE leave_id = :leave_id",
                "rows": 1,
            },
            *audited("withdraw_leave", ":leave_id"),
            {"return": {"leave_id": ":leave_id", "status": "withdrawn"}},
        ],
    },
    {
        "name": "set_out_of_office",
        "description": "Set a colleague's out-of-office notice, in place of the one there may be.",
        "writes": ["out_of_office", "audit"],
        "input": arguments(
            person_id=PERSON,
            first_day=_FIRST,
            last_day=_LAST,
            stand_in_id=described(ID, "The id of the colleague who stands in."),
        ),
        "steps": [
            a_person("p", "person_id"),
            a_person("s", "stand_in_id"),
            _IN_ORDER,
            {
                "require": ":person_id <> :stand_in_id",
                "else": "nobody stands in for themselves",
            },
            {"write": "DELETE FROM out_of_office WHERE person_id = :person_id"},
            {
                "write": "INSERT INTO out_of_office VALUES(:person_id, :first_day, :last_day, "
                ":stand_in_id)",
                "rows": 1,
            },
            *audited("set_out_of_office", ":person_id"),
            {"return": {"person_id": ":person_id", "last_day": ":last_day"}},
        ],
    },
]
