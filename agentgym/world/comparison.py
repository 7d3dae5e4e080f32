"""Comparing an episode's net change with a goal: equal or not, how much is there, why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agentgym.toolset import Comparison
from agentgym.world.assignment import candidates, largest_matching, meets
from agentgym.world.changes import RowChange
from agentgym.world.goal import HOLES, Alternative, Wanted, WantedChange
from agentgym.world.graph import ChangeGraph, change_graph
from agentgym.world.renaming import Sameness, same_up_to_renaming
from agentgym.world.spec import Scalar
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
        changes that were made, and `damage`, 1.0 when nothing else was changed and 0.0 when
        something was; they and the reason speak of the alternative that came closest.
    """
    graph = change_graph(changes, layouts)
    closest: tuple[float, float, int] | None = None
    undecided = False
    for number, wanted in enumerate(goal.graphs):
        found = _decide(wanted, graph, goal.open[number])
        if found is Sameness.SAME:
            return Comparison(True, _parts(1.0, 1.0, goal.alternatives[number]))
        undecided = undecided or found is Sameness.UNDECIDED
        made = len(largest_matching(candidates(wanted, graph)))
        share = made / len(wanted.labels) if wanted.labels else 1.0
        standing = (share, 1.0 if made == len(changes) else 0.0, -number)
        closest = standing if closest is None else max(closest, standing)
    assert closest is not None
    number = -closest[2]
    if undecided:
        reason = "the changes are too ambiguous to compare with the goal"
    else:
        reason = _reason(changes, graph, goal.alternatives[number], goal.graphs[number])
    return Comparison(False, _parts(closest[0], closest[1], goal.alternatives[number]), reason)


def _decide(wanted: ChangeGraph, actual: ChangeGraph, is_open: bool) -> Sameness:
    return meets(wanted, actual) if is_open else same_up_to_renaming(wanted, actual)


def _parts(share: float, undamaged: float, alternative: Alternative) -> dict[str, float]:
    # Where nothing is wanted, a share of it would be credit for doing nothing.
    return {"wanted": share, "damage": undamaged} if alternative else {"damage": undamaged}


def _reason(
    changes: Sequence[RowChange],
    graph: ChangeGraph,
    alternative: Alternative,
    wanted_graph: ChangeGraph,
) -> str:
    pairs = largest_matching(candidates(wanted_graph, graph))
    missing = [w for n, w in enumerate(alternative) if n not in pairs]
    extra = [c for n, c in enumerate(changes) if n not in pairs.values()]
    for wanted in missing:
        for change in extra:
            if wanted.table == change.table and _same_row(wanted, change):
                return _difference(wanted, change)
    if missing:
        return f"{missing[0].name} should have been {_DONE[missing[0].op]}, and was not"
    if extra:
        return f"{extra[0].name} was {_DONE[extra[0].op]}, and the goal leaves it alone"
    return "the new rows refer to each other in another way than the goal's"


def _same_row(wanted: WantedChange, change: RowChange) -> bool:
    if wanted.op == "insert" and change.op == "insert":
        return True
    return wanted.key == change.key


def _difference(wanted: WantedChange, change: RowChange) -> str:
    if wanted.op != change.op:
        return f"{change.name} was {_DONE[change.op]}, and should have been {_DONE[wanted.op]}"
    for column in sorted({*wanted.values, *change.values}):
        if column not in wanted.values:
            return f"{change.name}: {column} was changed, and the goal leaves it alone"
        if column not in change.values:
            return f"{change.name}: {column} should have been changed, and was not"
        value, right = change.values[column], wanted.values[column]
        if not _reads_alike(right, value):
            return f"{change.name}: {column} is {value!r:.80}, not {_shown(right)}"
    return f"{change.name} was {_DONE[change.op]} with another key or other references than wanted"


def _reads_alike(wanted: Wanted, value: Scalar) -> bool:
    return wanted.accepts(value) if isinstance(wanted, HOLES) else wanted == value


def _shown(wanted: Wanted) -> str:
    return str(wanted.model_dump()) if isinstance(wanted, HOLES) else f"{wanted!r:.80}"
