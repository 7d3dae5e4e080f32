"""What people want instead of what they wanted at first."""

from __future__ import annotations

import re

import agentgym
from agentgym_synth.generator import Identity, lay_ground
from tests.synth.maker import trials


def test_nobody_thinks_again_and_finds_that_something_has_happened() -> None:
    thought_again = 0
    for number in range(14, 20):
        identity = Identity("permits", 0, number)
        happened = [
            phrase.replace("{kit}", "it")
            for action in lay_ground(identity).plan.actions
            if action.fact
            for phrase in action.saying.do
        ]
        environment = agentgym.load(identity.id.removeprefix("agentgym/"))
        for name in environment.tasks:
            task = environment.task(name)
            if "second thoughts" in str(task.provenance.get("patterns")):
                thought_again += 1
                assert not [p for p in happened if p in task.turns[1]], task.turns
    assert thought_again


def test_nobody_cancels_it_where_it_could_be_the_thing_or_what_was_done_to_it() -> None:
    cancelled = 0
    for task in trials.tasks(kind="change", tier=3, most=400, text=trials.WORKSHOP):
        if "second thoughts" not in task.provenance["patterns"]:
            continue
        if re.search(r"\b(cancel|end|revoke|withdraw) it\b", task.turns[1], re.IGNORECASE):
            # What has only just been made is the one thing that can be meant.
            assert re.search(r"\b(book|down|check)\b", task.turns[0]), task.turns
            cancelled += 1
    assert cancelled


def test_it_is_one_thing_where_several_of_a_kind_were_spoken_of() -> None:
    about = {
        r"\bpruning": r"\b(drop|strike) it\b",
        r"\bladder [a-h]\b": r"\b(book|put|let) it\b|loan of it\b",
    }
    alone = named = 0
    for tier in (3, 4):
        for task in trials.tasks(kind="change", tier=tier, most=300):
            if "second thoughts" not in task.provenance["patterns"]:
                continue
            first, second = task.turns[0].lower(), task.turns[1].lower()
            for kind, pronoun in about.items():
                spoken_of = len(re.findall(kind, first))
                if re.search(pronoun, second):
                    assert spoken_of == 1, task.turns
                    alone += 1
                elif re.search(kind, second):
                    named += spoken_of > 1
    assert alone
    assert named


def test_nobody_thinks_again_about_what_has_happened() -> None:
    begun = ("begin: {from: [wanted], to: begun}", "begin: {from: [wanted], to: begun, fact: true}")
    dropped = r"\b(drop|strike) (it|[\w ]*pruning)\b"
    thought: dict[bool, int] = {}
    for changes in ((), (begun,)):
        tasks = trials.tasks(*changes, kind="change", tier=3, most=300)
        again = [t for t in tasks if "second thoughts" in t.provenance["patterns"]]
        thought[bool(changes)] = sum(bool(re.search(dropped, t.turns[1].lower())) for t in again)
    assert thought[False]
    assert not thought[True]
