"""What the ids stand for."""

from __future__ import annotations

import pytest

import agentgym

# An id's content never changes: if one of these does, the id's version must rise.
_DIGESTS = {
    "base": "e0f1d4136d2f81f9031fe9e73d17e45cf3318dd08cde9a3f5a9e39e596a8a376",
    "miss-func": "fb2925e89e4828c8e8c9397ca37c1d5098f4029369bf31075c9e4a47ced1b1b5",
    "miss-param": "99e61659742e19398f92b9af06f20ecf188cf10526dfa7aedefb574182ec6e25",
    "long-context": "d1e76361dde248c8caf67eac517b38f33a46612c991319314150e296b44cc9eb",
}


@pytest.mark.parametrize("name", sorted(_DIGESTS))
def test_an_id_stands_for_the_same_content_forever(name: str) -> None:
    assert agentgym.load(f"bfcl-{name}-v1").digest() == _DIGESTS[name]


def test_tasks_are_numbered_and_say_where_they_come_from(category: str) -> None:
    tasks = agentgym.load(f"bfcl-{category}-v1").tasks
    assert list(tasks) == [str(number) for number in range(200)]
    for task_id in ("0", "199"):
        provenance = tasks[task_id].provenance
        assert provenance["upstream_id"] == f"multi_turn_{category.replace('-', '_')}_{task_id}"
        assert provenance["licence"] == "Apache-2.0"
    assert tasks["7"] is tasks["7"]


def test_every_user_turn_says_something_and_every_solution_answers_it(category: str) -> None:
    for task in agentgym.load(f"bfcl-{category}-v1").tasks.values():
        assert all(task.turns)
        assert any(turn.calls for turn in task.solution)
        assert all(turn.message for turn in task.solution)


def test_the_user_announces_the_tools_that_were_missing() -> None:
    task = agentgym.load("bfcl-miss-func-v1").task("0")
    assert task.turns[3] == (
        "I have updated some more functions you can choose from. What about now?"
    )
    assert task.solution[2].calls == ()
