from __future__ import annotations

import random

from agentgym_synth.scorecard import near_duplicates
from agentgym_synth.scorecard.prompts import masked

LONG = (
    "My mother moved to Leeds last week and would like her bank statements on paper from now on, "
    "so please change the address on both of her accounts and order the one for March."
)


def test_a_text_that_comes_twice_is_repeated_once() -> None:
    found = near_duplicates([LONG, "Something else entirely, and short.", LONG])
    assert found.earlier == {2: 0}
    assert found.rate == 1 / 3


def test_case_and_punctuation_do_not_tell_texts_apart() -> None:
    assert near_duplicates([LONG, LONG.upper().replace(",", "")]).earlier == {1: 0}


def test_a_word_more_is_near_and_another_sentence_is_not() -> None:
    near, far = LONG + " Thanks!", LONG + " And then cancel her card, since she has lost it again."
    assert near_duplicates([LONG, near, far]).earlier == {1: 0}


def test_short_texts_are_compared_as_well() -> None:
    assert near_duplicates(["Hi", "hi!", "No", ""]).earlier == {1: 0}


def test_no_texts_repeat_nothing() -> None:
    assert near_duplicates([]).rate == 0


def test_the_pairs_found_are_those_that_comparing_all_finds() -> None:
    draws = random.Random(4)
    words = [f"word{n}" for n in range(300)]
    texts: list[list[str]] = [draws.choices(words, k=60) for _ in range(120)]
    for text in texts[:120]:
        other = list(text)
        for _ in range(draws.randint(1, 3)):
            other[draws.randrange(60)] = "changed"
        texts.append(other)

    def shingles(text: list[str]) -> set[tuple[str, ...]]:
        return {tuple(text[n : n + 3]) for n in range(58)}

    wanted = {}
    for number, text in enumerate(texts):
        mine = shingles(text)
        for earlier in range(number):
            other_shingles = shingles(texts[earlier])
            if len(mine & other_shingles) / len(mine | other_shingles) >= 0.85:
                wanted[number] = earlier
                break
    assert 20 < len(wanted) < 120
    assert near_duplicates([" ".join(text) for text in texts]).earlier == wanted


def test_masking_leaves_the_way_a_text_is_put() -> None:
    first = "Please move Ada Ash to 3 May at 14:30, order O-1234."
    second = "Please move Bo Bell to 12 June at 09:00, order O-9."
    assert masked(first) == masked(second)
    assert masked("Cancel the order. It is wrong.") == "Cancel the order. It is wrong."
