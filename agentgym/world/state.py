"""A snapshot of a live world: what has changed since reset."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import JsonValue

from agentgym.environment import canonical_json
from agentgym.toolset import Comparison
from agentgym.world.changes import read_changes
from agentgym.world.overlay import Overlay

if TYPE_CHECKING:
    from agentgym.world.world import World


@dataclass(frozen=True, slots=True)
class WorldState:
    """The state of a world at one moment, as its net change since reset.

    Attributes:
        world: The world.
        overlay: What its task had put over it.
        changeset: The net change, in SQLite's form.
        ticks: Successful writing calls so far.
        counters: The keys made so far, by table.
    """

    world: World
    overlay: Overlay
    changeset: bytes
    ticks: int
    counters: tuple[tuple[str, int], ...]

    def compare(self, goal: JsonValue) -> Comparison:
        """Compare with a goal; see `agentgym.toolset.State.compare`.

        Args:
            goal: None (nothing has changed), a list of row changes, or `{"any_of": [...]}`.

        Raises:
            InvalidTaskError: The goal does not fit the world.
        """
        return self.world.compared(self.changeset, goal)

    def meets(self, goal: JsonValue) -> bool:
        """Whether `compare` would call it equal, at a fraction of the cost.

        Raises:
            InvalidTaskError: The goal does not fit the world.
        """
        return self.world.is_met(self.changeset, goal)

    def changes(self) -> list[JsonValue]:
        """The changes that comparisons look at, by table and key: a goal that this state meets."""
        rows = read_changes(self.changeset, self.world.layouts, compared=True)
        return [row.as_json() for row in rows]

    def digest(self) -> str:
        """A hex SHA-256 of the canonical JSON of all that changed, volatile columns included."""
        rows = read_changes(self.changeset, self.world.layouts, compared=False)
        return hashlib.sha256(canonical_json([row.as_json() for row in rows])).hexdigest()
