"""Python functions as tools: what a call gives, turns, and async tools."""

from __future__ import annotations

import asyncio
import datetime
import threading

import pytest

from agentgym import FunctionToolset, ToolCall, ToolError, ToolResult, tool
from agentgym.errors import InfrastructureError, InvalidTaskError, InvalidToolError
from agentgym.schema import checker_for
from tests.core.plain_tools import Line, Parcel, Till, begun, call


@pytest.mark.parametrize(
    ("value", "content"),
    [
        ({"b": 1, "a": [None, True]}, '{"b":1,"a":[null,true]}'),
        (Line("a", 2), '{"sku":"a","count":2}'),
        (Parcel(weight=1.5, lines=[Line("x")]), '{"weight":1.5,"lines":[{"sku":"x","count":1}]}'),
        ("plain text", "plain text"),
        (None, "{}"),
        (3, '{"result":3}'),
        (True, '{"result":true}'),
        ([1, datetime.date(2025, 1, 2)], '{"result":[1,"2025-01-02"]}'),
    ],
)
def test_a_result_is_a_json_object_or_text(value: object, content: str) -> None:
    def give() -> object:
        """Give."""
        return value

    assert call(give) == ToolResult(content)


@pytest.mark.parametrize(
    ("error", "content"),
    [
        (ToolError("the door is locked"), "the door is locked"),
        (ValueError("7 is too many"), "7 is too many"),
        (KeyError("no order W1"), "no order W1"),
        (KeyError("W1"), "not found: 'W1'"),
        (KeyError(7), "not found: 7"),
        (IndexError("list index out of range"), "list index out of range"),
        (ToolError(), "ToolError"),
    ],
)
def test_a_tool_refuses_by_raising(error: Exception, content: str) -> None:
    def refuse() -> None:
        """Refuse."""
        raise error

    assert call(refuse) == ToolResult(content, is_error=True)


@pytest.mark.parametrize("error", [ZeroDivisionError("boom"), TypeError("boom"), OSError("boom")])
def test_any_other_exception_is_the_tools_fault_and_not_the_agents(error: Exception) -> None:
    def fail() -> None:
        """Fail."""
        raise error

    with pytest.raises(InfrastructureError, match=r"tool fail failed with .*boom") as caught:
        call(fail)
    assert caught.value.__cause__ is error


def test_an_error_that_says_whose_fault_it_is_passes_through() -> None:
    lost = InfrastructureError("the database is gone")
    wrong = InvalidTaskError("the task is wrong")

    def fail(how: str) -> None:
        """Fail."""
        raise lost if how == "lost" else wrong

    with pytest.raises(InfrastructureError, match=r"^the database is gone$"):
        call(fail, how="lost")
    with pytest.raises(InvalidTaskError, match=r"^the task is wrong$"):
        call(fail, how="wrong")


@pytest.mark.parametrize("value", [object(), {"a": threading.Lock()}, 2**70, "half \ud800"])
def test_a_result_that_is_not_json_is_the_tools_fault(value: object) -> None:
    def give() -> object:
        """Give."""
        return value

    with pytest.raises(InfrastructureError, match="tool give returned what cannot be written"):
        call(give)


def test_arguments_that_only_python_can_reject_are_refused_to_the_agent() -> None:
    def book(on: datetime.date) -> None:
        """Book."""

    result = call(book, on="2025-02-30")
    assert result.is_error
    assert result.content.startswith("wrong arguments for book: argument 'on': ")


# Turns.


class Stages:
    """Offers another tool in the second turn."""

    def __init__(self) -> None:
        self.turns: list[int] = []

    def begin_turn(self, turn: int) -> None:
        self.turns.append(turn)

    def offered(self, turn: int) -> list[str]:
        return ["first"] if turn == 0 else ["second", "first"]

    @tool
    def first(self) -> str:
        """Do the first."""
        return "1"

    @tool
    def second(self) -> str:
        """Do the second."""
        return "2"


def test_tools_change_when_a_turn_begins() -> None:
    toolset = begun(Stages)
    toolset.begin_turn(0)
    assert [t.name for t in toolset.tools] == ["first"]
    assert toolset.call(ToolCall("second", {})).is_error
    toolset.begin_turn(1)
    assert [t.name for t in toolset.tools] == ["first", "second"]
    assert toolset.call(ToolCall("second", {})).content == "2"
    assert toolset.state().compare({"turns": [0, 1]}).equal
    toolset.reset(1)
    assert [t.name for t in toolset.tools] == ["first"]


def test_a_tool_that_is_offered_but_not_there_is_refused() -> None:
    class Wrong(Stages):
        """Misspells."""

        def offered(self, turn: int) -> list[str]:
            return ["frist"]

    with pytest.raises(InvalidToolError, match=r"Wrong.offered\(0\) names 'frist'.*'first'"):
        FunctionToolset(Wrong).reset(1)


def test_closing_closes_the_instance_once() -> None:
    closed: list[int] = []

    class Door:
        """A door."""

        @tool
        def look(self) -> None:
            """Look."""

        def close(self) -> None:
            closed.append(1)

    toolset = begun(Door)
    toolset.close()
    toolset.close()
    assert closed == [1]


# Async tools.


class Waiter:
    """Waits, on one loop."""

    def __init__(self) -> None:
        self.loops: set[int] = set()

    @tool
    async def wait(self, refuse: bool = False) -> dict[str, int]:
        """Wait a little."""
        await asyncio.sleep(0)
        self.loops.add(id(asyncio.get_running_loop()))
        if refuse:
            raise ToolError("no")
        return {"loops": len(self.loops)}


def test_async_tools_run_on_one_loop_of_the_toolset() -> None:
    toolset = begun(Waiter)
    for _ in range(3):
        assert toolset.call(ToolCall("wait", {})).content == '{"loops":1}'
    assert toolset.call(ToolCall("wait", {"refuse": True})) == ToolResult("no", is_error=True)
    toolset.close()


def test_async_tools_can_be_called_where_a_loop_runs_already() -> None:
    toolset = begun(Waiter)

    async def notebook() -> str:
        return toolset.call(ToolCall("wait", {})).content

    assert asyncio.run(notebook()) == '{"loops":1}'
    toolset.close()


def test_async_tools_that_are_said_not_to_block_are_refused() -> None:
    with pytest.raises(InvalidToolError, match="leave blocking=True"):
        FunctionToolset(Waiter, blocking=False)


def test_toolsets_of_one_class_share_their_tools() -> None:
    one, other = FunctionToolset(Till), FunctionToolset(Till)
    assert all(a is b for a, b in zip(one.tools, other.tools, strict=True))
    assert checker_for(one.tools[0]) is checker_for(other.tools[0])
