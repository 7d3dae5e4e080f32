"""One more successful write, by every tool that writes, at every moment of a solution."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import chain

from agentgym import Task, Tool, ToolCall
from agentgym.toolset import State
from rechecking.playing import Outcome, Stage, solution, with_calls
from rechecking.rows import Rows
from rechecking.stored import Stored
from rechecking.variants import Variant

_VERDICTS = 2
_MADE_UP = 40
_KNOWN = 24


def operations(tool: Tool) -> list[str | None]:
    """What a tool can do: its choices of action, where it takes one."""
    properties = tool.input_schema["properties"]
    assert isinstance(properties, dict)
    action = properties.get("action")
    choices = action.get("enum") if isinstance(action, dict) else None
    return [str(one) for one in choices] if isinstance(choices, list) else [None]


def extra_writes(
    task: Task, stored: Stored, rows: Rows, stage: Stage, first: Outcome, draw: random.Random
) -> Iterator[Variant]:
    """The solution with one more write that takes effect: at the beginning, and after each turn.

    Yields nothing for an operation of a tool where no call that was thought of takes effect.
    """
    moments: list[tuple[int, State]] = [(-1, stage.start(task)), *enumerate(first.states)]
    own = [call for turn in task.solution for call in turn.calls]
    for tool in stored.tools.values():
        if tool.read_only:
            continue
        pool = list(_candidates(tool, own, stored, rows, draw))
        for operation in operations(tool):
            calls = [c for c in pool if operation in (None, c.arguments.get("action"))]
            for number, state in reversed(moments):
                yield from _at(task, stage, number, state, calls)


def _at(
    task: Task, stage: Stage, number: int, state: State, calls: list[ToolCall]
) -> Iterator[Variant]:
    own = solution(task)
    given = 0
    for call in calls:
        if not stage.takes_effect(task, state, call):
            continue
        turn, mine = max(number, 0), own[max(number, 0)].calls
        script = with_calls(own, turn, (call, *mine) if number < 0 else (*mine, call))
        place = (turn, 0 if number < 0 else len(mine))
        when = "at the beginning" if number < 0 else f"at the end of turn {number}"
        last = number == len(own) - 1
        kind = "write added after all" if last else "write added on the way"
        what = f"{call.name} {call.arguments} {when}"
        yield Variant(kind, what, script, place, absorbable=not last)
        given += 1
        if given == _VERDICTS:
            return


def _candidates(
    tool: Tool, own: list[ToolCall], stored: Stored, rows: Rows, draw: random.Random
) -> Iterator[ToolCall]:
    """Calls of a tool that may work: near what the solution does first, then from elsewhere."""
    known = [call for call in stored.exercises if call.name == tool.name]
    known += [
        call
        for other in stored.tasks
        for turn in other.solution
        for call in turn.calls
        if call.name == tool.name and call not in own
    ]
    draw.shuffle(known)
    repeated = [call for call in own if call.name == tool.name]
    made = list(rows.made_up(tool, own, draw, _MADE_UP))
    seen: list[ToolCall] = []
    for call in chain(made[: _MADE_UP // 2], repeated, known[:_KNOWN], made[_MADE_UP // 2 :]):
        if call not in seen:
            seen.append(call)
            yield call
