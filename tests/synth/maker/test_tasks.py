"""What the tasks of generated environments are like."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher
from statistics import mean

import pytest

from agentgym.task import Task
from agentgym_envs.domains.reading import load_domain
from agentgym_synth.generator import NotEnoughTasksError, make
from agentgym_synth.maker.tasks import TIERS, Aim
from agentgym_synth.proving import MOST_TASKS, prove
from tests.synth.maker.sample import drawn, ground, made, tasks

_PATTERNS = {
    "one thing", "superlative", "every one", "it depends", "second choice", "second thoughts",
    "property", "property of the best", "which", "total", "list", "ranking",
    "most of", "difference", "refusal", "twin of a refusal",
}  # fmt: skip
_WORD = re.compile(r"\w+")


def test_every_kind_and_tier_comes_about() -> None:
    kinds = Counter(task.kind for task in tasks())
    assert kinds["change"] > kinds["question"] > 0
    assert kinds["refusal"] > 0
    assert {task.provenance["tier"] for task in tasks()} == set(TIERS)


def test_every_pattern_comes_about() -> None:
    asked = [Aim("question", tier) for tier in (1, 2, 2) for _ in range(6)]
    questions = [t for trade in ("airline", "farm", "museum", "port") for t in _of(trade, asked)]
    patterns = {pattern for task in (*tasks(), *questions) for pattern in _patterns(task)}
    assert patterns >= _PATTERNS


def test_a_tier_says_how_many_calls_it_takes() -> None:
    for task in tasks():
        low, high = TIERS[task.provenance["tier"]]
        assert low <= _calls(task) <= high
        assert task.limits.steps >= 2 * _calls(task)


def test_tasks_are_numbered_and_know_where_they_belong() -> None:
    for one in made():
        assert [task.id for task in one.tasks] == [str(n) for n in range(len(one.tasks))]
        assert {task.environment for task in one.tasks} == {one.id}
        assert one.certificates.keys() == {task.id for task in one.tasks}


def test_no_two_tasks_of_an_environment_are_put_in_the_same_words() -> None:
    for one in made():
        assert len({task.turns for task in one.tasks}) == len(one.tasks)


def test_solutions_call_tools_that_an_agent_has_and_no_others() -> None:
    for one in made():
        tools = {tool["name"]: tool["input"] for tool in one.world["tools"]}
        for task in one.tasks:
            for call in (call for turn in task.solution for call in turn.calls):
                taken = tools[call.name]
                assert set(call.arguments) <= taken["properties"].keys()
                assert set(taken.get("required", ())) <= set(call.arguments)


def test_each_user_turn_has_calls_and_a_check_of_its_own() -> None:
    assert any(len(task.turns) >= 3 for task in tasks())
    for task in tasks():
        assert len(task.solution) == len(task.turns)
        checked = [check.turn for check in task.goal.checks]
        assert checked == [*range(len(task.turns) - 1), None]


def test_every_refusal_has_a_twin_that_is_permitted_and_the_twin_a_refusal() -> None:
    for one in made():
        by_id = {task.id: task for task in one.tasks}
        refusals = [task for task in one.tasks if task.kind == "refusal"]
        assert refusals
        for task in refusals:
            assert task.twin is not None
            twin = by_id[task.twin]
            assert twin.kind == "change"
            assert "twin of a refusal" in twin.provenance["patterns"]


def test_a_refusal_and_its_twin_differ_in_what_the_rule_asks_about_and_in_nothing_else() -> None:
    likeness = []
    for one in made():
        by_id = {task.id: task for task in one.tasks}
        for task in one.tasks:
            if task.twin is None:
                continue
            ours, theirs = (_words(t) for t in (task, by_id[task.twin]))
            matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
            differing = [ours[a:b] for op, a, b, _, _ in matcher.get_opcodes() if op != "equal"]
            first = SequenceMatcher(None, ours, theirs).get_opcodes()[0]
            assert first[0] == "equal", (task.turns, by_id[task.twin].turns)
            assert sum(map(len, differing)) < len(ours) / 2, (task.turns, by_id[task.twin].turns)
            likeness.append(matcher.ratio())
    assert mean(likeness) > 0.75


def test_a_refusal_changes_nothing_but_the_record_of_it() -> None:
    aims = [Aim("refusal", 1)] * 3
    refusals = [task for task in drawn(ground("museum"), *aims) if task.kind == "refusal"]
    assert refusals
    for task in refusals:
        changes = task.goal.checks[-1].state or ()
        assert [change["table"] for change in changes if isinstance(change, dict)] == ["refusal"]


def test_nobody_says_a_key_that_only_the_tools_know() -> None:
    """Those of nouns that have a `key` are on bills and labels; people know them."""
    for one in made():
        domain = load_domain(one.about["domain"])
        secret: set[str] = set()
        for name, table in one.world["tables"].items():
            noun = domain.nouns.get(name)
            if noun is None or noun.key is None:
                secret |= {str(row[0]) for row in table["rows"] if not str(row[0]).isdigit()}
        for task in one.tasks:
            said = set(re.findall(r"[\w-]+", " ".join(task.turns)))
            assert not said & secret, task.turns


def test_what_people_say_is_whole_and_tidy() -> None:
    for task in tasks():
        for turn in task.turns:
            assert "{" not in turn
            assert "  " not in turn
            assert " ." not in turn
            assert "None" not in turn
            assert not re.search(r"\d{4}-\d{2}-\d{2}", turn), turn
            assert turn[0].isupper() or turn[0] in "'\"", turn


def test_the_words_of_a_mention_stand_in_what_was_said() -> None:
    for task in tasks():
        said = " ".join(task.turns).casefold()
        assert all(mention.phrase.casefold() in said for mention in task.mentions)


def test_more_tasks_than_an_environment_gives_are_refused_with_how_many_and_why() -> None:
    with pytest.raises(NotEnoughTasksError) as caught:
        make("agentgym/synth-farm-0000-v1", tasks=MOST_TASKS + 1)
    said = str(caught.value)
    assert "agentgym/synth-farm-0000-v1 gives 1,000 tasks at most and not 1,001" in said
    assert "ask for more environments" in said


def test_an_environment_that_runs_dry_says_how_many_tasks_it_gave() -> None:
    """Here nothing can be done, so that nobody asks for anything."""
    whole = ground("farm")
    dry = replace(whole, plan=replace(whole.plan, actions=(), rules=()))
    with pytest.raises(NotEnoughTasksError, match=r"gives 0 tasks and not 3: .* ask for fewer"):
        prove(dry, 3)


def _of(trade: str, aims: list[Aim]) -> list[Task]:
    return drawn(ground(trade), *aims)


def _patterns(task: Task) -> list[str]:
    patterns: list[str] = task.provenance["patterns"]
    return patterns


def _calls(task: Task) -> int:
    return sum(len(turn.calls) for turn in task.solution)


def _words(task: Task) -> list[str]:
    return _WORD.findall("\n".join(task.turns))
