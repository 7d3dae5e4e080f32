"""What an agent reads when its arguments are wrong, and what a tool gets when they are right."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentgym.errors import InvalidToolError
from agentgym.schema import ArgumentChecker, checker_for, text_fault
from agentgym.tools import Tool

ORDER = {
    "type": "object",
    "properties": {
        "order_id": {"type": "string", "minLength": 2, "maxLength": 8, "pattern": "^W"},
        "status": {"type": "string", "enum": ["pending", "shipped"]},
        "quantity": {"type": "integer", "minimum": 1, "maximum": 9},
        "price": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 10},
        "lot": {"type": "integer", "multipleOf": 5},
        "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "due": {"type": "string", "format": "date"},
        "kind": {"const": "gift"},
        "lines": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "uniqueItems": True,
            "items": {
                "type": "object",
                "properties": {"sku": {"type": "string"}, "count": {"type": "integer"}},
                "required": ["sku"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["order_id"],
    "additionalProperties": False,
}


def refusal(**arguments: object) -> str:
    sentence = ArgumentChecker("edit_order", ORDER).refusal(arguments)
    assert sentence is not None
    return sentence


def test_arguments_that_fit_are_not_refused() -> None:
    checker = ArgumentChecker("edit_order", ORDER)
    assert checker.refusal({"order_id": "W12", "quantity": 3, "lines": [{"sku": "a"}]}) is None


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("status", "gone", """argument 'status' is "gone", allowed: "pending", "shipped\""""),
        ("quantity", 0, "argument 'quantity' is 0, allowed: at least 1"),
        ("quantity", 10, "argument 'quantity' is 10, allowed: at most 9"),
        ("quantity", "two", """argument 'quantity' is "two", allowed: an integer"""),
        ("quantity", 2.5, "argument 'quantity' is 2.5, allowed: an integer"),
        ("price", 0, "argument 'price' is 0, allowed: more than 0"),
        ("price", 10, "argument 'price' is 10, allowed: less than 10"),
        ("lot", 7, "argument 'lot' is 7, allowed: a multiple of 5"),
        ("note", 1, "argument 'note' is 1, allowed: text or null"),
        ("due", "tomorrow", """argument 'due' is "tomorrow", allowed: text in the format date"""),
        ("kind", "sale", """argument 'kind' is "sale", allowed: "gift\""""),
        ("lines", [], "argument 'lines' is [], allowed: at least 1 items"),
        ("lines", [{"sku": 1}], "argument 'lines[0].sku' is 1, allowed: text"),
        ("lines", [{}], "argument 'lines[0].sku' is missing"),
        ("lines", [{"sku": "a"}] * 2, "allowed: items that all differ"),
        ("lines", [{"sku": str(i)} for i in range(3)], "allowed: at most 2 items"),
        (
            "lines",
            [{"sku": "a", "cuont": 1}],
            "no argument 'cuont' in 'lines[0]'. Did you mean 'count'",
        ),
        ("order_id", "W", """argument 'order_id' is "W", allowed: at least 2 characters"""),
        ("order_id", "W12345678", "allowed: at most 8 characters"),
        ("order_id", "X12", """argument 'order_id' is "X12", allowed: text that matches ^W"""),
    ],
)
def test_a_refusal_names_the_argument_its_value_and_what_is_allowed(
    name: str, value: object, words: str
) -> None:
    assert words in refusal(**{"order_id": "W12", name: value})


def test_a_refusal_begins_with_the_tool() -> None:
    assert refusal(order_id=1).startswith("wrong arguments for edit_order: ")


def test_a_missing_argument_is_named() -> None:
    assert refusal() == "wrong arguments for edit_order: argument 'order_id' is missing"


def test_an_unknown_argument_brings_the_closest_and_all_allowed_names() -> None:
    sentence = refusal(order_id="W12", quantty=1)
    assert "there is no argument 'quantty'. Did you mean 'quantity'?" in sentence
    assert "allowed: 'order_id', 'status'" in sentence


def test_an_unknown_argument_far_from_all_names_brings_the_allowed_names_alone() -> None:
    sentence = refusal(order_id="W12", zzz=1)
    assert "Did you mean" not in sentence
    assert "there is no argument 'zzz' (allowed: 'order_id'" in sentence


def test_a_tool_without_arguments_says_so() -> None:
    empty = {"type": "object", "properties": {}, "additionalProperties": False}
    sentence = ArgumentChecker("ping", empty).refusal({"x": 1})
    assert sentence == "wrong arguments for ping: there is no argument 'x' (it takes none)"


def test_three_problems_are_told_and_the_rest_counted() -> None:
    sentence = refusal(order_id=1, status="gone", quantity=0, price=-1, kind="sale")
    assert sentence.count("allowed:") == 3
    assert sentence.endswith("; and 2 more")


def test_of_very_many_problems_one_is_told_without_looking_for_all() -> None:
    schema = {
        "type": "object",
        "properties": {"lines": {"type": "array", "items": {"type": "string"}}},
        "additionalProperties": False,
    }
    checker = ArgumentChecker("pack", schema)
    # To find every problem of the first would take a minute.
    assert checker.refusal({"lines": [1] * 1_000_000}) == (
        "wrong arguments for pack: argument 'lines[0]' is 1, allowed: text"
    )
    sentence = checker.refusal({f"lines{n}": 1 for n in range(900)})
    assert sentence is not None and sentence.endswith("; and many more")


def test_a_long_value_is_shortened() -> None:
    sentence = refusal(order_id="W12", status="x" * 5000)
    assert len(sentence) < 200


def test_a_problem_within_a_recursive_schema_is_located() -> None:
    node = {
        "type": "object",
        "properties": {"size": {"type": "integer"}, "next": {"$ref": "#/$defs/node"}},
    }
    checker = ArgumentChecker("grow", {**node, "$defs": {"node": node}})
    sentence = checker.refusal({"next": {"next": {"size": "big"}}})
    assert sentence == (
        """wrong arguments for grow: argument 'next.next.size' is "big", allowed: an integer"""
    )


def test_arguments_that_are_not_json_are_refused_and_not_raised() -> None:
    assert "surrogate" in refusal(order_id="W\ud800")
    assert "Python set" in refusal(order_id="W12", note={1, 2})


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "string"}, "has type 'string'"),
        ({}, "has type None"),
        ({"type": "object", "properties": {"a": {"type": "strin"}}}, "at properties.a.type"),
        ({"type": "object", "properties": {"a": {"pattern": "("}}}, "at properties.a.pattern"),
        ({"type": "object", "$ref": "#/$defs/gone"}, "does not exist"),
        ({"type": "object", "required": "a"}, "at required"),
    ],
)
def test_a_schema_that_is_not_valid_is_refused_with_tool_and_place(
    schema: dict[str, object], words: str
) -> None:
    with pytest.raises(InvalidToolError, match="'edit_order'") as caught:
        ArgumentChecker("edit_order", schema)
    assert words in str(caught.value)


def test_a_schema_that_refers_to_another_document_is_refused_and_nothing_is_fetched() -> None:
    schema = {"type": "object", "$ref": "http://127.0.0.1:9/schema.json"}
    with pytest.raises(InvalidToolError, match="never fetched"):
        ArgumentChecker("edit_order", schema)


def test_a_whole_float_becomes_an_integer_where_the_schema_wants_one() -> None:
    checker = ArgumentChecker("edit_order", ORDER)
    given_arguments = {"order_id": "W12", "quantity": 5.0, "lines": [{"sku": "a", "count": 2.0}]}
    converted = checker.integral(given_arguments)
    assert type(converted["quantity"]) is int
    assert type(converted["lines"][0]["count"]) is int
    assert type(given_arguments["quantity"]) is float, "the caller's own arguments stay as they are"


def test_a_float_stays_a_float_where_any_number_is_allowed() -> None:
    checker = ArgumentChecker("edit_order", ORDER)
    assert type(checker.integral({"order_id": "W12", "price": 5.0})["price"]) is float


def test_arguments_without_anything_to_convert_come_back_as_the_same_object() -> None:
    checker = ArgumentChecker("edit_order", ORDER)
    arguments = {"order_id": "W12", "quantity": 5, "price": 1.5, "lines": [{"sku": "a"}]}
    assert checker.integral(arguments) is arguments


INTEGER, NUMBER = {"type": "integer"}, {"type": "number"}


@pytest.mark.parametrize(
    ("below", "value", "expected"),
    [
        ({"type": ["integer", "null"]}, 2.0, 2),
        ({"type": ["integer", "number"]}, 2.0, 2.0),
        ({"anyOf": [INTEGER, {"type": "null"}]}, 2.0, 2),
        ({"anyOf": [INTEGER, NUMBER]}, 2.0, 2.0),
        ({"allOf": [NUMBER, INTEGER]}, 2.0, 2),
        ({"enum": [1, 2]}, 2.0, 2),
        ({"enum": [1, 2.5]}, 1.0, 1.0),
        ({"const": 3}, 3.0, 3),
        ({"type": "array", "prefixItems": [NUMBER, INTEGER]}, [1.0, 1.0], [1.0, 1]),
        ({"type": "object", "additionalProperties": INTEGER}, {"x": 4.0}, {"x": 4}),
        ({"$ref": "#/$defs/count"}, 7.0, 7),
        ({"$ref": "#/$defs/tree"}, {"n": 1.0, "kids": [{"n": 2.0}]}, {"n": 1, "kids": [{"n": 2}]}),
        (
            {"anyOf": [{"properties": {"n": NUMBER}}, {"properties": {"n": INTEGER}}]},
            {"n": 1.0},
            {"n": 1.0},
        ),
        (INTEGER, 1e300, 1e300),
    ],
)
def test_integers_are_found_wherever_a_schema_can_hold_them(
    below: dict[str, object], value: object, expected: object
) -> None:
    tree = {
        "type": "object",
        "properties": {"n": INTEGER, "kids": {"type": "array", "items": {"$ref": "#/$defs/tree"}}},
    }
    schema = {
        "type": "object",
        "properties": {"x": below},
        "$defs": {"count": INTEGER, "tree": tree},
    }
    converted = ArgumentChecker("t", schema).integral({"x": value})
    assert repr(converted) == repr({"x": expected})


def test_equal_tools_share_one_checker() -> None:
    first = Tool(name="edit_order", description="", input_schema=ORDER)
    twin = Tool(name="edit_order", description="", input_schema={**ORDER})
    assert checker_for(first) is checker_for(twin)
    assert checker_for(first) is checker_for(first)


def test_tools_of_one_name_with_other_schemas_have_other_checkers() -> None:
    first = Tool(name="edit_order", description="", input_schema=ORDER)
    for minimum in range(50):
        # Each is freed before the next is made, so that addresses are used again.
        schema = {"type": "object", "properties": {"n": {"type": "integer", "minimum": minimum}}}
        tool = Tool(name="edit_order", description="", input_schema=schema)
        assert checker_for(tool).refusal({"n": minimum}) is None
        assert checker_for(tool).refusal({"n": minimum - 1}) is not None
        del tool
    assert checker_for(first).refusal({"n": 1}) is not None


def test_a_tool_with_a_bad_schema_is_refused_by_name() -> None:
    tool = Tool(name="odd", description="", input_schema={"type": "object", "required": 3})
    with pytest.raises(InvalidToolError, match="'odd'"):
        checker_for(tool)


CYCLE: list[object] = []
CYCLE.append(CYCLE)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"a": "x\ud800y"}, "argument 'a' contains half a surrogate pair ('\\ud800')"),
        ({"a\udfff": 1}, "half a surrogate pair"),
        ({"a": [{"b": "x\0"}]}, "argument 'a[0].b' contains a NUL character"),
        ({"a\0": 1}, "contains a NUL character"),
        ({"a": math.nan}, "argument 'a' is nan; give a finite number"),
        ({"a": [math.inf]}, "argument 'a[0]' is inf; give a finite number"),
        ({"a": 2**63}, "argument 'a' is 9223372036854775808, beyond the 64-bit integers"),
        ({"a": -(2**63) - 1}, "beyond the 64-bit integers"),
        ({"a": 10**400}, "beyond the 64-bit integers"),
        ({1: 2}, "the key 1 in the arguments is not text"),
        ({"a": {1: 2}}, "the key 1 in argument 'a' is not text"),
        ({"a": {1, 2}}, "argument 'a' is a Python set; only JSON values can be passed"),
        ({"a": b"x"}, "argument 'a' is a Python bytes"),
        ({"a": CYCLE}, "nested more than 200 levels deep"),
    ],
)
def test_what_cannot_be_written_as_plain_json_is_a_fault(
    arguments: dict[object, object], words: str
) -> None:
    sentence = text_fault(arguments)
    assert sentence is not None
    assert words in sentence


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"a": None, "b": [None]},
        {"a": 2**63 - 1, "b": -(2**63)},
        {"a": "12345678901234567890123"},
        {"a": "a backslash and \\u0000 spelt out"},
        {"a": "null", "é": "\U0001f600"},
    ],
)
def test_what_only_looks_suspicious_is_no_fault(arguments: dict[str, object]) -> None:
    assert text_fault(arguments) is None


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=5),
            inner,
            max_size=3,
        )
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.text("abc", max_size=3), JSON, max_size=3))
def test_no_json_value_is_a_fault(arguments: dict[str, object]) -> None:
    assert text_fault(arguments) is None


@given(st.dictionaries(st.sampled_from(["order_id", "quantity", "lines", "note"]), JSON))
def test_any_json_object_is_either_fine_or_refused_in_words(arguments: dict[str, object]) -> None:
    checker = ArgumentChecker("edit_order", ORDER)
    sentence = checker.refusal(arguments)
    if sentence is None:
        assert checker.refusal(checker.integral(arguments)) is None
    else:
        assert sentence.startswith("wrong arguments for edit_order: ")
