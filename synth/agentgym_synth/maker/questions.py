"""Questions with typed answers that can only be had by looking."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from typing import Any

from agentgym.answers import Answer, DateAnswer, ListAnswer, NumberAnswer, SetAnswer, TextAnswer
from agentgym_synth.maker.comparisons import difference, richest
from agentgym_synth.maker.concerns import concerns
from agentgym_synth.maker.looking import know, know_all, see
from agentgym_synth.maker.naming import Named, Several, name_one, name_several
from agentgym_synth.maker.question import Question
from agentgym_synth.maker.scene import DroppedError, Scene
from agentgym_synth.maker.superlatives import best_of
from agentgym_synth.maker.written import possessive
from agentgym_synth.model import Column, Thing, Value

_LATE = re.compile(r" (?:at|for|from|in|of|on|to|under|with)\?$")
_TRIES = 8
_LEAST_SUM = 3
#: What things are called, where nobody says what that is when they ask which.
_PLAIN = ("name", "title", "number")


def some_question(scene: Scene) -> Question:
    """A question of some pattern.

    Raises:
        DroppedError: None of several attempts gave one.
    """
    patterns = (
        *(_property, _property, _of_the_best, _of_the_best, _which, _total, _total),
        *(_list, _ranking, difference, richest),
    )
    for _ in range(_TRIES):
        before = scene.snapshot()
        try:
            return scene.draws.choice(patterns)(scene)
        except DroppedError:
            scene.restore(before)
    raise DroppedError("no question")


def _property(scene: Scene) -> Question:
    """A property of one thing."""
    thing = _some_thing(scene)
    column = _asked_column(scene, thing)
    key = scene.draws.choice(_own_keys(scene, thing))
    named = name_one(scene, thing.name, key)
    if any(fact.column == column.name for fact in named.facts):
        raise DroppedError("it would be in the question")
    return _asked(scene, "property", named, column)


def _of_the_best(scene: Scene) -> Question:
    """A property of the dearest, oldest, longest of several."""
    if scene.me is not None:
        raise DroppedError("they ask of their own things")
    thing = _some_thing(scene)
    column = _asked_column(scene, thing)
    best = best_of(scene, thing.name, plain=True)
    if column.name == best.column or any(f.column == column.name for f in best.facts):
        raise DroppedError("it would be in the question")
    return _asked(scene, "property of the best", best, column)


def _which(scene: Scene) -> Question:
    """The name of the dearest, oldest, longest of several."""
    if scene.me is not None:
        raise DroppedError("they ask of their own things")
    thing = _some_thing(scene)
    called = _called(thing)
    best = best_of(scene, thing.name)
    know(scene, best)
    see(scene, thing.name, best.key, called)
    # What has a name and a number may be told by either.
    aliases = (str(best.key),) if thing.key is not None and called != thing.id else ()
    answer = TextAnswer(value=str(scene.row(thing.name, best.key)[called]), aliases=aliases)
    what = _what_called(thing, called)
    if best.does and best.among is not None:
        best = replace(best, text=f"of the {best.among.text} {best.does}")
        text = f"Which {best.text}?"
    else:
        text = f"Which is {best.text}?" if what in _PLAIN else f"What is the {what} of {best.text}?"
    return Question("which", text, tuple(best.mentions()), answer)


def _total(scene: Scene) -> Question:
    """A sum over several things."""
    thing = _some_thing(scene)
    columns = [c for c in thing.columns.values() if c.attribute is not None and c.attribute.sum]
    if not columns:
        raise DroppedError("nothing is added up")
    column = scene.draws.choice(columns)
    assert column.attribute is not None and column.attribute.sum is not None
    several = _several(scene, thing, _LEAST_SUM, 25)
    if any(fact.column == column.name for fact in several.facts):
        raise DroppedError("nobody adds up the hours of what takes more than so many hours")
    know_all(scene, several, column.name)
    values = [scene.row(thing.name, key)[column.name] for key in several.keys]
    if any(v is None for v in values):
        raise DroppedError("one of them has none")
    total = sum(values)
    answer = _number(total, column)
    # "The teams" could be those that were spoken of before.
    every = column.attribute.sum if several.facts else _of_all(column.attribute.sum)
    text = every.replace("{set}", several.text)
    return Question("total", text, tuple(several.mentions()), answer)


def _of_all(question: str) -> str:
    """A question for a total over all that there is."""
    return question.replace("the {set}", "all the {set}")


def _list(scene: Scene) -> Question:
    """The names of several things."""
    thing = _some_thing(scene)
    called = _called(thing)
    several = _several(scene, thing, 2, 9)
    know_all(scene, several, called)
    names = tuple(str(scene.row(thing.name, key)[called]) for key in several.keys)
    what = f"{_what_called(thing, called)}s"
    text = scene.draws.choice(
        (
            f"Could you give me the {what} of all the {several.text}?",
            f"What are the {what} of the {several.text}?",
            f"Can you list the {what} of the {several.text}?",
        )
    )
    answer = SetAnswer(value=names)
    if not answer.judge(", ".join(names)).right:
        raise DroppedError("a name reads as two")
    return Question("list", text, tuple(several.mentions()), answer)


def _ranking(scene: Scene) -> Question:
    """The names of several things in an order."""
    thing = _some_thing(scene)
    called = _called(thing)
    columns = [c for c in thing.columns.values() if c.attribute is not None and c.attribute.order]
    if not columns:
        raise DroppedError("nothing is put in order")
    column = scene.draws.choice(columns)
    assert column.attribute is not None
    several = _several(scene, thing, 3, 8)
    know_all(scene, several, called, column.name)
    rows = [scene.row(thing.name, key) for key in several.keys]
    values = [row[column.name] for row in rows]
    if None in values or len(set(values)) < len(values):
        raise DroppedError("there is a tie")
    ranked = sorted(rows, key=lambda row: row[column.name])
    names = tuple(str(row[called]) for row in ranked)
    what = f"{_what_called(thing, called)}s"
    # "List them by name, oldest first" would ask for two orders.
    text = f"Can you give me the {what} of the {several.text}, {column.attribute.order}?"
    answer = ListAnswer(value=names)
    if not answer.judge(", ".join(names)).right:
        raise DroppedError("a name reads as two")
    return Question("ranking", text, tuple(several.mentions()), answer)


def _asked(scene: Scene, pattern: str, named: Named, column: Column) -> Question:
    questions = column.ask if column.ref is not None else _questions(column)
    if not named.short:
        # What takes many words is no possessive.
        questions = tuple(q for q in questions if "{it's}" not in q)
    day = scene.row(named.thing, named.key).get("day")
    if day is not None and str(day) < scene.today:
        raise DroppedError("what is past is not asked about as if it were to come")
    row = scene.row(named.thing, named.key)
    if row.get("revoked") or str(row.get("until") or scene.today) < scene.today:
        raise DroppedError("what a thing costs that holds no more, who is to say")
    if named.order is not None:
        # "Which stream is the oldest of the permits that Northline is named on in?" ends too late.
        questions = tuple(q for q in questions if not _LATE.search(q))
    if not questions:
        raise DroppedError("there is no such question about it")
    text = scene.draws.choice(questions)
    know(scene, named)
    see(scene, named.thing, named.key, column.name)
    value = scene.row(named.thing, named.key)[column.name]
    if value is None:
        raise DroppedError("there is no such value")
    if scene.me is not None and (column.ref, value) == scene.me.entity:
        raise DroppedError("they know who they are")
    if column.ref is not None:
        titled = scene.thing(column.ref).titled
        if titled is None:
            raise DroppedError("what it leads to has no name")
        see(scene, column.ref, value, titled)
        answer: Answer = TextAnswer(value=str(scene.row(column.ref, value)[titled]))
    else:
        answer = _answer(value, column)
    if named.text == "me" and "{it}" in text:
        raise DroppedError("nobody asks like this of themselves")
    whose = possessive(named.text)
    text = text.replace("{it's}", whose).replace("{it}", named.text)
    return Question(pattern, text, tuple(named.mentions()), answer)


def _answer(value: Any, column: Column) -> Answer:
    assert column.attribute is not None
    match column.attribute.kind:
        case "int" | "real" | "money":
            return _number(value, column)
        case "date":
            return DateAnswer(value=datetime.date.fromisoformat(value))
    return TextAnswer(value=str(value))


def _number(value: float, column: Column) -> NumberAnswer:
    assert column.attribute is not None
    if column.attribute.kind == "money":
        return NumberAnswer(value=value / 100, tolerance=0.001)
    if column.attribute.kind == "real":
        return NumberAnswer(value=round(value, 6), tolerance=0.001)
    return NumberAnswer(value=value)


def _questions(column: Column) -> tuple[str, ...]:
    assert column.attribute is not None
    return column.attribute.ask


def _some_thing(scene: Scene) -> Thing:
    things = concerns(scene)
    # People mostly ask about the trade's own things, seldom about links and records of them.
    own = [t for t in things if t.name in scene.plan.domain.nouns]
    return scene.draws.choice(own if own and scene.draws.chance(0.93) else things)


def _several(scene: Scene, thing: Thing, least: int, most: int) -> Several:
    """Several things, all of them theirs where somebody of the world asks."""
    several = name_several(scene, thing.name, least, most)
    if scene.me is not None and not set(several.keys) <= set(_own_keys(scene, thing)):
        raise DroppedError("they ask of their own things")
    return several


def _own_keys(scene: Scene, thing: Thing) -> list[Value]:
    if scene.me is None:
        keys = scene.keys(thing.name)
    elif thing.name == scene.me.thing:
        keys = [scene.me.key]
    else:
        column = thing.refs_to(scene.me.thing)[0].name
        found = scene.read(
            f"SELECT {thing.id} FROM {thing.name} WHERE {column} = :me ORDER BY 1",
            {"me": scene.me.key},
        )
        keys = [row[0] for row in found]
    if not keys:
        raise DroppedError(f"there are no {thing.many}")
    return keys


def _asked_column(scene: Scene, thing: Thing) -> Column:
    columns = [
        c
        for c in thing.columns.values()
        if (c.ask if c.ref is not None else c.attribute is not None and c.attribute.ask)
        and not (c.attribute is not None and c.attribute.kind == "flag")
    ]
    if not columns:
        raise DroppedError(f"nobody asks anything of a {thing.one}")
    return scene.draws.choice(columns)


def _called(thing: Thing) -> str:
    """The column by which people call such things."""
    if thing.titled is not None:
        return thing.titled
    if thing.key is not None:
        return thing.id
    raise DroppedError(f"a {thing.one} has no name")


def _what_called(thing: Thing, called: str) -> str:
    """What that is: a name, a number, a lot number."""
    if called == thing.id:
        return "number"
    attribute = thing.columns[called].attribute
    assert attribute is not None
    return attribute.words if called not in _PLAIN and attribute.words else "name"
