"""Provisos: conditions in somebody's words, on which it depends what is to be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agentgym_synth.maker.moves import Move
from agentgym_synth.maker.naming import Named, limits, name_one, value_text
from agentgym_synth.maker.scene import DroppedError, Entity, Scene
from agentgym_synth.maker.written import possessive
from agentgym_synth.model import Column, Thing, Value


@dataclass(frozen=True, slots=True)
class Test:
    """A condition in somebody's words.

    Attributes:
        text: The clause that follows "if".
        it: What it is about.
        column: What it compares.
        holds: Whether it is so.
    """

    text: str
    it: Named
    column: str
    holds: bool


def if_clause(scene: Scene, move: Move, label: str, *, least: float = 0) -> Test:
    """A condition that holds or not.

    Args:
        scene: The world.
        move: What is done where it holds.
        label: The property that speaks for it.
        least: No limit is lower: nobody takes 900 out where there is more than 500.

    Raises:
        DroppedError: There is none.
    """
    target = move.action.params[0]
    assert target.thing is not None
    entity = (target.thing, move.args[target.name])
    holds = scene.draws.chance(0.5)
    for (kind, key), column, sign, phrase, wanted in _weighed(scene, move, entity, label):
        if wanted is not None:
            holds = scene.row(kind, key)[column.name] == wanted
        found = _compared(scene, scene.thing(kind), key, column, sign, holds, wanted, least)
        if found is None:
            continue
        it = name_one(scene, kind, key, short="{it's}" in phrase)
        if any(fact.column == column.name for fact in it.facts):
            # Nobody asks whether the invoice for 650 is for more than 700.
            continue
        text = phrase.replace("{value}", found)
        text = text.replace("{it's}", possessive(it.text)).replace("{it}", it.text)
        return Test(text, it, column.name, holds)
    raise DroppedError("there is nothing to test")


_Tested = tuple[Entity, Column, str, str, Value | None]


def _weighed(scene: Scene, move: Move, entity: Entity, label: str) -> Iterator[_Tested]:
    """What speaks for an action, as the domain says."""
    way = move.action.saying.when[label]
    ref, _, last = label.rpartition(".")
    at = entity
    if ref:
        lead = scene.thing(entity[0]).ref(ref)
        key = None if lead is None else scene.row(*entity)[lead.name]
        if lead is None or lead.ref is None or key is None:
            return
        at = (lead.ref, key)
    column = scene.thing(at[0]).columns.get(last)
    if column is None:
        return
    sign = {"above": ">", "below": "<"}.get(way, "=")
    wanted: Value | None = None
    if sign == "=":
        flag = column.attribute is not None and column.attribute.kind == "flag"
        wanted = int(way == "yes") if flag else way
    for known, phrase in _phrases(column):
        if known == sign:
            yield at, column, sign, phrase, wanted


def _phrases(column: Column) -> list[tuple[str, str]]:
    if column.attribute is None:
        return []
    tests = column.attribute.tests
    pairs = ((">", tests.above), ("<", tests.below), ("=", tests.equal))
    return [(sign, phrase) for sign, phrase in pairs if phrase]


def _compared(
    scene: Scene,
    thing: Thing,
    key: Value,
    column: Column,
    sign: str,
    holds: bool,
    wanted: Value | None,
    floor: float,
) -> str | None:
    """A value for which the test holds or not, as people write it."""
    value = scene.row(thing.name, key)[column.name]
    if value is None:
        return None
    if column.attribute is not None and column.attribute.kind == "flag":
        # "The house is listed" says of itself what it is compared with.
        return "yes" if bool(value) == holds and wanted != 0 else None
    if wanted is not None:
        return value_text(scene, column, wanted)
    found = scene.read(
        f"SELECT DISTINCT {column.name} FROM {thing.name} WHERE {column.name} IS NOT NULL "
        "ORDER BY 1"
    )
    values = [row[0] for row in found]
    if sign == "=":
        others = [value] if holds else [v for v in values if v != value]
    else:
        lower = (sign == ">") == holds
        round_ones = dict.fromkeys(limits(column, [v for v in values if v and v != value]))
        # "More than fifty" and exactly fifty: who is to say.
        round_ones = {v: None for v in round_ones if v and v not in values}
        others = [v for v in round_ones if (v < value if lower else v > value)]
        if column.attribute is not None and column.attribute.kind in ("money", "int"):
            others = [v for v in others if v >= floor]
        # A limit that nearly all keep, or nearly none, is no limit.
        least, most = values[len(values) // 5], values[-1 - len(values) // 5]
        others = [v for v in others if least <= v <= most] or [
            v for v in others if values[0] < v < values[-1]
        ]
    return value_text(scene, column, scene.draws.choice(others)) if others else None
