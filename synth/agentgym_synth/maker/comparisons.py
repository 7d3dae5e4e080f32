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
    options = [(t, c) for t in _own_things(scene) for c in t.columns.values() if _compares(c)]
    if not options:
        raise DroppedError("nobody compares two things here")
    thing, column = scene.draws.choice(options)
    keys = scene.draws.shuffled(scene.keys(thing.name))[:2]
    found = [(scene.row(thing.name, key)[column.name], key) for key in keys]
    if len(keys) < 2 or any(value is None for value, _ in found) or found[0][0] == found[1][0]:
        raise DroppedError("there is no difference")
    (most, more), (least, less) = sorted(found, reverse=True, key=lambda one: one[0])
    pair: list[Named] = [name_one(scene, thing.name, key, depth=1) for key in (more, less)]
    if any(fact.column == column.name for named in pair for fact in named.facts):
        raise DroppedError("it would be in the question")
    for named in pair:
        know(scene, named)
        see(scene, named.thing, named.key, column.name)
    assert column.attribute is not None
    apart = most - least
    if column.attribute.kind == "money":
        answer = NumberAnswer(value=apart / 100, tolerance=0.001)
    else:
        answer = NumberAnswer(value=apart)
    text = scene.draws.choice(column.attribute.compare)
    text = text.replace("{it}", pair[0].text).replace("{other}", pair[1].text)
    mentions = tuple(m for named in pair for m in named.mentions())
    return Question("difference", text, mentions, answer)


def richest(scene: Scene) -> Question:
    """Which of all has the most, or the fewest, of what belongs to each."""
    if scene.me is not None:
        raise DroppedError("they ask of their own things")
    options = [
        (scene.thing(column.ref), many, column)
        for many in _own_things(scene)
        for column in many.columns.values()
        if column.ref is not None and (column.most or column.fewest)
    ]
    options = [option for option in options if option[0].titled is not None]
    if not options:
        raise DroppedError("nobody asks who has the most of anything")
    one, many, column = scene.draws.choice(options)
    if max(len(scene.keys(one.name)), len(scene.keys(many.name))) > _MOST_LISTED:
        raise DroppedError("there are too many")
    ways = (("DESC", column.most), ("ASC", column.fewest))
    direction, text = scene.draws.choice([(way, asked) for way, asked in ways if asked])
    belongs = f"{many.name}.{column.name} = {one.name}.{one.id}"
    count = f"(SELECT count(*) FROM {many.name} WHERE {belongs})"
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
    mention = Mention(phrase=text, among=one.name, order=f"{count} {direction}", picks=rows[0][0])
    answer = TextAnswer(value=str(scene.row(one.name, rows[0][0])[one.titled]))
    return Question("most of", text, (mention,), answer)


def _own_things(scene: Scene) -> list[Thing]:
    return [t for t in concerns(scene) if t.name in scene.plan.domain.nouns]


def _compares(column: Column) -> bool:
    attribute = column.attribute
    return attribute is not None and attribute.kind in ("int", "money") and bool(attribute.compare)
