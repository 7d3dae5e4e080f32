"""The day on which the office's world stands, and its rows while they are made.

Nicknames: people (`ailsa`), contacts (`baxter`), events (`e.kiln`), series (`s.crit`), visits
(`v.baxter`), leave (`l.ailsa`), mails (`m.baxter`), documents (`d.plans`), trips (`t.eero`), desk
bookings (`b.finlay`).
"""

from __future__ import annotations

import datetime

from agentgym_envs.handwritten.rows import Rows
from agentgym_envs.office.tables import KEYS, TABLES

TODAY = datetime.date(2025, 10, 7)


def no_rows() -> Rows:
    """The office's tables before there is anything in them."""
    return Rows(TABLES, KEYS)
