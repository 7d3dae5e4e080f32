"""Worlds: environments as data."""

from agentgym.world.live import LiveWorld, Pick
from agentgym.world.spec import WorldSpec
from agentgym.world.state import WorldState
from agentgym.world.world import World

__all__ = ["LiveWorld", "Pick", "World", "WorldSpec", "WorldState"]
