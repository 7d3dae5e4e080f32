"""Carries moves out through the tools."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import JsonValue

from agentgym.tools import ToolCall
from agentgym_synth.maker.looking import look_into_rules
from agentgym_synth.maker.moves import Move, rules_of
from agentgym_synth.maker.scene import Scene
from agentgym_synth.model import Param, Value
from agentgym_synth.surface import Doing


def do(scene: Scene, move: Move, *, checked: bool = True) -> Value | None:
    """Carry a move out, having looked at what rules demand.

    Args:
        scene: The world.
        move: The move; the keys of its things are known.
        checked: Look at what decides whether a rule forbids it.

    Returns:
        The key of what it made.

    Raises:
        DroppedError: A tool refused.
    """
    if checked:
        rules = [compiled.rule for compiled in rules_of(scene, move.action)]
        look_into_rules(scene, move.action, move.args, rules)
    doing = scene.surface.doings[move.action.name]
    _touch(scene, move)
    result = scene.act(doing.tool, arguments(scene, doing, move.args))
    other = _instead(scene, move)
    if other:
        scene.may_instead(*other)
    if doing.made is None or doing.made not in result:
        return None
    made: Value = result[doing.made]
    assert move.action.makes is not None
    entity = (move.action.makes, made)
    scene.known.add(entity)
    scene.touched.add(entity)
    scene.made.add(entity)
    return made


def do_all(scene: Scene, move: Move, keys: Sequence[Value]) -> None:
    """Carry a move out for several things, at once where the tool can.

    Raises:
        DroppedError: A tool refused.
    """
    each = move.action.each
    assert each is not None
    rules = [compiled.rule for compiled in rules_of(scene, move.action)]
    for key in keys:
        look_into_rules(scene, move.action, {**move.args, each: key}, rules)
    for key in keys:
        _touch(scene, Move(move.action, {**move.args, each: key}))
    doing = scene.surface.doings[move.action.name]
    if doing.batch == each:
        given = arguments(scene, doing, move.args)
        given[doing.args[each]] = list(keys)
        scene.act(doing.tool, given)
        if len(keys) > 1:
            halves: tuple[list[JsonValue], ...] = (list(keys[:1]), list(keys[1:]))
            calls = (ToolCall(doing.tool, {**given, doing.args[each]: half}) for half in halves)
            scene.may_instead(*calls)
    for key in keys:
        one = Move(move.action, {**move.args, each: key})
        if doing.batch != each:
            scene.act(doing.tool, arguments(scene, doing, one.args))


def _instead(scene: Scene, move: Move) -> list[ToolCall]:
    """Other calls that leave the same behind, where no rule speaks of them."""
    calls: list[ToolCall] = []
    for detour in move.action.instead:
        doing = scene.surface.doings.get(f"{move.action.behaviour}.{detour.verb}")
        if doing is None or rules_of(scene, doing.action):
            return []
        args = {name: move.args[source] for name, source in detour.args.items()}
        calls.append(ToolCall(doing.tool, arguments(scene, doing, args)))
    return calls


def attempt(scene: Scene, move: Move) -> None:
    """Try a move that the tools refuse.

    Raises:
        DroppedError: They did not refuse.
    """
    doing = scene.surface.doings[move.action.name]
    scene.attempt(doing.tool, arguments(scene, doing, move.args))


def arguments(scene: Scene, doing: Doing, args: dict[str, Value]) -> dict[str, Any]:
    """A move's arguments as the tool takes them."""
    given: dict[str, Any] = {**doing.constants}
    for param in doing.action.params:
        value = _as_taken(scene, param, args[param.name])
        given[doing.args[param.name]] = [value] if doing.batch == param.name else value
    return given


def _as_taken(scene: Scene, param: Param, value: Value) -> Value:
    if param.kind != "money" or scene.surface.cents:
        return value
    assert isinstance(value, int)
    return value // 100 if value % 100 == 0 else value / 100


def _touch(scene: Scene, move: Move) -> None:
    for name, thing in move.action.things.items():
        # People may want several things done, but each kind of thing once.
        person = scene.thing(thing).person
        group = f"{move.action.behaviour} {thing}" if person else thing
        scene.touched.add((group, move.args[name]))
    # Nobody has a fault closed and reports another on the same machine in one breath.
    carrier = scene.carrier(move.action.behaviour)
    target = move.action.params[0]
    if target.thing is not None and target.thing != carrier:
        for column in scene.thing(target.thing).refs_to(carrier):
            found = scene.read(
                f"SELECT {column.name} FROM {target.thing} WHERE {target.thing}_id = :key",
                {"key": move.args[target.name]},
            )
            scene.touched |= {(carrier, row[0]) for row in found if row[0] is not None}
