"""The `datetime` that upstream's classes get: it stands still, in UTC, on any machine."""

from __future__ import annotations

import datetime as real
from types import ModuleType
from typing import Self

#: The moment that upstream's trading API calls "now"; no other class has one of its own.
NOW = (2024, 9, 1, 10, 30)


class FrozenDatetime(real.datetime):
    """A `datetime` whose `now` never moves, and for which local time is UTC."""

    @classmethod
    def now(cls, tz: real.tzinfo | None = None) -> Self:
        """The moment at which everything happens."""
        return cls(*NOW, tzinfo=tz)

    @classmethod
    def today(cls) -> Self:
        """The same moment."""
        return cls(*NOW)

    @classmethod
    def fromtimestamp(cls, timestamp: float, tz: real.tzinfo | None = None) -> Self:
        """As upstream's, with UTC where the machine's time zone would be asked for."""
        moment = super().fromtimestamp(timestamp, tz or real.UTC)
        return moment if tz is not None else moment.replace(tzinfo=None)

    def timestamp(self) -> float:
        """As upstream's, with UTC where the machine's time zone would be asked for."""
        if self.tzinfo is None:
            return real.datetime.timestamp(self.replace(tzinfo=real.UTC))
        return real.datetime.timestamp(self)


def module() -> ModuleType:
    """A stand-in for the module `datetime`, with what upstream's classes use of it."""
    stand_in = ModuleType("datetime")
    stand_in.__dict__.update(
        datetime=FrozenDatetime, time=real.time, timedelta=real.timedelta, date=real.date
    )
    return stand_in
