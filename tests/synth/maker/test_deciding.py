"""What is looked at before a wish is declined."""

from __future__ import annotations

import re

from tests.synth.maker import trials

_RULE = """  - on: [ladders.lend]
    text: "A ladder with more than {rungs} rungs is not lent out; decline."
    numbers: {rungs: [14, 16]}
    forbids: "ladder.rungs > :rungs"
"""
_STILL_OUT = """  - on: [ladders.lend]
    text: "Nobody has two ladders at once: decline to lend to a family that still has one out."
    forbids: "(SELECT count(*) FROM loan WHERE family_id = :family AND status = 'out') >= 1"
"""


def test_who_declines_to_lend_has_looked_at_what_the_person_still_has_out() -> None:
    looked: list[set[str]] = []
    for task in trials.tasks((_RULE, _STILL_OUT), kind="refusal", tier=1, most=120):
        calls = task.solution[-1].calls
        if calls[-1].arguments.get("rule") != "R1":
            continue
        loans = [call for call in calls[:-1] if re.search("loan", call.name)]
        assert loans
        looked.append({name.removesuffix("_id") for name in loans[-1].arguments})
    assert {"family"} in looked
    assert not [by for by in looked if by - {"family", "offset", "page", "limit"}]
