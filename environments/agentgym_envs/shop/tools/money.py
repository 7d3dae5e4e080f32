"""Tools about store credit, gift cards and points."""

from __future__ import annotations

from agentgym_envs.handwritten.steps import (
    CENTS,
    ID,
    Json,
    arguments,
    audited,
    described,
    found,
    one_of,
)
from agentgym_envs.shop.tools.steps import credited

_CUSTOMER = described(ID, "The customer's id.")
_CODE = described(ID, "The code on the gift card, such as GC-123456.")


def _booked(kind: str, amount: str, order: str = "NULL", line: str = "NULL") -> list[Json]:
    return [
        {"new": "credit", "of": "credits"},
        {
            "write": f"INSERT INTO credits VALUES(:credit, :c.customer_id, {order}, {line}, "
            f"{kind}, "
            f"{amount}, :now)",
            "rows": 1,
        },
        credited(":c.customer_id", amount),
    ]


TOOLS: list[Json] = [
    {
        "name": "give_credit",
        "description": "Give a customer store credit for an order of theirs.",
        "writes": ["credits", "customers", "audit"],
        "input": arguments(
            customer_id=_CUSTOMER,
            order_id=described(ID, "The order's number."),
            kind=one_of("goodwill", "shipping", description="goodwill, or the shipping charge."),
            amount_cents=described(CENTS, "The amount in cents."),
        ),
        "steps": [
            found("c", "customer", "customers", "customer_id", "customer_id"),
            {
                "one": "o",
                "sql": "SELECT shipping_cents FROM orders WHERE order_id = :order_id "
                "AND customer_id = :customer_id",
                "else": "{customer_id} has no order {order_id}",
            },
            {
                "require": ":kind <> 'shipping' OR :amount_cents <= :o.shipping_cents",
                "else": "the shipping charge of {order_id} was {o.shipping_cents} cents",
            },
            {
                "require": "NOT EXISTS (SELECT 1 FROM credits WHERE order_id = :order_id "
                "AND kind = :kind)",
                "else": "order {order_id} has a {kind} credit already",
            },
            *_booked(":kind", ":amount_cents", ":order_id"),
            *audited("give_credit", ":customer_id"),
            {"return": {"credit_id": ":credit", "amount_cents": ":amount_cents"}},
        ],
    },
    {
        "name": "adjust_price",
        "description": "Give the difference between what was paid for an item and its price today, "
        "for all its pieces, as store credit.",
        "writes": ["credits", "customers", "audit"],
        "input": arguments(line_id=described(ID, "The id of an item of an order.")),
        "steps": [
            {
                "one": "c",
                "sql": "SELECT o.customer_id, o.order_id, v.price_cents AS now_cents, "
                "l.paid_cents, "
                "(l.paid_cents - v.price_cents) * l.quantity AS cents FROM order_lines l "
                "JOIN orders o USING(order_id) JOIN variants v USING(sku) "
                "WHERE l.line_id = :line_id",
                "else": "there is no item {line_id}",
            },
            {
                "require": ":c.cents > 0",
                "else": "{line_id} cost {c.paid_cents} cents and costs {c.now_cents} today",
            },
            {
                "require": "NOT EXISTS (SELECT 1 FROM credits WHERE line_id = :line_id)",
                "else": "the price of {line_id} was adjusted already",
            },
            *_booked("'price_adjustment'", ":c.cents", ":c.order_id", ":line_id"),
            *audited("adjust_price", ":line_id"),
            {"return": {"credit_id": ":credit", "amount_cents": ":c.cents"}},
        ],
    },
    {
        "name": "get_gift_card",
        "description": "A gift card: balance in cents, status, expiry date, and who bought it.",
        "input": arguments(code=_CODE),
        "steps": [
            found(
                "g",
                "gift card",
                "gift_cards",
                "code",
                "code, balance_cents, status, expires_on, buyer_id",
            ),
            {"return": ":g"},
        ],
    },
    {
        "name": "redeem_gift_card",
        "description": "Turn the whole balance of a gift card into store credit of a customer.",
        "writes": ["gift_cards", "credits", "customers", "audit"],
        "input": arguments(customer_id=_CUSTOMER, code=_CODE),
        "steps": [
            found("c", "customer", "customers", "customer_id", "customer_id"),
            found("g", "gift card", "gift_cards", "code", "balance_cents, status"),
            {"require": ":g.status = 'active'", "else": "gift card {code} is blocked"},
            {"require": ":g.balance_cents > 0", "else": "gift card {code} is empty"},
            {"write": "UPDATE gift_cards SET balance_cents = 0 WHERE code = :code", "rows": 1},
            *_booked("'gift_card'", ":g.balance_cents"),
            *audited("redeem_gift_card", ":code"),
            {"return": {"credit_id": ":credit", "amount_cents": ":g.balance_cents"}},
        ],
    },
    {
        "name": "replace_gift_card",
        "description": "Block a gift card and issue a new one with its balance and expiry date.",
        "writes": ["gift_cards", "audit"],
        "input": arguments(code=_CODE),
        "steps": [
            found(
                "g",
                "gift card",
                "gift_cards",
                "code",
                "buyer_id, balance_cents, status, expires_on",
            ),
            {"require": ":g.status = 'active'", "else": "gift card {code} is blocked"},
            {"require": ":g.balance_cents > 0", "else": "gift card {code} is empty"},
            {"new": "fresh", "of": "gift_cards"},
            {
                "write": "INSERT INTO gift_cards VALUES(:fresh, :g.buyer_id, :g.balance_cents, "
                "'active', :g.expires_on)",
                "rows": 1,
            },
            {
                "write": "UPDATE gift_cards SET status = 'blocked', balance_cents = 0 "
                "WHERE code = :code",
                "rows": 1,
            },
            *audited("replace_gift_card", ":code"),
            {"return": {"code": ":fresh", "balance_cents": ":g.balance_cents"}},
        ],
    },
    {
        "name": "redeem_points",
        "description": "Turn loyalty points into store credit: 100 points are $1.00. Only "
        "multiples "
        "of 500 points.",
        "writes": ["customers", "credits", "audit"],
        "input": arguments(
            customer_id=_CUSTOMER,
            points={
                "type": "integer",
                "minimum": 500,
                "maximum": 100_000,
                "multipleOf": 500,
                "description": "How many points.",
            },
        ),
        "steps": [
            found("c", "customer", "customers", "customer_id", "customer_id, points"),
            {
                "require": ":points <= :c.points",
                "else": "the account has {c.points} points",
            },
            {
                "write": "UPDATE customers SET points = points - :points "
                "WHERE customer_id = :customer_id",
                "rows": 1,
            },
            *_booked("'points'", ":points"),
            *audited("redeem_points", ":customer_id"),
            {"return": {"credit_id": ":credit", "amount_cents": ":points"}},
        ],
    },
]
