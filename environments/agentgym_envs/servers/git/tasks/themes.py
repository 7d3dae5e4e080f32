"""All drafts, theme by theme."""

from agentgym_envs.servers.drafts import Draft
from agentgym_envs.servers.git.model import Repository
from agentgym_envs.servers.git.tasks import changes, questions

DRAFTS: tuple[Draft[Repository], ...] = (*changes.DRAFTS, *questions.DRAFTS)
