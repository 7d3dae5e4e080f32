"""The dearest, the oldest, the one that expires first: one of several, by what decides."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agentgym_synth.maker.naming import Named, Several, name_several
from agentgym_synth.maker.scene import DroppedError, Scene
from agentgym_synth.model import Column, Thing

_TRIES = 4
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose|where)\b")
#: Of two people say which.
_LEAST = 3


def best_of(
    scene: Scene, thing_name: str, *, plain: bool = False, asked: bool = True, most: int = 14
) -> Named:
    """One of several things, picked by what no other comes close to.

    Args:
        scene: The world.
        thing_name: What kind of things.
        plain: By an adjective only.
        asked: It is asked about; otherwise something is to be done to it.
        most: How many things there are, at most.

    Raises:
        DroppedError: None was found.
    """
    thing = scene.thing(thing_name)
    options = [
        way for way in _ways(thing) if (way.adjective or not plain) and (asked or not way.asked)
    ]
    if not options:
        raise DroppedError(f"no {thing.one} is the most of anything")
    for _ in range(_TRIES):
        several = name_several(scene, thing_name, _LEAST, most)
        way = scene.draws.choice(options)
        if way.does and _RELATIVE.search(several.text):
            # "Whichever of the bills that are unpaid was sent last": two clauses in a row.
            continue
        if any(fact.column == way.column.name for fact in several.facts):
            continue
        named = _best(scene, several, way)
        if named is not None:
            return named
    raise DroppedError(f"no {thing.one} stands out")


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to pick one of several: by an adjective, or by what it does."""

    column: Column
    direction: str
    adjective: str = ""
    does: str = ""
    asked: bool = False


def _ways(thing: Thing) -> list[_Way]:
    found = []
    for column in thing.columns.values():
        if column.attribute is None:
            continue
        words = column.attribute.superlatives
        for direction, adjective, does in (
            ("DESC", words.most, words.does_most),
            ("ASC", words.least, words.does_least),
        ):
            if adjective:
                found.append(_Way(column, direction, adjective=adjective, asked=words.asked))
            if does:
                found.append(_Way(column, direction, does=does, asked=words.asked))
    return found


def _best(scene: Scene, several: Several, way: _Way) -> Named | None:
    thing, column = scene.thing(several.thing), way.column.name
    sql = (
        f"SELECT {thing.id}, {column} FROM {thing.name} WHERE {several.where} "
        f"ORDER BY {column} {way.direction}, {thing.id}"
    )
    rows = scene.read(sql)
    if rows != scene.read_first(sql) or any(row[1] is None for row in rows):
        return None
    if rows[0][1] == rows[1][1]:
        return None
    return Named(
        text=(
            f"the {way.adjective} of the {several.text}"
            if way.adjective
            else f"whichever of the {several.text} {way.does}"
        ),
        thing=thing.name,
        key=rows[0][0],
        where=several.where,
        facts=several.facts,
        order=f"{column} {way.direction}",
        among=several,
        column=column,
        does=way.does,
    )
