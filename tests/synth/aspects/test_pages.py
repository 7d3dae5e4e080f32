"""Each aspect has a page, and what a domain says there is right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from agentgym_envs.domains.spec import Behaviour
from agentgym_synth.aspects import aspect_names, read_behaviour

_PAGES = Path(__file__).resolve().parents[3] / "docs" / "aspects"
_YAML = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("aspect", aspect_names())
def test_what_the_page_of_an_aspect_says_for_a_domain_is_a_behaviour(aspect: str) -> None:
    shown = "".join(_YAML.findall((_PAGES / f"{aspect}.md").read_text()))
    # Domain files are read with `on` as a word; plain YAML takes it for a truth value.
    behaviours = yaml.safe_load(shown.replace("  on: ", '  "on": '))
    found = [read_behaviour(Behaviour.model_validate(b)) for b in behaviours]
    assert aspect in [behaviour.aspect for behaviour in found]


def test_there_is_no_page_for_what_is_no_aspect() -> None:
    assert {page.stem for page in _PAGES.glob("*.md")} == set(aspect_names())
