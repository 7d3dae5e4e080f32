"""What a domain says of lending, membership, stock and the like, and gets wrong."""

from __future__ import annotations

import pytest

from agentgym.errors import InvalidWorldError
from agentgym_envs.domains.spec import Behaviour
from agentgym_synth.aspects import read_behaviour
from tests.synth.aspects.made import WORKSHOP


@pytest.mark.parametrize(
    ("name", "setting", "value", "said"),
    [
        ("loans", "days", [21, 3], r"\[21, 3\] is no least and greatest number"),
        ("loans", "days", [0, 3], r"\[0, 3\] is no least and greatest number"),
        ("courses", "capacity", [7, 3], r"\[7, 3\] is no least and greatest number"),
        ("courses", "preposition", "by", "preposition"),
        ("store", "amount", [30, 2], r"\[30, 2\] is no least and greatest number"),
        ("permits", "until", {"words": "valid until"}, "needs a `range`"),
        ("permits", "until", {"range": [90, 10]}, r"range \[90, 10\] is empty"),
        ("breakdowns", "kinds", ["worn belt"], "kinds"),
        ("breakdowns", "kinds", ["worn belt", "worn belt"], "'worn belt' stands there twice"),
        ("tariffs", "holder", None, "holder"),
        ("waiting", "link", {"name": "Wait", "one": "wait", "many": "waits"}, "link.name"),
        ("loans", "colour", "red", "colour"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(
    name: str, setting: str, value: object, said: str
) -> None:
    with pytest.raises(InvalidWorldError, match=rf"behaviour {name} \(\w+\): .*{said}"):
        _read(name, **{setting: value})


@pytest.mark.parametrize("name", ["permits", "loans", "courses", "waiting", "store"])
def test_an_action_that_nobody_speaks_of_is_missed_by_name(name: str) -> None:
    behaviour = next(b for b in WORKSHOP.behaviours if b.name == name)
    verb, *others = behaviour.say
    with pytest.raises(InvalidWorldError, match=f"nobody says how to '{verb}'"):
        _read(name, say={other: behaviour.say[other] for other in others})


def _read(name: str, **settings: object) -> None:
    """The workshop's behaviour of a name, with other settings."""
    behaviour = next(b for b in WORKSHOP.behaviours if b.name == name)
    read_behaviour(Behaviour.model_validate({**behaviour.model_dump(), **settings}))
