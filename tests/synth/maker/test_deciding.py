"""What is looked at before a wish is declined."""

from __future__ import annotations

import re

import agentgym

_STILL_OUT = re.compile(r"^(R\d+)\. Nobody has two of our machines", re.MULTILINE)
_PAGES = {"offset", "page", "cursor", "limit"}


def test_who_declines_to_lend_has_looked_at_what_the_person_still_has_out() -> None:
    looked: list[set[str]] = []
    for number in (24, 27, 30):
        environment = agentgym.load(f"synth-farm-{number:04}-v1")
        found = _STILL_OUT.search(environment.system_prompt)
        for task in map(environment.task, environment.tasks if found else ()):
            calls = task.solution[-1].calls
            if found is None or calls[-1].arguments.get("rule") != found[1]:
                continue
            loans = [c for c in calls[:-1] if re.search("loan", c.name, re.IGNORECASE)]
            assert loans
            looked.append(
                {re.sub("_?id$", "", k, flags=re.IGNORECASE) for k in loans[-1].arguments}
            )
    assert {"customer"} in looked
    assert not [by for by in looked if by - _PAGES - {"customer"}]
