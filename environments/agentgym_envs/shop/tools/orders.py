"""Tools about orders on their way: looking them up, and changing what has not left yet."""

from __future__ import annotations

from agentgym_envs.handwritten.steps import (
    ID,
    PAGE,
    Json,
    arguments,
    audited,
    described,
    found,
    one_of,
)
from agentgym_envs.shop.tools.steps import paid_back

_ORDER = described(ID, "The order's number, such as FS-123456.")
_LINE = described(ID, "The id of an item of an order, as given by get_order.")

_STILL_HERE: Json = {
    "require": ":o.status IN ('processing', 'packed')",
    "else": "order {o.order_id} is {o.status}; it has left our hands",
}

TOOLS: list[Json] = [
    {
        "name": "list_orders",
        "description": "A customer's orders, newest first, in pages of 5; `next_page` is null on "
        "the "
        "last. Totals include shipping.",
        "input": arguments(
            ["customer_id"],
            customer_id=described(ID, "The customer's id."),
            status=one_of(
                "processing",
                "packed",
                "shipped",
                "delivered",
                "cancelled",
                description="Only these; without it, all.",
            ),
            page=PAGE,
        ),
        "steps": [
            {
                "one": "n",
                "sql": "SELECT t.total, iif(t.total > :page * 5, :page + 1, NULL) AS next_page "
                "FROM (SELECT (SELECT count(*) FROM orders o WHERE o.customer_id = c.customer_id "
                "AND (:status IS NULL OR o.status = :status)) AS total FROM customers c "
                "WHERE c.customer_id = :customer_id) t",
                "else": "there is no customer {customer_id}",
            },
            {
                "many": "orders",
                "sql": "SELECT o.order_id, o.status, o.placed_on, o.shipping_cents + (SELECT "
                "sum(l.quantity * l.paid_cents) FROM order_lines l WHERE l.order_id = o.order_id) "
                "AS total_cents, (SELECT json_group_array(p.name ORDER BY l.line_id) "
                "FROM order_lines l JOIN variants v USING(sku) JOIN products p USING(product_id) "
                "WHERE l.order_id = o.order_id) AS items FROM orders o "
                "WHERE o.customer_id = :customer_id AND (:status IS NULL OR o.status = :status) "
                "ORDER BY o.placed_on DESC, o.order_id LIMIT 5 OFFSET (:page - 1) * 5",
                "json": ["items"],
            },
            {"return": {"total": ":n.total", "orders": ":orders", "next_page": ":n.next_page"}},
        ],
    },
    {
        "name": "get_order",
        "description": "An order with its items (price per piece at the time, and what was paid "
        "per "
        "piece after promotions), payments (refunds are negative), parcels, returns and "
        "replacements. Money in cents.",
        "input": arguments(order_id=_ORDER),
        "steps": [
            # Each list is in the order of an index, so that SQLite has nothing to sort.
            {
                "one": "o",
                "sql": "SELECT o.order_id, o.customer_id, o.status, o.placed_on, o.shipping, "
                "o.shipping_cents, o.promo_code, a.address_id, a.street, a.city, a.state, a.zip "
                "FROM orders o JOIN addresses a USING(address_id) WHERE o.order_id = :order_id",
                "else": "there is no order {order_id}",
            },
            {
                "many": "items",
                "sql": "SELECT l.line_id, l.sku, p.product_id, p.name, v.options, p.category, "
                "l.quantity, l.price_cents, l.paid_cents, v.final_sale, p.hygiene "
                "FROM order_lines l JOIN variants v USING(sku) JOIN products p USING(product_id) "
                "WHERE l.order_id = :order_id ORDER BY l.line_id",
            },
            {
                "many": "payments",
                "sql": "SELECT method, detail, amount_cents, substr(at, 1, 10) AS paid_on "
                "FROM payments WHERE order_id = :order_id ORDER BY payment_id",
            },
            {
                "many": "parcels",
                "sql": "SELECT tracking, carrier, status, promised_on, delivered_on FROM shipments "
                "WHERE order_id = :order_id ORDER BY tracking",
            },
            {
                "many": "returns",
                "sql": "SELECT r.return_id, r.line_id, r.quantity, r.reason, r.status "
                "FROM order_lines l JOIN returns r USING(line_id) WHERE l.order_id = :order_id "
                "ORDER BY l.line_id, r.return_id",
            },
            {
                "many": "replacements",
                "sql": "SELECT x.line_id, x.sku, x.quantity, x.cause FROM order_lines l "
                "JOIN replacements x USING(line_id) WHERE l.order_id = :order_id "
                "ORDER BY l.line_id, x.replacement_id",
            },
            {
                "return": {
                    "order_id": ":o.order_id",
                    "customer_id": ":o.customer_id",
                    "status": ":o.status",
                    "placed_on": ":o.placed_on",
                    "shipping": ":o.shipping",
                    "shipping_cents": ":o.shipping_cents",
                    "promo_code": ":o.promo_code",
                    "deliver_to": {
                        "address_id": ":o.address_id",
                        "street": ":o.street",
                        "city": ":o.city",
                        "state": ":o.state",
                        "zip": ":o.zip",
                    },
                    "items": ":items",
                    "payments": ":payments",
                    "parcels": ":parcels",
                    "returns": ":returns",
                    "replacements": ":replacements",
                }
            },
        ],
    },
    {
        "name": "track_shipment",
        "description": "A parcel: carrier, status, sending warehouse and dates.",
        "input": arguments(tracking=described(ID, "The tracking number.")),
        "steps": [
            found(
                "s",
                "parcel",
                "shipments",
                "tracking",
                "tracking, order_id, warehouse_id, carrier, status, promised_on, delivered_on",
            ),
            {"return": ":s"},
        ],
    },
    {
        "name": "cancel_order",
        "description": "Cancel an order that has not been shipped. All that was paid goes back the "
        "way it was paid.",
        "writes": ["orders", "payments", "gift_cards", "customers", "audit"],
        "input": arguments(order_id=_ORDER),
        "steps": [
            found("o", "order", "orders", "order_id", "order_id, customer_id, status"),
            _STILL_HERE,
            {
                "one": "money",
                "sql": "SELECT coalesce(sum(amount_cents), 0) AS cents FROM payments "
                "WHERE order_id = :order_id",
            },
            *paid_back(":order_id", ":o.customer_id", ":money.cents"),
            {
                "write": "UPDATE orders SET status = 'cancelled' WHERE order_id = :order_id",
                "rows": 1,
            },
            *audited("cancel_order", ":order_id"),
            {
                "return": {
                    "order_id": ":order_id",
                    "status": "cancelled",
                    "refunded_cents": ":money.cents",
                }
            },
        ],
    },
    {
        "name": "remove_item",
        "description": "Take one item, with all its pieces, out of an order that has not been "
        "shipped. What was paid for it goes back the way it was paid. The last item cannot be "
        "removed; cancel the order instead.",
        "writes": ["order_lines", "payments", "gift_cards", "customers", "audit"],
        "input": arguments(line_id=_LINE),
        "steps": [
            {
                "one": "o",
                "sql": "SELECT o.order_id, o.customer_id, o.status, l.quantity * l.paid_cents AS "
                "cents, (SELECT count(*) FROM order_lines m WHERE m.order_id = o.order_id) AS "
                "items "
                "FROM order_lines l JOIN orders o USING(order_id) WHERE l.line_id = :line_id",
                "else": "there is no item {line_id}",
            },
            _STILL_HERE,
            {
                "require": ":o.items > 1",
                "else": "{line_id} is the only item of order {o.order_id}; cancel the order "
                "instead",
            },
            *paid_back(":o.order_id", ":o.customer_id", ":o.cents"),
            {"write": "DELETE FROM order_lines WHERE line_id = :line_id", "rows": 1},
            *audited("remove_item", ":line_id"),
            {"return": {"order_id": ":o.order_id", "refunded_cents": ":o.cents"}},
        ],
    },
    {
        "name": "change_delivery_address",
        "description": "Send an order that has not been shipped to another address of the same "
        "customer's address book.",
        "writes": ["orders", "audit"],
        "input": arguments(order_id=_ORDER, address_id=described(ID, "The address's id.")),
        "steps": [
            found("o", "order", "orders", "order_id", "order_id, customer_id, status"),
            _STILL_HERE,
            {
                "one": "a",
                "sql": "SELECT street, city FROM addresses WHERE address_id = :address_id "
                "AND customer_id = :o.customer_id",
                "else": "the customer of order {order_id} has no address {address_id}",
            },
            {
                "write": "UPDATE orders SET address_id = :address_id WHERE order_id = :order_id",
                "rows": 1,
            },
            *audited("change_delivery_address", ":order_id"),
            {"return": {"order_id": ":order_id", "deliver_to": ":a"}},
        ],
    },
    {
        "name": "apply_promotion",
        "description": "Apply a promotion code to an order that has not been shipped: the items of "
        "its category (final-sale items left out) get cheaper, and the difference goes back the "
        "way "
        "the order was paid. One code per order.",
        "writes": ["orders", "order_lines", "payments", "gift_cards", "customers", "audit"],
        "input": arguments(order_id=_ORDER, code=described(ID, "The code.")),
        "steps": [
            found("o", "order", "orders", "order_id", "order_id, customer_id, status, promo_code"),
            _STILL_HERE,
            {
                "require": ":o.promo_code IS NULL",
                "else": "order {order_id} has the code {o.promo_code} already",
            },
            {
                "one": "p",
                "sql": "SELECT code, percent, category FROM promotions WHERE code = upper(:code)",
                "else": "there is no promotion code {code}",
            },
            {
                "one": "before",
                "sql": "SELECT sum(quantity * paid_cents) AS cents FROM order_lines "
                "WHERE order_id = :order_id",
            },
            {
                "write": "UPDATE order_lines SET paid_cents = price_cents * (100 - :p.percent) / "
                "100 "
                "WHERE order_id = :order_id AND sku IN (SELECT v.sku FROM variants v "
                "JOIN products p USING(product_id) WHERE v.final_sale = 0 "
                "AND (:p.category IS NULL OR p.category = :p.category))",
            },
            {
                "one": "off",
                "sql": "SELECT :before.cents - sum(quantity * paid_cents) AS cents FROM "
                "order_lines "
                "WHERE order_id = :order_id",
            },
            {
                "require": ":off.cents > 0",
                "else": "no item of order {order_id} is made cheaper by {p.code}",
            },
            *paid_back(":order_id", ":o.customer_id", ":off.cents"),
            {
                "write": "UPDATE orders SET promo_code = :p.code WHERE order_id = :order_id",
                "rows": 1,
            },
            *audited("apply_promotion", ":order_id"),
            {"return": {"order_id": ":order_id", "saved_cents": ":off.cents"}},
        ],
    },
]
