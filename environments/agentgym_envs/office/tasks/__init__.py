"""The office's tasks, as written."""

from agentgym_envs.office.tasks.themes import DRAFTS

__all__ = ["DRAFTS"]
