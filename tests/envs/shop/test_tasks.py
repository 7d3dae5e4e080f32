"""Policies that know nothing fail in the shop, and what is nearly right fails too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import agentgym
from agentgym import ToolCall, ToolEnv
from agentgym_envs.shop.catalog import ENVIRONMENT
from agentgym_envs.shop.rules import RULES
from agentgym_envs.shop.stock_room import make_rows

SHOP = agentgym.load(ENVIRONMENT)
WRITING = {tool.name for tool in SHOP.toolset().tools if not tool.read_only}
STRANGER = make_rows().keys["lena"]


@pytest.fixture(scope="module")
def env() -> Iterator[ToolEnv]:
    env = ToolEnv(SHOP)
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


@pytest.mark.parametrize("task_id", [t.id for t in SHOP.tasks.values() if names_a_customer(t)])
def test_the_right_outcome_for_the_wrong_customer_fails(env: ToolEnv, task_id: str) -> None:
    env.reset(seed=0, options={"task": task_id})
    for turn in SHOP.task(task_id).solution:
        for call in turn.calls:
            arguments = dict(call.arguments)
            if call.name in WRITING and "customer_id" in arguments:
                arguments["customer_id"] = STRANGER
            env.step(ToolCall(call.name, arguments))
        *_, info = env.step(turn.message)
    assert not info["score"].passed


@pytest.mark.parametrize("rule", RULES)
def test_declining_whatever_is_asked_under_one_rule_passes_only_where_it_is_right(
    env: ToolEnv, rule: str
) -> None:
    """Even with every id looked up, a rule applied blindly is right only for its own refusals."""
    for task in SHOP.tasks.values():
        declined = [
            call for turn in task.solution for call in turn.calls if call.name == "decline_request"
        ]
        if task.kind == "refusal" and [c.arguments["rule"] for c in declined] == [rule]:
            continue
        customer = next(
            (
                mention.picks
                for mention in task.mentions
                if mention.among == "customers" and isinstance(mention.picks, str)
            ),
            None,
        )
        if customer is None:
            continue
        order = next((m.picks for m in task.mentions if m.among == "orders"), None)
        arguments = {"customer_id": customer, "rule": rule}
        if isinstance(order, str):
            arguments["order_id"] = order
        env.reset(seed=0, options={"task": task.id})
        env.step(ToolCall("decline_request", dict(arguments)))
        for _ in task.turns:
            *_, info = env.step("I am sorry, that is against our rules.")
        assert not info["score"].passed, task.id


@pytest.mark.parametrize(
    ("task_id", "tool", "argument", "text", "right"),
    [
        ("send-to-the-gallery", "add_address", "label", "Gallery", True),
        ("send-to-the-gallery", "add_address", "label", "not the gallery", False),
        ("gate-code", "add_note", "text", "Gate code: 5580", True),
        ("gate-code", "add_note", "text", "5580", False),
        ("two-notes", "add_note", "text", "on Tuesday", False),
    ],
)
def test_free_text_may_be_worded_otherwise_but_must_say_what_was_said(
    env: ToolEnv, task_id: str, tool: str, argument: str, text: str, right: bool
) -> None:
    env.reset(seed=0, options={"task": task_id})
    for number, turn in enumerate(SHOP.task(task_id).solution, start=1):
        for call in turn.calls:
            arguments = dict(call.arguments)
            if call.name == tool and number == len(SHOP.task(task_id).turns):
                arguments[argument] = text
            env.step(ToolCall(call.name, arguments))
        *_, info = env.step(turn.message)
    assert info["score"].passed is right
