"""States for a number of rows."""

from __future__ import annotations

from collections.abc import Mapping

from agentgym.sampling import Draws
from agentgym_synth.aspect import weighted


def spread(weights: Mapping[str, float], count: int, draws: Draws) -> list[str]:
    """So many values by weight, in any order; each comes once at least where there is room.

    Args:
        weights: Value to weight.
        count: How many.
        draws: Decide.
    """
    sure = list(weights) if count >= 2 * len(weights) else []
    return draws.shuffled([*sure, *(weighted(weights, draws) for _ in range(count - len(sure)))])
