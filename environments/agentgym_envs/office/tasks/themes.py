"""All of the office's drafts, theme by theme."""

from agentgym_envs.handwritten.drafts import Draft
from agentgym_envs.office.tasks import (
    absences,
    approvals,
    chores,
    curious,
    enquiries,
    guests,
    hand_overs,
    immovable,
    mailboxes,
    meetings,
    moves,
    post,
    questions,
    second_thoughts,
    talks,
    tangles,
    travels,
    wrong_times,
)

DRAFTS: tuple[Draft, ...] = (
    *meetings.DRAFTS,
    *wrong_times.DRAFTS,
    *moves.DRAFTS,
    *immovable.DRAFTS,
    *tangles.DRAFTS,
    *approvals.DRAFTS,
    *absences.DRAFTS,
    *chores.DRAFTS,
    *guests.DRAFTS,
    *post.DRAFTS,
    *mailboxes.DRAFTS,
    *travels.DRAFTS,
    *hand_overs.DRAFTS,
    *talks.DRAFTS,
    *second_thoughts.DRAFTS,
    *curious.DRAFTS,
    *questions.DRAFTS,
    *enquiries.DRAFTS,
)
