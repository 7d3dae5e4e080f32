"""The bank's tasks as they are written: in a person's words, before ids are filled in."""

from agentgym_envs.bank.tasks.themes import DRAFTS

__all__ = ["DRAFTS"]
