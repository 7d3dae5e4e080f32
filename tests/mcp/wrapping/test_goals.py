"""Goals of wrapped servers: the net change of named views, holes, alternatives, partial credit."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from agentgym.errors import InvalidTaskError
from agentgym.mcp.wrapping.state import ViewedState

BEFORE: dict[str, dict[str, JsonValue]] = {
    "files": {"a.txt": {"text": "one\n"}, "b.txt": {"text": "two\n"}, "old": {"directory": True}},
    "graph": {"Ana": {"name": "Ana", "observations": ["bakes"]}},
}


def after(**views: dict[str, Any]) -> ViewedState:
    """A state with some keys changed, or removed by None."""
    now: dict[str, dict[str, JsonValue]] = {}
    for name, rows in BEFORE.items():
        changed = {**rows, **views.get(name, {})}
        now[name] = {key: value for key, value in changed.items() if value is not None}
    return ViewedState(BEFORE, now)


MOVED = after(files={"a.txt": None, "c.txt": {"text": "one\n"}})


def test_no_goal_means_that_nothing_changed() -> None:
    assert after().compare(None).equal
    comparison = MOVED.compare(None)
    assert not comparison.equal
    assert comparison.parts == {"undamaged": 0.0}
    assert comparison.reason == "files: a.txt was removed, and the goal leaves it alone"


def test_a_goal_is_what_changed_and_nothing_else() -> None:
    goal: JsonValue = {"files": {"a.txt": None, "c.txt": {"text": "one\n"}}}
    assert MOVED.compare(goal).equal
    extra = after(
        files={"a.txt": None, "c.txt": {"text": "one\n"}}, graph={"Bo": {"name": "Bo"}}
    ).compare(goal)
    assert extra.parts == {"wanted": 1.0, "undamaged": 0.0}
    assert extra.reason.startswith("graph: Bo was changed, to")
    half = after(files={"c.txt": {"text": "one\n"}}).compare(goal)
    assert half.parts == {"wanted": 0.5, "undamaged": 1.0}
    assert half.reason == "files: a.txt should have been removed, and was not"


def test_a_wrong_value_is_a_miss_and_no_damage() -> None:
    comparison = after(files={"a.txt": {"text": "One\n"}}).compare(
        {"files": {"a.txt": {"text": "ONE\n"}}}
    )
    assert comparison.parts == {"wanted": 0.0, "undamaged": 1.0}
    assert comparison.reason == "files: a.txt is {'text': 'One\\n'}, not {'text': 'ONE\\n'}"


@pytest.mark.parametrize(
    ("wanted", "met"),
    [
        ({"text": {"hole": "contains", "text": "HELLO"}}, True),
        ({"text": {"hole": "matches", "pattern": "hello .*\n"}}, True),
        ({"text": {"hole": "one_of", "values": ["hello you\n", "hello all\n"]}}, True),
        ({"hole": "any"}, True),
        ({"sha256": hashlib.sha256(b"hello all\n").hexdigest()}, True),
        ({"sha256": hashlib.sha256(b"hello\n").hexdigest()}, False),
        ({"text": {"hole": "contains", "text": "goodbye"}}, False),
        ({"text": "hello all"}, False),
        (None, False),
    ],
)
def test_a_value_may_be_a_hole_or_a_digest(wanted: JsonValue, met: bool) -> None:
    state = after(files={"b.txt": {"text": "hello all\n"}})
    assert state.compare({"files": {"b.txt": wanted}}).equal is met


def test_a_list_may_be_in_any_order_with_holes_in_it() -> None:
    goal: JsonValue = {
        "graph": {
            "Ana": {
                "name": "Ana",
                "observations": {
                    "hole": "in_any_order",
                    "items": [{"hole": "contains", "text": "paris"}, "bakes"],
                },
            }
        }
    }
    for told in (["bakes", "lives in Paris"], ["lives in Paris", "bakes"]):
        assert after(graph={"Ana": {"name": "Ana", "observations": told}}).compare(goal).equal
    for told in (["bakes"], ["bakes", "bakes"], ["bakes", "in Paris", "in Paris"]):
        assert not after(graph={"Ana": {"name": "Ana", "observations": told}}).compare(goal).equal


def test_new_rows_may_have_keys_that_the_server_chooses() -> None:
    goal: JsonValue = {
        "graph": {"<new>": {"name": {"hole": "any"}}, "<new 2>": {"name": "Bo"}},
    }
    assert after(graph={"x1": {"name": "Bo"}, "x2": {"name": "Cy"}}).compare(goal).equal
    assert after(graph={"x1": {"name": "Bo"}}).compare(goal).parts["wanted"] == 0.5
    assert not after(graph={"x1": {"name": "Cy"}, "x2": {"name": "Cy"}}).compare(goal).equal
    three = after(graph={"1": {"name": "Bo"}, "2": {"name": "Cy"}, "3": {"name": "Di"}})
    assert three.compare(goal).parts == {"wanted": 1.0, "undamaged": 0.0}


def test_what_was_there_already_is_not_new() -> None:
    renamed = after(graph={"Ana": {"name": "Bo"}})
    comparison = renamed.compare({"graph": {"<new>": {"name": "Bo"}}})
    assert comparison.parts == {"wanted": 0.0, "undamaged": 0.0}


@pytest.mark.parametrize("hole", [{"hole": "any"}, {"hole": "one_of", "values": [None, "x"]}])
def test_no_hole_accepts_what_was_removed(hole: JsonValue) -> None:
    comparison = after(files={"a.txt": None}).compare({"files": {"a.txt": hole}})
    assert comparison.reason == "files: a.txt was removed, and should not have been"


def test_null_is_told_from_what_is_gone() -> None:
    before: dict[str, dict[str, JsonValue]] = {"v": {"a": 1}}
    null, gone = ViewedState(before, {"v": {"a": None}}), ViewedState(before, {"v": {}})
    assert null.digest() != gone.digest()
    assert [s.compare({"v": {"a": None}}).equal for s in (null, gone)] == [False, True]
    for state in (null, gone):
        assert state.compare({"v": dict(state.change()["v"])}).equal


@pytest.mark.parametrize(
    ("wanted", "value", "met"),
    [
        ({"hole": "one_of", "values": [1, 0]}, True, False),
        ({"hole": "one_of", "values": [True]}, True, True),
        ({"hole": "one_of", "values": [True]}, 1, False),
        ({"hole": "one_of", "values": [1]}, 1.0, True),
        ({"hole": "near", "value": 1, "tolerance": 1}, True, False),
        (True, 1, False),
        ([1], [True], False),
        (1, 1.0, True),
        ({"hole": "near", "value": 1, "tolerance": 1}, 2, True),
    ],
)
def test_true_and_false_are_no_numbers(wanted: JsonValue, value: JsonValue, met: bool) -> None:
    state = ViewedState({"v": {"a": "before"}}, {"v": {"a": value}})
    assert state.compare({"v": {"a": wanted}}).equal is met


def test_one_of_several_goals_suffices_and_the_closest_is_told() -> None:
    goal: JsonValue = {
        "any_of": [
            {"files": {"a.txt": None}},
            {"files": {"a.txt": None, "c.txt": {"text": "one\n"}, "old": None}},
        ]
    }
    assert after(files={"a.txt": None}).compare(goal).equal
    gone = {"a.txt": None, "c.txt": {"text": "one\n"}, "old": None}
    assert after(files=gone).compare(goal).equal
    comparison = MOVED.compare(goal)
    assert not comparison.equal
    assert comparison.parts == {"wanted": 1.0, "undamaged": 0.0}


@pytest.mark.parametrize(
    ("goal", "message"),
    [
        ([], "is none for a wrapped server"),
        ({"files": None}, "is none for a wrapped server"),
        ({"flies": {"a.txt": None}}, "no view 'flies'. Did you mean 'files'"),
        ({"files": {"a.txt": {"text": {"hole": "odd"}}}}, "files: a.txt"),
        (
            {"files": {"b.txt": {"hole": "in_any_order", "items": [{"hole": "odd"}]}}},
            "files: b.txt: Input tag 'odd'",
        ),
        ({"files": {"a.txt": {"text": "one\n"}}}, "is so at the beginning already"),
        ({"files": {"z.txt": None}}, "is so at the beginning already"),
        ({"any_of": []}, "is no list of goals"),
    ],
)
def test_a_goal_that_makes_no_sense_is_an_error(goal: JsonValue, message: str) -> None:
    with pytest.raises(InvalidTaskError, match=message):
        MOVED.compare(goal)


def test_a_value_that_is_equal_in_python_only_has_changed() -> None:
    assert ViewedState({"v": {"n": 1}}, {"v": {"n": True}}).change() == {"v": {"n": True}}


def test_the_digest_is_of_the_change() -> None:
    unchanged = [ViewedState({"v": {"n": n}}, {"v": {"n": n}}).digest() for n in (1, 2)]
    assert unchanged[0] == unchanged[1] == after().digest() != MOVED.digest()


_JSON: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text("ab", max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("cd", max_size=2), inner),
    max_leaves=6,
)
_ROWS = st.dictionaries(st.text("xyz", max_size=2), _JSON)


@given(_ROWS, _ROWS, _ROWS)
def test_every_state_meets_its_own_change_and_no_other(
    first: dict[str, JsonValue], second: dict[str, JsonValue], third: dict[str, JsonValue]
) -> None:
    one, other = ViewedState({"v": first}, {"v": second}), ViewedState({"v": first}, {"v": third})
    change: JsonValue = {name: dict(rows) for name, rows in one.change().items()}
    assert one.compare(change or None).equal
    assert other.compare(change or None).equal == (one.digest() == other.digest())
