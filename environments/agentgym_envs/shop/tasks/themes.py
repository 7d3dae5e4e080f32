"""All of the shop's drafts, theme by theme."""

from agentgym_envs.handwritten.drafts import Draft
from agentgym_envs.shop.tasks import (
    back_office,
    credit,
    enquiries,
    errands,
    faults,
    gifts,
    orders,
    parcels,
    questions,
    refunds,
    returns,
    support,
    talks,
)

DRAFTS: tuple[Draft, ...] = (
    *orders.DRAFTS,
    *parcels.DRAFTS,
    *returns.DRAFTS,
    *faults.DRAFTS,
    *refunds.DRAFTS,
    *credit.DRAFTS,
    *gifts.DRAFTS,
    *support.DRAFTS,
    *errands.DRAFTS,
    *talks.DRAFTS,
    *enquiries.DRAFTS,
    *questions.DRAFTS,
    *back_office.DRAFTS,
)
