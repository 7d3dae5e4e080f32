"""The bank's tools: hand-written programs over its tables."""

from agentgym_envs.bank.tools.programs import TOOLS

__all__ = ["TOOLS"]
