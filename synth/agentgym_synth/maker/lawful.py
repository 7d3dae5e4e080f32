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
    target = action.params[0]
    if target.thing is None:
        return
    thing = scene.thing(target.thing)
    for maker in scene.plan.actions:
        if maker.makes != target.thing or maker.behaviour != action.behaviour:
            continue
        held = {p.name: f"{p.name}_id" if p.thing is not None else p.name for p in maker.params}
        for rule in scene.plan.rules:
            if maker.name not in rule.on:
                continue
            sql = scene.sql(maker, rule.forbids)
            named = names_in(sql)
            if (
                "today" in named
                or "SELECT" in rule.forbids
                or not all(held.get(name) in thing.columns for name in named)
            ):
                continue
            columns = {
                name: f"(SELECT made.{held[name]} FROM {thing.name} AS made "
                f"WHERE made.{thing.id} = :{target.name})"
                for name in named
            }
            forbids = with_names(sql, columns)
            yield Condition(f"NOT coalesce(({forbids}), 0)", frozenset({target.name}))
