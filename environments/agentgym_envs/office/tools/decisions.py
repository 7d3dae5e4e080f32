"""Tools that record what the desk leaves undone: declined, or handed over."""

from __future__ import annotations

from agentgym_envs.handwritten.steps import ID, Json, arguments, audited, described, one_of
from agentgym_envs.office.rules import RULES, TOPICS
from agentgym_envs.office.tools.steps import a_person

_ASKS = described(ID, "The id of the colleague who asks.")

# What a decision can be about: tables with the ids that tools show.
_ABOUT = " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} WHERE {key} = :about)"
    for table, key in (
        ("events", "event_id"),
        ("series", "series_id"),
        ("visits", "visit_id"),
        ("leave", "leave_id"),
        ("trips", "trip_id"),
        ("desk_bookings", "booking_id"),
    )
)

TOOLS: list[Json] = [
    {
        "name": "decline_request",
        "description": "Record that a request was declined, and under which rule of the policy.",
        "writes": ["decisions", "audit"],
        "input": arguments(
            ["person_id", "rule"],
            person_id=_ASKS,
            rule=one_of(*RULES, description="The code of the rule."),
            about=described(
                ID,
                "The calendar entry, series, visit, leave, trip or desk booking that was to be "
                "changed, cancelled, decided on or told about; nothing for what would be new.",
            ),
        ),
        "steps": [
            a_person("p", "person_id"),
            {
                "require": f":about IS NULL OR {_ABOUT}",
                "else": "{about} is no calendar entry, series, visit, leave, trip or desk booking",
            },
            {"new": "decision", "of": "decisions"},
            {
                "write": "INSERT INTO decisions VALUES(:decision, :person_id, :about, :rule, :now)",
                "rows": 1,
            },
            *audited("decline_request", ":person_id"),
            {"return": {"decision_id": ":decision", "rule": ":rule"}},
        ],
    },
    {
        "name": "escalate_to_human",
        "description": "Hand a matter over to a person.",
        "writes": ["escalations", "audit"],
        "input": arguments(
            person_id=_ASKS, topic=one_of(*TOPICS, description="Why a person takes over.")
        ),
        "steps": [
            a_person("p", "person_id"),
            {
                "require": "NOT EXISTS (SELECT 1 FROM escalations WHERE person_id = :person_id "
                "AND topic = :topic)",
                "else": "a person has taken over this colleague's {topic} matter already",
            },
            {"new": "escalation", "of": "escalations"},
            {
                "write": "INSERT INTO escalations VALUES(:escalation, :person_id, :topic, :now)",
                "rows": 1,
            },
            *audited("escalate_to_human", ":person_id"),
            {"return": {"escalation_id": ":escalation", "topic": ":topic"}},
        ],
    },
]
