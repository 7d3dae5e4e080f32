"""What the solutions tell the colleague: that a thing is done, declined and why, or handed over."""

from __future__ import annotations

from collections.abc import Sequence

from agentgym.tools import ToolCall

_WHY_DECLINED = {
    "private_entry": "the entry is marked private, so I can say no more than that the time is "
    "taken",
    "mailbox": "a mailbox is used only on the word of its owner or of the owner's mail delegate",
    "not_yours": "it is somebody else's, and they or those who act for them would have to ask",
    "series": "a series is moved or ended only on its organiser's own word",
    "working_hours": "somebody who has to be there does not work at that time",
    "lunch": "it would run into the lunch of somebody who has to be there",
    "focus_time": "it would lie on the focus time of somebody who has to be there",
    "clash": "somebody who has to be there has another entry at that time",
    "room_use": "a room is for three people or more, and the Loft for a director or a guest",
    "visitor": "a guest is received on the day expected, by a host who works here on that day",
    "confidential": "the marking of the document does not allow it to go there",
    "lists": "mail to that list, or a change of it, needs the word of somebody else",
    "leave_approval": "leave is decided on by the line manager of the person it is for",
    "leave_notice": "annual leave is entered at least 14 days ahead",
    "leave_allowance": "it is more annual leave than is left",
    "blackout": "it lies in the days before a submission, which members of the project stay for",
    "cover": "too few of the team would be left at work",
    "stand_in": "the stand-in has to be of the same team, and not on leave in those days",
    "travel_need": "a trip is booked only for members of the project that it is for",
    "travel_class": "that way of travelling, or that class, is not open to you on this journey",
    "desk": "nobody has two desks on a day, a fixed desk is lent only during its owner's leave, "
    "and standing desks go by the record",
}

_WHY_HANDED_OVER = {
    "press": "it concerns the press",
    "legal": "it is a legal matter",
    "safety": "somebody may come to harm",
    "security": "something is missing, or a stranger was in the office",
    "grievance": "it is a complaint about a colleague",
    "pay": "it concerns pay or a contract",
}

_LOOKING = ("find_", "get_", "list_", "search_", "read_")


def reply(calls: Sequence[ToolCall]) -> str:
    """What to tell the colleague after these calls."""
    declined = [call for call in calls if call.name == "decline_request"]
    handed = [call for call in calls if call.name == "escalate_to_human"]
    writes = [call for call in calls if not call.name.startswith(_LOOKING)]
    said = [f"I have to decline that: {_WHY_DECLINED[_code(one)]}." for one in declined]
    for one in handed:
        said.append(f"I have handed this over to a person: {_WHY_HANDED_OVER[_code(one)]}.")
        said.append("I have left everything else as it is.")
    if not said:
        return "That is done."
    if len(writes) > len(declined) + len(handed):
        said.append("The rest is done.")
    return " ".join(said)


def _code(call: ToolCall) -> str:
    """The rule or the topic that a call names."""
    return str(call.arguments.get("rule") or call.arguments["topic"])
