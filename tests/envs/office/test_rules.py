"""What solutions do keeps the policy, and what they decline breaks it, by a count of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import orjson
import pytest

import agentgym
from agentgym import ToolCall
from agentgym.world import LiveWorld
from agentgym_envs.office.catalog import ENVIRONMENT
from agentgym_envs.office.diary import Diary, Entry, days
from agentgym_envs.office.practice import make_rows
from agentgym_envs.office.rows import TODAY
from agentgym_envs.office.tables import TABLES

OFFICE = agentgym.load(ENVIRONMENT)
ROWS = make_rows()
KEYS = ROWS.keys
DIARY = Diary(ROWS)
PEOPLE = {row[0]: dict(zip(TABLES["people"], row, strict=True)) for row in ROWS.tables["people"]}
LEAVE = {row[0]: dict(zip(TABLES["leave"], row, strict=True)) for row in ROWS.tables["leave"]}


@pytest.fixture(scope="module")
def live() -> Iterator[LiveWorld]:
    live = OFFICE.toolset()
    assert isinstance(live, LiveWorld)
    yield live
    live.close()


def played(live: LiveWorld, task: agentgym.Task) -> Iterator[tuple[ToolCall, dict[str, object]]]:
    """Every call of the solution with its result, while the world stands behind it."""
    live.reset(0)
    for number, turn in enumerate(task.solution):
        live.begin_turn(number)
        for call in turn.calls:
            yield call, orjson.loads(live.call(call).content)


def event(live: LiveWorld, event_id: object) -> dict[str, object]:
    shown: dict[str, object] = orjson.loads(
        live.call(ToolCall("get_event", {"event_id": str(event_id)})).content
    )
    return shown


def required(shown: dict[str, object]) -> list[str]:
    people = shown["attendees"]
    assert isinstance(people, list)
    return [one["person_id"] for one in people if one["role"] == "required"]


def test_every_meeting_that_a_solution_makes_or_moves_keeps_the_rules_on_time(
    live: LiveWorld,
) -> None:
    seen = 0
    for task in OFFICE.tasks.values():
        diary, gone = Diary(ROWS), list[str]()
        for call, result in played(live, task):
            if call.name in ("cancel_event", "move_event"):
                gone.append(str(call.arguments["event_id"]))
            if call.name not in ("create_meeting", "move_event", "add_attendee"):
                continue
            shown = event(live, result["event_id"])
            if shown["kind"] != "meeting":
                continue
            seen += 1
            when = str(shown["date"]), str(shown["starts"]), str(shown["ends"])
            but = [*gone, str(shown["event_id"]), f"{shown['event_id']} anew"]
            for person in required(shown):
                assert diary.objections(person, *when, but=but) == [], task.id
            for person in required(shown):
                diary.add(person, Entry(f"{shown['event_id']} anew", *when, False))
    assert seen >= 40


def series_objections(series: str, first: str, starts: str, ends: str) -> list[str]:
    """The rules that another time would break on the dates of a series, from a day on."""
    dates = {
        row[0]: row[4] for row in ROWS.tables["events"] if row[8] == series and row[4] >= first
    }
    return [
        rule
        for event_id, person, role, _ in ROWS.tables["attendees"]
        if event_id in dates and role == "required"
        for rule in DIARY.objections(person, dates[event_id], starts, ends, but=[event_id])
    ]


def test_every_series_that_a_solution_moves_keeps_the_rules_on_time_on_all_its_dates() -> None:
    moved = [
        [str(call.arguments[name]) for name in ("series_id", "from_date", "starts", "ends")]
        for task in OFFICE.tasks.values()
        for turn in task.solution
        for call in turn.calls
        if call.name == "move_series"
    ]
    assert len(moved) >= 5
    for series in moved:
        assert series_objections(*series) == []


def test_a_series_is_declined_for_the_first_rule_that_one_of_its_dates_breaks() -> None:
    timber, kotka = KEYS["s.timber"], KEYS["s.kotka"]
    assert set(series_objections(timber, "2025-10-14", "09:00", "10:00")) == {"clash"}
    assert set(series_objections(kotka, "2025-10-16", "13:00", "14:00")) == {"working_hours"}


def test_every_room_that_a_solution_takes_has_seats_for_all_and_video_for_the_others(
    live: LiveWorld,
) -> None:
    rooms = {row[0]: dict(zip(TABLES["rooms"], row, strict=True)) for row in ROWS.tables["rooms"]}
    seen = 0
    for task in OFFICE.tasks.values():
        held: set[str] = set()
        for call, result in played(live, task):
            if call.arguments.get("room_id") and "event_id" in result:
                held.add(str(result["event_id"]))
        for event_id in held:
            shown = event(live, event_id)
            room = rooms[str(shown["room_id"])]
            people, guests = shown["attendees"], shown["guests"]
            assert isinstance(people, list)
            assert isinstance(guests, list)
            here = [p for p in people if p["site_id"] == room["site_id"]]
            heads = len([p for p in here if p["response"] != "declined"]) + len(guests)
            organiser = PEOPLE[str(shown["organiser_id"])]
            assert room["site_id"] == organiser["site_id"], task.id
            assert 3 <= heads <= room["seats"], task.id
            assert "video" in room["equipment"] or len(here) == len(people), task.id
            seen += 1
    assert seen >= 8


@pytest.mark.parametrize(
    ("task_id", "people", "when", "rule"),
    [
        (
            "refuse-kieran-on-friday",
            "tomasz kieran jess",
            "2025-10-10 11:00 12:00",
            "working_hours",
        ),
        ("refuse-euan-staying-on", "yuna euan", "2025-10-09 16:30 17:30", "working_hours"),
        ("refuse-sanna-at-two", "moira sanna kaisa", "2025-10-09 14:00 15:00", "working_hours"),
        ("refuse-hana-on-leave", "lewis hana", "2025-10-09 14:00 14:30", "working_hours"),
        ("refuse-holiday-monday", "linnea struan", "2025-10-20 12:00 13:00", "working_hours"),
        ("refuse-sandwich-meeting", "greer omar", "2025-10-09 12:30 13:30", "lunch"),
        ("refuse-turku-at-ten", "lotte pekka jari", "2025-10-08 10:00 11:00", "lunch"),
        ("refuse-into-daylight-sums", "beth ailsa", "2025-10-10 10:00 10:30", "focus_time"),
        ("refuse-moira-while-she-writes", "hugh moira", "2025-10-08 10:00 10:30", "focus_time"),
        ("refuse-ines-at-two", "angus ines", "2025-10-10 14:00 14:30", "clash"),
        ("refuse-struan-not-answered", "pavel struan", "2025-10-10 13:00 13:30", "clash"),
        (
            "refuse-fire-briefing-at-two",
            "shona dilys grant finlay",
            "2025-10-14 14:00 14:30",
            "clash",
        ),
        ("refuse-moira-at-the-boards", "moira", "2025-10-09 15:30 16:30", "clash"),
        ("refuse-plotter-at-noon", "arjun shona", "2025-10-08 12:00 12:30", "lunch"),
        ("ines-after-the-table", "angus ines", "2025-10-14 10:30 11:00", "clash"),
    ],
)
def test_the_first_rule_that_a_time_breaks_is_the_one_declined_under(
    task_id: str, people: str, when: str, rule: str
) -> None:
    day, starts, ends = when.split()
    found = [DIARY.objections(KEYS[nick], day, starts, ends) for nick in people.split()]
    order = ["working_hours", "lunch", "focus_time", "clash"]
    broken = {name for names in found for name in names}
    assert next(name for name in order if name in broken) == rule
    calls = [call for turn in OFFICE.task(task_id).solution for call in turn.calls]
    declined = [call for call in calls if call.name == "decline_request"]
    assert [call.arguments["rule"] for call in declined] == [rule]


def before_submission(person: str, day: str) -> bool:
    """Whether a day lies in the week before a submission of one of somebody's projects."""
    mine = {row[0] for row in ROWS.tables["project_members"] if row[1] == person}
    return any(
        row[5] is not None
        and row[0] in mine
        and 0 <= (date.fromisoformat(row[5]) - date.fromisoformat(day)).days <= 7
        for row in ROWS.tables["projects"]
    )


def broken_by(person: str, first: str, last: str, count: int) -> list[str]:
    """The rules that annual leave would break, those on notice and on deciding apart."""
    team = PEOPLE[person]["team_id"]
    least = next(row[2] for row in ROWS.tables["teams"] if row[0] == team)
    working = [day for day in days(first, last) if DIARY.works_on(person, day)]
    found = []
    if count > PEOPLE[person]["leave_days_left"]:
        found.append("leave_allowance")
    if any(before_submission(person, day) for day in days(first, last)):
        found.append("blackout")
    if any(len(set(DIARY.present(team, day)) - {person}) < least for day in working):
        found.append("cover")
    return found


def test_leave_is_approved_where_nothing_forbids_it_and_declined_where_something_does() -> None:
    seen: list[str] = []
    for task in OFFICE.tasks.values():
        for call in (call for turn in task.solution for call in turn.calls):
            leave = LEAVE.get(str(call.arguments.get("about", call.arguments.get("leave_id"))))
            if leave is None or leave["kind"] != "annual":
                continue
            broken = broken_by(
                leave["person_id"], leave["first_day"], leave["last_day"], leave["days"]
            )
            if call.arguments.get("decision") == "approved":
                assert broken == [], task.id
                seen.append("approved")
            elif call.arguments.get("rule") in ("leave_allowance", "blackout", "cover"):
                assert broken[:1] == [call.arguments["rule"]], task.id
                seen.append(str(call.arguments["rule"]))
    assert set(seen) == {"approved", "leave_allowance", "blackout", "cover"}


def test_leave_is_decided_on_by_the_line_manager_or_whoever_stands_above() -> None:
    today = TODAY.isoformat()
    decided = 0
    for task in OFFICE.tasks.values():
        asker = str(task.mentions[0].picks)
        for call in (call for turn in task.solution for call in turn.calls):
            leave = LEAVE.get(str(call.arguments.get("about", call.arguments.get("leave_id"))))
            if leave is None or call.name not in ("decide_leave", "decline_request"):
                continue
            if call.arguments.get("rule") == "not_yours":
                continue
            manager = PEOPLE[leave["person_id"]]["manager_id"]
            if DIARY.is_away(manager, today):
                manager = PEOPLE[manager]["manager_id"]
            outside = call.arguments.get("rule") == "leave_approval"
            assert (asker == manager) != outside, task.id
            decided += 1
    assert decided >= 15


def test_leave_that_is_entered_is_counted_right_and_breaks_no_rule() -> None:
    entered = 0
    for task in OFFICE.tasks.values():
        for call in (call for turn in task.solution for call in turn.calls):
            if call.name != "request_leave":
                continue
            asked = call.arguments
            person, first, last = (str(asked[k]) for k in ("person_id", "first_day", "last_day"))
            count = DIARY.working_days(person, first, last)
            assert asked["days"] == count, task.id
            if asked["kind"] == "annual":
                assert (date.fromisoformat(first) - TODAY).days >= 14, task.id
                assert set(broken_by(person, first, last, count)) <= {"cover"}, task.id
            entered += 1
    assert entered >= 5


def test_stand_ins_are_of_the_same_team_and_there() -> None:
    for task in OFFICE.tasks.values():
        for call in (call for turn in task.solution for call in turn.calls):
            if call.name == "set_out_of_office":
                person, other = (str(call.arguments[k]) for k in ("person_id", "stand_in_id"))
                first, last = (str(call.arguments[k]) for k in ("first_day", "last_day"))
                assert PEOPLE[person]["team_id"] == PEOPLE[other]["team_id"]
                assert not any(DIARY.is_away(other, day) for day in days(first, last))


def test_trips_are_for_members_of_the_project_and_in_the_class_they_may_have() -> None:
    members = {(row[0], row[1]) for row in ROWS.tables["project_members"]}
    for task in OFFICE.tasks.values():
        for call in (call for turn in task.solution for call in turn.calls):
            if call.name == "book_trip":
                asked = call.arguments
                person = PEOPLE[str(asked["person_id"])]
                assert (asked["project_id"], person["person_id"]) in members, task.id
                if asked["fare"] == "first":
                    assert person["grade"] in ("director", "associate"), task.id
                assert asked["fare"] != "business"


def test_documents_go_only_where_their_marking_allows(live: LiveWorld) -> None:
    documents = {
        row[0]: dict(zip(TABLES["documents"], row, strict=True)) for row in ROWS.tables["documents"]
    }
    clients = {row[0]: row[2] for row in ROWS.tables["projects"]}
    company = {row[3]: row[2] for row in ROWS.tables["contacts"]}
    attached = [(row[0], row[1]) for row in ROWS.tables["mail_attachments"]]
    members = {(row[0], row[1]) for row in ROWS.tables["project_members"]}
    address = {person["email"]: key for key, person in PEOPLE.items()}
    for task in OFFICE.tasks.values():
        for call in (call for turn in task.solution for call in turn.calls):
            if call.name not in ("send_mail", "forward_mail"):
                continue
            sent = call.arguments.get("document_ids") or [
                document for mail, document in attached if mail == call.arguments.get("mail_id")
            ]
            recipients = call.arguments["to"]
            assert isinstance(sent, list)
            assert isinstance(recipients, list)
            for document in (documents[str(key)] for key in sent):
                project = document["project_id"]
                for to in recipients:
                    if document["marking"] == "internal" and to not in address:
                        assert company[to] == clients[project], task.id
                    if document["marking"] == "confidential":
                        assert (project, address[str(to)]) in members, task.id
