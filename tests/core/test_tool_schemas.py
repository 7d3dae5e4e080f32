"""Python functions as tools: what the agent is told of them."""

from __future__ import annotations

import datetime
import decimal
import threading
from collections.abc import Callable

import pytest

from agentgym import FunctionToolset, Tool, ToolError, tool
from agentgym.errors import InvalidToolError
from tests.core.plain_tools import Address, Colour, Line, Parcel, call, only_tool, ship


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

    assert list(only_tool(odd).input_schema["properties"]) == [
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

    def look(where: str = nothing) -> str:
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


def no_hint(x, y: int) -> None:
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


def misplaced(x: datetime.Dat) -> None:
    """Take what its module has not."""


def unresolved(x: Nowhere) -> None:  # noqa: F821  # the point of it
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
