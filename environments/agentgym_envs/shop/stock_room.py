"""Makes the rows of the world: the staged ones as written, and ordinary business around them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from agentgym.sampling import Draws
from agentgym_envs.shop import people, staged
from agentgym_envs.shop.goods import Variant, catalogue
from agentgym_envs.shop.tables import REASONS, TABLES, WAREHOUSES, generated_key

TODAY = datetime.date(2025, 3, 14)
_PLACES = (("RNO", "Reno", "NV"), ("CMH", "Columbus", "OH"), ("SAV", "Savannah", "GA"))
CARRIERS = (("UPS", "1Z4"), ("FedEx", "7749"), ("USPS", "9400"))
_ORDINARY_CUSTOMERS = 16
_SEED = 20250314

Row = list[Any]


@dataclass(slots=True)
class Rows:
    """The rows of every table while they are made, and the keys of what has a nickname.

    Attributes:
        tables: Table name to rows.
        keys: Nickname to key: customers, orders, items (`priya.1/2`), returns, cards, tickets,
            parcels (`priya.1/parcel`), addresses (`owen/work`).
    """

    tables: dict[str, list[Row]] = field(default_factory=lambda: {t: [] for t in TABLES})
    keys: dict[str, str] = field(default_factory=dict)

    def add(self, table: str, *values: Any, nick: str = "") -> str:
        """Add a row under the next generated key, and give the key."""
        key = generated_key(table, len(self.tables[table]) + 1)
        self.tables[table].append([key, *values])
        if nick:
            if nick in self.keys:
                raise ValueError(f"two rows are called {nick!r}")
            self.keys[nick] = key
        return key

    def insert(self, table: str, *row: Any) -> None:
        """Add a row whose key is not generated."""
        self.tables[table].append(list(row))


def make_rows() -> Rows:
    """All rows of the world, the same every time."""
    rows = Rows()
    draws = Draws.seeded(_SEED)
    variants = _goods(rows, draws)
    for code, percent, category, minimum, first, last in _records(staged.PROMOTIONS):
        rows.insert("promotions", code, int(percent), _or_none(category), int(minimum), first, last)
    _customers(rows, draws)
    _gift_cards(rows)
    orders = _Orders(rows, draws, variants)
    orders.write_staged()
    orders.write_ordinary()
    _aftermath(rows)
    return rows


def _records(text: str) -> Iterator[list[str]]:
    for line in text.strip().splitlines():
        yield [part.strip() for part in line.split("|")]


def _or_none(text: str) -> str | None:
    return None if text == "-" else text


def _goods(rows: Rows, draws: Draws) -> dict[str, Variant]:
    variants: dict[str, Variant] = {}
    for warehouse in _PLACES:
        rows.insert("warehouses", *warehouse)
    for product in catalogue():
        key = rows.add(
            "products",
            product.name,
            product.category,
            product.warranty_months,
            int(product.hygiene),
            nick=product.code,
        )
        for v in product.variants:
            variants[v.sku] = v
            rows.insert("variants", v.sku, key, v.options, v.price_cents, int(v.final_sale))
            # Each warehouse has its own level, so that one always has the most.
            levels = draws.shuffled(
                [draws.integer(0, 9), draws.integer(14, 29), draws.integer(34, 60)]
            )
            for (warehouse, _, _), level in zip(_PLACES, levels, strict=True):
                reserved = draws.below(4) if level > 9 else 0
                rows.insert("stock", v.sku, warehouse, level, reserved)
    for row in rows.tables["stock"]:
        if row[0] in staged.SOLD_OUT:
            row[2:] = [0, 0]
        # A warehouse that has the most on hand, but not the most available.
        if (row[1], row[0]) in staged.STOCK:
            row[2:] = list(staged.STOCK[row[1], row[0]])
    return variants


def _customers(rows: Rows, draws: Draws) -> None:
    for p in people.cast():
        phone = f"({draws.integer(201, 989)}) 555-{draws.integer(100, 199):04d}"
        key = rows.add(
            "customers",
            p.name,
            p.email,
            phone,
            p.tier,
            p.points,
            p.credit_cents,
            p.card,
            nick=p.nick,
        )
        rows.add("addresses", key, "home", *p.home, nick=f"{p.nick}/home")
    firsts, lasts = draws.shuffled(people.FIRST_NAMES), draws.shuffled(people.LAST_NAMES)
    for number in range(_ORDINARY_CUSTOMERS):
        first, last = firsts[number % len(firsts)], lasts[(number * 7) % len(lasts)]
        tier = draws.choice(("standard", "standard", "standard", "silver", "gold"))
        email = f"{first}.{last}@example.com".lower()
        phone = f"({draws.integer(201, 989)}) 555-{draws.integer(100, 199):04d}"
        card = f"{draws.choice(('Visa', 'Mastercard'))} ending {draws.below(10000):04d}"
        points = draws.below(300) * 10
        key = rows.add("customers", f"{first} {last}", email, phone, tier, points, 0, card)
        street = f"{draws.integer(11, 4999)} {draws.choice(people.STREETS)}"
        rows.add("addresses", key, "home", street, *draws.choice(people.CITIES))
    for nick, label, *place in _records(staged.ADDRESSES):
        rows.add("addresses", rows.keys[nick], label, *place, nick=f"{nick}/{label}")


def _gift_cards(rows: Rows) -> None:
    for nick, buyer, balance, status, expires in _records(staged.GIFT_CARDS):
        rows.add("gift_cards", rows.keys[buyer], int(balance), status, expires, nick=nick)


class _Orders:
    """Writes orders with their items, payments and parcels."""

    def __init__(self, rows: Rows, draws: Draws, variants: dict[str, Variant]) -> None:
        self._rows = rows
        self._draws = draws
        self._variants = variants

    def write_staged(self) -> None:
        """The orders of `staged.ORDERS`."""
        for record in _records(staged.ORDERS):
            nick, placed, status, shipping, items, payment, *dates = record
            promised, delivered, promo = (*dates, "", "", "")[:3]
            self._write(
                nick.split(".")[0],
                placed,
                status,
                shipping,
                [self._item(text.strip()) for text in items.split(",")],
                payment,
                (promised, delivered),
                nick=nick,
                promo=promo or None,
                lost=nick in staged.LOST,
            )

    def write_ordinary(self) -> None:
        """Old orders of the cast, and the orders of everybody else."""
        draws = self._draws
        taken = {nick: self._bought(nick) for nick in (p.nick for p in people.cast())}
        for nick, bought in taken.items():
            for _ in range(draws.below(2)):
                placed = datetime.date(2024, 3, 1) + datetime.timedelta(days=draws.below(240))
                self._ordinary(nick, placed, bought)
        keys = [row[0] for row in self._rows.tables["customers"]][len(taken) :]
        for key in keys:
            bought = set()
            for _ in range(draws.integer(1, 4)):
                placed = datetime.date(2024, 6, 1) + datetime.timedelta(days=draws.below(280))
                self._ordinary(key, placed, bought)

    def _bought(self, nick: str) -> set[str]:
        return {
            text.strip().split("-")[0]
            for record in _records(staged.ORDERS)
            if record[0].split(".")[0] == nick
            for text in record[4].split(",")
        }

    def _ordinary(self, who: str, placed: datetime.date, bought: set[str]) -> None:
        """One order of products that the customer has not bought before."""
        draws = self._draws
        items: list[tuple[str, int, int]] = []
        for _ in range(draws.choice((1, 1, 2, 2))):
            sku = draws.choice([s for s in self._variants if s.split("-")[0] not in bought])
            bought.add(sku.split("-")[0])
            price = self._variants[sku].price_cents
            items.append((sku, draws.choice((1, 1, 1, 2)) if price < 15000 else 1, price))
        express = draws.chance(0.2)
        promised = placed + datetime.timedelta(days=3 if express else 7)
        delivered = promised - datetime.timedelta(days=draws.integer(0, 2))
        status = "cancelled" if draws.chance(0.06) else "delivered"
        if delivered >= TODAY:
            status = "shipped"
        arrived = delivered.isoformat() if status == "delivered" else ""
        shipping = "express" if express else "standard"
        dates = (promised.isoformat(), arrived)
        self._write(who, placed.isoformat(), status, shipping, items, "card", dates)

    def _item(self, text: str) -> tuple[str, int, int]:
        sku_and_pieces, _, price = text.partition("@")
        sku, _, pieces = sku_and_pieces.partition("*")
        return sku, int(pieces or 1), int(price or self._variants[sku].price_cents)

    def _write(
        self,
        who: str,
        placed: str,
        status: str,
        shipping: str,
        items: list[tuple[str, int, int]],
        payment: str,
        dates: tuple[str, str],
        *,
        nick: str = "",
        promo: str | None = None,
        lost: bool = False,
    ) -> None:
        rows = self._rows
        customer = next(
            row for row in rows.tables["customers"] if row[0] == rows.keys.get(who, who)
        )
        home = next(row for row in rows.tables["addresses"] if row[1] == customer[0])
        percent = next((r[1] for r in rows.tables["promotions"] if r[0] == promo), 0)
        paid = [(sku, n, price, price * (100 - percent) // 100) for sku, n, price in items]
        goods = sum(n * each for _, n, _, each in paid)
        charge = 1895 if shipping == "express" else 795 if goods < 7500 else 0
        order = rows.add(
            "orders", customer[0], home[0], status, placed, shipping, charge, promo, nick=nick
        )
        for number, (sku, n, price, each) in enumerate(paid, start=1):
            item = f"{nick}/{number}" if nick else ""
            rows.add("order_lines", order, sku, n, price, each, nick=item)
        self._pay(order, customer, goods + charge, payment, placed, status == "cancelled")
        if status in ("shipped", "delivered"):
            self._send(order, placed, status, dates, nick, lost)

    def _pay(
        self, order: str, customer: Row, total: int, payment: str, placed: str, back: bool
    ) -> None:
        parts: list[tuple[str, str, int]] = []
        for part in payment.split(","):
            how, _, what = part.strip().partition("=")
            if how == "gift":
                card = next(r for r in self._rows.tables["gift_cards"] if r[1] == customer[0])
                parts.append(("gift_card", card[0], min(int(what), total)))
            elif how == "credit":
                parts.append(("store_credit", "store credit", min(int(what), total)))
            else:
                parts.append(("card", what or customer[7], total))
            total -= parts[-1][2]
        for method, detail, amount in parts:
            self._rows.add("payments", order, method, detail, amount, placed)
            if back:
                self._rows.add("payments", order, method, detail, -amount, placed)

    def _send(
        self, order: str, placed: str, status: str, dates: tuple[str, str], nick: str, lost: bool
    ) -> None:
        promised, delivered = dates
        carrier, prefix = CARRIERS[self._draws.below(len(CARRIERS))]
        tracking = f"{prefix}{self._draws.integer(10**9, 10**10 - 1)}"
        shipped = (datetime.date.fromisoformat(placed) + datetime.timedelta(days=1)).isoformat()
        state = "lost" if lost else "delivered" if status == "delivered" else "in_transit"
        warehouse = self._draws.choice(WAREHOUSES)
        self._rows.insert(
            "shipments",
            tracking,
            order,
            warehouse,
            carrier,
            state,
            shipped,
            promised,
            delivered or None,
        )
        if nick:
            self._rows.keys[f"{nick}/parcel"] = tracking


def _aftermath(rows: Rows) -> None:
    """Returns, credits and tickets: the staged ones, then returns of older orders."""
    keys = rows.keys
    for nick, order, item, n, reason, status, label, fee, found, paid, day in _records(
        staged.RETURNS
    ):
        rows.add(
            "returns",
            keys[f"{order}/{item}"],
            int(n),
            reason,
            status,
            int(label),
            int(fee),
            _or_none(found),
            int(paid),
            day,
            nick=nick,
        )
    for customer, order, kind, amount, day in _records(staged.CREDITS):
        rows.add("credits", keys[customer], keys[order], None, kind, int(amount), day)
    for nick, customer, order, topic, status, day, subject, notes in _records(staged.TICKETS):
        about = keys[order] if order != "-" else None
        ticket = rows.add("tickets", keys[customer], about, topic, subject, status, day, nick=nick)
        for note in filter(None, (part.strip() for part in notes.split(" / "))):
            rows.add("ticket_notes", ticket, note, day)
    _ordinary_returns(rows)


def _ordinary_returns(rows: Rows) -> None:
    draws = Draws.seeded(_SEED, 1)
    nicknamed = set(keys_of_lines(rows))
    delivered = {r[0]: r for r in rows.tables["orders"] if r[3] == "delivered"}
    parcels = {r[1]: r for r in rows.tables["shipments"]}
    for line in rows.tables["order_lines"]:
        if line[0] in nicknamed or line[1] not in delivered or not draws.chance(0.4):
            continue
        arrived = datetime.date.fromisoformat(parcels[line[1]][7])
        asked = arrived + datetime.timedelta(days=draws.integer(1, 9))
        if asked > TODAY - datetime.timedelta(days=12):
            continue
        reason = draws.choice(REASONS)
        label = 695 if reason == "changed_mind" else 0
        cents = line[3] * line[5] - label
        if reason == "wrong_size" and line[2].split("-")[-1] not in ("S", "M", "L", "8", "9", "10"):
            reason = "damaged"
        rows.add(
            "returns",
            line[0],
            line[3],
            reason,
            "refunded",
            label,
            0,
            "as_new",
            cents,
            asked.isoformat(),
        )
        method, detail = next((p[2], p[3]) for p in rows.tables["payments"] if p[1] == line[1])
        rows.add("payments", line[1], method, detail, -cents, asked.isoformat())


def keys_of_lines(rows: Rows) -> Iterator[str]:
    """The keys of the items of staged orders."""
    for nick, key in rows.keys.items():
        if "/" in nick and key.startswith("L"):
            yield key
