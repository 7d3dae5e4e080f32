"""What every generated environment is like."""

from __future__ import annotations

from statistics import mean

import pytest

from agentgym.tools import ToolCall
from agentgym_envs.domains.names import domain_names
from agentgym_synth.generator import MOST_TOOLS, Identity, about, ids, lay_ground
from agentgym_synth.ground import Ground
from agentgym_synth.scorecard import renamed, signature, similarity
from agentgym_synth.splits import split_of
from tests.synth.maker.sample import ground, grounds, made


def test_an_environment_has_eight_to_sixty_tools_and_many_tables() -> None:
    tools = [len(one.built.world["tools"]) for one in grounds()]
    tables = [len(one.built.world["tables"]) for one in grounds()]
    assert min(tools) >= 8
    assert max(tools) <= MOST_TOOLS
    assert mean(tools) >= 20
    assert mean(tables) >= 8


def test_the_system_prompt_carries_every_rule_and_the_tool_that_declines() -> None:
    for one in grounds():
        prompt = one.built.prompt
        refusing = one.built.surface.refusing
        assert one.plan.rules
        for rule in one.plan.rules:
            assert f"{rule.code}. {' '.join(rule.text.split())}" in prompt
        assert refusing.tool in prompt
        assert one.plan.place in prompt
        tool = next(t for t in one.built.world["tools"] if t["name"] == refusing.tool)
        codes = tool["input"]["properties"][refusing.rule]["enum"]
        assert codes == [rule.code for rule in one.plan.rules]


def test_nothing_in_a_prompt_or_a_tool_is_left_to_be_filled_in() -> None:
    for one in grounds():
        assert "{" not in one.built.prompt
        for tool in one.built.world["tools"]:
            assert tool["description"].strip()
            assert "{" not in tool["description"]


def test_every_rule_is_about_something_that_can_be_done() -> None:
    for one in grounds():
        actions = {action.name for action in one.plan.actions}
        assert all(set(rule.on) <= actions for rule in one.plan.rules)


def test_the_exercises_of_an_environment_work_in_its_first_state() -> None:
    for one in made():
        live = ground(one.about["domain"], one.about["number"]).world.open()
        for call in one.exercises:
            live.reset(0)
            assert not live.call(ToolCall(call.name, dict(call.arguments))).is_error
        live.close()


def test_another_seed_gives_other_environments() -> None:
    for domain in domain_names()[:4]:
        one, other = ground(domain), ground(domain, seed=1)
        assert one.identity.id != other.identity.id
        assert one.world.digest() != other.world.digest()


def test_environments_of_one_trade_differ_in_structure() -> None:
    signatures = [signature(ground("clinic", n).built.world) for n in range(6)]
    near = [
        similarity(one, other) >= 0.85
        for place, one in enumerate(signatures)
        for other in signatures[:place]
    ]
    assert not any(near)


def test_a_set_takes_the_domains_by_turns() -> None:
    names = domain_names()
    assert len(set(ids(30, 0))) == 30
    domains = [Identity.of(one).domain for one in ids(len(names) + 1, 5)]
    assert domains == [*names, names[0]]


@pytest.mark.parametrize("domain", ["farm", "permits", "streaming"])
def test_the_split_hangs_on_structure_alone(domain: str) -> None:
    one = ground(domain)
    world = one.built.world
    assert split_of(renamed(world)) == split_of(world)
    assert split_of(_without_rows(one)) == split_of(world)
    assert about(one)["split"] == split_of(world)


def test_both_splits_come_about_and_most_of_it_is_for_training() -> None:
    splits = [split_of(lay_ground(Identity("port", 0, n)).built.world) for n in range(16)]
    assert 0 < splits.count("test") < len(splits) / 2


def test_the_tasks_of_an_environment_have_its_split() -> None:
    for one in made():
        assert {task.split for task in one.tasks} == {one.about["split"]}


def _without_rows(one: Ground) -> dict[str, object]:
    tables = {name: {**table, "rows": []} for name, table in one.built.world["tables"].items()}
    return {**one.built.world, "tables": tables, "clock": None}
