"""What a refusal is about: the things that it may be recorded for."""

from __future__ import annotations

from collections.abc import Iterator

from agentgym_synth.maker.doing import do
from agentgym_synth.maker.moves import Move
from agentgym_synth.maker.scene import Scene
from agentgym_synth.model import Rule, Value
from agentgym_synth.paths import leads_to, paths_in


def concerned(scene: Scene, rule: Rule, move: Move) -> list[str]:
    """The ids of what a move would change and of what the rule looks at.

    Args:
        scene: The world.
        rule: The rule that forbids the move.
        move: What is asked for.
    """
    found = (*_changed_by(scene, move), *_weighed(scene, rule, move), *_books(scene, move))
    return [str(key) for key in found]


def about_any(change: object, keys: tuple[str, ...]) -> object:
    """A change of the goal, open to any of the ids where it records a refusal."""
    if not isinstance(change, dict) or change["table"] != "refusal":
        return change
    hole = {"hole": "one_of", "values": list(keys)}
    return {**change, "values": {**change["values"], "about": hole}}


def _changed_by(scene: Scene, move: Move) -> list[Value]:
    """The keys of the rows that a move would change: what is asked for is about them too."""
    before = scene.snapshot()
    known = scene.live.state().changes()
    try:
        do(scene, move, checked=False)
        after = scene.live.state().changes()
    finally:
        scene.restore(before)
    changed = [
        change
        for change in after
        if change not in known and isinstance(change, dict) and change["op"] != "insert"
    ]
    keys = [key for change in changed if isinstance(key := change["key"], dict)]
    return [v for key in keys for v in key.values() if isinstance(v, str | int | float)]


def _books(scene: Scene, move: Move) -> Iterator[Value]:
    """The keys of what is on the books of what a move is about: its versions, loans, visits."""
    target = move.action.params[0]
    if target.thing is None:
        return
    for table in move.action.writes:
        for column in scene.thing(table).refs_to(target.thing):
            sql = f"SELECT {table}_id FROM {table} WHERE {column.name} = :key ORDER BY 1"
            yield from (row[0] for row in scene.read(sql, {"key": move.args[target.name]}))


def _weighed(scene: Scene, rule: Rule, move: Move) -> Iterator[Value]:
    """The keys of the things that a rule looks at."""
    for head, steps in paths_in(rule.forbids, move.action.things):
        kind, key = move.action.things[head], move.args[head]
        for step in steps:
            column = leads_to(step, scene.thing(kind))
            ref = scene.thing(kind).columns[column].ref if column is not None else None
            found = scene.row(kind, key)[column] if column is not None else None
            if ref is None or found is None:
                break
            kind, key = ref, found
            yield key
