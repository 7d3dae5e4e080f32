"""Where questions about the dearest, oldest, longest of several end."""

from __future__ import annotations

import agentgym


def test_no_question_about_the_most_of_several_ends_in_a_preposition() -> None:
    asked = 0
    for number in range(6):
        environment = agentgym.load(f"synth-permits-{number:04}-v1")
        for name in environment.tasks:
            for said in environment.task(name).turns:
                for question in said.split("\n"):
                    if " of the " in question and question.endswith("?"):
                        asked += 1
                        assert question.split()[-1] not in ("in?", "at?", "for?", "from?", "with?")
    assert asked
