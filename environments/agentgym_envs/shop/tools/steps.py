"""What several tool programs share: argument schemas, the audit line, paying money back."""

from __future__ import annotations

import re
from typing import Any

Json = dict[str, Any]

ID: Json = {"type": "string", "minLength": 1, "maxLength": 40}
DATE: Json = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
CENTS: Json = {"type": "integer", "minimum": 1, "maximum": 1_000_000}
QUANTITY: Json = {"type": "integer", "minimum": 1, "maximum": 100}
PAGE: Json = {"type": "integer", "minimum": 1, "maximum": 100, "default": 1}


def listed(columns: str, rest: str, order: str) -> str:
    """A SQL expression for a JSON array of objects: one query instead of one for every list.

    Args:
        columns: Columns, by their own names; `table.column` and `expression AS name` are allowed.
        rest: The query from FROM on.
        order: What the objects are ordered by.
    """
    pairs = []
    for column in re.split(r", (?![^(]*\))", columns):
        expression, _, name = column.partition(" AS ")
        pairs.append(f"'{name or expression.rpartition('.')[2]}', {expression}")
    return f"(SELECT json_group_array(json_object({', '.join(pairs)}) ORDER BY {order}) {rest})"


def words(length: int, description: str) -> Json:
    """The schema of a text that a person writes."""
    return {"type": "string", "minLength": 1, "maxLength": length, "description": description}


def described(schema: Json, description: str) -> Json:
    """A schema with a description for the agent."""
    return {**schema, "description": description}


def one_of(*values: str | int, description: str) -> Json:
    """The schema of a choice."""
    kind = "integer" if isinstance(values[0], int) else "string"
    return {"type": kind, "enum": list(values), "description": description}


def arguments(required: list[str] | None = None, **properties: Json) -> Json:
    """The schema of a tool's arguments; without `required`, all of them are."""
    names = list(properties) if required is None else required
    return {"type": "object", "properties": properties, "required": names}


def audited(tool: str, subject: str) -> list[Json]:
    """The steps that leave a line in the audit log; `subject` is a SQL expression."""
    return [
        {"new": "entry", "of": "audit"},
        {"write": f"INSERT INTO audit VALUES(:entry, '{tool}', {subject}, :now)", "rows": 1},
    ]


def found(name: str, what: str, table: str, key: str, columns: str) -> Json:
    """The step that binds one row by its key, or says that there is none."""
    sql = f"SELECT {columns} FROM {table} WHERE {key} = :{key}"
    return {"one": name, "sql": sql, "else": f"there is no {what} {{{key}}}"}


def paid_back(order: str, customer: str, amount: str) -> list[Json]:
    """The steps that give an amount back the way an order was paid: cards first, then the rest.

    Args:
        order: A SQL expression for the order's id.
        customer: A SQL expression for the customer's id.
        amount: A SQL expression for the cents to give back.
    """
    # HAVING: money that went elsewhere than it came from stands as a negative part of its own.
    # Card sorts before gift_card and store_credit; each part takes what those before it left over.
    paid = (
        "WITH paid AS (SELECT method, detail, sum(amount_cents) AS cents FROM payments "
        f"WHERE order_id = {order} GROUP BY method, detail HAVING sum(amount_cents) > 0) "
    )
    earlier = (
        "coalesce((SELECT sum(q.cents) FROM paid q "
        "WHERE (q.method, q.detail) < (p.method, p.detail)), 0)"
    )
    return [
        {
            "many": "parts",
            "sql": f"{paid} SELECT p.method, p.detail, max(0, min(p.cents, {amount} - {earlier})) "
            "AS cents FROM paid p ORDER BY p.method, p.detail",
        },
        {
            "each": "part",
            "in": "parts",
            "do": [
                {
                    "when": ":part.cents > 0",
                    "do": [
                        {"new": "payment", "of": "payments"},
                        {
                            "write": f"INSERT INTO payments VALUES(:payment, {order}, "
                            ":part.method, :part.detail, -:part.cents, :now)",
                            "rows": 1,
                        },
                    ],
                },
                {
                    "when": ":part.method = 'gift_card'",
                    "do": [
                        {
                            "write": "UPDATE gift_cards SET balance_cents = balance_cents + "
                            ":part.cents WHERE code = :part.detail",
                            "rows": 1,
                        }
                    ],
                },
                {
                    "when": ":part.method = 'store_credit'",
                    "do": [credited(customer, ":part.cents")],
                },
            ],
        },
    ]


def credited(customer: str, amount: str) -> Json:
    """The step that adds to a customer's store credit."""
    return {
        "write": f"UPDATE customers SET credit_cents = credit_cents + {amount} "
        f"WHERE customer_id = {customer}",
        "rows": 1,
    }
