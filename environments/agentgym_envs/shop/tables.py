"""The shop's tables: what the world knows about customers, goods, orders, returns and money."""

from __future__ import annotations

from typing import Any

from agentgym_envs.shop.goods import CATEGORIES
from agentgym_envs.shop.rules import RULES, TOPICS

REASONS = ("changed_mind", "wrong_size", "faulty", "damaged", "wrong_item")
WAREHOUSES = ("RNO", "CMH", "SAV")
CAUSES = ("exchange", "lost", "damaged", "wrong_item", "faulty", "warranty")

_TEXT = {"type": "text"}
_CENTS = {"type": "int", "min": 0}
_STAMP = {"type": "text", "volatile": True}


def _key(prefix: str, width: int, mul: int, add: int) -> dict[str, Any]:
    # `mul` and 10**width - 1 share no factor, so every number is met once; the engine checks it.
    # The rows of the world have the first keys; those made later start at 5000.
    generate = {
        "prefix": prefix,
        "mod": 10**width - 1,
        "mul": mul,
        "add": add,
        "width": width,
        "start": 5000,
    }
    return {"type": "text", "key": True, "generate": generate}


def _ref(table: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "ref": table, **more}


def _one_of(*values: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "enum": list(values), **more}


TABLES: dict[str, dict[str, Any]] = {
    "customers": {
        "customer_id": _key("C", 5, 61511, 44221),
        "name": _TEXT,
        "email": _TEXT,
        "phone": _TEXT,
        "tier": _one_of("standard", "silver", "gold"),
        "points": _CENTS,
        "credit_cents": _CENTS,
        "card": {**_TEXT, "null": True},
    },
    "addresses": {
        "address_id": _key("A", 5, 48611, 70207),
        "customer_id": _ref("customers"),
        "label": _TEXT,
        "street": _TEXT,
        "city": _TEXT,
        "state": _TEXT,
        "zip": _TEXT,
    },
    "products": {
        "product_id": _key("P", 4, 4793, 2819),
        "name": _TEXT,
        "category": _one_of(*CATEGORIES),
        "warranty_months": {"type": "int", "min": 0},
        "hygiene": {"type": "int", "enum": [0, 1]},
    },
    "variants": {
        "sku": {"type": "text", "key": True},
        "product_id": _ref("products"),
        "options": _TEXT,
        "price_cents": _CENTS,
        "final_sale": {"type": "int", "enum": [0, 1]},
    },
    "warehouses": {
        "warehouse_id": {"type": "text", "key": True},
        "city": _TEXT,
        "state": _TEXT,
    },
    "stock": {
        "sku": {**_ref("variants"), "key": True},
        "warehouse_id": _one_of(*WAREHOUSES, key=True),
        "on_hand": _CENTS,
        "reserved": _CENTS,
    },
    "promotions": {
        "code": {"type": "text", "key": True},
        "percent": {"type": "int", "min": 1},
        "category": _one_of(*CATEGORIES, null=True),
        "minimum_cents": _CENTS,
        "starts_on": _TEXT,
        "ends_on": _TEXT,
    },
    "orders": {
        "order_id": _key("FS-", 6, 731333, 208417),
        "customer_id": _ref("customers"),
        "address_id": _ref("addresses"),
        "status": _one_of("processing", "packed", "shipped", "delivered", "cancelled"),
        "placed_on": _TEXT,
        "shipping": _one_of("standard", "express"),
        "shipping_cents": _CENTS,
        "promo_code": {**_TEXT, "null": True},
    },
    "order_lines": {
        "line_id": _key("L", 5, 38903, 15511),
        "order_id": _ref("orders"),
        "sku": _ref("variants"),
        "quantity": {"type": "int", "min": 1},
        "price_cents": _CENTS,
        "paid_cents": _CENTS,
    },
    "payments": {
        "payment_id": _key("PM", 6, 619477, 530927),
        "order_id": _ref("orders"),
        "method": _one_of("card", "gift_card", "store_credit"),
        "detail": _TEXT,
        "amount_cents": {"type": "int"},
        "at": _STAMP,
    },
    "shipments": {
        "tracking": {"type": "text", "key": True},
        "order_id": _ref("orders"),
        "warehouse_id": _one_of(*WAREHOUSES),
        "carrier": _TEXT,
        "status": _one_of("in_transit", "delivered", "lost"),
        "shipped_on": _TEXT,
        "promised_on": _TEXT,
        "delivered_on": {**_TEXT, "null": True},
    },
    "returns": {
        "return_id": _key("R", 5, 54497, 31607),
        "line_id": _ref("order_lines"),
        "quantity": {"type": "int", "min": 1},
        "reason": _one_of(*REASONS),
        "status": _one_of("requested", "received", "refunded"),
        "label_cents": _CENTS,
        "restocking_cents": _CENTS,
        "condition": _one_of("as_new", "worn", "parts_missing", "ruined", null=True),
        "refunded_cents": _CENTS,
        "requested_at": _STAMP,
    },
    "replacements": {
        "replacement_id": _key("X", 5, 67021, 82913),
        "line_id": _ref("order_lines"),
        "sku": _ref("variants"),
        "quantity": {"type": "int", "min": 1},
        "warehouse_id": _ref("warehouses"),
        "cause": _one_of(*CAUSES),
    },
    "gift_cards": {
        "code": _key("GC-", 6, 455129, 917263),
        "buyer_id": _ref("customers"),
        "balance_cents": _CENTS,
        "status": _one_of("active", "blocked"),
        "expires_on": _TEXT,
    },
    "credits": {
        "credit_id": _key("K", 5, 29881, 60457),
        "customer_id": _ref("customers"),
        "order_id": _ref("orders", null=True),
        "line_id": _ref("order_lines", null=True),
        "kind": _one_of("goodwill", "shipping", "price_adjustment", "gift_card", "points"),
        "amount_cents": _CENTS,
        "given_at": _STAMP,
    },
    "tickets": {
        "ticket_id": _key("T", 5, 73009, 24593),
        "customer_id": _ref("customers"),
        "order_id": _ref("orders", null=True),
        "topic": _one_of("delivery", "product", "billing", "account"),
        "subject": _TEXT,
        "status": _one_of("open", "closed"),
        "opened_at": _STAMP,
    },
    "ticket_notes": {
        "note_id": _key("N", 5, 86453, 10009),
        "ticket_id": _ref("tickets"),
        "body": _TEXT,
        "at": _STAMP,
    },
    "decisions": {
        "decision_id": _key("D", 5, 45751, 39373),
        "customer_id": _ref("customers"),
        "order_id": _ref("orders", null=True),
        "rule": _one_of(*RULES),
        "at": _STAMP,
    },
    "escalations": {
        "escalation_id": _key("E", 5, 57793, 71887),
        "customer_id": _ref("customers"),
        "topic": _one_of(*TOPICS),
        "at": _STAMP,
    },
}

AUDIT: dict[str, dict[str, Any]] = {
    "entry_id": _key("Z", 6, 288361, 144169),
    "tool": _TEXT,
    "subject": _TEXT,
    "at": _STAMP,
}


def generated_key(table: str, number: int) -> str:
    """The key that the engine gives the `number`th row of a table."""
    for column in TABLES[table].values():
        g = column.get("generate")
        if g:
            number = (number * g["mul"] + g["add"]) % g["mod"]
            return str(g["prefix"]) + str(number).zfill(g["width"])
    raise KeyError(table)
