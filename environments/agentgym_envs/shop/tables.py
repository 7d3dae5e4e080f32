"""The shop's tables: what the world knows about customers, goods, orders, returns and money."""

from __future__ import annotations

from agentgym_envs.handwritten.columns import (
    INT,
    KEY,
    LEFT,
    STAMP,
    TEXT,
    Columns,
    Keys,
    one_of,
    ref,
)

REASONS = ("changed_mind", "wrong_size", "faulty", "damaged", "wrong_item")
WAREHOUSES = ("RNO", "CMH", "SAV")
CAUSES = ("exchange", "lost", "damaged", "wrong_item", "faulty", "warranty")

KEYS = Keys(
    {
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
)


# What only comes from a tool's enumerated argument is not checked again; nor are references that
# tools check themselves: an index for each would make every live world larger.
TABLES: dict[str, Columns] = {
    "customers": {
        "customer_id": KEY,
        "name": TEXT,
        "email": TEXT,
        "phone": TEXT,
        "tier": one_of("standard", "silver", "gold"),
        "points": LEFT,
        "credit_cents": LEFT,
        "card": {**TEXT, "null": True},
    },
    "addresses": {
        "address_id": KEYS.made("addresses"),
        "customer_id": ref("customers"),
        "label": TEXT,
        "street": TEXT,
        "city": TEXT,
        "state": TEXT,
        "zip": TEXT,
    },
    "products": {
        "product_id": KEY,
        "name": TEXT,
        "category": TEXT,
        "warranty_months": INT,
        "hygiene": INT,
    },
    "variants": {
        "sku": KEY,
        "product_id": ref("products"),
        "options": TEXT,
        "price_cents": INT,
        "final_sale": INT,
    },
    "warehouses": {
        "warehouse_id": KEY,
        "city": TEXT,
        "state": TEXT,
    },
    "stock": {
        "sku": {**ref("variants"), "key": True},
        "warehouse_id": {**TEXT, "key": True},
        "on_hand": LEFT,
        "reserved": LEFT,
    },
    "promotions": {
        "code": KEY,
        "percent": INT,
        "category": {**TEXT, "null": True},
        "minimum_cents": INT,
        "starts_on": TEXT,
        "ends_on": TEXT,
    },
    "orders": {
        "order_id": KEY,
        "customer_id": ref("customers"),
        "address_id": ref("addresses"),
        "status": one_of("processing", "packed", "shipped", "delivered", "cancelled"),
        "placed_on": TEXT,
        "shipping": one_of("standard", "express"),
        "shipping_cents": INT,
        "promo_code": {**TEXT, "null": True},
    },
    "order_lines": {
        "line_id": KEY,
        "order_id": ref("orders"),
        "sku": ref("variants"),
        "quantity": INT,
        "price_cents": INT,
        "paid_cents": INT,
    },
    "payments": {
        "payment_id": KEYS.made("payments"),
        "order_id": ref("orders"),
        "method": one_of("card", "gift_card", "store_credit"),
        "detail": TEXT,
        "amount_cents": INT,
        "at": STAMP,
    },
    "shipments": {
        "tracking": KEY,
        "order_id": ref("orders"),
        "warehouse_id": TEXT,
        "carrier": TEXT,
        "status": one_of("in_transit", "delivered", "lost"),
        "promised_on": TEXT,
        "delivered_on": {**TEXT, "null": True},
    },
    "returns": {
        "return_id": KEYS.made("returns"),
        "line_id": ref("order_lines"),
        "quantity": INT,
        "reason": TEXT,
        "status": one_of("requested", "received", "refunded"),
        "label_cents": INT,
        "restocking_cents": INT,
        "condition": one_of("as_new", "worn", "parts_missing", "ruined", null=True),
        "refunded_cents": INT,
        "requested_at": STAMP,
    },
    "replacements": {
        "replacement_id": KEYS.made("replacements"),
        "line_id": ref("order_lines"),
        "sku": TEXT,
        "quantity": INT,
        "warehouse_id": TEXT,
        "cause": TEXT,
    },
    "gift_cards": {
        "code": KEYS.made("gift_cards"),
        "buyer_id": ref("customers"),
        "balance_cents": LEFT,
        "status": one_of("active", "blocked"),
        "expires_on": TEXT,
    },
    "credits": {
        "credit_id": KEYS.made("credits"),
        "customer_id": ref("customers"),
        "order_id": {**TEXT, "null": True},
        "line_id": {**TEXT, "null": True},
        "kind": TEXT,
        "amount_cents": INT,
        "given_at": STAMP,
    },
    "tickets": {
        "ticket_id": KEYS.made("tickets"),
        "customer_id": ref("customers"),
        "order_id": {**TEXT, "null": True},
        "topic": TEXT,
        "subject": TEXT,
        "status": one_of("open", "closed"),
        "opened_at": STAMP,
    },
    "ticket_notes": {
        "note_id": KEYS.made("ticket_notes"),
        "ticket_id": ref("tickets"),
        "body": TEXT,
        "at": STAMP,
    },
    "decisions": {
        "decision_id": KEYS.made("decisions"),
        "customer_id": ref("customers"),
        "order_id": {**TEXT, "null": True},
        "rule": TEXT,
        "at": STAMP,
    },
    "escalations": {
        "escalation_id": KEYS.made("escalations"),
        "customer_id": ref("customers"),
        "topic": TEXT,
        "at": STAMP,
    },
}

AUDIT: Columns = {
    "entry_id": KEYS.made("audit"),
    "tool": TEXT,
    "subject": TEXT,
    "at": STAMP,
}
