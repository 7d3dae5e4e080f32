"""The shop's tools: hand-written programs over its tables."""

from agentgym_envs.shop.tools.programs import TOOLS

__all__ = ["TOOLS"]
