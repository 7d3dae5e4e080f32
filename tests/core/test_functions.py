"""Python functions as tools: what the agent is told of them, and how they may refuse."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime
import decimal
import enum
import threading
from collections.abc import Callable
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field, JsonValue
from typing_extensions import TypedDict

from agentgym import FunctionToolset, Tool, ToolCall, ToolError, ToolResult, tool
from agentgym.errors import InfrastructureError, InvalidTaskError, InvalidToolError
from agentgym.schema import checker_for
from agentgym.toolset import State


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


@dataclasses.dataclass
class Line:
    sku: str
    count: int = 1


class Address(TypedDict):
    street: str
    city: str


class Parcel(BaseModel):
    weight: Annotated[float, Field(gt=0)]
    lines: list[Line]


def begun(source: type | list[Callable[..., object]], **options: bool) -> FunctionToolset:
    toolset = FunctionToolset(source, **options)
    toolset.reset(1)
    return toolset


def only_tool(function: Callable[..., object]) -> Tool:
    (described,) = FunctionToolset([function]).tools
    return described


def call(function: Callable[..., object], **arguments: JsonValue) -> ToolResult:
    (described,) = FunctionToolset([function]).tools
    return begun([function]).call(ToolCall(described.name, arguments))


# What the agent is told.


@tool(read_only=True)
def ship(
    parcel: Parcel,
    to: Address,
    colour: Colour,
    speed: Literal["slow", "fast"] = "slow",
    copies: Annotated[int, Field(ge=1, le=5, description="How many labels.")] = 1,
    on: datetime.date | None = None,
) -> dict[str, int]:
    """Ship a parcel
    to an address.

    Not told to the agent.

    Args:
        parcel: What to ship,
            with its lines.
        to (Address): Where to.
        copies: Not told either: the annotation says it.

    Returns:
        parcel: Nothing of this.
    """
    return {"labels": copies}


def test_the_schema_comes_from_type_hints_and_the_words_from_the_docstring() -> None:
    assert only_tool(ship) == Tool(
        name="ship",
        description="Ship a parcel to an address.",
        read_only=True,
        input_schema={
            "type": "object",
            "additionalProperties": False,
            "required": ["parcel", "to", "colour"],
            "properties": {
                "parcel": {
                    "$ref": "#/$defs/Parcel",
                    "description": "What to ship, with its lines.",
                },
                "to": {"$ref": "#/$defs/Address", "description": "Where to."},
                "colour": {"$ref": "#/$defs/Colour"},
                "speed": {"type": "string", "enum": ["slow", "fast"], "default": "slow"},
                "copies": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 5,
                    "default": 1,
                    "description": "How many labels.",
                },
                "on": {
                    "anyOf": [{"type": "string", "format": "date"}, {"type": "null"}],
                    "default": None,
                },
            },
            "$defs": {
                "Parcel": {
                    "type": "object",
                    "required": ["weight", "lines"],
                    "properties": {
                        "weight": {"type": "number", "exclusiveMinimum": 0},
                        "lines": {"type": "array", "items": {"$ref": "#/$defs/Line"}},
                    },
                },
                "Line": {
                    "type": "object",
                    "required": ["sku"],
                    "properties": {
                        "sku": {"type": "string"},
                        "count": {"type": "integer", "default": 1},
                    },
                },
                "Address": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["street", "city"],
                    "properties": {"street": {"type": "string"}, "city": {"type": "string"}},
                },
                "Colour": {"type": "string", "enum": ["red", "blue"]},
            },
        },
        output_schema={"type": "object", "additionalProperties": {"type": "integer"}},
    )


def test_arguments_arrive_as_the_annotated_types() -> None:
    seen: list[object] = []

    def keep(
        parcel: Parcel,
        to: Address,
        colour: Colour,
        on: datetime.date,
        price: decimal.Decimal,
        tags: set[str],
    ) -> None:
        """Keep."""
        seen.extend([parcel, to, colour, on, price, tags])

    # The hints name what this module holds; `get_type_hints` looks nowhere else.
    result = call(
        keep,
        parcel={"weight": 2, "lines": [{"sku": "a"}]},
        to={"street": "High Street", "city": "Bath"},
        colour="red",
        on="2025-02-28",
        price="12.50",
        tags=["b", "a", "b"],
    )
    assert not result.is_error, result.content
    assert seen == [
        Parcel(weight=2.0, lines=[Line("a", 1)]),
        {"street": "High Street", "city": "Bath"},
        Colour.RED,
        datetime.date(2025, 2, 28),
        decimal.Decimal("12.50"),
        {"a", "b"},
    ]


def test_arguments_may_have_names_that_pydantic_keeps_for_itself() -> None:
    def odd(json: str, copy: int, model_config: int, _private: int, schema: str = "s") -> str:
        """Take odd names."""
        return f"{json} {copy} {model_config} {_private} {schema}"

    assert list(only_tool(odd).input_schema["properties"]) == [  # type: ignore[arg-type]
        "json",
        "copy",
        "model_config",
        "_private",
        "schema",
    ]
    assert call(odd, json="j", copy=1, model_config=2, _private=3).content == "j 1 2 3 s"


def test_a_field_called_title_keeps_its_place_though_titles_are_dropped() -> None:
    def retitle(title: str) -> None:
        """Give a title."""

    assert only_tool(retitle).input_schema["properties"] == {"title": {"type": "string"}}


def test_a_default_that_is_not_json_is_left_to_the_function() -> None:
    nothing = object()

    def look(where: str = nothing) -> str:  # type: ignore[assignment]
        """Look somewhere."""
        return "everywhere" if where is nothing else where

    assert only_tool(look).input_schema["properties"] == {"where": {"type": "string"}}
    assert call(look).content == "everywhere"


def test_a_tool_may_have_another_name_than_its_function() -> None:
    @tool(name="orders.list")
    def list_orders() -> None:
        """List the orders."""

    assert only_tool(list_orders).name == "orders.list"
    assert only_tool(list_orders).input_schema["properties"] == {}


def test_a_decorated_function_is_still_the_function() -> None:
    assert ship(Parcel(weight=1, lines=[]), {"street": "", "city": ""}, Colour.RED) == {"labels": 1}


def test_a_result_type_that_is_no_object_promises_nothing() -> None:
    def listed() -> list[int]:
        """List."""
        return [1]

    def unknowable() -> threading.Lock:
        """Lock."""
        raise ToolError("no")

    assert only_tool(listed).output_schema is None
    assert only_tool(unknowable).output_schema is None


def no_docstring(x: int) -> None:
    pass


def no_hint(x, y: int) -> None:  # type: ignore[no-untyped-def]
    """Miss a hint."""


def many(*xs: int) -> None:
    """Take many."""


def any_name(**xs: int) -> None:
    """Take any name."""


def by_place(x: int, /) -> None:
    """Take by place."""


def unsupported(x: threading.Lock) -> None:
    """Take a lock."""


def no_schema(x: Callable[[], int]) -> None:
    """Take a function."""


def misplaced(x: datetime.Dat) -> None:  # type: ignore[name-defined]
    """Take what its module has not."""


def unresolved(x: Nowhere) -> None:  # type: ignore[name-defined]  # noqa: F821
    """Take what is not there."""


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (no_docstring, "no_docstring has no docstring; .* write one"),
        (no_hint, "argument 'x' of no_hint has no type hint; write for example `x: str`"),
        (many, r"many takes \*xs; .* name each one"),
        (any_name, r"any_name takes \*\*xs; .* name each one"),
        (by_place, "argument 'x' of by_place is positional-only; .* take the `/` out"),
        (unsupported, "unsupported takes a type that has no JSON Schema: .* use JSON types"),
        (no_schema, "no_schema takes a type that has no JSON Schema: .* use JSON types"),
        (misplaced, "a type hint of misplaced cannot be resolved: .*has no attribute 'Dat'"),
        (unresolved, "a type hint of unresolved cannot be resolved: .* top level"),
        (int, "is no function; pass a class, or an iterable of functions"),
    ],
)
def test_what_cannot_be_a_tool_is_refused_with_a_remedy(
    function: Callable[..., object], words: str
) -> None:
    with pytest.raises(InvalidToolError, match=words):
        FunctionToolset([function])


def test_a_toolset_without_tools_or_with_two_of_one_name_is_refused() -> None:
    class Bare:
        """Nothing here."""

        def look(self) -> None:
            """Look."""

    class Shared:
        """Class methods live longer than an episode."""

        @tool
        @classmethod
        def look(cls) -> None:
            """Look."""

    class Marked:
        """Class methods live longer than an episode."""

        @classmethod
        @tool
        def look(cls) -> None:
            """Look."""

    with pytest.raises(InvalidToolError, match=r"Bare has no tools; mark .* @tool"):
        FunctionToolset(Bare)
    with pytest.raises(InvalidToolError, match="pass at least one"):
        FunctionToolset([])
    with pytest.raises(
        InvalidToolError, match=r"two tools are called 'ship'; .* @tool\(name=...\)"
    ):
        FunctionToolset([ship, ship])
    for source in (Shared, Marked):
        with pytest.raises(InvalidToolError, match="look is a class method"):
            FunctionToolset(source)


# What a call gives.


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


# State.


class Till:
    """Holds cents."""

    def __init__(self, initial: dict[str, int] | None = None, seed: int = 0) -> None:
        if initial is not None and initial["cents"] < 0:
            raise ValueError("cents are below 0")
        self.cents = initial["cents"] if initial else 100
        self.log: list[str] = []
        self.owners = {"bob", "ann"}
        self._seed = seed

    @tool
    def pay(self, cents: int) -> dict[str, int]:
        """Pay out."""
        self.log.append(f"pay {cents}")
        self.cents -= cents
        if self.cents < 0:
            raise ToolError("not enough")
        return {"cents": self.cents}

    @tool(read_only=True)
    def peek(self) -> int:
        """Look, and spoil the log, which a read-only tool should not."""
        self.log.append("peek")
        raise ToolError("no")

    @staticmethod
    @tool
    def currency() -> str:
        """Name the currency."""
        return "EUR"

    @tool
    def seed(self) -> int:
        """Show the seed."""
        return self._seed


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
