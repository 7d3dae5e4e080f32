"""An environment keeps its behaviour, its structure and its tasks under any API style."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agentgym.certifier import Certifier
from agentgym.environment import Environment
from agentgym_envs.domains.names import domain_names
from agentgym_synth.generator import MOST_TOOLS, Identity, lay_ground
from agentgym_synth.maker.tasks import Aim
from agentgym_synth.scorecard import signature, similarity
from agentgym_synth.splits import split_of
from agentgym_synth.style import Style
from tests.synth.maker.sample import drawn, ground

_OTHERS: dict[str, tuple[Any, ...]] = {
    "case": ("camel", "kebab", "dotted"),
    "granularity": ("manage", "batch"),
    "ids": ("counted", "digits"),
    "paging": ("page", "offset"),
    "page_size": (8, 20),
    "filters": ("refs", "few"),
    "search": (False,),
    "details": (False,),
    "labels": (True,),
    "money": ("units",),
    "errors": ("coded", "polite"),
    "extras": (0, 6),
}
_AIMS = (Aim("change", 2), Aim("change", 3), Aim("question", 1), Aim("refusal", 1))
_STYLES = st.builds(
    Style, **{name: st.sampled_from((getattr(Style(), name), *_OTHERS[name])) for name in _OTHERS}
)


def test_every_dimension_of_a_style_is_tried_here() -> None:
    assert {one.name for one in fields(Style)} == _OTHERS.keys()


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in _OTHERS.items() for value in values]
)
def test_each_dimension_alone_leaves_tasks_that_can_be_made_and_proved(
    name: str, value: object
) -> None:
    style = replace(Style(page_size=8), **{name: value})
    own = ground("farm", 2)
    styled = lay_ground(own.identity, style)
    tasks = drawn(styled, *_AIMS)
    assert {task.kind for task in tasks} == {"change", "question", "refusal"}
    environment = Environment(
        id=own.identity.id,
        toolset=styled.world.open,
        tasks={task.id: task for task in tasks},
        system_prompt=styled.built.prompt,
        content=styled.world.digest(),
        exercises=styled.exercises,
    )
    certifier = Certifier(environment)
    try:
        proofs = [certifier.certify(task) for task in tasks]
    finally:
        certifier.close()
    # The maker drops what cannot be proved; that is to be the exception under any style.
    assert sum(proof.holds for proof in proofs) >= len(proofs) - 1, proofs


@settings(max_examples=10, deadline=None)
@given(domain=st.sampled_from(domain_names()), style=_STYLES)
def test_whatever_the_style_structure_and_split_are_the_same(domain: str, style: Style) -> None:
    own = ground(domain)
    styled = lay_ground(own.identity, style)
    assert similarity(signature(own.built.world), signature(styled.built.world)) >= 0.85
    assert split_of(styled.built.world) == split_of(own.built.world)
    assert styled.today == own.today
    assert len(styled.built.world["tools"]) <= MOST_TOOLS


def test_a_style_shows_in_the_names_of_tools() -> None:
    identity = Identity("port", 0, 1)
    names = {
        case: [tool["name"] for tool in lay_ground(identity, Style(case=case)).built.world["tools"]]
        for case in ("snake", "camel", "kebab", "dotted")
    }
    assert all("_" in name for name in names["snake"])
    assert not any("_" in name or "-" in name for name in names["camel"])
    assert not any("_" in name for name in names["kebab"])
    assert any("." in name for name in names["dotted"])


def test_money_in_units_and_in_cents_is_the_same_money() -> None:
    cents, units = (lay_ground(Identity("farm", 0, 2), Style(money=m)) for m in ("cents", "units"))
    assert cents.built.world["tables"] == units.built.world["tables"]
    assert cents.built.surface.cents
    assert not units.built.surface.cents
