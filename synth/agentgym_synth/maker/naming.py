"""Names for things: descriptions in a person's words, each of which picks exactly one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from agentgym.task import Mention
from agentgym_envs.domains.spec import SLOT, Description
from agentgym_synth.maker.scene import DroppedError, Entity, Scene
from agentgym_synth.maker.written import as_written, possessive, sql_literal
from agentgym_synth.model import Column, Thing, Value
from agentgym_synth.paths import leads_to

_DEEPEST = 2


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
    if depth or not scene.draws.chance(0.75):
        # Names within names stay simple.
        order = [d for d in options if _refs_in(d, thing) == 0] or options
        order = scene.draws.shuffled(order) if scene.draws.chance(0.3) else order
        order += [d for d in options if d not in order]
    else:
        order = scene.draws.shuffled(options)
    for description in order:
        if depth >= _DEEPEST and _refs_in(description, thing):
            continue
        named = _fitted(scene, thing, key, description, depth)
        if named is not None and is_unique(scene, named):
            if thing.person:
                scene.spoken[named.entity] = named
            return named
    raise DroppedError(f"nothing picks {thing_name} {key!r} alone")


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
        if found == tuple(row[0] for row in scene.read_first(sql)):
            return Several(text, thing_name, found, where, facts)
    raise DroppedError(f"no set of {least} to {most} {thing.many}")


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
    place = scene.draws.integer(len(values) // 3, 2 * len(values) // 3)
    value = rounded(values[place], column)
    if value in values:
        # "Over fifty" and exactly fifty: who is to say.
        return None
    return value_text(scene, column, value), Fact(column.name, mark, value)


def rounded(value: Value, column: Column) -> Value:
    """A value near by that people would name as a limit."""
    assert column.attribute is not None
    if column.attribute.kind == "money":
        assert isinstance(value, int)
        units = ((10_000, 500), (50_000, 1000), (500_000, 10_000), (5_000_000, 50_000))
        unit = next((unit for most, unit in units if value < most), 500_000)
        return round(value / unit) * unit or unit
    if isinstance(value, int):
        unit = 1 if value < 20 else 5 if value < 100 else 10 if value < 1000 else 100
        return round(value / unit) * unit
    if isinstance(value, float):
        return round(value) if abs(value) >= 10 else round(value * 2) / 2
    return value


def _refs_in(description: Description, thing: Thing) -> int:
    return sum(
        1 for found in SLOT.finditer(description.say) if found[2] or thing.ref(found[1]) is not None
    )
