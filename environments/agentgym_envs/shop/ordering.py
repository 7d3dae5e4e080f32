"""Writes orders into the world: those that the tasks are about, and ordinary ones around them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from agentgym.sampling import Draws
from agentgym_envs.handwritten.rows import Rows
from agentgym_envs.shop.content import records
from agentgym_envs.shop.goods import Variant
from agentgym_envs.shop.people import cast
from agentgym_envs.shop.rows import TODAY
from agentgym_envs.shop.tables import REASONS, WAREHOUSES

CARRIERS = (("UPS", "1Z4"), ("FedEx", "7749"), ("USPS", "9400"))
_EXPRESS_CENTS = 1895
_STANDARD_CENTS = 795
_FREE_FROM_CENTS = 7500


@dataclass(frozen=True, slots=True)
class Order:
    """An order before it is written.

    Attributes:
        who: The customer's key.
        placed: The day it was placed.
        status: As in the table `orders`.
        shipping: `standard` or `express`.
        items: SKU, pieces and price per piece before promotions.
        payment: How it was paid; see `content/orders.txt`.
        promised: When its parcel was promised; None before it left.
        delivered: When it came; `lost` for a parcel reported lost; None if it did not.
        promotion: The promotion code used.
        nick: What the tasks call it; empty for ordinary orders.
    """

    who: str
    placed: str
    status: str
    shipping: str
    items: tuple[tuple[str, int, int], ...]
    payment: str = "card"
    promised: str | None = None
    delivered: str | None = None
    promotion: str | None = None
    nick: str = ""


def staged_orders(rows: Rows, variants: dict[str, Variant]) -> Iterator[Order]:
    """The orders of `content/orders.txt`."""
    for nick, placed, status, shipping, items, payment, *rest in records("orders"):
        promised, delivered, promotion = (*(text or None for text in rest), None, None, None)[:3]
        yield Order(
            who=rows.keys[nick.partition(".")[0]],
            placed=placed,
            status=status,
            shipping=shipping,
            items=tuple(_item(text.strip(), variants) for text in items.split(",")),
            payment=payment,
            promised=promised,
            delivered=delivered,
            promotion=promotion,
            nick=nick,
        )


def _item(text: str, variants: dict[str, Variant]) -> tuple[str, int, int]:
    sku_and_pieces, _, price = text.partition("@")
    sku, _, pieces = sku_and_pieces.partition("*")
    return sku, int(pieces or 1), int(price or variants[sku].price_cents)


def ordinary_orders(rows: Rows, variants: dict[str, Variant], draws: Draws) -> Iterator[Order]:
    """Old orders of the cast, and all orders of everybody else; nobody buys a product twice."""
    people = [person.nick for person in cast()]
    for nick in people:
        bought = {
            text.strip().split("-")[0]
            for record in records("orders")
            if record[0].partition(".")[0] == nick
            for text in record[4].split(",")
        }
        if draws.chance(0.3):
            day = datetime.date(2024, 3, 1) + datetime.timedelta(days=draws.below(240))
            yield _ordinary(rows.keys[nick], day, bought, variants, draws)
    for customer in rows.tables["customers"][len(people) :]:
        bought = set()
        for _ in range(draws.integer(1, 3)):
            day = datetime.date(2024, 6, 1) + datetime.timedelta(days=draws.below(280))
            yield _ordinary(customer[0], day, bought, variants, draws)


def _ordinary(
    who: str,
    placed: datetime.date,
    bought: set[str],
    variants: dict[str, Variant],
    draws: Draws,
) -> Order:
    items: list[tuple[str, int, int]] = []
    for _ in range(draws.choice((1, 1, 2))):
        sku = draws.choice([s for s in variants if s.split("-")[0] not in bought])
        bought.add(sku.split("-")[0])
        price = variants[sku].price_cents
        items.append((sku, draws.choice((1, 1, 1, 2)) if price < 15000 else 1, price))
    express = draws.chance(0.2)
    promised = placed + datetime.timedelta(days=3 if express else 7)
    delivered = promised - datetime.timedelta(days=draws.integer(0, 2))
    cancelled = draws.chance(0.06)
    came = delivered < TODAY
    return Order(
        who=who,
        placed=placed.isoformat(),
        status="cancelled" if cancelled else "delivered" if came else "shipped",
        shipping="express" if express else "standard",
        items=tuple(items),
        promised=promised.isoformat(),
        delivered=delivered.isoformat() if came else None,
    )


def write(order: Order, rows: Rows, draws: Draws) -> None:
    """Write an order with its items, its payments and its parcel."""
    home = rows.find("addresses", 1, order.who)[0]
    percent = 0
    if order.promotion is not None:
        percent = rows.find("promotions", 0, order.promotion)[1]
    paid = [(sku, n, price, price * (100 - percent) // 100) for sku, n, price in order.items]
    goods = sum(n * each for _, n, _, each in paid)
    charge = 0 if goods >= _FREE_FROM_CENTS else _STANDARD_CENTS
    if order.shipping == "express":
        charge = _EXPRESS_CENTS
    key = rows.add(
        "orders",
        order.who,
        home,
        order.status,
        order.placed,
        order.shipping,
        charge,
        order.promotion,
        nick=order.nick,
    )
    for number, (sku, n, price, each) in enumerate(paid, start=1):
        nick = f"{order.nick}/{number}" if order.nick else ""
        rows.add("order_lines", key, sku, n, price, each, nick=nick)
    _pay(order, key, goods + charge, rows)
    if order.status in ("shipped", "delivered"):
        _send(order, key, rows, draws)


def _pay(order: Order, key: str, total: int, rows: Rows) -> None:
    customer = rows.find("customers", 0, order.who)
    for part in order.payment.split(","):
        how, _, what = part.strip().partition("=")
        if how == "gift":
            card = rows.find("gift_cards", 1, order.who)[0]
            method, detail, amount = "gift_card", card, min(int(what), total)
        elif how == "credit":
            method, detail, amount = "store_credit", "store credit", min(int(what), total)
        else:
            method, detail, amount = "card", what or customer[7], total
        total -= amount
        rows.add("payments", key, method, detail, amount, order.placed)
        if order.status == "cancelled":
            rows.add("payments", key, method, detail, -amount, order.placed)


def _send(order: Order, key: str, rows: Rows, draws: Draws) -> None:
    carrier, prefix = draws.choice(CARRIERS)
    tracking = f"{prefix}{draws.integer(10**9, 10**10 - 1)}"
    lost = order.delivered == "lost"
    status = "lost" if lost else "delivered" if order.delivered else "in_transit"
    rows.insert(
        "shipments",
        tracking,
        key,
        draws.choice(WAREHOUSES),
        carrier,
        status,
        order.promised,
        None if lost else order.delivered,
    )
    if order.nick:
        rows.keys[f"{order.nick}/parcel"] = tracking


def write_ordinary_returns(rows: Rows, draws: Draws) -> None:
    """Returns by customers outside the cast, all settled."""
    cast_keys = set(rows.keys.values())
    others = {row[0] for row in rows.tables["orders"] if row[1] not in cast_keys}
    parcels = {row[1]: row for row in rows.tables["shipments"]}
    for line, order, sku, pieces, _, paid in list(rows.tables["order_lines"]):
        parcel = parcels.get(order)
        if order not in others or parcel is None or parcel[6] is None or not draws.chance(0.6):
            continue
        asked = datetime.date.fromisoformat(parcel[6]) + datetime.timedelta(
            days=draws.integer(1, 9)
        )
        if asked > TODAY - datetime.timedelta(days=12):
            continue
        reason = draws.choice(REASONS)
        if reason == "wrong_size" and sku.split("-")[-1] not in ("S", "M", "L", "8", "9", "10"):
            reason = "damaged"
        fee = 695 if reason == "changed_mind" else 0
        cents, day = pieces * paid - fee, asked.isoformat()
        rows.add("returns", line, pieces, reason, "refunded", fee, 0, "as_new", cents, day)
        payment = rows.find("payments", 1, order)
        rows.add("payments", order, payment[2], payment[3], -cents, day)
