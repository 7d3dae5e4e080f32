"""What an id gives is frozen: whoever trained on it has to find the same again."""

from __future__ import annotations

import json

import pytest

from tests.synth.golden import FILE, digests, golden_ids

_GOLDEN: dict[str, dict[str, str]] = json.loads(FILE.read_text(encoding="utf-8"))
_WHAT_TO_DO = (
    "{name} gives another {parts} than it did. If that was not meant, undo what changed it. If it "
    "was: before a release of this version, `python -m tests.synth.golden` writes the digests "
    "down anew; after one, raise GENERATOR in agentgym_synth/ground.py and the `-v` of the ids "
    "first, so that the old ids are not given to something else."
)


def test_the_frozen_ids_are_of_every_domain() -> None:
    assert list(_GOLDEN) == golden_ids(), "run `python -m tests.synth.golden`"


@pytest.mark.parametrize("name", _GOLDEN)
def test_what_an_id_gives_has_not_changed(name: str) -> None:
    found = digests(name)
    changed = [part for part in found if found[part] != _GOLDEN[name][part]]
    assert not changed, _WHAT_TO_DO.format(name=name, parts=" and ".join(changed))
