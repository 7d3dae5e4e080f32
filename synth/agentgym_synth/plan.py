"""Which nouns, behaviours and rules of its domain an environment has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from pydantic import ValidationError

from agentgym.errors import InvalidWorldError, did_you_mean
from agentgym.sampling import Draws
from agentgym_envs.domains.reading import in_words
from agentgym_envs.domains.spec import SLOT, Description, Domain
from agentgym_envs.domains.spec import Rule as WrittenRule
from agentgym_synth.aspect import Aspect, Shape
from agentgym_synth.aspects import read_behaviour
from agentgym_synth.conditions import Conditions
from agentgym_synth.model import Action, Column, Json, Rule, Thing
from agentgym_synth.paths import leads_to
from agentgym_synth.phrases import unsayable

#: How many behaviours and things an environment has, where its domain has so many.
_BEHAVIOURS = (3, 7)
_LEAST_THINGS = 7
_LEAST_RULES = 3
_MOST_RULES = 7
_ATTEMPTS = 8
_MOST_MISTAKES = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """An environment before its rows and its API.

    Attributes:
        domain: Where it comes from.
        things: By name, in an order in which references lead backwards.
        aspects: The behaviours, in the domain's order.
        actions: What can be done.
        rules: What must not be done.
        place: The house's name.
    """

    domain: Domain
    things: dict[str, Thing]
    aspects: tuple[Aspect, ...]
    actions: tuple[Action, ...]
    rules: tuple[Rule, ...]
    place: str
    shape: Shape


def plan(domain: Domain, draws: Draws, *, whole: bool = False) -> Plan:
    """Choose what an environment has.

    Args:
        domain: The domain.
        draws: Decides.
        whole: Take everything, and let nothing be left out in silence: how a domain is checked.

    Raises:
        InvalidWorldError: The domain is wrong; the message says where.
    """
    aspects = tuple(read_behaviour(b) for b in domain.behaviours)
    _check_carriers(domain, aspects)
    for _ in range(_ATTEMPTS):
        found = _chosen(domain, aspects, draws, whole=whole)
        if whole or len(found.rules) >= _LEAST_RULES:
            break
    return found


def _chosen(domain: Domain, aspects: tuple[Aspect, ...], draws: Draws, *, whole: bool) -> Plan:
    if not whole:
        aspects = _some(aspects, draws)
    nouns = _nouns(domain, aspects, draws, whole=whole)
    shape = Shape(
        things={name: _thing(domain, name, aspects, draws, nouns, whole) for name in nouns},
        draws=draws,
        whole=whole,
    )
    for aspect in aspects:
        try:
            aspect.shape(shape)
        except ValidationError as error:
            where = f"behaviour {aspect.name} ({aspect.aspect})"
            raise InvalidWorldError(f"{where}: {in_words(error)}") from None
    things = _sorted(shape.things)
    actions = tuple(_finished(action, things) for action in shape.actions)
    if whole:
        _check_phrases(domain, things, actions)
    for thing in things.values():
        _keep_sayable(thing, things)
    place = draws.choice(domain.places)
    rules = _rules(domain, actions, things, draws, whole=whole)
    return Plan(domain, things, aspects, actions, rules, place, shape)


def _check_phrases(domain: Domain, things: dict[str, Thing], actions: tuple[Action, ...]) -> None:
    found = list(islice(unsayable(things, actions), _MOST_MISTAKES))
    if found:
        raise InvalidWorldError(f"domain {domain.domain}: {'; '.join(found)}")


def _check_carriers(domain: Domain, aspects: Iterable[Aspect]) -> None:
    for aspect in aspects:
        for noun in aspect.needs():
            if noun not in domain.nouns:
                raise InvalidWorldError(
                    f"behaviour {aspect.name} ({aspect.aspect}) needs the noun {noun!r}, which "
                    f"there is not.{did_you_mean(noun, domain.nouns)} "
                    f"Nouns: {', '.join(domain.nouns)}"
                )
        carrier = domain.nouns[aspect.on]
        for label in aspect.uses():
            if label not in carrier.attributes and label not in carrier.refs:
                known = (*carrier.attributes, *carrier.refs)
                raise InvalidWorldError(
                    f"behaviour {aspect.name} ({aspect.aspect}) needs {label!r} of {aspect.on}, "
                    f"which it has not.{did_you_mean(label, known)} It has {', '.join(known)}"
                )


def _some(aspects: tuple[Aspect, ...], draws: Draws) -> tuple[Aspect, ...]:
    count = draws.integer(*_BEHAVIOURS)
    order = draws.shuffled(range(len(aspects)))
    chosen: list[int] = []
    for index in order:
        if len(chosen) >= count:
            break
        # What builds on another behaviour comes with it.
        for needed in (*aspects[index].builds_on(aspects), aspects[index]):
            at = aspects.index(needed)
            if at not in chosen:
                chosen.append(at)
    return tuple(aspects[i] for i in sorted(chosen))


def _nouns(domain: Domain, aspects: tuple[Aspect, ...], draws: Draws, *, whole: bool) -> list[str]:
    """What the behaviours need, what that refers to, and some more."""
    if whole:
        return list(domain.nouns)
    taken: set[str] = set()

    def take(name: str) -> None:
        if name not in taken:
            taken.add(name)
            for ref in domain.nouns[name].refs.values():
                take(ref.to)

    for aspect in aspects:
        for name in (aspect.on, *aspect.needs()):
            take(name)
    others = [name for name in draws.shuffled(list(domain.nouns)) if name not in taken]
    least = min(len(domain.nouns), draws.integer(_LEAST_THINGS - 1, _LEAST_THINGS + 2))
    for name in others:
        if len(taken) >= least:
            break
        take(name)
    return [name for name in domain.nouns if name in taken]


def _thing(
    domain: Domain,
    name: str,
    aspects: tuple[Aspect, ...],
    draws: Draws,
    nouns: list[str],
    whole: bool,
) -> Thing:
    noun = domain.nouns[name]
    thing = Thing(
        name=name,
        one=noun.one or name,
        many=noun.many,
        about=noun.about,
        key=noun.key,
        person=noun.person,
        described=noun.described,
        sets=noun.sets,
        alike=tuple(f"{label}_id" if label in noun.refs else label for label in noun.alike),
    )
    needed = _needed(domain, name, aspects)
    for label, ref in noun.refs.items():
        thing.add(
            Column(
                f"{label}_id",
                ref=ref.to,
                ask=ref.ask,
                most=ref.most,
                fewest=ref.fewest,
                null=ref.optional > 0,
                own=True,
            )
        )
    for label, attribute in noun.attributes.items():
        unique = attribute.kind in ("person", "names")
        leave_out = draws.chance(0.25)
        if leave_out and not (unique or whole or label in needed):
            continue
        thing.add(
            Column(
                label,
                attribute,
                null=attribute.optional > 0,
                hidden=attribute.hidden,
                own=True,
            )
        )
    return thing


def _needed(domain: Domain, name: str, aspects: tuple[Aspect, ...]) -> set[str]:
    """The attributes of a noun that something else rests on."""
    needed: set[str] = set(domain.nouns[name].alike)
    for aspect in aspects:
        if aspect.on == name:
            needed.update(aspect.uses())
        needed.update(aspect.rests_on().get(name, ()))
    for other_name, noun in domain.nouns.items():
        for attribute in noun.attributes.values():
            if attribute.by is None:
                continue
            *refs, last = attribute.by.split(".")
            at = other_name
            for ref_name in refs:
                ref = domain.nouns[at].refs.get(ref_name)
                if ref is None:
                    break
                at = ref.to
            else:
                if at == name:
                    needed.add(last)
        for ref in noun.refs.values():
            if other_name == name:
                needed.update(ref.same)
            if ref.to == name:
                needed.update(ref.same.values())
    return needed


def _sorted(things: dict[str, Thing]) -> dict[str, Thing]:
    """The things in an order in which references lead backwards, their own kind apart."""
    placed: dict[str, Thing] = {}
    left = dict(things)
    while left:
        ready = [
            name
            for name, thing in left.items()
            if all(
                c.ref is None or c.ref in placed or c.ref == name for c in thing.columns.values()
            )
        ]
        if not ready:
            raise InvalidWorldError(f"{' and '.join(left)} refer to each other in a circle")
        for name in ready:
            placed[name] = left.pop(name)
    return placed


def _finished(action: Action, things: dict[str, Thing]) -> Action:
    """The action with the columns of new rows complete."""
    steps: list[Json] = []
    for step in action.steps:
        if "insert" not in step:
            steps.append(step)
            continue
        thing = things[step["insert"]]
        values: dict[str, str] = dict(step["values"])
        for name, column in thing.columns.items():
            if name in values:
                continue
            if column.default is not None:
                values[name] = column.default
            else:
                thing.columns[name] = replace(column, null=True)
        columns = ", ".join((thing.id, *values))
        listed = ", ".join((":made", *values.values()))
        steps.append({"write": f"INSERT INTO {thing.name} ({columns}) VALUES ({listed})"})
    return replace(action, steps=tuple(steps))


def _keep_sayable(thing: Thing, things: dict[str, Thing]) -> None:
    """Forget phrases that speak of what the thing does not have here."""
    thing.described = tuple(d for d in thing.described if sayable(d, thing, things))
    thing.sets = tuple(d for d in thing.sets if sayable(d, thing, things))
    if not thing.described:
        titled = thing.titled
        if titled is not None:
            thing.described = (Description(say=f"{{{titled}}}"),)


def sayable(phrase: Description, thing: Thing, things: dict[str, Thing]) -> bool:
    """Whether a thing has all that a phrase speaks of."""
    for found in SLOT.finditer(phrase.say):
        at: Thing | None = thing
        for label in (found[1], *found[2].split(".")[1:]):
            column = None if at is None else leads_to(label, at)
            if column is None or at is None:
                return False
            ref = at.columns[column].ref if column in at.columns else None
            at = None if ref is None else things[ref]
    return all(label in thing.columns or f"{label}_id" in thing.columns for label in phrase.where)


def _rules(
    domain: Domain,
    actions: tuple[Action, ...],
    things: dict[str, Thing],
    draws: Draws,
    *,
    whole: bool,
) -> tuple[Rule, ...]:
    by_name = {action.name: action for action in actions}
    conditions = Conditions(things)
    fitting: list[tuple[WrittenRule, str, str, tuple[str, ...]]] = []
    for number, rule in enumerate(domain.rules, start=1):
        on = tuple(name for name in rule.on if name in by_name)
        numbers = {name: draws.choice(values) for name, values in rule.numbers.items()}
        forbids, text = rule.forbids, rule.text
        for name, value in numbers.items():
            forbids = re.sub(rf":{name}\b", str(value), forbids)
            text = text.replace(f"{{{name}}}", f"{value:,}")
        try:
            for name in on:
                conditions.check(forbids, by_name[name])
        except InvalidWorldError as error:
            if whole:
                where = f"domain {domain.domain}: rule {number}"
                raise InvalidWorldError(f"{where}: {error}") from None
            continue
        if on:
            fitting.append((rule, forbids, text, on))
    conditions.close()
    if not whole:
        keep = draws.shuffled(range(len(fitting)))[:_MOST_RULES]
        fitting = [fitting[i] for i in sorted(keep)]
    return tuple(
        Rule(code=f"R{number}", text=text, on=on, forbids=forbids)
        for number, (_, forbids, text, on) in enumerate(fitting, start=1)
    )
