from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from agentgym.answers import (
    Answer,
    DateAnswer,
    ListAnswer,
    NumberAnswer,
    SetAnswer,
    TextAnswer,
    stated,
)


@pytest.mark.parametrize(
    "message",
    [
        "42.10",
        "Answer: 42.10",
        "It was a long search.\nAnswer: $42.10.",
        "The answer is: 42.1",
        "**Answer:** 42.10 USD",
        "Answer: 3\nNo, wait.\nAnswer: 42.10",
        "€42.10",
        "US$42.10",
        "42.10 €",
    ],
)
def test_a_number_is_right_however_it_is_written(message: str) -> None:
    assert NumberAnswer(value=42.1).judge(message).right


@pytest.mark.parametrize(
    "message",
    [
        "",
        "unknown",
        "42.11",
        "42.10 or 42.20",
        "not 42.10",
        "1,5",
        "-42.10",
        "Answer: 41 42.10",
        "W0042.10",
        "4210",
    ],
)
def test_anything_but_the_one_number_is_wrong(message: str) -> None:
    verdict = NumberAnswer(value=42.1).judge(message)
    assert not verdict.right
    assert verdict.reason


def test_thousands_separators_percent_and_negative_signs_are_read() -> None:
    assert NumberAnswer(value=1234567.5).judge("$1,234,567.50").right
    assert NumberAnswer(value=12.5).judge("12.5 %").right
    assert NumberAnswer(value=-3).judge("−3").right
    assert NumberAnswer(value=-3).judge("-$3").right


def test_a_tolerance_is_inclusive_and_exact_in_decimal() -> None:
    answer = NumberAnswer(value=0.3, tolerance=0.1)
    assert answer.judge("0.4").right
    assert answer.judge("0.2").right
    assert not answer.judge("0.41").right


@given(st.integers(-(10**12), 10**12), st.integers(0, 99))
def test_every_amount_is_its_own_answer(units: int, cents: int) -> None:
    value = float(f"{units}.{cents:02d}")
    assert NumberAnswer(value=value).judge(f"Answer: {units:,}.{cents:02d}").right


def test_a_name_is_compared_without_case_and_outer_punctuation() -> None:
    answer = TextAnswer(value="Zoë O'Neil", aliases=("Zoe O'Neil",))
    assert answer.judge("Answer: zoë  o'neil.").right
    assert answer.judge("“Zoe O'Neil”").right
    assert not answer.judge("Zoë O'Neil and Bob").right
    assert not answer.judge("").right


@pytest.mark.parametrize(
    "message",
    ["2025-03-09", "March 9, 2025", "9 March 2025", "the 9th of March 2025", "Mar. 9th 2025"],
)
def test_a_date_is_right_however_it_is_written(message: str) -> None:
    assert DateAnswer(value=datetime.date(2025, 3, 9)).judge(message).right


@pytest.mark.parametrize(
    "message",
    ["2025-03-10", "9 March 2025 or 10 March", "2025-03-09 or 2025-03-10", "2025-13-09", "soon"],
)
def test_anything_but_the_one_date_is_wrong(message: str) -> None:
    assert not DateAnswer(value=datetime.date(2025, 3, 9)).judge(message).right


@pytest.mark.parametrize(
    "message",
    ["kettle, lamp", "Lamp and Kettle", '["lamp", "kettle"]', "- lamp\n- kettle", "lamp; kettle"],
)
def test_a_set_is_right_in_any_order_and_notation(message: str) -> None:
    assert SetAnswer(value=("kettle", "lamp")).judge(f"Answer: {message}").right


@pytest.mark.parametrize("message", ["kettle", "kettle, lamp, rug", "kettle, lamp, lamp", ""])
def test_a_set_with_more_or_fewer_items_is_wrong(message: str) -> None:
    assert not SetAnswer(value=("kettle", "lamp")).judge(message).right


def test_a_list_keeps_its_order() -> None:
    answer = ListAnswer(value=("b", "a", "c"))
    assert answer.judge("b, a and c").right
    assert answer.judge("1. b\n2. a\n3. c").right
    assert not answer.judge("a, b, c").right


def test_the_last_label_counts_and_a_message_without_one_counts_whole() -> None:
    assert stated("Answer: 1\n\nOn second thought:\n\nAnswer: 2") == "2"
    assert stated("  plain  ") == "plain"


def test_answers_survive_json_and_refuse_unknown_types() -> None:
    adapter: TypeAdapter[Answer] = TypeAdapter(Answer)
    for answer in (NumberAnswer(value=1.5), SetAnswer(value=("a",)), TextAnswer(value="x")):
        assert adapter.validate_json(adapter.dump_json(answer)) == answer
    with pytest.raises(ValidationError, match="yesno"):
        adapter.validate_python({"type": "yesno", "value": True})
    with pytest.raises(ValidationError):
        adapter.validate_python({"type": "set", "value": []})


EVERY_TYPE = (
    NumberAnswer(value=7),
    TextAnswer(value="x"),
    DateAnswer(value=datetime.date(2025, 1, 1)),
    SetAnswer(value=("a", "b")),
    ListAnswer(value=("a", "b")),
)


@given(st.text(max_size=200))
def test_no_message_makes_a_verdict_fail(message: str) -> None:
    for answer in EVERY_TYPE:
        assert isinstance(answer.judge(message).right, bool)


@pytest.mark.parametrize(
    "message", ["1e9999999", "-1e9999999", "1e-9999999", "[" * 400 + "]" * 400, "[1e999]"]
)
def test_numbers_and_lists_beyond_all_measure_are_wrong_answers(message: str) -> None:
    for answer in EVERY_TYPE:
        assert not answer.judge(message).right


@pytest.mark.parametrize(
    "message",
    [
        "answer" + " " * 200_000 + "x",
        "1" * 200_000 + "a1",
        "1,111" * 40_000 + "a1",
        "a" + " " * 200_000 + "b",
        "a" + "\n" * 200_000 + "c",
        "a" + " \n" * 100_000 + "c",
        "1 jan" + " " * 200_000 + "b",
        "$" + " " * 200_000,
        "1" + " " * 200_000,
    ],
    ids=lambda message: f"{message[:5]!r}...{message[-3:]!r}",
)
def test_a_long_message_is_judged_in_time_proportional_to_its_length(message: str) -> None:
    before = time.process_time()
    for answer in EVERY_TYPE:
        assert not answer.judge(message).right
    assert time.process_time() - before < 5


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_the_right_number_is_a_number(value: float) -> None:
    with pytest.raises(ValidationError, match="finite"):
        NumberAnswer(value=value)
    with pytest.raises(ValidationError, match="finite"):
        NumberAnswer(value=1, tolerance=value)


@pytest.mark.parametrize("name", ["", " ", "...", "(?)"])
def test_a_name_that_saying_nothing_would_match_is_refused(name: str) -> None:
    for make in (
        lambda: TextAnswer(value=name),
        lambda: TextAnswer(value="a", aliases=(name,)),
        lambda: SetAnswer(value=("a", name)),
        lambda: ListAnswer(value=(name,)),
    ):
        with pytest.raises(ValidationError, match="saying nothing"):
            make()
