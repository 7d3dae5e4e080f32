"""Tools about branches: appointments, and what went through all accounts."""

from __future__ import annotations

from agentgym_envs.bank.tools.steps import CUSTOMER
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

APPOINTMENTS = ("mortgages", "savings", "powers of attorney", "business")
_GROUPS = "CASE :group_by WHEN 'kind' THEN t.kind WHEN 'party' THEN t.party ELSE p.name END"

TOOLS: list[Json] = [
    {
        "name": "list_branches",
        "description": "The branches, and whether they open on Saturdays.",
        "input": arguments([]),
        "steps": [
            {
                "many": "branches",
                "sql": "SELECT branch, street, saturday AS open_on_saturday FROM branches "
                "ORDER BY branch",
            },
            {"return": {"branches": ":branches"}},
        ],
    },
    {
        "name": "find_appointments",
        "description": "Appointments that are free, earliest first; or those of a customer.",
        "input": arguments(
            [],
            customer_id=described(CUSTOMER, "Only this customer's; without it, the free ones."),
            branch=words(30, "Only in this branch."),
            topic=one_of(*APPOINTMENTS, description="Only about this."),
            from_date=described(DATE, "Only on this day or later."),
        ),
        "steps": [
            {
                "many": "appointments",
                "sql": "SELECT appointment_id, branch, topic, starts_at FROM appointments "
                "WHERE customer_id IS :customer_id AND (:branch IS NULL OR branch = :branch "
                "COLLATE NOCASE) AND (:topic IS NULL OR topic = :topic) "
                "AND (:from_date IS NULL OR starts_at >= :from_date) "
                "ORDER BY starts_at, branch, appointment_id",
            },
            {"return": {"appointments": ":appointments"}},
        ],
    },
    {
        "name": "book_appointment",
        "description": "Book a free appointment for a customer.",
        "writes": ["appointments", "audit"],
        "input": arguments(
            customer_id=CUSTOMER, appointment_id=described(ID, "The appointment's id.")
        ),
        "steps": [
            found("c", "customer", "customers", "customer_id", "customer_id"),
            found("s", "appointment", "appointments", "appointment_id", "customer_id"),
            {
                "require": ":s.customer_id IS NULL",
                "else": "appointment {appointment_id} is taken",
            },
            {
                "write": "UPDATE appointments SET customer_id = :customer_id "
                "WHERE appointment_id = :appointment_id",
                "rows": 1,
            },
            *audited("book_appointment", ":appointment_id"),
            {"return": {"appointment_id": ":appointment_id", "customer_id": ":customer_id"}},
        ],
    },
    {
        "name": "cancel_appointment",
        "description": "Give a booked appointment back.",
        "writes": ["appointments", "audit"],
        "input": arguments(appointment_id=described(ID, "The appointment's id.")),
        "steps": [
            found("s", "appointment", "appointments", "appointment_id", "customer_id"),
            {
                "require": ":s.customer_id IS NOT NULL",
                "else": "appointment {appointment_id} is not booked",
            },
            {
                "write": "UPDATE appointments SET customer_id = NULL "
                "WHERE appointment_id = :appointment_id",
                "rows": 1,
            },
            *audited("cancel_appointment", ":appointment_id"),
            {"return": {"appointment_id": ":appointment_id", "status": "free"}},
        ],
    },
    {
        "name": "activity_report",
        "description": "What was booked on all accounts in a period: number and sum in pence, per "
        "kind, other party or product. Only one kind, if wanted.",
        "input": arguments(
            ["from_date", "to_date", "group_by"],
            from_date=described(DATE, "The first day."),
            to_date=described(DATE, "The last day, included."),
            group_by=one_of("kind", "party", "product", description="What makes a row."),
            kind=one_of(
                "card", "cash", "direct_debit", "fee", "interest", description="Only these."
            ),
        ),
        "steps": [
            {"require": ":from_date <= :to_date", "else": "{from_date} is after {to_date}"},
            {
                "many": "rows",
                "sql": f"SELECT {_GROUPS} AS row_label, count(*) AS bookings, "
                "sum(t.amount_pence) AS sum_pence FROM transactions t JOIN accounts a "
                "USING(account_id) JOIN products p USING(product) WHERE t.booked_on BETWEEN "
                ":from_date AND :to_date AND (:kind IS NULL OR t.kind = :kind) "
                "GROUP BY row_label ORDER BY row_label",
            },
            {"return": {"rows": ":rows"}},
        ],
    },
]
