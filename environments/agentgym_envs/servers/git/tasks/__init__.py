"""The tasks on the website's repository, as they are written."""

from agentgym_envs.servers.git.tasks.themes import DRAFTS

__all__ = ["DRAFTS"]
