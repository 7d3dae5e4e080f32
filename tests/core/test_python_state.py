"""A Python class as a toolset: its state, and how a refused call leaves it."""

from __future__ import annotations

import datetime
import decimal
import threading

import pytest
from pydantic import JsonValue

from agentgym import FunctionToolset, ToolCall, ToolResult, tool
from agentgym.errors import InfrastructureError, InvalidTaskError, InvalidToolError
from agentgym.toolset import State
from tests.core.plain_tools import Colour, Line, Parcel, Till, begun, ship


def test_the_methods_of_a_class_are_tools_in_the_order_of_definition() -> None:
    class Bigger(Till):
        """Knows one more, and another `pay`."""

        @tool
        def close_up(self) -> None:
            """Close."""

        @tool
        def pay(self, cents: int) -> dict[str, int]:
            """Pay out nothing."""
            return {"cents": 0}

    toolset = FunctionToolset(Bigger)
    assert [t.name for t in toolset.tools] == ["pay", "peek", "currency", "seed", "close_up"]
    toolset.reset(1)
    assert toolset.call(ToolCall("pay", {"cents": 1})).content == '{"cents":0}'


def test_a_static_method_is_called_without_the_instance() -> None:
    assert begun(Till).call(ToolCall("currency", {})).content == "EUR"


def test_reset_hands_seed_and_initial_state_to_the_class() -> None:
    toolset = FunctionToolset(Till)
    toolset.reset(77, {"cents": 5})
    assert toolset.call(ToolCall("seed", {})).content == '{"result":77}'
    assert toolset.state().compare({"cents": 5, "log": [], "owners": ["ann", "bob"]}).equal


def test_reset_hands_them_to_a_method_reset_where_there_is_one() -> None:
    class Cup:
        """A cup."""

        def __init__(self) -> None:
            self.fill = 0

        def reset(self, initial: int | None) -> None:
            self.fill = initial or 1

        @tool
        def drink(self) -> None:
            """Drink."""
            self.fill = 0

    toolset = FunctionToolset(Cup)
    toolset.reset(1)
    assert toolset.state().compare({"fill": 1}).equal
    toolset.reset(1, 9)
    assert toolset.state().compare({"fill": 9}).equal


def test_the_initial_state_of_a_task_is_not_altered_by_the_episode() -> None:
    class Shelf:
        """Keeps what it is given."""

        def __init__(self, initial: list[str]) -> None:
            self.items = initial

        @tool
        def put(self, item: str) -> None:
            """Put an item there."""
            self.items.append(item)

    given: list[JsonValue] = ["a"]
    toolset = FunctionToolset(Shelf)
    toolset.reset(1, given)
    toolset.call(ToolCall("put", {"item": "b"}))
    assert given == ["a"]


def test_an_initial_state_that_cannot_be_taken_is_the_tasks_fault() -> None:
    class Fixed:
        """Takes nothing."""

        @tool
        def look(self) -> None:
            """Look."""

    with pytest.raises(InvalidTaskError, match="Fixed takes no initial state, so 3 has nowhere"):
        FunctionToolset(Fixed).reset(1, 3)
    with pytest.raises(InvalidTaskError, match="functions have no state"):
        FunctionToolset([ship]).reset(1, 3)
    with pytest.raises(InvalidTaskError, match=r'Till refuses .*"cents":-1.*: cents are below 0'):
        FunctionToolset(Till).reset(1, {"cents": -1})


def test_a_class_that_cannot_be_reset_without_initial_state_is_an_infrastructure_fault() -> None:
    class Broken:
        """Fails."""

        def __init__(self) -> None:
            raise ValueError("no disk")

        @tool
        def look(self) -> None:
            """Look."""

    with pytest.raises(InfrastructureError, match="Broken could not be reset: no disk"):
        FunctionToolset(Broken).reset(1)


def test_a_refused_call_is_undone() -> None:
    toolset = begun(Till)
    toolset.call(ToolCall("pay", {"cents": 30}))
    before = toolset.state().digest()
    assert toolset.call(ToolCall("pay", {"cents": 80})).is_error
    assert toolset.state().digest() == before
    assert toolset.call(ToolCall("pay", {"cents": 70})).content == '{"cents":0}'


def test_without_atomic_a_refused_call_is_left_half_done() -> None:
    toolset = begun(Till, atomic=False)
    assert toolset.call(ToolCall("pay", {"cents": 130})).is_error
    assert not toolset.state().compare(None).equal


def test_a_class_that_cannot_be_copied_is_refused_with_a_remedy() -> None:
    class Locked:
        """Holds a lock."""

        def __init__(self) -> None:
            self._lock = threading.Lock()

        @tool
        def look(self) -> str:
            """Look."""
            return "ok"

    with pytest.raises(InvalidToolError, match=r"Locked cannot be copied: .* atomic=False"):
        FunctionToolset(Locked).reset(1)
    assert begun(Locked, atomic=False).call(ToolCall("look", {})).content == "ok"


def test_a_call_before_reset_says_so() -> None:
    with pytest.raises(InfrastructureError, match=r"pay was called before reset\(\)"):
        FunctionToolset(Till).call(ToolCall("pay", {"cents": 1}))


def test_an_unknown_tool_brings_the_closest_name() -> None:
    result = begun(Till).call(ToolCall("pai", {"cents": 1}))
    assert result == ToolResult("no tool 'pai'. Did you mean 'pay'?", is_error=True)


def state_of(instance_attributes: dict[str, object]) -> State:
    class Holder:
        """Holds anything."""

        def __init__(self) -> None:
            self.__dict__.update(instance_attributes)

        @tool
        def look(self) -> None:
            """Look."""

    return begun(Holder).state()


class Point:
    """A plain object."""

    def __init__(self, x: int) -> None:
        self.x = x
        self._hidden = 0


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b", "a"}, ["a", "b"]),
        ({3: {"x": frozenset([2, 1])}}, {"3": {"x": [1, 2]}}),
        (Line("a"), {"sku": "a", "count": 1}),
        (Parcel(weight=1, lines=[Line("a")]), {"weight": 1.0, "lines": [{"sku": "a", "count": 1}]}),
        (Point(3), {"x": 3}),
        (datetime.date(2025, 1, 2), "2025-01-02"),
        (decimal.Decimal("1.10"), "1.10"),
        (Colour.RED, "red"),
        ((1, 2), [1, 2]),
    ],
)
def test_state_is_written_as_json(value: object, written: JsonValue) -> None:
    comparison = state_of({"it": value, "_private": object}).compare({"it": written})
    assert comparison.equal, comparison.reason


def test_state_that_cannot_be_written_is_refused_with_a_remedy() -> None:
    with pytest.raises(InvalidToolError, match="give the class a method `state`"):
        state_of({"it": lambda: 0})


def test_a_method_state_decides_what_counts() -> None:
    class Quiet:
        """Counts looks, which do not matter."""

        def __init__(self) -> None:
            self.looks = 0

        def state(self) -> list[int]:
            return [1]

        @tool
        def look(self) -> None:
            """Look."""
            self.looks += 1

    toolset = begun(Quiet)
    toolset.call(ToolCall("look", {}))
    assert toolset.state().compare(None).equal
    assert toolset.state().compare([1]).equal


@pytest.mark.parametrize(
    ("goal", "reason"),
    [
        ({"a": 1, "b": [1.0, "x"], "c": {"d": None}}, ""),
        ({"a": 1, "b": [1 + 1e-12, "x"], "c": {"d": None}}, ""),
        ({"a": 1, "b": [1.001, "x"], "c": {"d": None}}, "b[0] is 1.0, expected 1.001"),
        ({"a": 1, "b": [1, "y"], "c": {"d": None}}, 'b[1] is "x", expected "y"'),
        ({"a": 1, "b": [1], "c": {"d": None}}, "b has 2 items, expected 1"),
        ({"a": True, "b": [1, "x"], "c": {"d": None}}, "a is 1, expected true"),
        ({"a": 1, "b": [1, "x"], "c": {}}, "c.d is null, expected not to be there"),
        ({"a": 1, "b": [1, "x"], "c": {"d": None, "e": 0}}, "c.e is not there, expected 0"),
        ({"a": "1", "b": [1, "x"], "c": {"d": None}}, 'a is 1, expected "1"'),
    ],
)
def test_a_comparison_names_the_first_difference(goal: JsonValue, reason: str) -> None:
    comparison = state_of({"a": 1, "b": [1.0, "x"], "c": {"d": None}}).compare(goal)
    assert (comparison.equal, comparison.reason) == (not reason, reason)
    assert comparison.parts["attributes"] == (1.0 if not reason else 2 / 3)


def test_damage_beside_the_goal_is_a_difference() -> None:
    comparison = state_of({"a": 1, "b": 2}).compare({"a": 1})
    assert not comparison.equal
    assert comparison.reason == "b is 2, expected not to be there"


def test_a_change_that_was_not_wanted_is_named() -> None:
    toolset = begun(Till)
    toolset.call(ToolCall("pay", {"cents": 30}))
    comparison = toolset.state().compare(None)
    assert comparison.reason == "cents is 70, expected 100, and nothing was to change"


def test_a_state_that_changes_its_form_is_compared_all_the_same() -> None:
    class Late:
        """Has nothing to show at first."""

        def __init__(self) -> None:
            self._looked = False

        def state(self) -> dict[str, bool] | None:
            return {"looked": True} if self._looked else None

        @tool
        def look(self) -> None:
            """Look."""
            self._looked = True

    toolset = begun(Late)
    assert toolset.state().compare(None).equal
    toolset.call(ToolCall("look", {}))
    comparison = toolset.state().compare(None)
    assert (
        comparison.reason
        == 'the state is {"looked":true}, expected null, and nothing was to change'
    )


def test_a_goal_of_another_form_is_the_tasks_fault() -> None:
    with pytest.raises(InvalidTaskError, match=r"the goal \[1\] is no object"):
        state_of({"a": 1}).compare([1])
