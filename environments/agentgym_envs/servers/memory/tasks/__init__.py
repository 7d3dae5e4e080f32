"""The tasks on the company's memory, as they are written."""

from agentgym_envs.servers.memory.tasks.themes import DRAFTS

__all__ = ["DRAFTS"]
