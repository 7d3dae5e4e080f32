"""Policies that know nothing fail in the office, and what is nearly right fails too."""

from __future__ import annotations

from collections.abc import Iterator

import orjson
import pytest

import agentgym
from agentgym import ToolCall, ToolEnv
from agentgym_envs.office.catalog import ENVIRONMENT
from agentgym_envs.office.practice import make_rows
from agentgym_envs.office.rules import RULES, TOPICS

OFFICE = agentgym.load(ENVIRONMENT)
KEYS = make_rows().keys


@pytest.fixture(scope="module")
def env() -> Iterator[ToolEnv]:
    env = ToolEnv(OFFICE)
    yield env
    env.close()


def asker(task: agentgym.Task) -> str:
    """The key of the colleague who writes."""
    picks = task.mentions[0].picks
    assert isinstance(picks, str)
    return picks


def passes(env: ToolEnv, task: agentgym.Task, *calls: ToolCall) -> bool:
    """Whether a task is passed by the same calls in its first turn, whatever is asked."""
    env.reset(seed=0, options={"task": task.id})
    for call in calls:
        env.step(call)
    for _ in task.turns:
        *_, info = env.step("I am sorry, that is against our rules.")
    return bool(info["score"].passed)


@pytest.mark.parametrize("rule", RULES)
def test_declining_whatever_is_asked_under_one_rule_passes_only_where_it_is_right(
    env: ToolEnv, rule: str
) -> None:
    """Even with the colleague looked up, a rule applied blindly is right only for its own."""
    for task in OFFICE.tasks.values():
        declined = [c.arguments for t in task.solution for c in t.calls if c.name.startswith("dec")]
        if task.kind == "refusal" and [one.get("rule") for one in declined] == [rule]:
            continue
        call = ToolCall("decline_request", {"person_id": asker(task), "rule": rule})
        assert not passes(env, task, call), task.id


@pytest.mark.parametrize("topic", TOPICS)
def test_handing_over_whatever_is_asked_passes_only_where_it_is_right(
    env: ToolEnv, topic: str
) -> None:
    for task in OFFICE.tasks.values():
        handed = [
            c.arguments["topic"]
            for turn in task.solution
            for c in turn.calls
            if c.name == "escalate_to_human"
        ]
        call = ToolCall("escalate_to_human", {"person_id": asker(task), "topic": topic})
        right = task.kind == "refusal" and handed == [topic] and len(task.turns) == 1
        assert passes(env, task, call) == right, task.id


def test_carrying_out_the_twin_of_a_refusal_fails_it(env: ToolEnv) -> None:
    for task in OFFICE.tasks.values():
        if task.kind != "refusal" or task.twin is None:
            continue
        calls = [call for turn in OFFICE.task(task.twin).solution for call in turn.calls]
        assert not passes(env, task, *calls), task.id


@pytest.mark.parametrize(
    ("task_id", "tool", "argument", "text", "right"),
    [
        ("meet-stair-core", "create_meeting", "title", "stair core details.", True),
        ("meet-stair-core", "create_meeting", "title", "Stair core", False),
        ("meet-stair-core", "create_meeting", "title", "Meeting", False),
        ("survey-for-gillian", "send_mail", "subject", "The survey", True),
        ("survey-for-gillian", "send_mail", "body", "Dear Gillian,\n\nHere it is once more.", True),
        ("survey-for-gillian", "send_mail", "body", "Here it is once more.\n\nOmar Siddiqui", True),
        ("survey-for-gillian", "send_mail", "body", "Please find it attached.", False),
        ("survey-for-gillian", "send_mail", "body", "Here it is once more. 2 million!", False),
        ("everyone-about-the-jury", "send_mail", "subject", "Cake", False),
        ("structure-another-day", "create_meeting", "title", "Seafield structure", False),
        ("when-the-joiner-can-come", "send_mail", "body", "Hi Rachel,\n16 October", True),
        ("when-the-joiner-can-come", "send_mail", "body", "16 November", False),
        ("when-the-joiner-can-come", "send_mail", "body", "16 October, for 485 pounds", False),
    ],
)
def test_free_text_may_be_worded_otherwise_but_must_say_what_was_said(
    env: ToolEnv, task_id: str, tool: str, argument: str, text: str, right: bool
) -> None:
    env.reset(seed=0, options={"task": task_id})
    for turn in OFFICE.task(task_id).solution:
        for call in turn.calls:
            arguments = dict(call.arguments)
            if call.name == tool:
                arguments[argument] = text
            env.step(ToolCall(call.name, arguments))
        *_, info = env.step(turn.message)
    assert info["score"].passed is right


def test_a_solution_says_what_it_declined_and_what_it_handed_over() -> None:
    for task in OFFICE.tasks.values():
        for turn in task.solution:
            names = [call.name for call in turn.calls]
            assert ("I have to decline that: " in turn.message) == ("decline_request" in names)
            assert ("handed this over" in turn.message) == ("escalate_to_human" in names)


def test_an_attendee_may_be_added_before_the_larger_room_is_taken_or_after(env: ToolEnv) -> None:
    task = OFFICE.task("ines-joins-the-walk-through")
    calls = [call for turn in task.solution for call in turn.calls][-2:]
    larger = ToolCall("assign_room", {"event_id": KEYS["e.leithwalk"], "room_id": "E-ADAM"})
    assert passes(env, task, *reversed(calls))
    assert not passes(env, task, calls[0])
    assert not passes(env, task, calls[0], larger)


def test_a_room_may_be_taken_with_the_meeting_or_afterwards(env: ToolEnv) -> None:
    task = OFFICE.task("meet-tile-repairs")
    made = task.solution[0].calls[-1]
    without = {name: value for name, value in made.arguments.items() if name != "room_id"}
    env.reset(seed=0, options={"task": task.id})
    seen, *_ = env.step(ToolCall(made.name, without))
    event_id = orjson.loads(seen[-1]["content"])["event_id"]
    env.step(ToolCall("assign_room", {"event_id": event_id, "room_id": "E-STEV"}))
    *_, info = env.step("That is done.")
    assert info["score"].passed


def test_a_meeting_may_get_its_other_room_before_it_moves(env: ToolEnv) -> None:
    task = OFFICE.task("move-tender-talk")
    moved = task.solution[0].calls[-1]
    when = {name: value for name, value in moved.arguments.items() if name != "room_id"}
    room = ToolCall("assign_room", {"event_id": KEYS["e.tender"], "room_id": "E-PLAY"})
    assert passes(env, task, room, ToolCall(moved.name, when))
    assert not passes(env, task, ToolCall(moved.name, when))


def test_two_mails_are_not_one_mail_to_two(env: ToolEnv) -> None:
    task = OFFICE.task("leaflet-for-planning")
    sent = task.solution[0].calls[-1]
    to = sent.arguments["to"]
    assert isinstance(to, list)
    apart = [ToolCall(sent.name, sent.arguments | {"to": [address]}) for address in to]
    assert passes(env, task, ToolCall(sent.name, sent.arguments | {"to": to[::-1]}))
    assert not passes(env, task, *apart)
