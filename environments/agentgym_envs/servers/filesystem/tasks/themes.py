"""All drafts, theme by theme."""

from agentgym_envs.servers.drafts import Draft
from agentgym_envs.servers.filesystem.model import Folder
from agentgym_envs.servers.filesystem.tasks import changes, errands, questions, talks

DRAFTS: tuple[Draft[Folder], ...] = (
    *changes.DRAFTS,
    *errands.DRAFTS,
    *talks.DRAFTS,
    *questions.DRAFTS,
)
