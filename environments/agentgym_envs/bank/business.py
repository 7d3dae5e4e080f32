"""Ordinary business: neighbours who hold accounts too, and what everybody buys."""

from __future__ import annotations

import datetime

from agentgym.sampling import Draws
from agentgym_envs.bank.content import records
from agentgym_envs.bank.people import FIRST_NAMES, LAST_NAMES, STREETS, TOWNS, WORDS
from agentgym_envs.bank.rows import pence
from agentgym_envs.handwritten.rows import Rows

_NEIGHBOURS = 24
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
_EMPLOYERS = ("Calderdale Council", "Pennine NHS Trust", "Lowfold Textiles", "State Pension")


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
        _account(rows, draws, who, draws.choice(products), draws.integer(8_000, 620_000))
        if draws.chance(0.6):
            product = draws.choice(("EASY", "LOYAL", "ISA"))
            _account(rows, draws, who, product, draws.integer(60_000, 2_400_000))


def _account(rows: Rows, draws: Draws, who: str, product: str, balance: int) -> None:
    opened = datetime.date(2006, 1, 2) + datetime.timedelta(days=draws.below(6200))
    limit = draws.choice((0, 0, 20_000, 50_000)) if product in ("EVERY", "PLUS") else 0
    account = rows.add(
        "accounts", product, None, "sole", "open", balance, limit, opened.isoformat(), None
    )
    rows.insert("holders", account, who, "holder")


def write_everyday(rows: Rows, draws: Draws) -> None:
    """What is bought, drawn and earned on the current accounts, up to a few days ago."""
    for account, product, *_ in rows.tables["accounts"]:
        if product not in ("EVERY", "PLUS"):
            continue
        if draws.chance(0.55):
            pay = draws.integer(94_000, 298_000)
            employer = draws.choice(_EMPLOYERS)
            for day in ("2025-02-28", "2025-03-28"):
                _book(rows, account, day, "payment_in", pay, employer)
        for _ in range(draws.integer(1, 4)):
            merchant, low, high = draws.choice(_MERCHANTS)
            amount = draws.integer(low * 100, high * 100)
            _book(rows, account, _day(draws), "card", -amount, merchant)
        if draws.chance(0.4):
            amount = draws.integer(1, 12) * 1000
            _book(rows, account, _day(draws), "cash", -amount, draws.choice(_MACHINES))
    for nick, payer, company, announced, *_ in records("direct_debits"):
        if company in ("Northern Lights Energy", "Gourmet Crate"):
            continue
        debit, taken = rows.keys[nick], pence(announced)
        for day in ("2025-02-03", "2025-03-03"):
            _book(rows, rows.keys[payer], day, "direct_debit", -taken, company, debit)


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
