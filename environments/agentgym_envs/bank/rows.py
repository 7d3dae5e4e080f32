"""The day on which the bank's world stands, and its rows while they are made.

Nicknames: customers (`imran`), accounts (`imran.cur`), payees, transactions, standing orders,
Direct Debits, scheduled payments, cards, disputes, loans, appointments and
complaints, as `content/` has them.
"""

from __future__ import annotations

import datetime

from agentgym_envs.bank.tables import KEYS, TABLES
from agentgym_envs.handwritten.rows import Rows

TODAY = datetime.date(2025, 4, 15)


def no_rows() -> Rows:
    """The bank's tables before there is anything in them."""
    return Rows(TABLES, KEYS)


def pence(text: str) -> int:
    """An amount written in pounds."""
    pounds, _, rest = text.lstrip("-").partition(".")
    amount = int(pounds) * 100 + int((rest + "00")[:2])
    return -amount if text.startswith("-") else amount


def or_none(text: str) -> str | None:
    """A text, where there is one."""
    return None if text == "-" else text
