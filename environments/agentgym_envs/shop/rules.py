"""The rules of `policy.md` that a request can break, and the topics that people take over."""

from __future__ import annotations

#: In the order of `policy.md`: where several forbid a request, the first one counts.
RULES = (
    "identity",
    "other_account",
    "order_locked",
    "delivery_area",
    "lost_parcel",
    "final_sale",
    "hygiene",
    "warranty",
    "return_window",
    "exchange",
    "condition",
    "refund_method",
    "shipping_charge",
    "goodwill",
    "price_adjustment",
    "promotion",
    "gift_card",
    "points",
)

TOPICS = ("safety", "legal", "fraud", "privacy", "delivery_dispute", "high_value")
