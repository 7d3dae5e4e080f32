"""What several of the shop's tool programs share: quantities, paying money back."""

from __future__ import annotations

from agentgym_envs.handwritten.steps import Json

QUANTITY: Json = {"type": "integer", "minimum": 1, "maximum": 100}


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
