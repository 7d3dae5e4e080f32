"""Tools about goods: the catalogue, stock, promotions, and what sold or came back."""

from __future__ import annotations

from agentgym_envs.handwritten.steps import (
    CENTS,
    DATE,
    ID,
    PAGE,
    Json,
    arguments,
    described,
    found,
    one_of,
    words,
)
from agentgym_envs.shop.goods import CATEGORIES

_AVAILABLE = "coalesce((SELECT sum(s.on_hand - s.reserved) FROM stock s WHERE s.sku = v.sku), 0)"

# One row per product that has a variant which passes every filter that was given.
_MATCHING = (
    "FROM products p JOIN variants v USING(product_id) "
    "WHERE (:text IS NULL OR instr(lower(p.name || ' ' || v.options), lower(:text))) "
    "AND (:category IS NULL OR p.category = :category) "
    "AND (:max_price_cents IS NULL OR v.price_cents <= :max_price_cents) "
    f"AND (:in_stock IS NULL OR ({_AVAILABLE} > 0) = :in_stock)"
)

_GROUPS = {"category": "p.category", "product": "p.name", "state": "a.state", "reason": "r.reason"}


def _group(keys: tuple[str, ...]) -> str:
    cases = " ".join(f"WHEN '{key}' THEN {_GROUPS[key]}" for key in keys)
    return f"CASE :group_by {cases} END"


_PERIOD: Json = {
    "from_date": described(DATE, "The first day."),
    "to_date": described(DATE, "The last day, included."),
}

TOOLS: list[Json] = [
    {
        "name": "search_products",
        "description": "Search the catalogue. All filters are optional and narrow the search. "
        "Pages "
        "of 8 products; `next_page` is null on the last.",
        "input": arguments(
            [],
            text=words(60, "Words that occur in the product's name or options."),
            category=one_of(*CATEGORIES, description="The department."),
            max_price_cents=described(CENTS, "Only variants at this price or less, in cents."),
            in_stock={"type": "boolean", "description": "Only variants that are (not) available."},
            page=PAGE,
        ),
        "steps": [
            {
                "one": "n",
                "sql": "SELECT t.total, iif(t.total > :page * 8, :page + 1, NULL) AS next_page "
                f"FROM (SELECT count(DISTINCT p.product_id) AS total {_MATCHING}) t",
            },
            {
                "many": "products",
                "sql": "SELECT p.product_id, p.name, p.category, min(v.price_cents) AS "
                f"from_price_cents, max(v.price_cents) AS to_price_cents {_MATCHING} "
                "GROUP BY p.product_id ORDER BY p.name, p.product_id LIMIT 8 OFFSET (:page - 1) * "
                "8",
            },
            {
                "return": {
                    "total": ":n.total",
                    "products": ":products",
                    "next_page": ":n.next_page",
                }
            },
        ],
    },
    {
        "name": "get_product",
        "description": "A product with its variants: today's prices, pieces available in all "
        "warehouses, final sale, warranty, hygiene.",
        "input": arguments(product_id=described(ID, "The product's id.")),
        "steps": [
            found(
                "p",
                "product",
                "products",
                "product_id",
                "product_id, name, category, warranty_months, hygiene",
            ),
            {
                "many": "variants",
                "sql": f"SELECT v.sku, v.options, v.price_cents, v.final_sale, {_AVAILABLE} AS "
                "available FROM variants v WHERE v.product_id = :product_id ORDER BY v.sku",
            },
            {"return": {"product": ":p", "variants": ":variants"}},
        ],
    },
    {
        "name": "check_stock",
        "description": "Pieces of one variant in each warehouse: on hand and reserved.",
        "input": arguments(sku=described(ID, "The variant's SKU.")),
        "steps": [
            found("v", "SKU", "variants", "sku", "sku"),
            {
                "many": "stock",
                "sql": "SELECT s.warehouse_id, w.city, s.on_hand, s.reserved FROM stock s "
                "JOIN warehouses w USING(warehouse_id) WHERE s.sku = :sku ORDER BY s.warehouse_id",
            },
            {"return": {"sku": ":sku", "warehouses": ":stock"}},
        ],
    },
    {
        "name": "get_promotion",
        "description": "A promotion code: percent off, category (null for all), minimum, dates.",
        "input": arguments(code=described(ID, "The code.")),
        "steps": [
            {
                "one": "p",
                "sql": "SELECT code, percent, category, minimum_cents, starts_on, ends_on "
                "FROM promotions WHERE code = upper(:code)",
                "else": "there is no promotion code {code}",
            },
            {"return": ":p"},
        ],
    },
    {
        "name": "sales_report",
        "description": "Orders placed in a period (cancelled ones left out): orders, pieces and "
        "cents paid for goods, per category, product or state of delivery.",
        "input": arguments(
            **_PERIOD,
            group_by=one_of("category", "product", "state", description="What makes a row."),
        ),
        "steps": [
            {"require": ":from_date <= :to_date", "else": "{from_date} is after {to_date}"},
            {
                "many": "rows",
                "sql": f"SELECT {_group(('category', 'product', 'state'))} AS row_label, "
                "count(DISTINCT o.order_id) AS orders, sum(l.quantity) AS pieces, "
                "sum(l.quantity * l.paid_cents) AS sales_cents FROM orders o "
                "JOIN addresses a USING(address_id) JOIN order_lines l USING(order_id) "
                "JOIN variants v USING(sku) JOIN products p USING(product_id) "
                "WHERE o.placed_on BETWEEN :from_date AND :to_date AND o.status <> 'cancelled' "
                "GROUP BY row_label ORDER BY row_label",
            },
            {"return": {"rows": ":rows"}},
        ],
    },
    {
        "name": "returns_report",
        "description": "Returns asked for in a period: returns, pieces and cents given back, per "
        "category, product or reason.",
        "input": arguments(
            **_PERIOD,
            group_by=one_of("category", "product", "reason", description="What makes a row."),
        ),
        "steps": [
            {"require": ":from_date <= :to_date", "else": "{from_date} is after {to_date}"},
            {
                "many": "rows",
                "sql": f"SELECT {_group(('category', 'product', 'reason'))} AS row_label, "
                "count(*) AS returns, sum(r.quantity) AS pieces, "
                "sum(r.refunded_cents) AS refunded_cents FROM returns r "
                "JOIN order_lines l USING(line_id) JOIN variants v USING(sku) "
                "JOIN products p USING(product_id) WHERE substr(r.requested_at, 1, 10) "
                "BETWEEN :from_date AND :to_date GROUP BY row_label ORDER BY row_label",
            },
            {"return": {"rows": ":rows"}},
        ],
    },
]
