"""The dearest, the oldest, the longest: one of several, by what decides."""

from __future__ import annotations

from agentgym_synth.maker.naming import Named, Several, name_several
from agentgym_synth.maker.scene import DroppedError, Scene
from agentgym_synth.model import Column, Thing

_TRIES = 4


def best_of(scene: Scene, thing_name: str, *, least: int = 2, most: int = 14) -> Named:
    """One of several things, picked by an adjective; no other comes close.

    Raises:
        DroppedError: None was found.
    """
    thing = scene.thing(thing_name)
    options = _adjectives(thing)
    if not options:
        raise DroppedError(f"no {thing.one} is the most of anything")
    for _ in range(_TRIES):
        several = name_several(scene, thing_name, least, most)
        column, adjective, direction = scene.draws.choice(options)
        if any(fact.column == column.name for fact in several.facts):
            continue
        named = _best(scene, several, column, adjective, direction)
        if named is not None:
            return named
    raise DroppedError(f"no {thing.one} stands out")


def _adjectives(thing: Thing) -> list[tuple[Column, str, str]]:
    found = []
    for column in thing.columns.values():
        if column.attribute is None:
            continue
        words = column.attribute.superlatives
        if words.most:
            found.append((column, words.most, "DESC"))
        if words.least:
            found.append((column, words.least, "ASC"))
    return found


def _best(
    scene: Scene, several: Several, column: Column, adjective: str, direction: str
) -> Named | None:
    thing = scene.thing(several.thing)
    sql = (
        f"SELECT {thing.id}, {column.name} FROM {thing.name} WHERE {several.where} "
        f"ORDER BY {column.name} {direction}, {thing.id}"
    )
    rows = scene.read(sql)
    if rows != scene.read_first(sql) or any(row[1] is None for row in rows):
        return None
    if rows[0][1] == rows[1][1]:
        return None
    return Named(
        text=f"the {adjective} of the {several.text}",
        thing=thing.name,
        key=rows[0][0],
        where=several.where,
        facts=several.facts,
        order=f"{column.name} {direction}",
        among=several,
        column=column.name,
    )
