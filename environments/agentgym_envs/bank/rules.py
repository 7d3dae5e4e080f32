"""The rules of `policy.md` that a request can break, and the topics that people take over."""

from __future__ import annotations

#: In the order of `policy.md`: where several forbid a request, the first one counts.
RULES = (
    "identity",
    "authority",
    "attorney",
    "joint",
    "minor",
    "dormant",
    "advice",
    "name_mismatch",
    "cooling_off",
    "daily_limit",
    "funds",
    "cut_off",
    "guarantee",
    "chargeback",
    "merchant_first",
    "fee_refund",
    "overdraft",
    "isa",
    "fixed_term",
    "card",
    "travel_money",
    "loan",
)

TOPICS = ("scam", "fraud", "bereavement", "hardship", "blocked", "legal", "privacy")
