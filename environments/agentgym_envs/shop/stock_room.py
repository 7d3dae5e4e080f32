"""Makes the rows of the world: what is written in `content/`, and ordinary business around it."""

from __future__ import annotations

from agentgym.sampling import Draws
from agentgym_envs.handwritten.rows import Rows
from agentgym_envs.shop import ordering, people
from agentgym_envs.shop.content import records
from agentgym_envs.shop.goods import Variant, catalogue
from agentgym_envs.shop.rows import no_rows

_PLACES = (("RNO", "Reno", "NV"), ("CMH", "Columbus", "OH"), ("SAV", "Savannah", "GA"))
_ORDINARY_CUSTOMERS = 14
_SEED = 20250314


def make_rows() -> Rows:
    """All rows of the world, the same every time."""
    rows = no_rows()
    variants = _goods(rows, Draws.seeded(_SEED, 0))
    for code, percent, category, minimum, first, last in records("promotions"):
        rows.insert("promotions", code, int(percent), _or_none(category), int(minimum), first, last)
    _customers(rows, Draws.seeded(_SEED, 1))
    for nick, buyer, balance, status, expires in records("gift_cards"):
        rows.add("gift_cards", rows.keys[buyer], int(balance), status, expires, nick=nick)
    # Streams of their own, so that one more staged order leaves the ordinary ones as they are.
    parcels = Draws.seeded(_SEED, 2)
    for order in ordering.staged_orders(rows, variants):
        ordering.write(order, rows, parcels)
    ordinary = Draws.seeded(_SEED, 3)
    for order in ordering.ordinary_orders(rows, variants, ordinary):
        ordering.write(order, rows, ordinary)
    _aftermath(rows)
    ordering.write_ordinary_returns(rows, Draws.seeded(_SEED, 4))
    return rows


def _or_none(text: str) -> str | None:
    return None if text == "-" else text


def _goods(rows: Rows, draws: Draws) -> dict[str, Variant]:
    variants: dict[str, Variant] = {}
    fixed = {(where, sku): tuple(map(int, levels)) for where, sku, *levels in records("stock")}
    for place in _PLACES:
        rows.insert("warehouses", *place)
    for product in catalogue():
        product_id = rows.add(
            "products",
            product.name,
            product.category,
            product.warranty_months,
            int(product.hygiene),
            nick=product.code,
        )
        for v in product.variants:
            variants[v.sku] = v
            rows.insert("variants", v.sku, product_id, v.options, v.price_cents, int(v.final_sale))
            # Each warehouse has its own level, so that one always has the most.
            levels = draws.shuffled(
                [draws.integer(0, 9), draws.integer(14, 29), draws.integer(34, 60)]
            )
            for (warehouse, _, _), level in zip(_PLACES, levels, strict=True):
                pieces = fixed.get((warehouse, v.sku), (level, draws.below(4)))
                if level > 5 or (warehouse, v.sku) in fixed:
                    rows.insert("stock", v.sku, warehouse, *pieces)
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
    for nick, label, *place in records("addresses"):
        rows.add("addresses", rows.keys[nick], label, *place, nick=f"{nick}/{label}")


def _aftermath(rows: Rows) -> None:
    """Returns, credits and tickets, as written."""
    keys = rows.keys
    for nick, order, item, n, reason, status, label, fee, found, paid, day in records("returns"):
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
    for customer, order, kind, amount, day in records("credits"):
        rows.add("credits", keys[customer], keys[order], None, kind, int(amount), day)
    for nick, customer, order, topic, status, day, subject, notes in records("tickets"):
        about = keys[order] if order != "-" else None
        ticket = rows.add("tickets", keys[customer], about, topic, subject, status, day, nick=nick)
        for note in filter(None, (part.strip() for part in notes.split(" / "))):
            rows.add("ticket_notes", ticket, note, day)
