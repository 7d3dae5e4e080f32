"""Faults as data: what goes wrong in one rollout is that rollout's, and nobody else's."""

from __future__ import annotations

from collections.abc import Awaitable

_LONGEST_FAULT = 2000


async def fault_of(work: Awaitable[None]) -> str | None:
    """Do some work, and give what went wrong as data: the one boundary at which any fault stops."""
    try:
        await work
    except Exception as error:  # noqa: BLE001  # this rollout's, and not the run's
        return f"{type(error).__name__}: {error}"[:_LONGEST_FAULT]
    return None
