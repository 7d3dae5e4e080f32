"""A snapshot of a wrapped server: its views, now and right after reset."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from agentgym.environment import canonical_json
from agentgym.mcp.wrapping.goal import compare, net_change
from agentgym.mcp.wrapping.image import Entry
from agentgym.mcp.wrapping.views import Views
from agentgym.toolset import Comparison


@dataclass(frozen=True, slots=True)
class ViewedState:
    """The state of a wrapped server at one moment.

    Attributes:
        initial: The views right after reset.
        now: The views at that moment.
        episode: In which episode of its toolset.
        done: How much of that episode was done.
        entries: What the prepared directory held, where there is one.
    """

    initial: Views
    now: Views
    episode: int = 0
    done: int = 0
    entries: Mapping[str, Entry] | None = field(default=None, repr=False)

    def compare(self, goal: JsonValue) -> Comparison:
        """Compare with a goal; see `agentgym.toolset.State.compare`.

        Args:
            goal: None (nothing has changed), `{view: {key: new value, or null for removed}}` with
                holes, or `{"any_of": [...]}` of those.

        Raises:
            InvalidTaskError: The goal is not in that form.
        """
        return compare(self.initial, self.now, goal)

    def change(self) -> dict[str, dict[str, JsonValue]]:
        """What changed since reset: a goal that this state meets."""
        return net_change(self.initial, self.now)

    def digest(self) -> str:
        """A hex SHA-256 of the canonical JSON of what changed."""
        return hashlib.sha256(canonical_json(self.change())).hexdigest()
