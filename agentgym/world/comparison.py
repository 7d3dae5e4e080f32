"""Comparing an episode's net change with a goal: equal or not, how much is there, why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agentgym.holes import HOLES
from agentgym.toolset import Comparison
from agentgym.world.assignment import accepts, candidates, largest_matching, meets
from agentgym.world.changes import RowChange
from agentgym.world.goal import Alternative, WantedChange
from agentgym.world.graph import NEW_ROW, ChangeGraph, Slot, change_graph
from agentgym.world.renaming import Sameness, same_up_to_renaming
from agentgym.world.tables import TableLayout

_DONE = {"insert": "added", "update": "changed", "delete": "removed"}


@dataclass(frozen=True, slots=True)
class PreparedGoal:
    """A goal, ready to be compared many times.

    Attributes:
        alternatives: What is wanted.
        graphs: The graph of each.
        open: Whether each has holes.
    """

    alternatives: tuple[Alternative, ...]
    graphs: tuple[ChangeGraph, ...]
    open: tuple[bool, ...]


def prepare(
    alternatives: tuple[Alternative, ...], layouts: Mapping[str, TableLayout]
) -> PreparedGoal:
    """Make a goal ready."""
    return PreparedGoal(
        alternatives,
        tuple(change_graph(alternative, layouts) for alternative in alternatives),
        tuple(any(c.has_holes for c in alternative) for alternative in alternatives),
    )


def compare(
    changes: Sequence[RowChange], goal: PreparedGoal, layouts: Mapping[str, TableLayout]
) -> Comparison:
    """Compare an episode's changes with a goal.

    Returns:
        Equal when one alternative is met exactly. The parts are `wanted`, the share of the wanted
        changes that were made, and `undamaged`, 1.0 when nothing else was changed and 0.0 when
        something was; they and the reason speak of the alternative that came closest.
    """
    graph = change_graph(changes, layouts)
    closest: tuple[float, float, int] | None = None
    pairs: dict[int, int] = {}
    undecided = False
    for number, wanted in enumerate(goal.graphs):
        found = _decide(wanted, graph, goal.open[number])
        if found is Sameness.SAME:
            return Comparison(True, _parts(1.0, 1.0, goal.alternatives[number]))
        undecided = undecided or found is Sameness.UNDECIDED
        made = largest_matching(candidates(wanted, graph)) if changes else {}
        share = len(made) / len(wanted.labels) if wanted.labels else 1.0
        standing = (share, 1.0 if len(made) == len(changes) else 0.0, -number)
        if closest is None or standing > closest:
            closest, pairs = standing, made
    assert closest is not None
    number = -closest[2]
    if undecided:
        reason = "the changes are too ambiguous to compare with the goal"
    else:
        reason = _reason(changes, graph, goal.alternatives[number], goal.graphs[number], pairs)
    return Comparison(False, _parts(closest[0], closest[1], goal.alternatives[number]), reason)


def is_met(
    changes: Sequence[RowChange], goal: PreparedGoal, layouts: Mapping[str, TableLayout]
) -> bool:
    """Whether `compare` would call an episode's changes equal to a goal."""
    fitting = [n for n, wanted in enumerate(goal.alternatives) if len(wanted) == len(changes)]
    if not fitting:
        return False
    graph = change_graph(changes, layouts)
    return any(_decide(goal.graphs[n], graph, goal.open[n]) is Sameness.SAME for n in fitting)


def _decide(wanted: ChangeGraph, actual: ChangeGraph, is_open: bool) -> Sameness:
    return meets(wanted, actual) if is_open else same_up_to_renaming(wanted, actual)


def _parts(share: float, undamaged: float, alternative: Alternative) -> dict[str, float]:
    # Where nothing is wanted, a share of it would be credit for doing nothing.
    return {"wanted": share, "undamaged": undamaged} if alternative else {"undamaged": undamaged}


def _reason(
    changes: Sequence[RowChange],
    graph: ChangeGraph,
    alternative: Alternative,
    wanted_graph: ChangeGraph,
    pairs: dict[int, int],
) -> str:
    missing = [n for n in range(len(alternative)) if n not in pairs]
    extra = [n for n in range(len(changes)) if n not in pairs.values()]
    for number in missing:
        wanted, slots = alternative[number], dict(wanted_graph.labels[number][2])
        for other in extra:
            if _same_row(wanted, changes[other]):
                return _difference(wanted, slots, changes[other], dict(graph.labels[other][2]))
    if missing:
        first = alternative[missing[0]]
        return f"{first.name} should have been {_DONE[first.op]}, and was not"
    if extra:
        change = changes[extra[0]]
        return f"{change.name} was {_DONE[change.op]}, and the goal leaves it alone"
    return "the new rows refer to each other in another way than the goal's"


def _same_row(wanted: WantedChange, change: RowChange) -> bool:
    if wanted.table != change.table:
        return False
    return wanted.op == change.op == "insert" or wanted.key == change.key


def _difference(
    wanted: WantedChange, slots: dict[str, Slot], change: RowChange, values: dict[str, Slot]
) -> str:
    if wanted.op != change.op:
        return f"{change.name} was {_DONE[change.op]}, and should have been {_DONE[wanted.op]}"
    for column in sorted({*slots, *values}):
        if column not in slots:
            return f"{change.name}: {column} was changed, and the goal leaves it alone"
        if column not in values:
            return f"{change.name}: {column} should have been changed, and was not"
        if not accepts(slots[column], values[column]):
            given, right = _shown(values[column]), _shown(slots[column])
            return f"{change.name}: {column} is {given}, not {right}"
    raise AssertionError("two changes differ, and in no column")


def _shown(slot: Slot) -> str:
    if slot is NEW_ROW:
        return "a new row"
    return str(slot.model_dump()) if isinstance(slot, HOLES) else f"{slot!r:.80}"
