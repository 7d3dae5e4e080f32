"""The office's tools: hand-written programs over its tables."""

from agentgym_envs.office.tools.programs import TOOLS

__all__ = ["TOOLS"]
