"""Policies that know nothing fail at the bank, and what is nearly right fails too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import agentgym
from agentgym import ToolCall, ToolEnv
from agentgym_envs.bank.catalog import ENVIRONMENT
from agentgym_envs.bank.rules import RULES, TOPICS
from agentgym_envs.bank.vault import make_rows

BANK = agentgym.load(ENVIRONMENT)
WRITING = {tool.name for tool in BANK.toolset().tools if not tool.read_only}
STRANGER = make_rows().keys["lena"]


@pytest.fixture(scope="module")
def env() -> Iterator[ToolEnv]:
    env = ToolEnv(BANK)
    yield env
    env.close()


def names_a_customer(task: agentgym.Task) -> bool:
    """Whether a writing call of the solution names a customer other than the stranger."""
    customers = {
        call.arguments["customer_id"]
        for turn in task.solution
        for call in turn.calls
        if call.name in WRITING and "customer_id" in call.arguments
    }
    return bool(customers) and STRANGER not in customers


@pytest.mark.parametrize("task_id", [t.id for t in BANK.tasks.values() if names_a_customer(t)])
def test_the_right_outcome_for_the_wrong_customer_fails(env: ToolEnv, task_id: str) -> None:
    env.reset(seed=0, options={"task": task_id})
    for turn in BANK.task(task_id).solution:
        for call in turn.calls:
            arguments = dict(call.arguments)
            if call.name in WRITING and "customer_id" in arguments:
                arguments["customer_id"] = STRANGER
            env.step(ToolCall(call.name, arguments))
        *_, info = env.step(turn.message)
    assert not info["score"].passed


def asks_and_about(task: agentgym.Task) -> tuple[str | None, str | None]:
    """The customer and the account that the task's mentions give away."""
    picked = {
        mention.among: mention.picks
        for mention in reversed(task.mentions)
        if isinstance(mention.picks, str)
    }
    return picked.get("customers"), picked.get("accounts")


@pytest.mark.parametrize("rule", RULES)
def test_declining_whatever_is_asked_under_one_rule_passes_only_where_it_is_right(
    env: ToolEnv, rule: str
) -> None:
    """Even with every id looked up, a rule applied blindly is right only for its own refusals."""
    for task in BANK.tasks.values():
        declined = [
            call for turn in task.solution for call in turn.calls if call.name == "decline_request"
        ]
        if task.kind == "refusal" and [c.arguments["rule"] for c in declined] == [rule]:
            continue
        customer, account = asks_and_about(task)
        if customer is None:
            continue
        for more in ({}, {"account_id": account} if account else {}):
            env.reset(seed=0, options={"task": task.id})
            env.step(ToolCall("decline_request", {"customer_id": customer, "rule": rule, **more}))
            for _ in task.turns:
                *_, info = env.step("I am sorry, that is against our rules.")
            assert not info["score"].passed, task.id


@pytest.mark.parametrize("topic", TOPICS)
def test_handing_everything_over_passes_only_where_it_is_right(env: ToolEnv, topic: str) -> None:
    for task in BANK.tasks.values():
        handed_over = [
            call.arguments["topic"]
            for turn in task.solution
            for call in turn.calls
            if call.name == "hand_over"
        ]
        customer, _ = asks_and_about(task)
        if customer is None or handed_over == [topic]:
            continue
        env.reset(seed=0, options={"task": task.id})
        env.step(ToolCall("hand_over", {"customer_id": customer, "topic": topic}))
        for _ in task.turns:
            *_, info = env.step("A colleague will call you back.")
        assert not info["score"].passed, task.id


@pytest.mark.parametrize(
    ("task_id", "tool", "argument", "text", "right"),
    [
        ("boiler-fund", "open_account", "label", "boiler", True),
        ("boiler-fund", "open_account", "label", "Savings", False),
        ("ring-after-six", "add_note", "text", "Please call after six only.", True),
        ("ring-after-six", "add_note", "text", "Call in the morning", False),
        ("ring-after-six", "add_note", "text", "Call only after 18:00", True),
        ("ring-after-six", "add_note", "text", "Not to be called before 6 pm", True),
        ("ring-after-six", "add_note", "text", "Do not call after 6 pm", False),
        ("desk-is-settled", "add_note", "text", "Refunded by Otley Office Chairs", True),
        ("desk-is-settled", "add_note", "text", "Otley Office Chairs never paid", False),
        ("rude-in-keighley", "open_complaint", "summary", "No rudeness at dinner time", False),
        ("rude-in-keighley", "open_complaint", "summary", "Hurried: it was dinner time", True),
        ("rude-in-keighley", "open_complaint", "summary", "Staff were rude", False),
        ("pay-the-plumber", "send_payment", "reference", "Plumber", False),
    ],
)
def test_free_text_may_be_worded_otherwise_but_must_say_what_was_said(
    env: ToolEnv, task_id: str, tool: str, argument: str, text: str, right: bool
) -> None:
    env.reset(seed=0, options={"task": task_id})
    for turn in BANK.task(task_id).solution:
        for call in turn.calls:
            arguments = dict(call.arguments)
            if call.name == tool:
                arguments[argument] = text
            env.step(ToolCall(call.name, arguments))
        *_, info = env.step(turn.message)
    assert info["score"].passed is right


def test_a_card_sent_after_the_address_was_changed_does_not_pass(env: ToolEnv) -> None:
    task = BANK.task("card-first-then-the-move")
    (*looking, replace), (update,) = (turn.calls for turn in task.solution)
    env.reset(seed=0, options={"task": task.id})
    for call in (*looking, update, replace):
        env.step(call)
    for turn in task.solution:
        *_, info = env.step(turn.message)
    assert not info["score"].passed


@pytest.mark.parametrize(
    ("task_id", "answer", "right"),
    [
        ("which-card-is-next", "the card ending 8301", True),
        ("whose-hold-is-it", "The Grand Canal Hotel", True),
        ("hotel-in-porto", "462.37", False),
        ("hotel-in-seville", "263.00", False),
    ],
)
def test_an_answer_counts_by_what_it_says(
    env: ToolEnv, task_id: str, answer: str, right: bool
) -> None:
    env.reset(seed=0, options={"task": task_id})
    *_, info = env.step(f"Answer: {answer}")
    assert info["score"].passed is right
