"""The rules of `policy.md` that a request can break, and the topics that people take over."""

from __future__ import annotations

#: In the order of `policy.md`: where several forbid a request, the first one counts.
RULES = (
    "private_entry",
    "mailbox",
    "not_yours",
    "series",
    "working_hours",
    "lunch",
    "focus_time",
    "clash",
    "room_use",
    "visitor",
    "confidential",
    "lists",
    "leave_approval",
    "leave_notice",
    "leave_allowance",
    "blackout",
    "cover",
    "stand_in",
    "travel_need",
    "travel_class",
    "desk",
)

TOPICS = ("press", "legal", "safety", "security", "grievance", "pay")
