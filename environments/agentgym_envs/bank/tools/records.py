"""Tools that leave something on record: notes, complaints, refusals, and cases handed over."""

from __future__ import annotations

from agentgym_envs.bank.rules import RULES, TOPICS
from agentgym_envs.bank.tools.steps import ACCOUNT, CUSTOMER
from agentgym_envs.handwritten.steps import (
    Json,
    arguments,
    audited,
    described,
    found,
    one_of,
    words,
)

_CUSTOMER_EXISTS = found("c", "customer", "customers", "customer_id", "customer_id")
_ACCOUNT_EXISTS: Json = {
    "require": ":account_id IS NULL OR EXISTS (SELECT 1 FROM accounts "
    "WHERE account_id = :account_id)",
    "else": "there is no account {account_id}",
}

TOOLS: list[Json] = [
    {
        "name": "list_records",
        "description": "A customer's notes and complaints, newest first.",
        "input": arguments(customer_id=CUSTOMER),
        "steps": [
            _CUSTOMER_EXISTS,
            {
                "many": "notes",
                "sql": "SELECT body, substr(at, 1, 10) AS written_on FROM notes "
                "WHERE customer_id = :customer_id ORDER BY at DESC, note_id",
            },
            {
                "many": "complaints",
                "sql": "SELECT complaint_id, topic, summary, status, account_id, "
                "substr(at, 1, 10) AS made_on FROM complaints WHERE customer_id = :customer_id "
                "ORDER BY at DESC, complaint_id",
            },
            {"return": {"notes": ":notes", "complaints": ":complaints"}},
        ],
    },
    {
        "name": "add_note",
        "description": "Add a note to a customer's file.",
        "writes": ["notes", "audit"],
        "input": arguments(customer_id=CUSTOMER, text=words(400, "The note.")),
        "steps": [
            _CUSTOMER_EXISTS,
            {"new": "note", "of": "notes"},
            {"write": "INSERT INTO notes VALUES(:note, :customer_id, :text, :now)", "rows": 1},
            *audited("add_note", ":customer_id"),
            {"return": {"note_id": ":note"}},
        ],
    },
    {
        "name": "open_complaint",
        "description": "Record a complaint; a colleague answers it within eight weeks.",
        "writes": ["complaints", "audit"],
        "input": arguments(
            ["customer_id", "topic", "summary"],
            customer_id=CUSTOMER,
            account_id=described(ACCOUNT, "The account it is about, if it is about one."),
            topic=one_of(
                "branch",
                "telephone",
                "website",
                "charges",
                description="branch: a branch, its staff or machines; telephone: waiting, calls; "
                "website: online banking and the app; charges: fees and interest.",
            ),
            summary=words(300, "What went wrong, in the customer's words."),
        ),
        "steps": [
            _CUSTOMER_EXISTS,
            _ACCOUNT_EXISTS,
            {"new": "complaint", "of": "complaints"},
            {
                "write": "INSERT INTO complaints VALUES(:complaint, :customer_id, :account_id, "
                ":topic, :summary, 'open', :now)",
                "rows": 1,
            },
            *audited("open_complaint", ":customer_id"),
            {"return": {"complaint_id": ":complaint", "status": "open"}},
        ],
    },
    {
        "name": "decline_request",
        "description": "Record that a request was declined, and under which rule of the policy.",
        "writes": ["decisions", "audit"],
        "input": arguments(
            ["customer_id", "rule"],
            customer_id=described(CUSTOMER, "The id of the person who asks."),
            account_id=described(ACCOUNT, "The account that the request is about."),
            rule=one_of(*RULES, description="The code of the rule."),
        ),
        "steps": [
            _CUSTOMER_EXISTS,
            _ACCOUNT_EXISTS,
            {"new": "decision", "of": "decisions"},
            {
                "write": "INSERT INTO decisions VALUES(:decision, :customer_id, :account_id, "
                ":rule, :now)",
                "rows": 1,
            },
            *audited("decline_request", ":customer_id"),
            {"return": {"decision_id": ":decision", "rule": ":rule"}},
        ],
    },
    {
        "name": "hand_over",
        "description": "Hand a customer's case over to a specialist.",
        "writes": ["escalations", "audit"],
        "input": arguments(
            customer_id=described(CUSTOMER, "The id of the person who asks."),
            topic=one_of(*TOPICS, description="Why a person takes over."),
        ),
        "steps": [
            _CUSTOMER_EXISTS,
            {
                "require": "NOT EXISTS (SELECT 1 FROM escalations WHERE customer_id = :customer_id "
                "AND topic = :topic)",
                "else": "this customer's {topic} case was handed over already",
            },
            {"new": "escalation", "of": "escalations"},
            {
                "write": "INSERT INTO escalations VALUES(:escalation, :customer_id, :topic, :now)",
                "rows": 1,
            },
            *audited("hand_over", ":customer_id"),
            {"return": {"escalation_id": ":escalation", "topic": ":topic"}},
        ],
    },
]
