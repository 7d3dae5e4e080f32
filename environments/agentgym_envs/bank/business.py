"""Ordinary business: neighbours who hold accounts too, and what everybody buys."""

from __future__ import annotations

import calendar
import datetime

from agentgym.sampling import Draws
from agentgym_envs.bank.content import records
from agentgym_envs.bank.people import FIRST_NAMES, LAST_NAMES, STREETS, TOWNS, WORDS
from agentgym_envs.bank.rows import or_none, pence
from agentgym_envs.handwritten.rows import Rows

_NEIGHBOURS = 18
_FIRST_DAY = datetime.date(2025, 1, 20)
_DAYS = 82
#: Where people of the valley shop; no task is about any of these.
_MERCHANTS = (
    ("Co-operative Food", 8, 46),
    ("Valley Greengrocer", 4, 19),
    ("Booths", 18, 97),
    ("Northern Rail", 3, 28),
    ("Boots", 3, 24),
    ("The Book Corner", 7, 31),
    ("Crossley Bakery", 2, 11),
    ("Lidl", 11, 64),
    ("Canalside Cafe", 5, 23),
    ("B&M Home", 6, 58),
)
_MACHINES = ("Cash machine Halifax", "Cash machine Ilkley", "Cash machine Hebden Bridge")
_EMPLOYERS = ("Calderdale Council", "Pennine NHS Trust", "Lowfold Textiles", "Aire Valley Foods")
#: Whoever was born before this day had reached pension age when the first pension was paid.
_PENSIONERS_BORN_BEFORE = "1959-02-28"


def write_neighbours(rows: Rows, draws: Draws) -> None:
    """Customers that no task is about, with an account or two."""
    firsts, lasts = draws.shuffled(FIRST_NAMES), draws.shuffled(LAST_NAMES)
    for number in range(_NEIGHBOURS):
        first, last = firsts[number % len(firsts)], lasts[(number * 5) % len(lasts)]
        born = datetime.date(1942, 1, 1) + datetime.timedelta(days=draws.below(22000))
        town, district = draws.choice(TOWNS)
        letters = "ABDEFGHJLNPQRSTUWXYZ"
        inward = f"{draws.integer(1, 9)}{draws.choice(letters)}{draws.choice(letters)}"
        since = datetime.date(1995, 1, 1) + datetime.timedelta(days=draws.below(10000))
        who = rows.add(
            "customers",
            f"{first} {last}",
            born.isoformat(),
            f"{district} {inward}",
            f"{draws.integer(1, 140)} {draws.choice(STREETS)}, {town}",
            since.isoformat(),
            f"{first}.{last}@example.com".lower(),
            f"07700 900{draws.below(1000):03d}",
            draws.choice(WORDS),
            "none",
        )
        products = ("EVERY", "EVERY", "PLUS")
        balance = draws.integer(8_000, 620_000)
        current = _account(rows, draws, who, draws.choice(products), balance)
        ending, expires = f"{draws.below(10000):04d}", f"2027-{draws.integer(1, 12):02d}"
        rows.add("cards", current, who, ending, "active", 30_000, expires, None)
        if draws.chance(0.6):
            product = draws.choice(("EASY", "LOYAL", "ISA"))
            _account(rows, draws, who, product, draws.integer(60_000, 2_400_000))


def _account(rows: Rows, draws: Draws, who: str, product: str, balance: int) -> str:
    opened = datetime.date(2006, 1, 2) + datetime.timedelta(days=draws.below(6200))
    limit = draws.choice((0, 0, 20_000, 50_000)) if product in ("EVERY", "PLUS") else 0
    account = rows.add(
        "accounts", product, None, "sole", "open", balance, limit, opened.isoformat(), None
    )
    rows.insert("holders", account, who, "holder")
    return account


def write_everyday(rows: Rows, draws: Draws) -> None:
    """What is bought, drawn, earned and paid regularly, up to a few days ago."""
    born = {row[0]: row[2] for row in rows.tables["customers"]}
    holder: dict[str, str] = {}
    for account, who, _ in rows.tables["holders"]:
        holder.setdefault(account, who)
    with_card = {row[1] for row in rows.tables["cards"]}
    for account, product, *_ in rows.tables["accounts"]:
        if product not in ("EVERY", "PLUS"):
            continue
        if draws.chance(0.55):
            pay, payer = draws.integer(94_000, 298_000), draws.choice(_EMPLOYERS)
            if born[holder[account]] < _PENSIONERS_BORN_BEFORE:
                pay, payer = draws.integer(70_000, 110_000), "State Pension"
            for day in ("2025-02-28", "2025-03-28"):
                _book(rows, account, day, "payment_in", pay, payer)
        if account not in with_card:
            continue
        for _ in range(draws.integer(1, 4)):
            merchant, low, high = draws.choice(_MERCHANTS)
            amount = draws.integer(low * 100, high * 100)
            _book(rows, account, _day(draws), "card", -amount, merchant)
        if draws.chance(0.4):
            amount = draws.integer(1, 12) * 1000
            _book(rows, account, _day(draws), "cash", -amount, draws.choice(_MACHINES))
    _write_regular(rows)


def _write_regular(rows: Rows) -> None:
    """The last two payments of every Direct Debit and standing order, unless they are written."""
    written = {(row[8], row[2][:7]) for row in rows.tables["transactions"]}
    for nick, payer, company, announced, latest, *_ in records("direct_debits"):
        debit, last = rows.keys[nick], datetime.date.fromisoformat(latest)
        for day in (last, _months_before(last, 1)):
            if (debit, day.isoformat()[:7]) not in written:
                amount = -pence(announced)
                _book(rows, rows.keys[payer], _due(day), "direct_debit", amount, company, debit)
    names = {row[0]: row[2] for row in rows.tables["payees"]}
    for nick, payer, to, pounds, often, following, reference, status in records("standing_orders"):
        if status != "active":
            continue
        due, payee = datetime.date.fromisoformat(following), rows.keys[to]
        for number in (1, 2):
            weekly = due - datetime.timedelta(weeks=number)
            day = weekly if often == "weekly" else _months_before(due, number)
            rows.add(
                "transactions",
                *(rows.keys[payer], _due(day), "standing_order", -pence(pounds), names[payee]),
                *(None, payee, rows.keys[nick], or_none(reference)),
            )


def _months_before(day: datetime.date, months: int) -> datetime.date:
    """The same day of an earlier month of this year, or that month's last."""
    month = day.month - months
    return day.replace(month=month, day=min(day.day, calendar.monthrange(day.year, month)[1]))


def _due(day: datetime.date) -> str:
    """The working day on which a payment goes that is due on this day."""
    waits = max(0, 7 - day.weekday()) if day.weekday() > 4 else 0
    return (day + datetime.timedelta(days=waits)).isoformat()


def _day(draws: Draws) -> str:
    return (_FIRST_DAY + datetime.timedelta(days=draws.below(_DAYS))).isoformat()


def _book(
    rows: Rows,
    account: str,
    day: str,
    kind: str,
    amount: int,
    party: str,
    source: str | None = None,
) -> None:
    rows.add("transactions", account, day, kind, amount, party, None, None, source, None)
