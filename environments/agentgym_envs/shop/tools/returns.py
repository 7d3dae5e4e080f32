"""Tools about goods that came back, went wrong or never came."""

from __future__ import annotations

from agentgym_envs.handwritten.steps import ID, Json, arguments, audited, described, found, one_of
from agentgym_envs.shop.tables import CAUSES, REASONS
from agentgym_envs.shop.tools.steps import QUANTITY, credited, paid_back

_LINE = described(ID, "The id of an item of an order, as given by get_order.")
_WAREHOUSE = described(ID, "The id of the warehouse that sends it.")
_PIECES = described(QUANTITY, "How many pieces of the item.")

# An item with what has been given back for it: returned or exchanged pieces cannot come back again.
_ITEM = (
    "SELECT l.line_id, l.sku, l.quantity, l.paid_cents, o.order_id, o.customer_id, o.status, "
    "l.quantity - coalesce((SELECT sum(r.quantity) FROM returns r WHERE r.line_id = l.line_id), 0) "
    "- coalesce((SELECT sum(x.quantity) FROM replacements x WHERE x.line_id = l.line_id), 0) "
    "AS left_over FROM order_lines l JOIN orders o USING(order_id) WHERE l.line_id = :line_id"
)

_BOUND_ITEM: Json = {"one": "i", "sql": _ITEM, "else": "there is no item {line_id}"}

_ENOUGH_LEFT: Json = {
    "require": ":quantity <= :i.left_over",
    "else": "of the {i.quantity} pieces of {line_id}, {i.left_over} are not returned, exchanged or "
    "replaced yet",
}

_DELIVERED: Json = {
    "require": ":i.status = 'delivered'",
    "else": "order {i.order_id} is {i.status}, not delivered",
}


def _reserved(sku: str) -> list[Json]:
    return [
        {
            "one": "s",
            "sql": "SELECT on_hand - reserved AS available FROM stock "
            f"WHERE warehouse_id = :warehouse_id AND sku = {sku}",
            "else": "warehouse {warehouse_id} does not keep this variant",
        },
        {
            "require": ":s.available >= :quantity",
            "else": "warehouse {warehouse_id} has {s.available} available",
        },
        {
            "write": "UPDATE stock SET reserved = reserved + :quantity "
            f"WHERE warehouse_id = :warehouse_id AND sku = {sku}",
            "rows": 1,
        },
    ]


TOOLS: list[Json] = [
    {
        "name": "get_return",
        "description": "A return: item, pieces, reason, status, fees, and, once it was received, "
        "the "
        "condition that the inspection found. `paid_cents` is what was paid per piece.",
        "input": arguments(return_id=described(ID, "The return's number, such as R12345.")),
        "steps": [
            {
                "one": "r",
                "sql": "SELECT r.return_id, o.customer_id, o.order_id, r.line_id, p.name, "
                "v.options, "
                "r.quantity, l.paid_cents, r.reason, r.status, r.condition, r.label_cents, "
                "r.restocking_cents, r.refunded_cents, substr(r.requested_at, 1, 10) AS "
                "requested_on "
                "FROM returns r JOIN order_lines l USING(line_id) JOIN orders o USING(order_id) "
                "JOIN variants v USING(sku) JOIN products p USING(product_id) "
                "WHERE r.return_id = :return_id",
                "else": "there is no return {return_id}",
            },
            {"return": ":r"},
        ],
    },
    {
        "name": "create_return",
        "description": "Open a return for pieces of a delivered item; the customer gets a label by "
        "e-mail. Nothing is paid out before the return is received.",
        "writes": ["returns", "audit"],
        "input": arguments(
            line_id=_LINE,
            quantity=_PIECES,
            reason=one_of(*REASONS, description="Why it comes back."),
            label=one_of("free", "charged", description="Whether $6.95 are taken for the label."),
            restocking_percent=one_of(0, 10, 15, description="The restocking fee."),
        ),
        "steps": [
            _BOUND_ITEM,
            _DELIVERED,
            _ENOUGH_LEFT,
            {
                "one": "fee",
                "sql": "SELECT iif(:label = 'charged', 695, 0) AS label, "
                ":i.paid_cents * :quantity * :restocking_percent / 100 AS restocking",
            },
            {"new": "ret", "of": "returns"},
            {
                "write": "INSERT INTO returns VALUES(:ret, :line_id, :quantity, :reason, "
                "'requested', :fee.label, :fee.restocking, NULL, 0, :now)",
                "rows": 1,
            },
            *audited("create_return", ":line_id"),
            {
                "return": {
                    "return_id": ":ret",
                    "label_cents": ":fee.label",
                    "restocking_cents": ":fee.restocking",
                }
            },
        ],
    },
    {
        "name": "refund_return",
        "description": "Pay out a return that was received: a share of what was paid for it, less "
        "its fees. `original_payment` divides by itself where an order was paid in two ways.",
        "writes": ["returns", "payments", "gift_cards", "customers", "audit"],
        "input": arguments(
            return_id=described(ID, "The return's number."),
            share_percent=one_of(50, 75, 100, description="How much of what was paid."),
            refund_to=one_of(
                "original_payment",
                "card_on_file",
                "store_credit",
                description="Where the money goes.",
            ),
        ),
        "steps": [
            {
                "one": "r",
                "sql": "SELECT r.status, o.order_id, o.customer_id, c.card, l.paid_cents * "
                "r.quantity "
                "* :share_percent / 100 - r.label_cents - r.restocking_cents AS cents "
                "FROM returns r JOIN order_lines l USING(line_id) JOIN orders o USING(order_id) "
                "JOIN customers c USING(customer_id) WHERE r.return_id = :return_id",
                "else": "there is no return {return_id}",
            },
            {
                "require": ":r.status = 'received'",
                "else": "return {return_id} is {r.status}; only received ones are paid out",
            },
            {"require": ":r.cents > 0", "else": "the fees use up the whole refund"},
            {
                "when": ":refund_to = 'original_payment'",
                "do": paid_back(":r.order_id", ":r.customer_id", ":r.cents"),
                "otherwise": [
                    {
                        "require": ":refund_to = 'store_credit' OR :r.card IS NOT NULL",
                        "else": "the customer has no card on file",
                    },
                    {
                        "require": ":refund_to = 'store_credit' OR NOT EXISTS (SELECT 1 FROM "
                        "payments "
                        "WHERE order_id = :r.order_id AND detail = :r.card)",
                        "else": "the order was paid with the card on file ({r.card}); that is "
                        "original_payment",
                    },
                    {"new": "payment", "of": "payments"},
                    {
                        "write": "INSERT INTO payments VALUES(:payment, :r.order_id, "
                        "iif(:refund_to = 'store_credit', 'store_credit', 'card'), "
                        "iif(:refund_to = 'store_credit', 'store credit', :r.card), -:r.cents, "
                        ":now)",
                        "rows": 1,
                    },
                    {
                        "when": ":refund_to = 'store_credit'",
                        "do": [credited(":r.customer_id", ":r.cents")],
                    },
                ],
            },
            {
                "write": "UPDATE returns SET status = 'refunded', refunded_cents = :r.cents "
                "WHERE return_id = :return_id",
                "rows": 1,
            },
            *audited("refund_return", ":return_id"),
            {"return": {"return_id": ":return_id", "refunded_cents": ":r.cents"}},
        ],
    },
    {
        "name": "exchange_item",
        "description": "Exchange pieces of a delivered item for another variant of the same "
        "product, "
        "sent from the warehouse named.",
        "writes": ["replacements", "stock", "audit"],
        "input": arguments(
            line_id=_LINE,
            quantity=_PIECES,
            new_sku=described(ID, "The SKU of the variant wanted."),
            warehouse_id=_WAREHOUSE,
        ),
        "steps": [
            _BOUND_ITEM,
            _DELIVERED,
            _ENOUGH_LEFT,
            {"require": ":new_sku <> :i.sku", "else": "{new_sku} is what the customer has"},
            {
                "require": "(SELECT product_id FROM variants WHERE sku = :new_sku) = "
                "(SELECT product_id FROM variants WHERE sku = :i.sku)",
                "else": "{new_sku} is not a variant of the same product",
            },
            *_reserved(":new_sku"),
            {"new": "sent", "of": "replacements"},
            {
                "write": "INSERT INTO replacements VALUES(:sent, :line_id, :new_sku, :quantity, "
                ":warehouse_id, 'exchange')",
                "rows": 1,
            },
            *audited("exchange_item", ":line_id"),
            {"return": {"replacement_id": ":sent", "sku": ":new_sku"}},
        ],
    },
    {
        "name": "send_replacement",
        "description": "Send pieces of an item again, free of charge, from the warehouse named.",
        "writes": ["replacements", "stock", "audit"],
        "input": arguments(
            line_id=_LINE,
            quantity=_PIECES,
            warehouse_id=_WAREHOUSE,
            cause=one_of(*CAUSES[1:], description="Why."),
        ),
        "steps": [
            _BOUND_ITEM,
            {
                "require": "iif(:cause = 'lost', EXISTS (SELECT 1 FROM shipments WHERE order_id = "
                ":i.order_id AND status = 'lost'), :i.status = 'delivered')",
                "else": "order {i.order_id} is {i.status}; for the cause lost its parcel must be "
                "reported lost first, for any other it must be delivered",
            },
            _ENOUGH_LEFT,
            *_reserved(":i.sku"),
            {"new": "sent", "of": "replacements"},
            {
                "write": "INSERT INTO replacements VALUES(:sent, :line_id, :i.sku, :quantity, "
                ":warehouse_id, :cause)",
                "rows": 1,
            },
            *audited("send_replacement", ":line_id"),
            {"return": {"replacement_id": ":sent", "sku": ":i.sku"}},
        ],
    },
    {
        "name": "report_lost",
        "description": "Report a parcel that is still on its way as lost to the carrier.",
        "writes": ["shipments", "audit"],
        "input": arguments(tracking=described(ID, "The tracking number.")),
        "steps": [
            found("s", "parcel", "shipments", "tracking", "status"),
            {
                "require": ":s.status = 'in_transit'",
                "else": "parcel {tracking} is {s.status}, not in transit",
            },
            {"write": "UPDATE shipments SET status = 'lost' WHERE tracking = :tracking", "rows": 1},
            *audited("report_lost", ":tracking"),
            {"return": {"tracking": ":tracking", "status": "lost"}},
        ],
    },
    {
        "name": "refund_order",
        "description": "Pay back a whole order whose parcel was reported lost, with shipping, and "
        "close it as cancelled.",
        "writes": ["orders", "payments", "gift_cards", "customers", "audit"],
        "input": arguments(
            order_id=described(ID, "The order's number."),
            refund_to=one_of("original_payment", "store_credit", description="Where it goes."),
        ),
        "steps": [
            {
                "one": "o",
                "sql": "SELECT o.customer_id, o.status, (SELECT sum(amount_cents) FROM payments "
                "WHERE order_id = :order_id) AS cents, EXISTS (SELECT 1 FROM shipments "
                "WHERE order_id = :order_id AND status = 'lost') AS lost, EXISTS (SELECT 1 "
                "FROM replacements x JOIN order_lines l USING(line_id) WHERE l.order_id = "
                ":order_id) "
                "AS replaced FROM orders o WHERE o.order_id = :order_id",
                "else": "there is no order {order_id}",
            },
            {
                "require": ":o.lost AND :o.status = 'shipped'",
                "else": "order {order_id} is {o.status}, and no parcel of it is on record as lost",
            },
            {
                "require": "NOT :o.replaced",
                "else": "items of order {order_id} were sent again already",
            },
            {
                "when": ":refund_to = 'original_payment'",
                "do": paid_back(":order_id", ":o.customer_id", ":o.cents"),
                "otherwise": [
                    {"new": "payment", "of": "payments"},
                    {
                        "write": "INSERT INTO payments VALUES(:payment, :order_id, 'store_credit', "
                        "'store credit', -:o.cents, :now)",
                        "rows": 1,
                    },
                    credited(":o.customer_id", ":o.cents"),
                ],
            },
            {
                "write": "UPDATE orders SET status = 'cancelled' WHERE order_id = :order_id",
                "rows": 1,
            },
            *audited("refund_order", ":order_id"),
            {"return": {"order_id": ":order_id", "refunded_cents": ":o.cents"}},
        ],
    },
]
