"""The limits that people name when they compare."""

from __future__ import annotations

import re

import pytest

from agentgym_envs.domains.spec import Attribute
from agentgym_synth.maker.naming import limits, name_several
from agentgym_synth.model import Column
from tests.synth.maker import trials


@pytest.mark.parametrize(
    ("kind", "value", "named"),
    [
        ("int", 7, 7),
        ("int", 187, 200),
        ("int", 36, 40),
        ("money", 143_312, 150_000),
        ("money", 1_250, 1_200),
        ("date", "2025-05-17", "2025-05-01"),
    ],
)
def test_limits_are_round(kind: str, value: object, named: object) -> None:
    wide = ("2025-01-01", "2026-01-01") if kind == "date" else (0, 1)
    bounds = (0, 400) if kind == "date" else wide
    column = Column("size", Attribute.model_validate({"kind": kind, "range": bounds}))
    assert limits(column, [value]) == [named]


def test_a_domain_says_which_limits_people_name() -> None:
    attribute = Attribute.model_validate({"kind": "money", "range": [0, 900], "limits": [50, 500]})
    assert limits(Column("price", attribute), [123, 456]) == [5_000, 50_000]


def test_people_name_no_other_limit_than_the_domain_s() -> None:
    said: set[str] = set()
    sets = 'sets: ["trees in {row}", {say: apple trees, where: {fruit: apples}}]'
    with trials.scene(
        ("unit: kg, words: yield", "unit: kg, limits: [32, 56], words: yield"),
        (sets, 'sets: ["trees above {yield_kg>}", "trees below {yield_kg<}"]'),
    ) as scene:
        for found in trials.tried(scene, lambda s: name_several(s, "tree", 1, 30), 30):
            said.add(found.text)
    assert said
    assert {re.sub(r"\D", "", text) for text in said} <= {"32", "56"}
