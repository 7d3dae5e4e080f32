"""A world's time: counted, never read from the machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from agentgym.errors import ToolError
from agentgym.world.spec import Scalar


@dataclass(frozen=True, slots=True)
class VirtualClock:
    """Time as a function of the number of successful writing calls.

    Calls that only read, and calls that fail, take no time: looking never changes an outcome.
    """

    start: str
    tick_seconds: int

    def text(self, ticks: int) -> str:
        """ISO 8601 after so many ticks."""
        start = datetime.fromisoformat(self.start)
        return (start + timedelta(seconds=self.tick_seconds * ticks)).isoformat()


def add_days(moment: Scalar, days: Scalar) -> str | None:
    """SQL `add_days(moment, days)`: a date stays a date, a date with time keeps its time."""
    if moment is None or days is None:
        return None
    if not isinstance(days, int | float):
        raise ToolError(f"add_days: {days!r:.80} is not a number of days")
    try:
        moved = _moment(moment, "add_days") + timedelta(days=days)
    except OverflowError:
        raise ToolError(f"add_days: {days!r} days from {moment!r} is out of range") from None
    return moved.date().isoformat() if len(str(moment)) == 10 else moved.isoformat()


def days_between(start: Scalar, end: Scalar) -> float | None:
    """SQL `days_between(start, end)`: days from start to end, with fractions."""
    if start is None or end is None:
        return None
    difference = _moment(end, "days_between") - _moment(start, "days_between")
    return difference.total_seconds() / 86400


def _moment(text: Scalar, function: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text if isinstance(text, str) else "")
    except ValueError:
        raise ToolError(
            f"{function}: {text!r:.80} is no date; write 2025-03-01 or 2025-03-01T09:00:00"
        ) from None
    if moment.tzinfo is not None:
        raise ToolError(f"{function}: {text!r:.80} has a time zone; a world's times have none")
    return moment
