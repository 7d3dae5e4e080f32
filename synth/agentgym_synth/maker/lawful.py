"""Rows that no rule would have forbidden to make: the others are left alone."""

from __future__ import annotations

from collections.abc import Iterator

from agentgym_synth.maker.conditions import Condition, names_in, with_names
from agentgym_synth.maker.scene import Scene
from agentgym_synth.model import Action


def lawful(scene: Scene, action: Action) -> tuple[Condition, ...]:
    """That what an action acts on could have been made with the rules kept.

    A first row may be one that a rule forbids, such as a visit by somebody who is not approved for
    it; an agent that knows the rules would rightly hesitate to go on with it. Rules that weigh the
    day, or all that there is, may have permitted then what they forbid now, and are passed over.
    """
    if action.name not in scene.lawful:
        scene.lawful[action.name] = tuple(_conditions(scene, action))
    return scene.lawful[action.name]


def _conditions(scene: Scene, action: Action) -> Iterator[Condition]:
    for maker in scene.plan.actions:
        if maker.behaviour != action.behaviour or maker is action or maker.makes is None:
            continue
        which = _which(action, maker)
        for rule in scene.plan.rules if which else ():
            if maker.name not in rule.on:
                continue
            sql = scene.sql(maker, rule.forbids)
            named = names_in(sql)
            held = {p.name: f"{p.name}_id" if p.thing is not None else p.name for p in maker.params}
            known = scene.thing(maker.makes).columns
            if "today" in named or "SELECT" in rule.forbids:
                continue
            if not all(held.get(name) in known for name in named):
                continue
            where = " AND ".join(f"made.{column} = :{name}" for name, column in which.items())
            found = f"FROM {maker.makes} AS made WHERE {where} ORDER BY 1 DESC LIMIT 1"
            columns = {
                name: f"(SELECT {held[name]} FROM (SELECT made.{maker.makes}_id, "
                f"made.{held[name]} {found}))"
                for name in named
            }
            forbids = with_names(sql, columns)
            yield Condition(f"NOT coalesce(({forbids}), 0)", frozenset(which))


def _which(action: Action, maker: Action) -> dict[str, str]:
    """By which arguments of an action what another made is found: parameter to column."""
    target = action.params[0]
    if target.thing == maker.makes:
        return {target.name: f"{maker.makes}_id"}
    given = {p.name: p.thing for p in maker.params if p.thing is not None}
    return {name: f"{name}_id" for name, thing in action.things.items() if given.get(name) == thing}
