"""Extra calls on the way: for tools that find nothing to change once a solution is through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agentgym.certifier.player import Changing, Place, Player, Run, replaced
from agentgym.task import Task
from agentgym.tools import ToolCall
from agentgym.toolset import State

_MOST_PLAYED = 40


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """What came of extra calls, each made before a call of the solution that writes.

    Attributes:
        tried: How many of them succeeded.
        failed: One of them made the task fail, as it should.
        passed: One that altered the outcome, and the task passed all the same.
    """

    tried: int
    failed: bool
    passed: ToolCall | None = None


def on_the_way(
    player: Player, task: Task, run: Run, writing: Iterable[Place], extra: Iterable[ToolCall]
) -> OnTheWay:
    """Try extra calls of a tool in the midst of the solution.

    Staged changes are gone after a commit, and a basket is empty after the order: what a tool could
    spoil is there only on the way.

    Args:
        player: Plays the variants.
        task: The task.
        run: Its solution, played.
        writing: The places of the solution's calls that write.
        extra: The calls to try.
    """
    places = list(writing)
    tried = played = 0
    for call in extra:
        for place in places:
            if played == _MOST_PLAYED:
                return OnTheWay(tried, False)
            played += 1
            original = task.solution[place.turn].calls[place.index]
            other = player.play(task, replaced(task.solution, place, call, original))
            results = other.results[place.turn] if place.turn < len(other.results) else ()
            if place.index >= len(results) or results[place.index].is_error:
                continue
            tried += 1
            if not other.score.passed:
                return OnTheWay(tried, True)
            if not all(map(alike, other.states, run.states)):
                return OnTheWay(tried, False, call)
    return OnTheWay(tried, False)


def alike(one: State, other: State) -> bool:
    """Whether two states are equal, up to the names of generated keys where those are known."""
    if isinstance(one, Changing) and isinstance(other, Changing):
        return one.compare([*other.changes()]).equal
    return one.digest() == other.digest()
