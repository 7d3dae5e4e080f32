"""The day on which the shop's world stands, and its rows while they are made.

Nicknames: customers, products (by code), orders (`priya.1`), items (`priya.1/2`), parcels
(`priya.1/parcel`), addresses (`owen/work`), returns, gift cards, tickets.
"""

from __future__ import annotations

import datetime

from agentgym_envs.handwritten.rows import Rows
from agentgym_envs.shop.tables import KEYS, TABLES

TODAY = datetime.date(2025, 3, 14)


def no_rows() -> Rows:
    """The shop's tables before there is anything in them."""
    return Rows(TABLES, KEYS)
