"""Makes the rows of the world: what is written in `content/`, and ordinary business around it."""

from __future__ import annotations

from agentgym.sampling import Draws
from agentgym_envs.bank import business
from agentgym_envs.bank.content import records
from agentgym_envs.bank.rows import no_rows, or_none, pence
from agentgym_envs.handwritten.rows import Rows

_SEED = 20250415


def make_rows() -> Rows:
    """All rows of the world, the same every time."""
    rows = no_rows()
    _house(rows)
    for nick, *fields in records("customers"):
        name, born, postcode, address, since, email, phone, word, support = fields
        rows.add(
            "customers",
            *(name, born, postcode, address, since, or_none(email), phone, word, support),
            nick=nick,
        )
    for donor, attorney, scope, status in records("powers"):
        rows.insert("powers", rows.keys[donor], rows.keys[attorney], scope, status)
    _accounts(rows)
    _payments(rows)
    _cards(rows)
    _files(rows)
    business.write_neighbours(rows, Draws.seeded(_SEED, 0))
    business.write_everyday(rows, Draws.seeded(_SEED, 1))
    return rows


def _house(rows: Rows) -> None:
    """What belongs to nobody: branches, products, rates, and what other banks know."""
    for town, street, saturday in records("branches"):
        rows.insert("branches", town, street, int(saturday))
    for code, name, kind, rate, minimum, months, flexible in records("products"):
        term = None if months == "-" else int(months)
        rows.insert("products", code, name, kind, int(rate), pence(minimum), term, int(flexible))
    for currency, name, sell, buy, step in records("rates"):
        e4 = (round(float(sell) * 10000), round(float(buy) * 10000))
        rows.insert("exchange_rates", currency, name, *e4, int(step))
    for entry in records("directory"):
        rows.insert("directory", *entry)


def _accounts(rows: Rows) -> None:
    keys = rows.keys
    for nick, product, holders, mandate, status, balance, limit, *rest in records("accounts"):
        opened, matures, label = rest
        account = rows.add(
            "accounts",
            *(product, or_none(label), mandate, status, pence(balance), pence(limit)),
            *(opened, or_none(matures)),
            nick=nick,
        )
        listed = [part.strip().partition(":") for part in holders.split(",")]
        for who, _, role in listed:
            usual = "joint" if len(listed) > 1 else "holder"
            rows.insert("holders", account, keys[who], role or usual)
    for number, (account, amount, merchant, placed) in enumerate(records("holds"), start=1):
        hold = rows.forms.key("holds", number)
        rows.insert("holds", hold, keys[account], pence(amount), merchant, placed)


def _payments(rows: Rows) -> None:
    keys = rows.keys
    for nick, who, name, sort_code, number, added in records("payees"):
        rows.add("payees", keys[who], name, sort_code, number, added, nick=nick)
    for nick, account, company, amount, announced, following, status, ended in records(
        "direct_debits"
    ):
        rows.add(
            "direct_debits",
            *(keys[account], company, pence(amount), announced, or_none(following)),
            *(status, or_none(ended)),
            nick=nick,
        )
    for nick, account, payee, amount, often, following, reference, status in records(
        "standing_orders"
    ):
        rows.add(
            "standing_orders",
            *(keys[account], keys[payee], pence(amount), often, following),
            *(or_none(reference), status),
            nick=nick,
        )
    for nick, account, payee, amount, due, reference in records("scheduled"):
        rows.add(
            "scheduled_payments",
            *(keys[account], keys[payee], pence(amount), due, or_none(reference), "waiting"),
            nick=nick,
        )
    for nick, account, booked, kind, amount, party, source, words in records("transactions"):
        named = None if source == "-" else keys[source]
        other = named if kind == "transfer" else None
        paid = named if kind == "payment_out" else None
        rows.add(
            "transactions",
            *(keys[account], booked, kind, pence(amount), party, other, paid),
            *(named if kind == "direct_debit" else None, or_none(words)),
            nick=nick,
        )


def _cards(rows: Rows) -> None:
    keys = rows.keys
    for nick, account, who, ending, status, limit, expires in records("cards"):
        rows.add(
            "cards",
            *(keys[account], keys[who], ending, status, pence(limit), expires, None),
            nick=nick,
        )
    for card, country, first, last in records("travel_notices"):
        rows.add("travel_notices", keys[card], country, first, last)
    for nick, transaction, reason, amount, status, opened in records("disputes"):
        rows.add("disputes", keys[transaction], reason, pence(amount), status, opened, nick=nick)
    for who, reason, amount, given in records("fee_refunds"):
        rows.add("fee_refunds", keys[who], None, reason, pence(amount), given)


def _files(rows: Rows) -> None:
    """Loans, appointments, travel money, notes and complaints."""
    keys = rows.keys
    for nick, who, purpose, borrowed, balance, rate, monthly, *rest in records("loans"):
        taken, ends, overpaid, arrears, status = rest
        rows.add(
            "loans",
            *(keys[who], purpose, pence(borrowed), pence(balance), int(rate), pence(monthly)),
            *(taken, ends, pence(overpaid), pence(arrears), status),
            nick=nick,
        )
    for nick, branch, topic, starts, taken_by in records("appointments"):
        guest = None if taken_by == "-" else keys[taken_by]
        rows.add("appointments", branch, topic, starts, guest, nick=nick)
    for account, currency, units, cost, branch, ordered in records("currency_orders"):
        rows.add(
            "currency_orders", keys[account], currency, int(units), pence(cost), branch, ordered
        )
    for who, written, body in records("notes"):
        rows.add("notes", keys[who], body, written)
    for nick, who, account, topic, status, made, summary in records("complaints"):
        about = None if account == "-" else keys[account]
        rows.add("complaints", keys[who], about, topic, summary, status, made, nick=nick)
