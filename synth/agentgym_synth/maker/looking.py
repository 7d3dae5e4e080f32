"""How an agent finds out: the look-ups by which it comes to know what somebody means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from agentgym_synth.maker.naming import Fact, Named, Several, condition
from agentgym_synth.maker.scene import DroppedError, Entity, Scene
from agentgym_synth.model import Action, Rule, Value, Values
from agentgym_synth.paths import leads_to, paths_in
from agentgym_synth.surface import Look

_FROM = re.compile(r"\b(?:FROM|JOIN)\s+([a-z][a-z0-9_]*)", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b([a-z][a-z0-9_]*_id)\s*=\s*(?::([a-z][a-z0-9_]*)|([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+))"
)
_ASKED = re.compile(r"\.([a-z][a-z0-9_]*)")
_MOST_PAGES = 8


def know(scene: Scene, named: Named) -> None:
    """Find out which thing is meant.

    Raises:
        DroppedError: The tools do not lead there.
    """
    if named.among is not None:
        know_all(scene, named.among, named.column)
        return
    if named.entity in scene.known and _is_told(scene, named):
        return
    for fact in named.facts:
        if fact.named is not None:
            know(scene, fact.named)
    if named.key_said:
        scene.known.add(named.entity)
        return
    _find(scene, named.thing, named.facts, {named.key})


def _is_told(scene: Scene, named: Named) -> bool:
    """Whether what is said of a thing whose key was seen has been seen of it too."""
    seen = scene.seen.get(named.entity, ())
    return all(
        fact.path or fact.column in seen or fact.column.endswith("_id") for fact in named.facts
    )


def know_all(scene: Scene, several: Several, *columns: str) -> None:
    """Find out which things are meant, and some of their properties.

    Raises:
        DroppedError: The tools do not lead there.
    """
    for fact in several.facts:
        if fact.named is not None:
            know(scene, fact.named)
    _find(scene, several.thing, several.facts, None)
    for key in several.keys:
        if (several.thing, key) not in scene.known:
            raise DroppedError(f"a {several.thing} was not seen")
        for column in columns:
            see(scene, several.thing, key, column)


def list_all(scene: Scene, thing: str) -> None:
    """Read the whole list of a kind of thing.

    Raises:
        DroppedError: The tools do not lead there.
    """
    look, arguments = _listing(scene, thing, ())
    for _ in _pages(scene, look, arguments):
        pass


def see(scene: Scene, thing: str, key: Value, column: str) -> None:
    """Look at a property of a thing whose key is known.

    Raises:
        DroppedError: No tool shows it.
    """
    entity = (thing, key)
    if column == f"{thing}_id" or column in scene.seen.get(entity, ()):
        return
    for look in scene.surface.looks[thing]:
        if look.key is not None and column in look.shows:
            scene.look(look, {look.key: key})
            return
    look, arguments = _listing(scene, thing, ())
    if column not in look.shows:
        raise DroppedError(f"no tool shows {thing}.{column}")
    for _ in _pages(scene, look, arguments):
        if column in scene.seen.get(entity, ()):
            return
    raise DroppedError(f"{thing} {key!r} was not listed")


def look_into_rules(scene: Scene, action: Action, args: Values, rules: Iterable[Rule]) -> None:
    """Look at whatever decides whether rules forbid an action.

    Raises:
        DroppedError: No tool shows it.
    """
    for rule in rules:
        for head, steps in paths_in(rule.forbids, action.things):
            at: Entity | None = (action.things[head], args[head])
            for step in steps:
                if at is None:
                    break
                thing = scene.thing(at[0])
                column = leads_to(step, thing)
                assert column is not None, "rules were checked"
                see(scene, at[0], at[1], column)
                ref = thing.columns[column].ref if column in thing.columns else None
                key = scene.row(at[0], at[1])[column]
                at = None if ref is None or key is None else (ref, key)
        for table in _tables(scene, rule):
            _look_through(scene, table, action, args, rule)


def _look_through(scene: Scene, table: str, action: Action, args: Values, rule: Rule) -> None:
    """List the rows of a table that a rule asks about: those of the action's things."""
    refs = {column.name for column in scene.thing(table).columns.values() if column.ref is not None}
    facts = [
        Fact(column, "=", _at(scene, action, args, param or path))
        for column, param, path in _found(_COMPARED, rule.forbids)
        if column in refs and (param or path).partition(".")[0] in action.things
    ]
    if facts:
        look, arguments = _listing(scene, table, tuple(facts))
        for _ in _pages(scene, look, arguments):
            pass
        _look_beyond(scene, table, tuple(facts), rule)


def _look_beyond(scene: Scene, table: str, facts: tuple[Fact, ...], rule: Rule) -> None:
    """Look at what a rule asks of the things to which rows of a table lead."""
    thing = scene.thing(table)
    asked = set(_found(_ASKED, rule.forbids))
    joined = [c for c in thing.columns.values() if c.ref != table and c.ref in _tables(scene, rule)]
    where = condition(scene, thing, facts)
    for column in joined:
        assert column.ref is not None
        for (key,) in scene.read(f"SELECT {column.name} FROM {table} WHERE {where} ORDER BY 1"):
            for name in scene.thing(column.ref).columns:
                if name in asked:
                    see(scene, column.ref, key, name)


@lru_cache(maxsize=1024)
def _found(pattern: re.Pattern[str], condition: str) -> tuple[Any, ...]:
    """What a pattern finds in the condition of a rule, which is the same in many tasks."""
    return tuple(pattern.findall(condition))


def _tables(scene: Scene, rule: Rule) -> list[str]:
    """The tables of which a rule asks something."""
    return [t for t in dict.fromkeys(_found(_FROM, rule.forbids)) if t in scene.plan.things]


def _at(scene: Scene, action: Action, args: Values, path: str) -> Value | None:
    """What a path from one of an action's things leads to."""
    head, *steps = path.split(".")
    thing = action.things[head]
    value: Value | None = args[head]
    for step in steps:
        column = scene.thing(thing).columns[leads_to(step, scene.thing(thing)) or step]
        value = None if value is None else scene.row(thing, value)[column.name]
        thing = column.ref or thing
    return value


def _find(scene: Scene, thing: str, facts: tuple[Fact, ...], wanted: set[Value] | None) -> None:
    """Read a list until what is wanted has been seen, or to its end."""
    look, arguments = _listing(scene, thing, facts)
    listed: list[Value] = []
    for rows in _pages(scene, look, arguments):
        listed += [row[look.shows[f"{thing}_id"]] for row in rows]
        if wanted is not None and wanted <= set(listed):
            break
    used = {column for column, arg in look.filters.items() if arg in arguments}
    hidden = [
        f for f in facts if f.column not in look.shows and f.column not in used and not f.path
    ]
    far = [f for f in facts if f.path]
    if wanted is not None and not wanted <= set(listed):
        raise DroppedError(f"no list shows the {thing}")
    for key in listed:
        row = scene.row(thing, key)
        if not all(_holds(row, f) for f in facts if f.column in look.shows and not f.path):
            continue
        for fact in hidden:
            see(scene, thing, key, fact.column)
        for fact in far:
            _follow(scene, thing, key, fact)
        if wanted is not None and key in wanted:
            break


def _follow(scene: Scene, thing: str, key: Value, fact: Fact) -> None:
    at: Entity = (thing, key)
    for column in (fact.column, *fact.path):
        see(scene, at[0], at[1], column)
        ref = scene.thing(at[0]).columns[column].ref
        value = scene.row(at[0], at[1])[column]
        if ref is None or value is None:
            return
        at = (ref, value)


def _holds(row: Mapping[str, Any], fact: Fact) -> bool:
    value = row[fact.column]
    if value is None:
        return False
    match fact.sign:
        case "in":
            return value in fact.value
        case ">":
            return bool(value > fact.value)
        case "<":
            return bool(value < fact.value)
    return bool(value == fact.value)


def _listing(scene: Scene, thing: str, facts: tuple[Fact, ...]) -> tuple[Look, dict[str, Value]]:
    """The tool and the arguments that lead to what facts describe."""
    looks = [look for look in scene.surface.looks[thing] if look.rows is not None]
    titled = scene.thing(thing).titled
    for look in looks:
        for fact in facts:
            if look.query is not None and fact.column == titled and fact.sign == "=":
                return look, {look.query: fact.value}
    look = next(look for look in looks if look.query is None)
    arguments: dict[str, Value] = {}
    for fact in facts:
        if fact.column in look.filters and fact.sign == "=" and not fact.path:
            attribute = scene.thing(thing).columns[fact.column].attribute
            value = fact.value
            if attribute is not None and attribute.kind == "flag":
                value = "yes" if value else "no"
            arguments[look.filters[fact.column]] = value
    return look, arguments


def _pages(scene: Scene, look: Look, arguments: dict[str, Value]) -> Iterable[list[Any]]:
    """The pages of a list, one call each."""
    assert look.rows is not None
    if look.page is None:
        yield scene.look(look, arguments)[look.rows]
        return
    arg, step, _ = look.page
    read = 0
    for number in range(_MOST_PAGES):
        first = step * number if step > 1 else number + 1
        more = {} if number == 0 else {arg: first}
        found = scene.look(look, {**arguments, **more})
        read += len(found[look.rows])
        yield found[look.rows]
        if read >= found["total"]:
            return
