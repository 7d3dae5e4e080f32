"""Actions with arguments: such as the tools accept, such as they refuse, such as rules forbid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from agentgym_synth.maker.conditions import Condition, names_in, with_name
from agentgym_synth.maker.lawful import lawful
from agentgym_synth.maker.scene import DroppedError, Scene
from agentgym_synth.maker.written import sql_literal
from agentgym_synth.model import Action, Param, Rule, Value

_ATTEMPTS = 8
_KEYS_TRIED = 12


@dataclass(frozen=True, slots=True)
class Move:
    """An action with its arguments.

    Attributes:
        action: What.
        args: Parameter to value; a thing's is its key.
    """

    action: Action
    args: dict[str, Value]


def permitted(scene: Scene, action: Action, fixed: dict[str, Value] | None = None) -> Move:
    """An action that the tools accept and no rule forbids.

    Args:
        scene: The world.
        action: The action.
        fixed: Arguments that are given.

    Raises:
        DroppedError: None was found.
    """
    rules = rules_of(scene, action)
    wanted = [*_guards(scene, action), *(negated(r) for r in rules)]
    move = Move(action, _drawn(scene, action, wanted, fixed or {}))
    if any(_forbade_at_first(scene, rule, move) for rule in rules):
        raise DroppedError("who looks before doing anything would decline")
    return move


def accepted(scene: Scene, action: Action) -> Move:
    """An action that the tools accept, whatever the rules say.

    Raises:
        DroppedError: None was found.
    """
    return Move(action, _drawn(scene, action, list(_guards(scene, action)), {}))


def forbidden(scene: Scene, action: Action, rule: Rule) -> Move:
    """An action that the tools accept and that one rule alone forbids.

    Raises:
        DroppedError: None was found.
    """
    wanted = list(_guards(scene, action))
    rules = rules_of(scene, action)
    for other in rules:
        wanted.append(other.condition if other.rule is rule else negated(other))
    move = Move(action, _drawn(scene, action, wanted, {}))
    if any(_forbade_at_first(scene, other, move) != (other.rule is rule) for other in rules):
        raise DroppedError("who looks before doing anything would decline for another reason")
    return move


def refused(scene: Scene, action: Action, *, about: str) -> Move:
    """An action that no rule forbids and that the tools refuse, for one reason.

    Args:
        scene: The world.
        action: The action.
        about: The parameter that is the reason.

    Raises:
        DroppedError: None was found.
    """
    guards = list(_guards(scene, action))
    reasons = [
        n
        for n, (known, guard) in enumerate(zip(action.guards, guards, strict=True))
        if about in guard.names and not known.already
    ]
    if not reasons:
        raise DroppedError(f"{action.name} is never refused for the {about}")
    broken = scene.draws.choice(reasons)
    wanted = [_not(g) if n == broken else g for n, g in enumerate(guards)]
    wanted += [negated(r) for r in rules_of(scene, action)]
    return Move(action, _drawn(scene, action, wanted, {}))


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule as a condition on an action's arguments."""

    rule: Rule
    condition: Condition


def rules_of(scene: Scene, action: Action) -> tuple[Compiled, ...]:
    """The rules that are about an action."""
    return tuple(
        Compiled(rule, _condition(scene, action, rule.forbids))
        for rule in scene.plan.rules
        if action.name in rule.on
    )


def _forbade_at_first(scene: Scene, rule: Compiled, move: Move) -> bool:
    """Whether a rule forbids a move in the world's first state."""
    if not scene.changed:
        return _true(scene, rule.condition, move.args)
    needed = {name: move.args[name] for name in rule.condition.names}
    return bool(scene.read_first(f"SELECT ({rule.condition.sql})", needed)[0][0])


def negated(rule: Compiled) -> Condition:
    """That the rule does not forbid it."""
    return _not(rule.condition)


def _not(condition: Condition) -> Condition:
    return Condition(f"NOT coalesce(({condition.sql}), 0)", condition.names)


def _guards(scene: Scene, action: Action) -> tuple[Condition, ...]:
    return tuple(_condition(scene, action, guard.holds) for guard in action.guards)


def _condition(scene: Scene, action: Action, text: str) -> Condition:
    sql = scene.sql(action, text)
    return Condition(sql, names_in(sql) & {p.name for p in action.params})


def _true(scene: Scene, condition: Condition, args: dict[str, Value]) -> bool:
    needed = {name: args[name] for name in condition.names}
    return bool(scene.read(f"SELECT ({condition.sql})", needed)[0][0])


def _drawn(
    scene: Scene, action: Action, wanted: Sequence[Condition], fixed: dict[str, Value]
) -> dict[str, Value]:
    wanted = [*wanted, *_mine(scene, action, fixed), *lawful(scene, action)]
    wanted += _in_place(scene, action)
    if action.usual is not None and action.params[0].name not in fixed:
        wanted.append(_condition(scene, action, action.usual))
    for _ in range(_ATTEMPTS):
        args = dict(fixed)
        if _extend(scene, action, wanted, args):
            return {p.name: args[p.name] for p in action.params}
    raise DroppedError(f"no arguments for {action.name}")


def _in_place(scene: Scene, action: Action) -> Iterator[Condition]:
    """That what something is moved to would do in place of what it is moved from."""
    for (one, thing), (other, same) in combinations(action.things.items(), 2):
        known = scene.thing(thing)
        for column in known.alike if thing == same else ():
            if column in known.columns:
                sql = scene.sql(action, f"{one}.{column} IS {other}.{column}")
                yield Condition(sql, frozenset({one, other}))


def _mine(scene: Scene, action: Action, fixed: dict[str, Value]) -> list[Condition]:
    """That it is about who asks, or about what everything in this task is about."""
    about = scene.me.entity if scene.me is not None else scene.topic
    if about is None:
        return []
    kind, key = about[0], sql_literal(about[1])
    for name, thing in action.things.items():
        if name in fixed:
            continue
        if thing == kind:
            return [Condition(f":{name} = {key}", frozenset({name}))]
        refs = scene.thing(thing).refs_to(kind)
        if refs:
            sql = scene.sql(action, f"{name}.{refs[0].name}")
            return [Condition(f"{sql} = {key}", frozenset({name}))]
    return []


def _extend(
    scene: Scene, action: Action, wanted: Sequence[Condition], args: dict[str, Value]
) -> bool:
    """Draw what is missing, one parameter after the other; whether it worked."""
    if args and not all(_true(scene, c, args) for c in wanted if c.names <= args.keys()):
        return False
    for param in action.params:
        if param.name in args:
            continue
        decided = [
            c for c in wanted if param.name in c.names and c.names <= args.keys() | {param.name}
        ]
        value = (
            _drawn_key(scene, action, param, decided, args)
            if param.thing is not None
            else _drawn_value(scene, param, decided, args)
        )
        if value is None:
            return False
        args[param.name] = value
    return len(set(_keys(action, args))) == len(_keys(action, args))


def _keys(action: Action, args: dict[str, Value]) -> list[tuple[str, Value]]:
    return [(thing, args[name]) for name, thing in action.things.items()]


def _drawn_key(
    scene: Scene, action: Action, param: Param, decided: Sequence[Condition], args: dict[str, Value]
) -> Value | None:
    assert param.thing is not None
    column = f"t.{param.thing}_id"
    terms = [f"({with_name(c.sql, param.name, column)})" for c in decided]
    used = {name for c in decided for name in c.names if name != param.name}
    where = f" WHERE {' AND '.join(terms)}" if terms else ""
    sql = f"SELECT {column} FROM {param.thing} t{where} ORDER BY 1"
    found = [row[0] for row in scene.read(sql, {name: args[name] for name in used})]
    touched = scene.touched
    group = f"{action.behaviour} {param.thing}"
    free = [k for k in found if (param.thing, k) not in touched and (group, k) not in touched]
    return scene.draws.choice(free) if free else None


def _drawn_value(
    scene: Scene, param: Param, decided: Sequence[Condition], args: dict[str, Value]
) -> Value | None:
    for _ in range(_KEYS_TRIED if decided or param.draw else 1):
        if param.draw is not None:
            value = param.draw(scene.draws, scene, args)
        else:
            value = scene.draws.choice(param.of) if param.of else None
        if value is None:
            continue
        if all(_true(scene, c, {**args, param.name: value}) for c in decided):
            return value
    return None
