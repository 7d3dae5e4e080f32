"""What is proved of a world's tasks alone: descriptions, order, damage in a searchable state."""

from __future__ import annotations

import re
from typing import Any

import pytest

from agentgym import Check, Environment, Goal, SolutionTurn, Task, ToolCall, World
from agentgym.certifier import certify
from agentgym.episode import Episode
from agentgym.task import Mention
from agentgym.verifier import GoalVerifier, Score, failed

ID = "agentgym/demo-pantry-v1"
TEXT = {"type": "string"}

PANTRY: dict[str, Any] = {
    "format": 1,
    "name": "pantry",
    "tables": {
        "jars": {
            "columns": {
                "jar_id": {"type": "text", "key": True},
                "what": {"type": "text"},
                "shelf": {"type": "text"},
                "grams": {"type": "int", "min": 0},
            },
            "rows": [
                ["J-31", "plum jam", "top", 400],
                ["J-52", "quince jelly", "top", 250],
                ["J-77", "apple butter", "low", 250],
            ],
        },
        "labels": {
            "columns": {
                "label_id": {"type": "int", "key": True, "generate": {"start": 7}},
                "jar_id": {"type": "text", "ref": "jars"},
                "words": {"type": "text"},
            }
        },
    },
    "tools": [
        {
            "name": "find",
            "description": "Find a jar by what is in it.",
            "input": {"type": "object", "properties": {"what": TEXT}, "required": ["what"]},
            "steps": [
                {
                    "one": "j",
                    "sql": "SELECT jar_id, shelf, grams FROM jars WHERE what = :what",
                    "else": "there is no {what}",
                },
                {"return": ":j"},
            ],
        },
        {
            "name": "label",
            "description": "Put a label on a jar.",
            "writes": ["labels"],
            "input": {
                "type": "object",
                "properties": {"jar_id": TEXT, "words": TEXT},
                "required": ["jar_id", "words"],
            },
            "steps": [
                {"new": "id", "of": "labels"},
                {"write": "INSERT INTO labels VALUES(:id, :jar_id, :words)"},
                {"return": {"label_id": ":id"}},
            ],
        },
    ],
}
WORLD = World.load(PANTRY)


def label(jar: str, words: str) -> ToolCall:
    return ToolCall("label", {"jar_id": jar, "words": words})


def find(what: str) -> ToolCall:
    return ToolCall("find", {"what": what})


PLUM = Mention(phrase="the plum jam", among="jars", where="what = 'plum jam'", picks="J-31")


def task(*mentions: Mention, **changes: Any) -> Task:
    calls = (find("plum jam"), label("J-31", "winter"))
    whole: dict[str, Any] = {
        "id": "0",
        "environment": ID,
        "kind": "change",
        "turns": ("Write winter on the plum jam, which is the heaviest of all.",),
        "goal": goal(calls),
        "solution": (SolutionTurn(calls=calls),),
        "mentions": mentions,
    }
    return Task(**(whole | changes))


def goal(calls: tuple[ToolCall, ...]) -> Goal:
    live = WORLD.open()
    live.reset(0)
    for call in calls:
        assert not live.call(call).is_error
    changes = live.state().changes()
    live.close()
    return Goal(checks=(Check(state=changes),))


def failures(one: Task, **options: Any) -> dict[str, str]:
    return certify(Environment(ID, WORLD.open, [one], **options), one).failures


def test_a_task_whose_descriptions_each_pick_one_row_is_proved() -> None:
    heaviest = Mention(phrase="the heaviest of all", among="jars", order="grams DESC", picks="J-31")
    certificate = certify(Environment(ID, WORLD.open, [task(PLUM, heaviest)]), task(PLUM, heaviest))
    assert certificate.failures == {}
    assert certificate.items["unambiguous"].tried == 2
    assert certificate.items["no_damage"].passed


@pytest.mark.parametrize(
    ("mention", "reason"),
    [
        (
            Mention(phrase="the plum jam", among="jars", where="shelf = 'top'", picks="J-31"),
            r"picks \['J-31', 'J-52'\], not 'J-31'",
        ),
        (
            Mention(phrase="the plum jam", among="jars", where="what = 'fig jam'", picks="J-31"),
            r"picks \[\], not 'J-31'",
        ),
        (
            Mention(phrase="the plum jam", among="jars", where="what = 'plum jam'", picks="J-52"),
            r"picks \['J-31'\], not 'J-52'",
        ),
        (
            Mention(phrase="the heaviest", among="jars", order="grams ASC", picks="J-52"),
            "is a tie",
        ),
        (
            Mention(phrase="the blue jar", among="jars", where="jar_id = 'J-31'", picks="J-31"),
            "nobody says 'the blue jar'",
        ),
    ],
)
def test_a_description_that_does_not_pick_the_one_row_meant_is_found(
    mention: Mention, reason: str
) -> None:
    found = failures(task(PLUM, mention))
    assert set(found) == {"unambiguous"}
    assert re.search(reason, found["unambiguous"])


def test_a_task_that_declares_no_description_is_found() -> None:
    assert "no mention declares" in failures(task())["unambiguous"]


def two_labels() -> Task:
    calls = (
        find("plum jam"),
        find("quince jelly"),
        label("J-31", "winter"),
        label("J-52", "spring"),
    )
    quince = Mention(
        phrase="the quince jelly", among="jars", where="what = 'quince jelly'", picks="J-52"
    )
    return task(
        PLUM,
        quince,
        turns=("Write winter on the plum jam and spring on the quince jelly.",),
        goal=goal(calls),
        solution=(SolutionTurn(calls=calls),),
    )


def test_calls_that_commute_may_be_exchanged_though_they_make_other_keys() -> None:
    assert failures(two_labels()) == {}


def test_a_verifier_that_insists_on_the_order_of_commuting_calls_is_found() -> None:
    class InOrder:
        """Passes when the goal is met, and the jam was labelled first."""

        def verify(self, task: Task, episode: Episode) -> Score:
            made = [c.arguments["jar_id"] for c, _ in episode.turns[-1].calls if c.name == "label"]
            score = GoalVerifier().verify(task, episode)
            return score if made[:1] == ["J-31"] else failed("the jam comes first")

    found = failures(two_labels(), verifier=InOrder())
    assert set(found) == {"order_free"}
    assert "label and label commute, but exchanging them fails" in found["order_free"]


def test_damage_by_one_tool_does_not_hide_that_by_another() -> None:
    shelving = {
        "name": "move",
        "description": "Put a jar on a shelf.",
        "writes": ["jars"],
        "input": {
            "type": "object",
            "properties": {"jar_id": TEXT, "shelf": TEXT},
            "required": ["jar_id", "shelf"],
        },
        "steps": [
            {
                "write": "UPDATE jars SET shelf = :shelf WHERE jar_id = :jar_id",
                "rows": 1,
                "else": "there is no jar {jar_id}",
            },
            {"return": {"shelf": ":shelf"}},
        ],
    }
    world = World.load({**PANTRY, "tools": [*PANTRY["tools"], shelving]})

    class LabelsOnly:
        """Overlooks the shelves."""

        def verify(self, task: Task, episode: Episode) -> Score:
            state = episode.turns[-1].state
            rows = [] if state is None else state.changes()
            made = [r["values"]["words"] for r in rows if r["table"] == "labels"]
            passed = made == ["winter"] and episode.stop_reason == "done"
            return Score(reward=float(passed), passed=passed)

    one = task(PLUM)
    found = certify(Environment(ID, world.open, [one], verifier=LabelsOnly()), one).failures
    assert "it still passes after move" in found["no_damage"]


def test_damage_that_the_verifier_overlooks_is_found_in_a_searchable_state() -> None:
    class PlumOnly:
        """Looks at the labels of the plum jam alone."""

        def verify(self, task: Task, episode: Episode) -> Score:
            state = episode.turns[-1].state
            rows = [] if state is None else state.changes()
            made = [r["values"]["words"] for r in rows if r["values"]["jar_id"] == "J-31"]
            passed = made == ["winter"] and episode.stop_reason == "done"
            return Score(reward=float(passed), passed=passed)

    other = task(
        PLUM,
        id="1",
        turns=("Write spring on the plum jam.",),
        goal=goal((label("J-52", "spring"),)),
        solution=(SolutionTurn(calls=(label("J-52", "spring"),)),),
    )
    one = task(PLUM)
    whole = Environment(ID, WORLD.open, [one, other], verifier=PlumOnly())
    assert "it still passes after label" in certify(whole, one).failures["no_damage"]


def test_damage_by_a_tool_that_only_adds_what_is_new_is_tried_with_what_is_new() -> None:
    """Given what is there already it changes nothing, which is no proof of anything."""
    stock = {
        "name": "stock",
        "description": "See to it that there is a jar under a number.",
        "writes": ["jars"],
        "input": {"type": "object", "properties": {"jar_id": TEXT}, "required": ["jar_id"]},
        "steps": [
            {"write": "INSERT INTO jars VALUES(:jar_id, 'air', 'low', 0) ON CONFLICT DO NOTHING"},
            {"return": {"jar_id": ":jar_id"}},
        ],
    }
    world = World.load(PANTRY | {"tools": [*PANTRY["tools"], stock]})
    found = certify(Environment(ID, world.open, [task(PLUM)]), task(PLUM))
    assert found.failures == {}


#: New labels can be peeled off until they are sent.
POST: dict[str, Any] = {
    **PANTRY,
    "tables": {
        **PANTRY["tables"],
        "labels": {**PANTRY["tables"]["labels"], "rows": [[1, "J-77", "autumn"]]},
        "sent": {
            "columns": {
                "label_id": {"type": "int", "key": True},
                "jar_id": {"type": "text"},
                "words": {"type": "text"},
            },
        },
    },
    "tools": [
        *PANTRY["tools"],
        {
            "name": "send",
            "description": "Send the labels of a jar.",
            "writes": ["labels", "sent"],
            "input": {"type": "object", "properties": {"jar_id": TEXT}, "required": ["jar_id"]},
            "steps": [
                {"write": "INSERT INTO sent SELECT * FROM labels WHERE jar_id = :jar_id"},
                {"write": "DELETE FROM labels WHERE jar_id = :jar_id"},
                {"return": {"sent": ":jar_id"}},
            ],
        },
        {
            "name": "peel",
            "description": "Peel off all new labels.",
            "writes": ["labels"],
            "input": {"type": "object", "properties": {}},
            "steps": [
                {"write": "DELETE FROM labels WHERE label_id >= 7"},
                {"return": {"peeled": 1}},
            ],
        },
    ],
}


@pytest.mark.parametrize(
    ("what", "calls", "reason"),
    [
        (
            "plum jam",
            (label("J-31", "winter"), ToolCall("send", {"jar_id": "J-31"})),
            None,
        ),
        ("apple butter", (ToolCall("send", {"jar_id": "J-77"}),), "no call of send, peel changes"),
    ],
)
def test_a_tool_that_finds_nothing_left_to_change_is_tried_on_the_way(
    what: str, calls: tuple[ToolCall, ...], reason: str | None
) -> None:
    world = World.load(POST)
    calls = (find(what), *calls)
    live = world.open()
    live.reset(0)
    assert not any(live.call(call).is_error for call in calls)
    changes = live.state().changes()
    live.close()
    one = task(
        PLUM,
        turns=("Write winter on the plum jam, send it, or only the apple butter.",),
        goal=Goal(checks=(Check(state=changes),)),
        solution=(SolutionTurn(calls=calls),),
    )
    found = certify(Environment(ID, world.open, [one]), one).failures.get("no_damage")
    assert found is None if reason is None else str(found).startswith(reason)
