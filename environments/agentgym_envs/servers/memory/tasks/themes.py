"""All drafts, theme by theme."""

from agentgym_envs.servers.drafts import Draft
from agentgym_envs.servers.memory.model import Memory
from agentgym_envs.servers.memory.tasks import arrivals, changes, questions, talks

DRAFTS: tuple[Draft[Memory], ...] = (
    *arrivals.DRAFTS,
    *changes.DRAFTS,
    *talks.DRAFTS,
    *questions.DRAFTS,
)
