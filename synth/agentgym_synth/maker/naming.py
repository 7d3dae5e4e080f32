"""Names for things: descriptions in a person's words, each of which picks exactly one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from agentgym.task import Mention
from agentgym_envs.domains.spec import SLOT, Description
from agentgym_synth.maker.scene import DroppedError, Entity, Scene
from agentgym_synth.maker.written import as_written, possessive, sql_literal
from agentgym_synth.model import Column, Thing, Value
from agentgym_synth.paths import leads_to

_DEEPEST = 2
#: How often what has a name is called by it.
_BY_NAME = 0.8
#: Below this, any whole number is round.
_SMALL = 20
#: The first digits of round numbers.
_ROUND = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is said of a thing.

    Attributes:
        column: Of which property.
        sign: `=`, `>`, `<` or `in`.
        value: What it is compared with; for a reference, its key.
        named: How the thing that a reference leads to is named.
        path: For what is said of a referenced thing: further references, then its column.
    """

    column: str
    sign: str
    value: Any
    named: Named | None = None
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """One thing, as somebody names it.

    Attributes:
        text: The words.
        thing: What kind.
        key: Which one.
        where: The words as a condition.
        facts: The words as facts.
        order: What decides, for superlatives.
        short: A bare name, which can stand as a possessive.
        key_said: The words hold the key.
        among: For superlatives, the things of which it is the most or the least.
        column: For superlatives, what decides.
        does: For superlatives, what that one does, where no adjective says it.
    """

    text: str
    thing: str
    key: Value
    where: str
    facts: tuple[Fact, ...]
    order: str | None = None
    short: bool = False
    key_said: bool = False
    among: Several | None = None
    column: str = ""
    does: str = ""

    @property
    def entity(self) -> Entity:
        """Kind and key."""
        return self.thing, self.key

    def mention(self, phrase: str | None = None) -> Mention:
        """The proof that the words pick it."""
        return Mention(
            phrase=phrase or self.text,
            among=self.thing,
            where=self.where,
            order=self.order,
            picks=self.key,
        )

    def mentions(self) -> Iterator[Mention]:
        """Those of the things it is named by, and its own."""
        for fact in self.facts:
            if fact.named is not None and fact.named.where:
                yield from fact.named.mentions()
        if self.where:
            yield self.mention()


@dataclass(frozen=True, slots=True)
class Several:
    """Several things, as somebody names them.

    Attributes:
        text: A plural noun phrase without an article.
        thing: What kind.
        keys: Which, in order.
        where: The words as a condition.
        facts: The words as facts.
    """

    text: str
    thing: str
    keys: tuple[Value, ...]
    where: str
    facts: tuple[Fact, ...]

    def mentions(self) -> Iterator[Mention]:
        """Those of the things they are named by, and their own."""
        for fact in self.facts:
            if fact.named is not None and fact.named.where:
                yield from fact.named.mentions()
        yield Mention(
            phrase=self.text,
            among=self.thing,
            where=self.where,
            picks=list(self.keys),
            several=True,
        )


def name_one(
    scene: Scene, thing_name: str, key: Value, *, depth: int = 0, short: bool = False
) -> Named:
    """A description that picks one thing, both now and in the first state.

    Args:
        scene: The world.
        thing_name: What kind of thing.
        key: Which one.
        depth: How many names it stands within.
        short: A bare name only, because it is to be a possessive.

    Raises:
        DroppedError: Nothing that people say of it picks it alone.
    """
    pronoun = scene.pronouns.get((thing_name, key))
    if pronoun is not None:
        return Named(pronoun, thing_name, key, "", (), short=True)
    if scene.me is not None and scene.me.entity == (thing_name, key):
        return scene.me
    thing = scene.thing(thing_name)
    spoken = scene.spoken.get((thing_name, key))
    if spoken is not None:
        # Who has been named once has that name from there on.
        if (short and not spoken.short) or not is_unique(scene, spoken):
            raise DroppedError(f"{spoken.text!r} does not fit here")
        return spoken
    options = [d for d in thing.described if not short or _is_bare(d, thing)]
    for description in _in_order(scene, thing, options, depth):
        named = _unique(scene, thing, key, description, depth)
        if named is None:
            continue
        for simpler in options:
            # Nobody says more than it takes.
            if _said_by(simpler) < _said_by(description):
                named = _unique(scene, thing, key, simpler, depth) or named
        scene.spoken[named.entity] = named
        return named
    raise DroppedError(f"nothing picks {thing_name} {key!r} alone")


def _in_order(
    scene: Scene, thing: Thing, options: Sequence[Description], depth: int
) -> list[Description]:
    """Descriptions, with what people would say first: mostly a name, where it has one."""
    draws = scene.draws
    if scene.me is not None:
        # Who asks says "my pass" of what is theirs, and not its number.
        theirs = {column.label for column in thing.refs_to(scene.me.thing)}
        mine = [d for d in options if any(f[1] in theirs for f in SLOT.finditer(d.say))]
        if mine:
            return [*draws.shuffled(mine), *(d for d in options if d not in mine)]
    named = [d for d in options if _is_bare(d, thing)]
    if named and draws.chance(_BY_NAME):
        return [*named, *draws.shuffled([d for d in options if d not in named])]
    if depth or not draws.chance(0.75):
        # Names within names stay simple.
        order = [d for d in options if _refs_in(d, thing) == 0] or list(options)
        order = draws.shuffled(order) if draws.chance(0.3) else order
        return order + [d for d in options if d not in order]
    return draws.shuffled(options)


def _unique(
    scene: Scene, thing: Thing, key: Value, description: Description, depth: int
) -> Named | None:
    """A thing by a description, where that picks it alone."""
    if depth >= _DEEPEST and _refs_in(description, thing):
        return None
    named = _fitted(scene, thing, key, description, depth)
    return named if named is not None and is_unique(scene, named) else None


def _said_by(description: Description) -> frozenset[str]:
    """What a description says something of."""
    slots = {found[1] + found[2] for found in SLOT.finditer(description.say)}
    return frozenset(slots | description.where.keys())


def name_several(scene: Scene, thing_name: str, least: int, most: int) -> Several:
    """A plural description that fits a number of things, now and in the first state.

    Raises:
        DroppedError: None was found.
    """
    thing = scene.thing(thing_name)
    if not thing.sets:
        raise DroppedError(f"nobody speaks of several {thing.many}")
    keys = scene.keys(thing_name)
    if not keys:
        raise DroppedError(f"there are no {thing.many}")
    for _ in range(6):
        description = scene.draws.choice(thing.sets)
        pattern = scene.draws.choice(keys)
        try:
            said = fill(scene, thing, pattern, description, 1)
        except DroppedError:
            continue
        if said is None:
            continue
        text, facts = said
        where = condition(scene, thing, facts)
        sql = f"SELECT {thing.id} FROM {thing.name} WHERE {where} ORDER BY 1"
        found = tuple(row[0] for row in scene.read(sql))
        if not least <= len(found) <= most:
            continue
        if _mixes_lapsed(scene, thing, where, facts):
            # Whether what has lapsed is meant too: who is to say.
            continue
        if not all(_parts(scene, thing, facts, fact) for fact in facts):
            # "Of more than 40 hours", and all of them are.
            continue
        if found == tuple(row[0] for row in scene.read_first(sql)):
            return Several(text, thing_name, found, where, facts)
    raise DroppedError(f"no set of {least} to {most} {thing.many}")


def _parts(scene: Scene, thing: Thing, facts: tuple[Fact, ...], fact: Fact) -> bool:
    """Whether a limit leaves anything out of what else is said."""
    if fact.sign not in ("<", ">"):
        return True
    rest = condition(scene, thing, tuple(other for other in facts if other is not fact))
    limit = condition(scene, thing, (fact,))
    sql = f"SELECT count(*) FROM {thing.name} WHERE ({rest}) AND NOT ({limit})"
    return bool(scene.read(sql)[0][0])


def _mixes_lapsed(scene: Scene, thing: Thing, where: str, facts: tuple[Fact, ...]) -> bool:
    """Whether some of a set have lapsed, been revoked or been called off, and the words say nothing
    of it."""
    said = {fact.column for fact in facts}
    terms = []
    if "revoked" in thing.columns and not said & {"revoked", "until"}:
        terms.append("revoked = 1")
    if "until" in thing.columns and not said & {"revoked", "until"}:
        terms.append("until < :today")
    if not terms:
        return False
    sql = f"SELECT count(*) FROM {thing.name} WHERE ({where}) AND ({' OR '.join(terms)})"
    return bool(scene.read(sql)[0][0])


def is_unique(scene: Scene, named: Named) -> bool:
    """Whether the words pick it alone, now and in the first state."""
    if not named.where or named.order is not None:
        return True
    sql = f"SELECT {named.thing}_id FROM {named.thing} WHERE {named.where} LIMIT 2"
    now = [row[0] for row in scene.read(sql)]
    first = [row[0] for row in scene.read_first(sql)]
    return now == first == [named.key]


def fill(
    scene: Scene, thing: Thing, key: Value, description: Description, depth: int
) -> tuple[str, tuple[Fact, ...]] | None:
    """A description's words for one thing, and what they say; None where it lacks something."""
    row = scene.row(thing.name, key)
    facts: list[Fact] = []
    parts: list[str] = []
    end = 0
    for found in SLOT.finditer(description.say):
        parts.append(description.say[end : found.start()])
        end = found.end()
        said = _slot(scene, thing, row, found[1], found[2], found[3] or "", depth)
        if said is None:
            return None
        text, fact = said
        subject = text in ("me", "them") and parts[-1].endswith("that ")
        if subject or (text == "me" and parts[-1].endswith("by ")):
            # Nobody speaks of what was "written by me", or of what "me looks after".
            return None
        parts.append(text)
        facts.append(fact)
    parts.append(description.say[end:])
    for label, wanted in description.where.items():
        column = leads_to(label, thing)
        assert column is not None, "phrases that do not fit were left out"
        values = wanted if isinstance(wanted, list | tuple) else (wanted,)
        if row[column] not in values:
            return None
        sign = "=" if len(values) == 1 else "in"
        facts.append(Fact(column, sign, values[0] if sign == "=" else tuple(values)))
    return "".join(parts), tuple(facts)


def condition(scene: Scene, thing: Thing, facts: tuple[Fact, ...]) -> str:
    """Facts as a condition over the thing's table."""
    terms = []
    for fact in facts:
        if fact.path:
            terms.append(_far_condition(scene, thing, fact))
        elif fact.named is not None and fact.named.where and fact.named.order is None:
            inner = fact.named
            terms.append(
                f"{fact.column} IN (SELECT {inner.thing}_id FROM {inner.thing} WHERE {inner.where})"
            )
        elif fact.sign == "in":
            terms.append(f"{fact.column} IN ({', '.join(map(sql_literal, fact.value))})")
        else:
            terms.append(f"{fact.column} {fact.sign} {sql_literal(fact.value)}")
    return " AND ".join(terms) or "1"


def _far_condition(scene: Scene, thing: Thing, fact: Fact) -> str:
    column = thing.columns[fact.column]
    assert column.ref is not None
    inner = scene.thing(column.ref)
    rest = Fact(fact.path[0], fact.sign, fact.value, path=fact.path[1:])
    return (
        f"{fact.column} IN (SELECT {inner.id} FROM {inner.name} WHERE "
        f"{condition(scene, inner, (rest,))})"
    )


def _fitted(
    scene: Scene, thing: Thing, key: Value, description: Description, depth: int
) -> Named | None:
    try:
        said = fill(scene, thing, key, description, depth + 1)
    except DroppedError:
        return None
    if said is None:
        return None
    text, facts = said
    return Named(
        text,
        thing.name,
        key,
        condition(scene, thing, facts),
        facts,
        short=_is_bare(description, thing),
        key_said=any(f.column == thing.id for f in facts),
    )


def _is_bare(description: Description, thing: Thing) -> bool:
    found = SLOT.fullmatch(description.say)
    return found is not None and found[1] == thing.titled


def _slot(
    scene: Scene, thing: Thing, row: dict[str, Any], label: str, path: str, mark: str, depth: int
) -> tuple[str, Fact] | None:
    name = leads_to(label, thing)
    assert name is not None, "phrases that do not fit were left out"
    if name == thing.id:
        return str(row[name]), Fact(name, "=", row[name])
    column = thing.columns[name]
    value = row[name]
    if value is None:
        return None
    if path:
        return _far(scene, column, value, path[1:].split("."))
    if column.ref is not None:
        named = name_one(scene, column.ref, value, depth=depth, short=mark == "'s")
        text = possessive(named.text) if mark == "'s" else named.text
        return text, Fact(name, "=", value, named)
    assert column.attribute is not None
    if mark in (">", "<"):
        return _threshold(scene, thing, column, mark)
    text = value_text(scene, column, value)
    return text, Fact(name, "=", value)


def value_text(scene: Scene, column: Column, value: Value) -> str:
    """A column's value as people write it."""
    assert column.attribute is not None
    return as_written(value, column.attribute, scene.plan.domain.currency, scene.today)


def _far(scene: Scene, column: Column, key: Value, steps: list[str]) -> tuple[str, Fact] | None:
    """The value at the end of a path."""
    names: list[str] = []
    at, value = column, key
    for step in steps:
        assert at.ref is not None
        thing = scene.thing(at.ref)
        name = leads_to(step, thing)
        assert name is not None, "phrases that do not fit were left out"
        value = scene.row(thing.name, value)[name]
        if value is None:
            return None
        names.append(name)
        at = thing.columns[name]
    if at.ref is not None:
        named = name_one(scene, at.ref, value, depth=_DEEPEST)
        return named.text, Fact(column.name, "=", value, path=tuple(names))
    return value_text(scene, at, value), Fact(column.name, "=", value, path=tuple(names))


def _threshold(scene: Scene, thing: Thing, column: Column, mark: str) -> tuple[str, Fact] | None:
    """A round value that some lie above and some below."""
    found = scene.read(
        f"SELECT DISTINCT {column.name} FROM {thing.name} WHERE {column.name} IS NOT NULL "
        "ORDER BY 1"
    )
    values = [row[0] for row in found]
    if len(values) < 4:
        return None
    edge = 0 if column.attribute is not None and column.attribute.limits else len(values) // 4
    least, most = values[edge], values[-1 - edge]
    # "Over fifty" and exactly fifty: who is to say.
    found_round = [v for v in limits(column, values) if least <= v <= most and v not in values]
    if not found_round:
        return None
    value = scene.draws.choice(found_round)
    return value_text(scene, column, value), Fact(column.name, mark, value)


def limits(column: Column, values: Sequence[Any]) -> list[Any]:
    """Values that people would name as a limit among some values, without repeats."""
    assert column.attribute is not None
    unit = 100 if column.attribute.kind == "money" else 1
    named = [limit * unit for limit in column.attribute.limits]
    return list(dict.fromkeys(named or (_rounded(v, column.attribute.kind) for v in values)))


def _rounded(value: Any, kind: str) -> Any:
    """A value near by that people would name as a limit: 200 for 187, the first of a month."""
    if kind == "date":
        return f"{value[:8]}01"
    if kind == "money":
        return _rounded(value / 100, "int") * 100
    if kind == "int":
        digits = max(0, len(str(int(value))) - 1)
        unit = 10**digits
        if value < _SMALL or not unit:
            return round(value)
        return int(min((m * unit for m in _ROUND), key=lambda limit: abs(limit - value)))
    if kind == "real":
        return round(value) if abs(value) >= 10 else round(value * 2) / 2
    return value


def _refs_in(description: Description, thing: Thing) -> int:
    return sum(
        1 for found in SLOT.finditer(description.say) if found[2] or thing.ref(found[1]) is not None
    )
