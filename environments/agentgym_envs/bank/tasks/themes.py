"""All of the bank's drafts, theme by theme."""

from agentgym_envs.bank.tasks import (
    branch_desk,
    busy_days,
    card_desk,
    desk,
    disputes,
    follow_ups,
    isas,
    late_news,
    lending,
    long_lists,
    looking_up,
    near_misses,
    on_behalf,
    payments,
    questions,
    regular_payments,
    savings,
    talks,
)
from agentgym_envs.handwritten.drafts import Draft

DRAFTS: tuple[Draft, ...] = (
    *payments.DRAFTS,
    *on_behalf.DRAFTS,
    *regular_payments.DRAFTS,
    *card_desk.DRAFTS,
    *disputes.DRAFTS,
    *savings.DRAFTS,
    *isas.DRAFTS,
    *lending.DRAFTS,
    *desk.DRAFTS,
    *long_lists.DRAFTS,
    *busy_days.DRAFTS,
    *talks.DRAFTS,
    *follow_ups.DRAFTS,
    *late_news.DRAFTS,
    *questions.DRAFTS,
    *looking_up.DRAFTS,
    *branch_desk.DRAFTS,
    *near_misses.DRAFTS,
)
