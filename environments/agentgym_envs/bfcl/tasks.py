"""Upstream's tasks, each built when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from pydantic import JsonValue

from agentgym.task import Goal, Limits, SolutionTurn, Task
from agentgym_envs.bfcl import wheel
from agentgym_envs.bfcl.catalog import VERSION
from agentgym_envs.bfcl.ground_truth import parse_call

#: What upstream lets the user say in a turn that brings tools.
TOOLS_ADDED = "I have updated some more functions you can choose from. What about now?"

# Upstream gives up when a turn takes more than 20 steps with calls; the message that ends it is no
# such step.
_STEPS_PER_TURN = 21
# Where the ground truth itself takes more, there is room for a few others.
_SPARE_STEPS = 10
_CALLS_PER_TURN = 60

# One recorded line of JSON, as upstream's files hold them.
_Entry = dict[str, Any]


class BFCLTasks(Mapping[str, Task]):
    """The tasks of one category by number, "0" to "199".

    Args:
        environment: The id they belong to.
        category: Upstream's name of the category, such as `miss_func`.

    Raises:
        NotInstalledError: The wheel is missing or of another release.
    """

    def __init__(self, environment: str, category: str) -> None:
        self._environment = environment
        self._long_context = category == "long_context"
        file = f"BFCL_v4_multi_turn_{category}.json"
        self._entries = wheel.read_lines(f"data/{file}")
        self._truths = wheel.read_lines(f"data/possible_answer/{file}")
        self._built: dict[str, Task] = {}
        self._numbers = {str(number): number for number in range(len(self._entries))}

    def __getitem__(self, task_id: str) -> Task:
        task = self._built.get(task_id)
        if task is None:
            number = self._numbers[task_id]
            entry, truth = orjson.loads(self._entries[number]), orjson.loads(self._truths[number])
            task = self._built[task_id] = self._build(task_id, entry, truth)
        return task

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def _build(self, task_id: str, entry: _Entry, truth: _Entry) -> Task:
        classes = entry["involved_classes"]
        turns = [[parse_call(text, classes) for text in texts] for texts in truth["ground_truth"]]
        calls: list[JsonValue] = [
            [{"name": call.name, "arguments": call.arguments} for call in turn] for turn in turns
        ]
        longest = max(map(len, turns))
        steps = longest + _SPARE_STEPS if longest >= _STEPS_PER_TURN else _STEPS_PER_TURN
        initial: dict[str, JsonValue] = {
            "classes": classes,
            "config": {name: entry["initial_config"].get(name, {}) for name in classes},
            "withheld": _withheld(entry, truth),
            "long_context": self._long_context,
        }
        return Task(
            id=task_id,
            environment=self._environment,
            kind="change",
            turns=tuple(said[0]["content"] if said else TOOLS_ADDED for said in entry["question"]),
            initial=initial,
            goal=Goal(data={"calls": calls}),
            solution=tuple(SolutionTurn(calls=tuple(turn), message="Done.") for turn in turns),
            split="test",
            limits=Limits(
                steps=(steps + 1) * len(turns),
                steps_per_turn=steps,
                calls=_CALLS_PER_TURN * len(turns),
            ),
            provenance={
                "source": "bfcl-eval",
                "version": VERSION,
                "licence": "Apache-2.0",
                "upstream_id": entry["id"],
            },
        )


def _withheld(entry: _Entry, truth: _Entry) -> dict[str, JsonValue]:
    """The tools that come late, less those that the ground truth itself calls before they come."""
    late: dict[str, JsonValue] = {}
    for turn, names in entry.get("missed_function", {}).items():
        texts = [text for texts in truth["ground_truth"][: int(turn)] for text in texts]
        used = {text.partition("(")[0].strip() for text in texts}
        late[turn] = [name for name in names if name not in used]
    return late
