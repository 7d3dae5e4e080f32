"""Descriptions and calls that recur in the office's tasks.

What `%starts ...`, `%ends ...` and `%room ...` stand for is told in `picking`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from agentgym_envs.handwritten.drafts import About, Call, Turn, call, turn
from agentgym_envs.office.content import records

#: Nickname to full name.
NAMES = {nick: name for nick, name, *_ in records("people")}

#: For a text that may be worded in any way.
ANY = "~.*"


def says(who: str, said: str, *calls: Call, **more: Any) -> Turn:
    """A turn of the colleague with this nickname; the name in brackets goes before the words."""
    return turn(f"[{NAMES[who]}] {said}", *calls, **more)


def known(*first_names: str) -> tuple[About, ...]:
    """Colleagues who are called by their first name, or by both."""
    return tuple(
        About(
            name,
            "people",
            f"name LIKE '{name}%'",
            "@" + name.partition(" ")[0].lower().replace("winifred", "winnie"),
        )
        for name in first_names
    )


def entry(phrase: str, title: str, picks: str, where: str = "1") -> About:
    """A calendar entry, by a LIKE pattern for its title and a further condition."""
    return About(
        phrase, "events", f"title LIKE '{title}' AND status = 'confirmed' AND ({where})", picks
    )


def titled(title: str) -> tuple[tuple[str, str], ...]:
    """The hole of a calendar entry whose title was given: all of it, in whatever case."""
    return (("events.title", rf"~\W*{literally(title)}\W*"),)


def literally(text: str) -> str:
    """A pattern for nothing but this text; the engine of goals escapes no spaces."""
    return re.escape(text).replace("\\ ", " ")


def find(*nicks: str) -> tuple[Call, ...]:
    """Look colleagues up by their first names."""
    return tuple(call("find_people", text=NAMES[nick].partition(" ")[0]) for nick in nicks)


def read(*nicks: str) -> tuple[Call, ...]:
    """Read colleagues' records."""
    return tuple(call("get_person", person_id=f"@{nick}") for nick in nicks)


def gaps(date: str, *nicks: str) -> Call:
    """When nobody of these has an entry on a day."""
    return call("find_gaps", person_ids=[f"@{nick}" for nick in nicks], date=date)


def calendar(nick: str, first: str, last: str = "") -> Call:
    """The entries of a colleague on a day, or on several."""
    return call("list_calendar", person_id=f"@{nick}", from_date=first, to_date=last or first)


def meet(
    organiser: str,
    title: str,
    when: tuple[str, str, str],
    required: Sequence[str],
    optional: Sequence[str] = (),
    room: str | None = None,
) -> Call:
    """Make a meeting; `when` is day, beginning and end."""
    arguments: dict[str, Any] = {
        "organiser_id": f"@{organiser}",
        "title": title,
        "date": when[0],
        "starts": when[1],
        "ends": when[2],
        "required_ids": [f"@{nick}" for nick in required],
    }
    if optional:
        arguments["optional_ids"] = [f"@{nick}" for nick in optional]
    if room is not None:
        arguments["room_id"] = room
    return Call("create_meeting", arguments)


def first(people: str, dates: str, minutes: int, *more: str) -> tuple[str, str, str]:
    """The first time that suits everybody, worked out when the task is built."""
    words = " ".join((people, dates, str(minutes), *more))
    return f"%date {words}", f"%starts {words}", f"%ends {words}"


def move(event: str, date: str, starts: str, ends: str, room: str | None = None) -> Call:
    """Move a calendar entry."""
    other = {} if room is None else {"room_id": room}
    return call("move_event", event_id=f"@{event}", date=date, starts=starts, ends=ends, **other)


def see(event: str) -> Call:
    """Open a calendar entry."""
    return call("get_event", event_id=f"@{event}")


def rooms(site: str, date: str, starts: str, ends: str, **more: Any) -> Call:
    """Look at the rooms of a site."""
    return call("find_rooms", site_id=site, date=date, starts=starts, ends=ends, **more)


def decline(who: str, rule: str, about: str | None = None) -> Call:
    """Decline what somebody asks; `about` is the nickname of what exists already."""
    subject = {} if about is None else {"about": f"@{about}"}
    return call("decline_request", person_id=f"@{who}", rule=rule, **subject)


def hand_over(who: str, topic: str) -> tuple[Call, ...]:
    """Hand over what somebody writes about."""
    return (*find(who), call("escalate_to_human", person_id=f"@{who}", topic=topic))
