"""The shop's tables: what the world knows about customers, goods, orders, returns and money."""

from __future__ import annotations

from typing import Any

REASONS = ("changed_mind", "wrong_size", "faulty", "damaged", "wrong_item")
WAREHOUSES = ("RNO", "CMH", "SAV")
CAUSES = ("exchange", "lost", "damaged", "wrong_item", "faulty", "warranty")

_TEXT = {"type": "text"}
_KEY = {"type": "text", "key": True}
_INT = {"type": "int"}
# Only what tools take away from can fall below zero.
_LEFT = {"type": "int", "min": 0}
_STAMP = {"type": "text", "volatile": True}


# Table to how its keys look: prefix, digits, factor, offset. The factor and 10**digits - 1 have no
# common divisor, so every number is met once.
_KEYS = {
    "customers": ("C", 5, 61511, 44221),
    "addresses": ("A", 5, 48611, 70207),
    "products": ("P", 4, 4793, 2819),
    "orders": ("FS-", 6, 731333, 208417),
    "order_lines": ("L", 5, 38903, 15511),
    "payments": ("PM", 6, 619477, 530927),
    "returns": ("R", 5, 54497, 31607),
    "replacements": ("X", 5, 67021, 82913),
    "gift_cards": ("GC-", 6, 455129, 917263),
    "credits": ("K", 5, 29881, 60457),
    "tickets": ("T", 5, 73009, 24593),
    "ticket_notes": ("N", 5, 86453, 10009),
    "decisions": ("D", 5, 45751, 39373),
    "escalations": ("E", 5, 57793, 71887),
    "audit": ("Z", 6, 288361, 144169),
}


def _made(table: str) -> dict[str, Any]:
    """A key that tools make too: the world has the first ones, theirs start at 5000."""
    prefix, width, mul, add = _KEYS[table]
    generate = {
        "prefix": prefix,
        "mod": 10**width - 1,
        "mul": mul,
        "add": add,
        "width": width,
        "start": 5000,
    }
    return {**_KEY, "generate": generate}


def _ref(table: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "ref": table, **more}


def _one_of(*values: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "enum": list(values), **more}


# What only comes from a tool's enumerated argument is not checked again; nor are references that
# tools check themselves: an index for each would make every live world larger.
TABLES: dict[str, dict[str, Any]] = {
    "customers": {
        "customer_id": _KEY,
        "name": _TEXT,
        "email": _TEXT,
        "phone": _TEXT,
        "tier": _one_of("standard", "silver", "gold"),
        "points": _LEFT,
        "credit_cents": _LEFT,
        "card": {**_TEXT, "null": True},
    },
    "addresses": {
        "address_id": _made("addresses"),
        "customer_id": _ref("customers"),
        "label": _TEXT,
        "street": _TEXT,
        "city": _TEXT,
        "state": _TEXT,
        "zip": _TEXT,
    },
    "products": {
        "product_id": _KEY,
        "name": _TEXT,
        "category": _TEXT,
        "warranty_months": _INT,
        "hygiene": _INT,
    },
    "variants": {
        "sku": _KEY,
        "product_id": _ref("products"),
        "options": _TEXT,
        "price_cents": _INT,
        "final_sale": _INT,
    },
    "warehouses": {
        "warehouse_id": _KEY,
        "city": _TEXT,
        "state": _TEXT,
    },
    "stock": {
        "sku": {**_ref("variants"), "key": True},
        "warehouse_id": {**_TEXT, "key": True},
        "on_hand": _LEFT,
        "reserved": _LEFT,
    },
    "promotions": {
        "code": _KEY,
        "percent": _INT,
        "category": {**_TEXT, "null": True},
        "minimum_cents": _INT,
        "starts_on": _TEXT,
        "ends_on": _TEXT,
    },
    "orders": {
        "order_id": _KEY,
        "customer_id": _ref("customers"),
        "address_id": _ref("addresses"),
        "status": _one_of("processing", "packed", "shipped", "delivered", "cancelled"),
        "placed_on": _TEXT,
        "shipping": _one_of("standard", "express"),
        "shipping_cents": _INT,
        "promo_code": {**_TEXT, "null": True},
    },
    "order_lines": {
        "line_id": _KEY,
        "order_id": _ref("orders"),
        "sku": _ref("variants"),
        "quantity": _INT,
        "price_cents": _INT,
        "paid_cents": _INT,
    },
    "payments": {
        "payment_id": _made("payments"),
        "order_id": _ref("orders"),
        "method": _one_of("card", "gift_card", "store_credit"),
        "detail": _TEXT,
        "amount_cents": _INT,
        "at": _STAMP,
    },
    "shipments": {
        "tracking": _KEY,
        "order_id": _ref("orders"),
        "warehouse_id": _TEXT,
        "carrier": _TEXT,
        "status": _one_of("in_transit", "delivered", "lost"),
        "promised_on": _TEXT,
        "delivered_on": {**_TEXT, "null": True},
    },
    "returns": {
        "return_id": _made("returns"),
        "line_id": _ref("order_lines"),
        "quantity": _INT,
        "reason": _TEXT,
        "status": _one_of("requested", "received", "refunded"),
        "label_cents": _INT,
        "restocking_cents": _INT,
        "condition": _one_of("as_new", "worn", "parts_missing", "ruined", null=True),
        "refunded_cents": _INT,
        "requested_at": _STAMP,
    },
    "replacements": {
        "replacement_id": _made("replacements"),
        "line_id": _ref("order_lines"),
        "sku": _TEXT,
        "quantity": _INT,
        "warehouse_id": _TEXT,
        "cause": _TEXT,
    },
    "gift_cards": {
        "code": _made("gift_cards"),
        "buyer_id": _ref("customers"),
        "balance_cents": _LEFT,
        "status": _one_of("active", "blocked"),
        "expires_on": _TEXT,
    },
    "credits": {
        "credit_id": _made("credits"),
        "customer_id": _ref("customers"),
        "order_id": {**_TEXT, "null": True},
        "line_id": {**_TEXT, "null": True},
        "kind": _TEXT,
        "amount_cents": _INT,
        "given_at": _STAMP,
    },
    "tickets": {
        "ticket_id": _made("tickets"),
        "customer_id": _ref("customers"),
        "order_id": {**_TEXT, "null": True},
        "topic": _TEXT,
        "subject": _TEXT,
        "status": _one_of("open", "closed"),
        "opened_at": _STAMP,
    },
    "ticket_notes": {
        "note_id": _made("ticket_notes"),
        "ticket_id": _ref("tickets"),
        "body": _TEXT,
        "at": _STAMP,
    },
    "decisions": {
        "decision_id": _made("decisions"),
        "customer_id": _ref("customers"),
        "order_id": {**_TEXT, "null": True},
        "rule": _TEXT,
        "at": _STAMP,
    },
    "escalations": {
        "escalation_id": _made("escalations"),
        "customer_id": _ref("customers"),
        "topic": _TEXT,
        "at": _STAMP,
    },
}

AUDIT: dict[str, dict[str, Any]] = {
    "entry_id": _made("audit"),
    "tool": _TEXT,
    "subject": _TEXT,
    "at": _STAMP,
}


def generated_key(table: str, number: int) -> str:
    """The key of the `number`th row of a table, as the engine would make it."""
    prefix, width, mul, add = _KEYS[table]
    return prefix + str((number * mul + add) % (10**width - 1)).zfill(width)
