"""The tasks on Nadia's office, as they are written."""

from agentgym_envs.servers.filesystem.tasks.themes import DRAFTS

__all__ = ["DRAFTS"]
