"""Questions that compare: two things by a number, or many by how much belongs to each."""

from __future__ import annotations

from agentgym.answers import NumberAnswer, TextAnswer
from agentgym.task import Mention
from agentgym_synth.maker.concerns import concerns
from agentgym_synth.maker.looking import know, list_all, see
from agentgym_synth.maker.naming import Named, name_one
from agentgym_synth.maker.question import Question
from agentgym_synth.maker.scene import DroppedError, Scene
from agentgym_synth.model import Column, Thing

_MOST_LISTED = 60


def difference(scene: Scene) -> Question:
    """How far two things lie apart in a number."""
    if scene.me is not None:
        raise DroppedError("they ask of their own things")
    options = [(t, c) for t in _own_things(scene) for c in t.columns.values() if _is_number(c)]
    if not options:
        raise DroppedError("nothing here is measured")
    thing, column = scene.draws.choice(options)
    keys = scene.draws.shuffled(scene.keys(thing.name))[:2]
    if len(keys) < 2:
        raise DroppedError("there is only one")
    pair: list[Named] = [name_one(scene, thing.name, key, depth=1) for key in keys]
    if any(fact.column == column.name for named in pair for fact in named.facts):
        raise DroppedError("it would be in the question")
    values = []
    for named in pair:
        know(scene, named)
        see(scene, named.thing, named.key, column.name)
        values.append(scene.row(named.thing, named.key)[column.name])
    if None in values or values[0] == values[1]:
        raise DroppedError("there is no difference")
    assert column.attribute is not None
    apart = abs(values[0] - values[1])
    if column.attribute.kind == "money":
        answer = NumberAnswer(value=apart / 100, tolerance=0.001)
    else:
        answer = NumberAnswer(value=apart)
    words = column.attribute.words
    text = f"What is the difference in {words} between {pair[0].text} and {pair[1].text}?"
    mentions = tuple(m for named in pair for m in named.mentions())
    return Question("difference", text, mentions, answer)


def richest(scene: Scene) -> Question:
    """Which of all has the most, or the fewest, of what belongs to each."""
    if scene.me is not None:
        raise DroppedError("they ask of their own things")
    options = [
        (one, many)
        for one in _own_things(scene)
        for many in _own_things(scene)
        if one.titled is not None and _belongs(many, one)
    ]
    if not options:
        raise DroppedError("nothing belongs to anything")
    one, many = scene.draws.choice(options)
    if max(len(scene.keys(one.name)), len(scene.keys(many.name))) > _MOST_LISTED:
        raise DroppedError("there are too many")
    direction, word = scene.draws.choice((("DESC", "most"), ("ASC", "fewest")))
    count = f"(SELECT count(*) FROM {many.name} WHERE {many.name}.{one.id} = {one.name}.{one.id})"
    sql = f"SELECT {one.id}, {count} FROM {one.name} ORDER BY 2 {direction}, 1"
    rows = scene.read(sql)
    if len(rows) < 3 or rows[0][1] == rows[1][1] or rows != scene.read_first(sql):
        raise DroppedError("there is a tie")
    if rows[0][1] == 0:
        raise DroppedError("who has none at all does not count")
    list_all(scene, one.name)
    list_all(scene, many.name)
    assert one.titled is not None
    see(scene, one.name, rows[0][0], one.titled)
    text = f"Which {one.one} has the {word} {many.many} on record?"
    phrase = f"{one.one} has the {word} {many.many} on record"
    mention = Mention(phrase=phrase, among=one.name, order=f"{count} {direction}", picks=rows[0][0])
    answer = TextAnswer(value=str(scene.row(one.name, rows[0][0])[one.titled]))
    return Question("most of", text, (mention,), answer)


def _own_things(scene: Scene) -> list[Thing]:
    return [t for t in concerns(scene) if t.name in scene.plan.domain.nouns]


def _belongs(many: Thing, one: Thing) -> bool:
    """Whether each of the many is of one, and people would say so: by a reference of that name."""
    column = many.columns.get(one.id)
    return column is not None and column.ref == one.name and not column.null


def _is_number(column: Column) -> bool:
    attribute = column.attribute
    return attribute is not None and attribute.kind in ("int", "money") and bool(attribute.ask)
