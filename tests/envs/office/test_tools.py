"""The office's tools: every refusal can be reached and changes nothing, and books stay in order."""

from __future__ import annotations

from collections.abc import Iterator

import orjson
import pytest

from agentgym import ToolCall
from agentgym.world import LiveWorld
from agentgym_envs.office.catalog import ENVIRONMENT
from agentgym_envs.office.environment import load
from agentgym_envs.office.practice import make_rows
from agentgym_envs.office.tools import TOOLS
from tests.envs.refusals import refusal, unreached

KEYS = make_rows().keys
NOBODY, NOTHING = "P0000", "none-such"


def named(value: object) -> object:
    """Strings that begin with @ are nicknames."""
    if isinstance(value, list):
        return [named(item) for item in value]
    return KEYS[value[1:]] if isinstance(value, str) and value.startswith("@") else value


def call(name: str, /, **arguments: object) -> ToolCall:
    """A call with nicknames in its arguments."""
    return ToolCall(name, {key: named(value) for key, value in arguments.items()})


@pytest.fixture(scope="module")
def live() -> Iterator[LiveWorld]:
    live = load(ENVIRONMENT).toolset()
    assert isinstance(live, LiveWorld)
    yield live
    live.close()


def meeting(**changed: object) -> ToolCall:
    plain: dict[str, object] = {
        "organiser_id": "@isla",
        "title": "A test",
        "date": "2025-10-16",
        "starts": "09:00",
        "ends": "10:00",
        "required_ids": ["@ailsa"],
    }
    return call("create_meeting", **(plain | changed))


def moved(event: str = "@e.model", **changed: object) -> ToolCall:
    plain: dict[str, object] = {"date": "2025-10-08", "starts": "15:00", "ends": "16:00"}
    return call("move_event", event_id=event, **(plain | changed))


def block(person: str = "@isla", ends: str = "10:00") -> ToolCall:
    return call(
        "block_time",
        person_id=person,
        kind="focus",
        title="Thinking",
        date="2025-10-16",
        starts="09:00",
        ends=ends,
    )


def series(series_id: str = "@s.seafield", starts: str = "15:00", ends: str = "16:00") -> ToolCall:
    return call(
        "move_series", series_id=series_id, from_date="2025-10-08", starts=starts, ends=ends
    )


def rooms(ends: str) -> ToolCall:
    return call("find_rooms", site_id="EDI", date="2025-10-16", starts="09:00", ends=ends)


def visit(**changed: object) -> ToolCall:
    plain: dict[str, object] = {
        "contact_id": "@purves",
        "host_id": "@omar",
        "site_id": "EDI",
        "date": "2025-10-14",
    }
    return call("register_visit", **(plain | changed))


def badge(visit_id: str = "@v.mcivor", badge_id: str = "EY-02") -> ToolCall:
    return call("issue_badge", visit_id=visit_id, badge_id=badge_id)


def leave(person: str = "@ailsa", first: str = "2025-12-01", last: str = "2025-12-02") -> ToolCall:
    return call(
        "request_leave", person_id=person, kind="annual", first_day=first, last_day=last, days=2
    )


def notice(**changed: object) -> ToolCall:
    plain: dict[str, object] = {
        "person_id": "@ailsa",
        "first_day": "2025-11-10",
        "last_day": "2025-11-14",
        "stand_in_id": "@beth",
    }
    return call("set_out_of_office", **(plain | changed))


def mail(**changed: object) -> ToolCall:
    plain: dict[str, object] = {
        "person_id": "@isla",
        "to": ["ailsa.kerr@carricksalo.example"],
        "subject": "A test",
        "body": "A test",
    }
    return call("send_mail", **(plain | changed))


def forward(**changed: object) -> ToolCall:
    plain: dict[str, object] = {
        "person_id": "@isla",
        "mail_id": "@m.deeprose",
        "to": ["ailsa.kerr@carricksalo.example"],
    }
    return call("forward_mail", **(plain | changed))


def member(address: str, person: str, change: str = "add") -> ToolCall:
    return call("change_list", address=address, person_id=person, change=change)


def trip(**changed: object) -> ToolCall:
    plain: dict[str, object] = {
        "person_id": "@omar",
        "project_id": "2219",
        "destination": "Dunbar",
        "mode": "train",
        "fare": "standard",
        "out_on": "2025-10-16",
        "back_on": "2025-10-16",
    }
    return call("book_trip", **(plain | changed))


def desk(desk_id: str, person: str = "@isla", date: str = "2025-10-09") -> ToolCall:
    return call("book_desk", desk_id=desk_id, person_id=person, date=date)


def contact(email: str) -> ToolCall:
    return call("add_contact", name="A B", company="C D", email=email, kind="client")


BIKES = "bikes@carricksalo.example"
STRANGE = ["nobody@carricksalo.example"]
TWICE = ["a@b.example", "a@b.example"]
NOBODYS = [
    call("get_person", person_id=NOBODY),
    call("list_calendar", person_id=NOBODY, from_date="2025-10-08", to_date="2025-10-08"),
    call("find_gaps", person_ids=[NOBODY], date="2025-10-08"),
    block(NOBODY),
    meeting(organiser_id=NOBODY),
    meeting(required_ids=[NOBODY]),
    meeting(optional_ids=[NOBODY]),
    call("add_attendee", event_id="@e.model", person_id=NOBODY),
    call("remove_attendee", event_id="@e.model", person_id=NOBODY),
    call("answer_invitation", event_id="@e.model", person_id=NOBODY, response="accepted"),
    visit(host_id=NOBODY),
    leave(NOBODY),
    notice(person_id=NOBODY),
    notice(stand_in_id=NOBODY),
    call("search_mail", person_id=NOBODY),
    mail(person_id=NOBODY),
    forward(person_id=NOBODY),
    member(BIKES, NOBODY),
    call("list_trips", person_id=NOBODY),
    trip(person_id=NOBODY),
    desk("ED-06", NOBODY),
    call("decline_request", person_id=NOBODY, rule="desk"),
    call("escalate_to_human", person_id=NOBODY, topic="pay"),
]
NOTHINGS = [
    call("get_team", team_id=NOTHING),
    call("get_project", project_id=NOTHING),
    call("get_event", event_id=NOTHING),
    call("answer_invitation", event_id=NOTHING, person_id="@isla", response="accepted"),
    moved(NOTHING),
    moved(room_id=NOTHING),
    meeting(room_id=NOTHING),
    call("cancel_event", event_id=NOTHING),
    call("add_attendee", event_id=NOTHING, person_id="@isla"),
    call("remove_attendee", event_id=NOTHING, person_id="@isla"),
    series(NOTHING),
    call("end_series", series_id=NOTHING, from_date="2025-10-08"),
    call("assign_room", event_id=NOTHING, room_id="E-BELL"),
    call("assign_room", event_id="@e.model", room_id=NOTHING),
    call("release_room", event_id=NOTHING),
    visit(contact_id=NOTHING),
    visit(event_id=NOTHING),
    call("move_visit", visit_id=NOTHING, date="2025-10-14"),
    call("cancel_visit", visit_id=NOTHING),
    badge(NOTHING),
    badge(badge_id=NOTHING),
    call("decide_leave", leave_id=NOTHING, decision="approved"),
    call("withdraw_leave", leave_id=NOTHING),
    call("read_mail", person_id="@isla", mail_id=NOTHING),
    call("file_mail", person_id="@isla", mail_id=NOTHING, folder="archive"),
    forward(mail_id=NOTHING),
    mail(answers_id=NOTHING),
    mail(document_ids=[NOTHING]),
    call("get_list", address=NOTHING),
    member(NOTHING, "@isla"),
    trip(project_id=NOTHING),
    call("cancel_trip", trip_id=NOTHING),
    desk(NOTHING),
    call("release_desk", booking_id=NOTHING),
    call("decline_request", person_id="@isla", rule="desk", about=NOTHING),
]
OTHERS = [
    call("find_people"),
    contact("no address"),
    contact("g.baxter@lothianleisure.example"),
    call("list_calendar", person_id="@isla", from_date="2025-10-09", to_date="2025-10-08"),
    block(ends="09:00"),
    call("answer_invitation", event_id="@e.model", person_id="@pavel", response="declined"),
    meeting(ends="08:30"),
    meeting(required_ids=["@ailsa"], optional_ids=["@ailsa"]),
    meeting(required_ids=["@isla"]),
    meeting(date="2025-10-09", starts="11:00", ends="12:00", room_id="E-PLAY"),
    moved(ends="14:00"),
    moved(date="2025-10-14", starts="13:00", ends="14:00", room_id="E-ADAM"),
    call("add_attendee", event_id="@e.physio", person_id="@isla"),
    call("add_attendee", event_id="@e.model", person_id="@finlay"),
    call("remove_attendee", event_id="@e.model", person_id="@pavel"),
    series(ends="14:30"),
    series(starts="10:00", ends="11:00"),
    rooms("08:30"),
    call("assign_room", event_id="@e.roofs", room_id="H-SAAR"),
    call("release_room", event_id="@e.roofs"),
    visit(date="2025-10-16"),
    call("move_visit", visit_id="@v.fyvie", date="2025-10-14"),
    call("cancel_visit", visit_id="@v.fyvie"),
    badge("@v.fyvie"),
    badge(badge_id="HY-01"),
    badge(badge_id="EY-01"),
    call("list_leave"),
    leave(first="2025-12-03"),
    leave(last="2025-12-01"),
    leave(first="2025-11-13", last="2025-11-17"),
    call("decide_leave", leave_id="@l.arjun", decision="approved"),
    call("withdraw_leave", leave_id="@l.arjun"),
    notice(last_day="2025-11-09"),
    notice(stand_in_id="@ailsa"),
    call("read_mail", person_id="@isla", mail_id="@m.baxter"),
    mail(to=["no address"]),
    mail(to=STRANGE),
    mail(to=TWICE),
    forward(to=["no address"]),
    forward(to=STRANGE),
    forward(to=TWICE),
    member(BIKES, "@hana"),
    member(BIKES, "@isla", "remove"),
    trip(back_on="2025-10-15"),
    trip(fare="economy"),
    trip(person_id="@fergus", out_on="2025-10-23", back_on="2025-10-23"),
    call("cancel_trip", trip_id="@t.ville"),
    desk("ED-02"),
]
CANCELLED = call("cancel_event", event_id="@e.model")
SECOND_TIME = [
    [CANCELLED] * 2,
    [CANCELLED, moved()],
    [CANCELLED, call("add_attendee", event_id="@e.model", person_id="@isla")],
    [CANCELLED, call("remove_attendee", event_id="@e.model", person_id="@finlay")],
    [
        CANCELLED,
        call("answer_invitation", event_id="@e.model", person_id="@finlay", response="accepted"),
    ],
    [CANCELLED, call("assign_room", event_id="@e.model", room_id="E-BELL")],
    [CANCELLED, call("release_room", event_id="@e.model")],
    [call("escalate_to_human", person_id="@isla", topic="pay")] * 2,
]
REFUSED = [[one] for one in (*NOBODYS, *NOTHINGS, *OTHERS)] + SECOND_TIME


@pytest.mark.parametrize("calls", REFUSED, ids=lambda calls: calls[-1].name)
def test_a_refused_call_says_why_and_changes_nothing(
    live: LiveWorld, calls: list[ToolCall]
) -> None:
    _, message = refusal(live, calls)
    assert message
    assert "{" not in message


def test_every_refusal_that_a_tool_can_give_is_reached(live: LiveWorld) -> None:
    assert unreached(live, TOOLS, REFUSED) == []


def asked(live: LiveWorld, name: str, /, **arguments: object) -> dict[str, object]:
    result = live.call(call(name, **arguments))
    assert not result.is_error, result.content
    content: dict[str, object] = orjson.loads(result.content)
    return content


def test_a_meeting_appears_in_the_calendars_of_all_who_attend(live: LiveWorld) -> None:
    live.reset(0)
    made = orjson.loads(live.call(meeting(optional_ids=["@beth"])).content)
    for nick, role in (("isla", "required"), ("ailsa", "required"), ("beth", "optional")):
        day = "2025-10-16"
        seen = asked(live, "list_calendar", person_id=f"@{nick}", from_date=day, to_date=day)
        entries = seen["entries"]
        assert isinstance(entries, list)
        found = [one for one in entries if one["event_id"] == made["event_id"]]
        assert [one["role"] for one in found] == [role]


def test_a_cancelled_meeting_takes_neither_time_nor_room(live: LiveWorld) -> None:
    live.reset(0)
    live.call(CANCELLED)
    seen = asked(live, "find_gaps", person_ids=["@pavel"], date="2025-10-08")
    free = seen["free_half_hours"]
    assert isinstance(free, list)
    assert {"13:00", "13:30"} <= set(free)
    found = asked(
        live, "find_rooms", site_id="EDI", date="2025-10-08", starts="13:00", ends="14:00"
    )
    rooms = found["rooms"]
    assert isinstance(rooms, list)
    assert next(room for room in rooms if room["room_id"] == "E-BENCH")["free"] == 1


def test_approved_leave_is_taken_off_the_days_left_and_given_back(live: LiveWorld) -> None:
    live.reset(0)
    left = [asked(live, "get_person", person_id="@ailsa")["leave_days_left"]]
    asked(live, "decide_leave", leave_id="@l.ailsa", decision="approved")
    left.append(asked(live, "get_person", person_id="@ailsa")["leave_days_left"])
    asked(live, "withdraw_leave", leave_id="@l.ailsa")
    left.append(asked(live, "get_person", person_id="@ailsa")["leave_days_left"])
    assert left == [9, 4, 9]


def test_mail_to_a_list_reaches_its_members_and_not_the_sender_twice(live: LiveWorld) -> None:
    live.reset(0)
    asked(live, "send_mail", person_id="@hana", to=[BIKES], subject="A ride", body="Sunday at ten")
    for nick, folder in (("omar", "inbox"), ("hana", "sent")):
        mails = asked(live, "search_mail", person_id=f"@{nick}", text="A ride")["mails"]
        assert isinstance(mails, list)
        assert [mail["folder"] for mail in mails] == [folder]
    assert asked(live, "search_mail", person_id="@isla", text="A ride")["mails"] == []


def test_a_moved_series_leaves_the_dates_before_as_they_are(live: LiveWorld) -> None:
    live.reset(0)
    live.call(series())
    seen = asked(
        live, "list_calendar", person_id="@isla", from_date="2025-10-07", to_date="2025-10-21"
    )
    entries = seen["entries"]
    assert isinstance(entries, list)
    starts = [one["starts"] for one in entries if one["title"] == "Seafield catch-up"]
    assert starts == ["14:00", "15:00", "15:00"]


def test_a_badge_that_is_given_out_is_no_longer_free(live: LiveWorld) -> None:
    live.reset(0)
    live.call(badge())
    seen = asked(live, "list_visits", site_id="EDI", date="2025-10-07")
    badges = seen["free_badges"]
    assert isinstance(badges, list)
    assert [one["badge_id"] for one in badges if one["colour"] == "yellow"] == ["EY-03"]


def test_the_clock_stays_on_the_day_that_the_policy_names(live: LiveWorld) -> None:
    live.reset(0)
    live.call(mail(subject="What day is it"))
    mails = asked(live, "search_mail", person_id="@isla", text="What day is it")["mails"]
    assert isinstance(mails, list)
    assert [one["sent_on"] for one in mails] == ["2025-10-07"]
