"""The office's files are what its builder makes, and its rows make sense together."""

from __future__ import annotations

from collections import Counter

import pytest

import agentgym
from agentgym_envs.handwritten.rows import Rows
from agentgym_envs.office import build, catalog
from agentgym_envs.office.diary import Diary, days
from agentgym_envs.office.practice import make_rows
from agentgym_envs.office.rows import TODAY
from agentgym_envs.office.rules import RULES, TOPICS
from agentgym_envs.office.tables import TABLES
from agentgym_envs.office.tasks import DRAFTS

GOLDEN = "9b46396793db0d17d3b7b0dbf458eb25732966b8442aa24843e824d0dcbb0e4c"


@pytest.fixture(scope="module")
def office() -> agentgym.Environment:
    return agentgym.load(catalog.ENVIRONMENT)


@pytest.fixture(scope="module")
def rows() -> Rows:
    return make_rows()


def table(rows: Rows, name: str) -> list[dict[str, object]]:
    return [dict(zip(TABLES[name], row, strict=True)) for row in rows.tables[name]]


def test_the_files_are_what_the_builder_makes() -> None:
    assert build.OFFICE.build(["--check"]) == 0


def test_what_the_id_stands_for_has_not_changed(office: agentgym.Environment) -> None:
    assert office.digest() == GOLDEN


def test_the_office_is_as_large_as_it_promises(office: agentgym.Environment) -> None:
    kinds = Counter(task.kind for task in office.tasks.values())
    lengths = [sum(len(t.calls) for t in task.solution) for task in office.tasks.values()]
    assert len(office.toolset().tools) >= 45
    assert len(TABLES) >= 25
    assert kinds["change"] >= 100
    assert kinds["refusal"] >= 60
    assert kinds["question"] >= 30
    assert sum(len(task.turns) > 1 for task in office.tasks.values()) >= 18
    assert min(lengths) <= 2
    assert max(lengths) >= 12
    assert sum(4 <= length <= 9 for length in lengths) >= 120


def test_every_tool_is_used_by_some_solution(office: agentgym.Environment) -> None:
    used = {
        call.name for task in office.tasks.values() for turn in task.solution for call in turn.calls
    }
    assert {tool.name for tool in office.toolset().tools} == used


def test_every_rule_and_every_topic_is_met_by_some_task(office: agentgym.Environment) -> None:
    calls = [
        call for task in office.tasks.values() for turn in task.solution for call in turn.calls
    ]
    rules = {call.arguments["rule"] for call in calls if call.name == "decline_request"}
    topics = {call.arguments["topic"] for call in calls if call.name == "escalate_to_human"}
    assert rules == set(RULES)
    assert topics == set(TOPICS)


def test_the_policy_states_every_rule_in_the_order_that_counts(
    office: agentgym.Environment,
) -> None:
    lines = office.system_prompt.splitlines()
    stated = [line.split("`")[1] for line in lines if line.startswith("`")]
    assert tuple(stated) == RULES
    handed_over = [line.split("`")[1] for line in lines if line.startswith("- `")]
    assert tuple(handed_over) == TOPICS


def test_every_refusal_has_a_permitted_twin(office: agentgym.Environment) -> None:
    for task in office.tasks.values():
        if task.kind == "refusal":
            assert task.twin is not None
            assert office.task(task.twin).kind != "refusal"


def test_no_two_questions_have_the_same_answer(office: agentgym.Environment) -> None:
    answers = Counter(
        str(check.answer.value)
        for task in office.tasks.values()
        if task.kind == "question"
        for check in task.goal.checks
        if check.answer is not None
    )
    assert [answer for answer, count in answers.items() if count > 1] == []


def test_every_message_begins_with_the_name_of_a_colleague(
    office: agentgym.Environment, rows: Rows
) -> None:
    names = {person["name"] for person in table(rows, "people")}
    for task in office.tasks.values():
        for said in task.turns:
            assert said.startswith("[")
            assert said[1:].partition("] ")[0] in names


def test_no_internal_id_is_said_by_a_person(office: agentgym.Environment, rows: Rows) -> None:
    internal = {
        str(row[0])
        for name, listed in rows.tables.items()
        if name not in ("teams", "projects", "delegates", "project_members", "lists")
        for row in listed
    }
    for task in office.tasks.values():
        words = set(" ".join(task.turns).replace(",", " ").replace(".", " ").split())
        assert not words & internal, task.id


def test_every_answer_of_a_draft_has_a_proof() -> None:
    for draft in DRAFTS:
        for turn in draft.turns:
            assert (turn.answer is None) == (turn.proof == ""), draft.id


def test_everybody_but_the_founders_has_a_line_manager(rows: Rows) -> None:
    people = {person["person_id"]: person for person in table(rows, "people")}
    without = [person["name"] for person in people.values() if person["manager_id"] is None]
    assert without == ["Moira Carrick", "Juhani Salo"]
    assert all(person["manager_id"] in {None, *people} for person in people.values())


def test_leave_counts_the_working_days_that_it_takes(rows: Rows) -> None:
    diary = Diary(rows)
    for leave in table(rows, "leave"):
        first, last = str(leave["first_day"]), str(leave["last_day"])
        person = str(leave["person_id"])
        # What is approved is not counted against itself: these are days of work, leave apart.
        assert diary.working_days(person, first, last) == leave["days"], leave


def test_every_team_has_enough_people_with_the_leave_that_is_approved(rows: Rows) -> None:
    diary = Diary(rows)
    sites = {person["team_id"]: person["site_id"] for person in table(rows, "people")}
    for team in table(rows, "teams"):
        for day in days("2025-10-07", "2025-12-19"):
            if diary.is_open(str(sites[team["team_id"]]), day):
                present = diary.present(str(team["team_id"]), day)
                assert len(present) >= int(str(team["minimum_present"])), (team["name"], day)


def test_no_room_holds_two_meetings_at_once(rows: Rows) -> None:
    held = [event for event in table(rows, "events") if event["room_id"]]
    for event in held:
        others = [
            other["title"]
            for other in held
            if other is not event
            and (other["room_id"], other["date"]) == (event["room_id"], event["date"])
            and str(other["starts"]) < str(event["ends"])
            and str(other["ends"]) > str(event["starts"])
        ]
        assert others == []


def test_no_meeting_stands_where_the_policy_forbids_one(rows: Rows) -> None:
    diary = Diary(rows)
    events = {event["event_id"]: event for event in table(rows, "events")}
    for attendee in table(rows, "attendees"):
        event = events[attendee["event_id"]]
        if event["kind"] != "meeting" or attendee["role"] == "optional":
            continue
        person, day = str(attendee["person_id"]), str(event["date"])
        # A series goes on while one of its people is on leave.
        if attendee["response"] == "declined" or diary.is_away(person, day):
            continue
        found = diary.objections(
            person,
            day,
            str(event["starts"]),
            str(event["ends"]),
            but=[str(event["event_id"])],
        )
        assert found == [], (event["title"], attendee["person_id"])


def test_a_badge_is_held_by_one_visitor_who_has_arrived(rows: Rows) -> None:
    held = Counter(v["badge_id"] for v in table(rows, "visits") if v["status"] == "arrived")
    assert set(held.values()) == {1}
    for visit in table(rows, "visits"):
        assert (visit["badge_id"] is None) == (visit["status"] == "expected")


def test_no_mail_was_sent_after_today_began(rows: Rows) -> None:
    assert all(str(mail["sent_at"]) < TODAY.isoformat() for mail in table(rows, "mails"))


def test_confidential_documents_lie_only_with_members_of_their_project(rows: Rows) -> None:
    marked = {d["document_id"]: d for d in table(rows, "documents")}
    members = {(m["project_id"], m["person_id"]) for m in table(rows, "project_members")}
    holders = Counter((c["mail_id"], c["person_id"]) for c in table(rows, "mail_copies"))
    for attached in table(rows, "mail_attachments"):
        document = marked[attached["document_id"]]
        if document["marking"] == "confidential":
            people = [person for mail, person in holders if mail == attached["mail_id"]]
            outside = [p for p in people if (document["project_id"], p) not in members]
            # The finance manager keeps the fee accounts and the cost plans of all projects.
            assert len(outside) <= 1
