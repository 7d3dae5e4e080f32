"""Arguments drawn from schemas: valid, varied, and the same for the same seed."""

import re
import subprocess
import sys

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agentgym.errors import InvalidToolError
from agentgym.sampling import Draws, sample_arguments
from agentgym.sampling.pattern import draw_text

JSON = dict[str, object]


def arguments(**properties: object) -> JSON:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def many(schema: JSON, number: int = 60) -> list[JSON]:
    draws = Draws.seeded(7)
    return [sample_arguments(schema, draws) for _ in range(number)]


def bounds(low: st.SearchStrategy[int], names: tuple[str, str]) -> st.SearchStrategy[JSON]:
    """A least and a greatest, either of which may be absent."""
    pair = st.tuples(low, st.integers(0, 5))
    return pair.flatmap(
        lambda p: st.sampled_from(
            [{}, {names[0]: p[0]}, {names[1]: p[0] + p[1]}, {names[0]: p[0], names[1]: p[0] + p[1]}]
        )
    )


SIZES = st.integers(0, 4)
INTEGERS = st.builds(
    lambda b, m: {"type": "integer", **b, **m},
    bounds(st.integers(-50, 50), ("minimum", "maximum")),
    st.just({}),
)
NUMBERS = st.builds(
    lambda low, width, m: {"type": "number", "minimum": low, "exclusiveMaximum": low + width, **m},
    st.floats(-1e6, 1e6).map(lambda x: round(x, 3)),
    st.integers(1, 100),
    st.sampled_from([{}, {"multipleOf": 0.01}, {"multipleOf": 0.5}, {"multipleOf": 1}]),
)
TEXTS = st.one_of(
    bounds(SIZES, ("minLength", "maxLength")).map(lambda b: {"type": "string", **b}),
    st.sampled_from(
        [
            {"type": "string", "pattern": r"^[A-Z]{2,3}-\d{4}$"},
            {"type": "string", "pattern": r"^(?:north|south)(-[a-f0-9]+)?$"},
            {"type": "string", "pattern": r"\w+@\w+", "maxLength": 12},
            {"type": "string", "pattern": r"^(?!^0*$)\d+$"},
            {"type": "string", "pattern": "^W", "minLength": 4, "maxLength": 8},
            *({"type": "string", "format": f} for f in ("date", "date-time", "time", "email")),
            *({"type": "string", "format": f} for f in ("uuid", "uri", "ipv4", "ipv6", "hostname")),
            {"type": "string", "format": "duration"},
            {"type": "string", "format": "something-of-ours"},
        ]
    ),
)
SCALARS = st.one_of(
    INTEGERS,
    NUMBERS,
    TEXTS,
    st.sampled_from(
        [
            {"type": "boolean"},
            {"type": "null"},
            {"type": ["integer", "null"]},
            {"enum": ["x", 1, None, [1]]},
            {"const": {"a": 1}},
            {"type": "string", "examples": ["one", "two"], "default": "none"},
            {"$ref": "#/$defs/tree"},
            True,
            {},
        ]
    ),
)


def objects(inner: st.SearchStrategy[object]) -> st.SearchStrategy[JSON]:
    names = st.lists(st.sampled_from("abcd"), unique=True, max_size=4)
    return st.builds(
        lambda ns, ss, k, more: {
            "type": "object",
            "properties": dict(zip(ns, ss, strict=False)),
            "required": ns[: min(k, len(ss))],
            **more,
        },
        names,
        st.lists(inner, min_size=4, max_size=4),
        SIZES,
        st.sampled_from(
            [
                {},
                {"additionalProperties": False},
                {"additionalProperties": {"type": "integer"}, "minProperties": 2},
                {"propertyNames": {"pattern": "^[a-z]+$"}, "minProperties": 3},
                {"patternProperties": {"^x_": {"type": "null"}}, "minProperties": 2},
                {"maxProperties": 4},
            ]
        ),
    )


def arrays(inner: st.SearchStrategy[object]) -> st.SearchStrategy[JSON]:
    return st.builds(
        lambda items, b, more: {"type": "array", "items": items, **b, **more},
        inner,
        bounds(SIZES, ("minItems", "maxItems")),
        st.sampled_from([{}, {"prefixItems": [{"type": "boolean"}, {"type": "null"}]}]),
    )


def branches(inner: st.SearchStrategy[object]) -> st.SearchStrategy[JSON]:
    return st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda some: {"anyOf": some}),
        inner.map(lambda one: {"oneOf": [one, {"const": "the other"}]}),
        inner.map(lambda one: {"allOf": [one, {"title": "anything"}]}),
    )


SCHEMAS = st.recursive(
    SCALARS, lambda inner: st.one_of(objects(inner), arrays(inner), branches(inner)), max_leaves=8
)
TREE = {
    "type": "object",
    "properties": {
        "size": {"type": "integer"},
        "next": {"anyOf": [{"$ref": "#/$defs/tree"}, {"type": "null"}]},
        "kids": {"type": "array", "items": {"$ref": "#/$defs/tree"}},
    },
    "required": ["size", "next", "kids"],
}


@given(SCHEMAS, st.integers(0, 2**32))
@settings(max_examples=300, deadline=None)
def test_what_is_drawn_is_valid_and_decided_by_the_seed(below: object, seed: int) -> None:
    schema = {**arguments(x=below), "$defs": {"tree": TREE}}
    drawn = sample_arguments(schema, Draws.seeded(seed))
    jsonschema_rs.validator_for(schema, validate_formats=True).validate(drawn)
    assert drawn == sample_arguments(schema, Draws.seeded(seed))


def test_optional_arguments_come_and_go() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "string"}}}
    assert {tuple(drawn) for drawn in many(schema)} == {(), ("a",), ("b",), ("a", "b")}


def test_every_option_of_an_enum_is_drawn() -> None:
    assert {d["x"] for d in many(arguments(x={"enum": ["a", "b", "c"]}))} == {"a", "b", "c"}


def test_every_branch_is_drawn() -> None:
    drawn = many(arguments(x={"anyOf": [{"type": "integer"}, {"type": "boolean"}]}))
    assert {type(d["x"]) for d in drawn} == {int, bool}


def test_examples_and_the_default_are_drawn_now_and_then() -> None:
    schema = arguments(x={"type": "string", "examples": ["Berlin"], "default": "Oslo"})
    drawn = {d["x"] for d in many(schema)}
    assert {"Berlin", "Oslo"} < drawn


def test_an_example_given_to_a_caller_is_a_copy() -> None:
    schema = arguments(x={"type": "array", "examples": [[1]], "minItems": 1, "items": {"const": 1}})
    for drawn in many(schema):
        drawn["x"].append("spoilt")
    assert all("spoilt" not in drawn["x"] for drawn in many(schema))


def test_items_that_must_differ_do() -> None:
    schema = arguments(
        x={"type": "array", "items": {"enum": [1, 2, 3]}, "uniqueItems": True, "minItems": 2}
    )
    assert all(len(set(d["x"])) == len(d["x"]) >= 2 for d in many(schema))


def test_an_array_holds_what_it_must_contain() -> None:
    schema = arguments(
        x={"type": "array", "items": {"type": "integer"}, "contains": {"minimum": 1000}}
    )
    assert all(max(d["x"]) >= 1000 for d in many(schema))


def test_both_parts_of_an_all_of_hold() -> None:
    schema = arguments(
        x={
            "allOf": [
                {"type": "number", "minimum": 3, "multipleOf": 2},
                {"type": "integer", "maximum": 20, "multipleOf": 3},
            ]
        },
        y={"allOf": [{"properties": {"a": {"minimum": 5}}}, arguments(a={"type": "integer"})]},
    )
    assert {d["x"] for d in many(schema)} <= {6, 12, 18}
    assert all(d["y"]["a"] >= 5 for d in many(schema))


def test_an_argument_that_another_one_needs_comes_with_it() -> None:
    schema = {
        "type": "object",
        "properties": {"card": {"type": "integer"}, "expiry": {"type": "integer"}},
        "dependentRequired": {"card": ["expiry"]},
    }
    assert all("expiry" in drawn for drawn in many(schema) if "card" in drawn)


def test_a_tuple_of_draft_7_is_understood() -> None:
    schema = arguments(
        x={"type": "array", "items": [{"type": "integer"}], "additionalItems": False, "minItems": 1}
    )
    schema["$schema"] = "http://json-schema.org/draft-07/schema#"
    assert all(len(d["x"]) == 1 for d in many(schema))


@pytest.mark.parametrize(
    ("below", "words"),
    [
        ({"type": "integer", "minimum": 5, "maximum": 4}, "no valid arguments found"),
        ({"type": "number", "minimum": 5, "maximum": 4}, "no valid arguments found"),
        ({"type": "integer", "minimum": 5.2, "maximum": 5.8}, "no valid arguments found"),
        ({"type": "string", "minLength": 3, "maxLength": 2}, "no valid arguments found"),
        ({"type": "string", "pattern": "^a$", "minLength": 2}, "no valid arguments found"),
        ({"type": "array", "minItems": 3, "maxItems": 2}, "no valid arguments found"),
        ({"enum": ["a"], "not": {"const": "a"}}, "no valid arguments found"),
        ({"allOf": [{"type": "string"}, {"type": "integer"}]}, "no valid arguments found"),
        (False, "no valid arguments found"),
        ({"type": "string", "pattern": r"^(a)\1$"}, "no text can be drawn for the pattern"),
        ({"$ref": "#/$defs/endless"}, "nested without end"),
        ({"type": "strin"}, "not valid JSON Schema"),
    ],
)
def test_a_schema_that_nothing_can_be_drawn_for_is_refused_with_a_remedy(
    below: object, words: str
) -> None:
    endless = arguments(again={"$ref": "#/$defs/endless"})
    with pytest.raises(InvalidToolError, match=words):
        sample_arguments({**arguments(x=below), "$defs": {"endless": endless}}, Draws.seeded(0))


def test_an_optional_argument_that_nothing_can_be_drawn_for_is_left_out() -> None:
    schema = {"type": "object", "properties": {"x": {"type": "string", "pattern": r"^(a)\1$"}}}
    assert many(schema) == [{}] * 60


def test_examples_stand_in_for_a_pattern_that_cannot_be_drawn_from() -> None:
    schema = arguments(x={"type": "string", "pattern": r"^(a|b)\1$", "examples": ["aa", "bb"]})
    assert {d["x"] for d in many(schema)} == {"aa", "bb"}


PATTERNS = st.recursive(
    st.sampled_from(["a", "B", "7", r"\d", r"\w", r"\s", r"\S", r"\D", ".", r"\.", r"\x41"])
    | st.sampled_from(["[abc]", "[^a-y]", r"[\w.-]", "[a-f0-9]", r"[\]x]", "[]a]", r"\u00e9", "-"]),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map("".join)
        | st.lists(inner, min_size=1, max_size=3).map(lambda some: f"(?:{'|'.join(some)})")
        | inner.map(lambda one: f"({one})")
        | inner.map(lambda one: f"(?P<name>{one})" if "(?P" not in one else one)
        | st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{2,}", "*?"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        )
    ),
    max_leaves=6,
)


@given(PATTERNS.filter(lambda p: p.count("(?P") < 2), st.integers(0, 2**32))
def test_text_drawn_for_a_pattern_matches_it(pattern: str, seed: int) -> None:
    assert re.fullmatch(pattern, draw_text(f"^{pattern}$", Draws.seeded(seed)))


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(a", "an unclosed"),
        ("a)", "an unopened"),
        ("[a", "an unfinished end"),
        (r"(a)\1", r"the escape '\\1'"),
        ("(?i:a)", "a group of an unknown kind"),
        ("*a", "nothing to repeat"),
        ("a{5000}", "a repeat"),
        (r"\xZZ", "an unfinished character code"),
        ("[z-a]", "a range"),
        (r"[^\x20-\x7e]", "without printable members"),
        ("(?P<a", "an unfinished group name"),
    ],
)
def test_a_pattern_that_cannot_be_drawn_from_is_refused_and_located(
    pattern: str, words: str
) -> None:
    with pytest.raises(InvalidToolError, match=words) as caught:
        draw_text(pattern, Draws.seeded(0))
    assert "at character" in str(caught.value)


def test_draws_are_those_of_the_raw_words_and_stay_so() -> None:
    draws = Draws.seeded(2024, 5)
    found = [draws.below(10) for _ in range(8)]
    assert (found, draws.integer(-3, 3), draws.choice("abc"), draws.shuffled(range(5))) == (
        [5, 4, 6, 4, 9, 9, 6, 8],
        -2,
        "a",
        [2, 4, 3, 0, 1],
    )
    assert draws.real(1, 2) == 1.568233518674814


def test_neighbouring_seeds_and_keys_give_unrelated_draws() -> None:
    heads = {Draws.seeded(seed, key).below(2**64) for seed in range(20) for key in range(20)}
    assert len(heads) == 400


def test_every_number_below_a_bound_is_about_equally_likely() -> None:
    draws = Draws.seeded(1)
    counts = [0] * 6
    for _ in range(6000):
        counts[draws.below(6)] += 1
    assert all(850 < count < 1150 for count in counts)


def test_a_bound_beyond_64_bits_is_reached() -> None:
    draws = Draws.seeded(1)
    assert any(draws.below(2**130) >= 2**128 for _ in range(20))


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(0, 1e300), st.integers(0, 99))
def test_a_real_number_lies_within_its_bounds(low: float, width: float, seed: int) -> None:
    high = min(low + width, sys.float_info.max)
    value = Draws.seeded(seed).real(low, high)
    assert low <= value < high or value == low == high


def test_drawing_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Draws.seeded(1).below(0)


def test_another_process_with_another_hash_seed_draws_the_same() -> None:
    schema = {**arguments(x={"$ref": "#/$defs/tree"}), "$defs": {"tree": TREE}}
    program = (
        "from agentgym.sampling import Draws, sample_arguments\n"
        f"print([sample_arguments({schema!r}, Draws.seeded(i)) for i in range(20)])"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1] != ""
