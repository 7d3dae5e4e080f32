"""What is wrong with a domain that each of its parts cannot know of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, product
from typing import TypeVar

import apsw

from agentgym.errors import did_you_mean
from agentgym_envs.domains.spec import Attribute, Behaviour, Domain, Noun, Speaker, slot_mistake

T = TypeVar("T")
#: Tables that every environment has of itself.
_OWN_TABLES = ("refusal",)
#: What `:name`s mean in every tool.
_OWN_WORDS = ("today", "now", "made")
#: Values of numbers are looked through one by one up to so many.
_MOST_VALUES = 200


def mistakes(domain: Domain) -> Iterator[str]:
    """What is wrong, one sentence each: the place, what was found, and what there is."""
    for name, noun in domain.nouns.items():
        yield from _names_taken(name, noun)
        yield from _references(domain, name, noun)
    yield from _words_twice(domain)
    yield from _behaviours(domain)
    yield from _speakers(domain)
    yield from _rules(domain)
    circle = _circle(domain)
    if circle:
        yield f"{' refers to '.join(circle)}: nouns must not refer to each other in a circle"
        return
    for name, noun in domain.nouns.items():
        for label, attribute in noun.attributes.items():
            yield from _dependence(domain, name, noun, label, attribute)
            yield from _enough_names(domain, name, label, attribute)


@cache
def is_sql(word: str) -> bool:
    """Whether SQL keeps a word for itself."""
    try:
        apsw.Connection(":memory:").execute(f"CREATE TABLE {word} ({word} TEXT)")
    except apsw.SQLError:
        return True
    return False


def _names_taken(name: str, noun: Noun) -> Iterator[str]:
    for word in (name, *noun.attributes):
        if is_sql(word):
            yield (
                f"{word!r} is a word of SQL, so no noun or attribute can have this name; take "
                "another (`one` and `words` may still say it)"
            )
    for word in {name, *noun.attributes, *noun.refs} & {*_OWN_WORDS}:
        yield f"{name}: {word!r} means something else in every tool; take another name"
    if name in _OWN_TABLES:
        yield f"every environment has a table {name!r} of its own; call the noun something else"
    taken = {f"{name}_id", *(f"{ref}_id" for ref in noun.refs)}
    for label in noun.attributes.keys() & taken:
        yield f"{name}.{label} has the name of a key; call the attribute something else"


def _references(domain: Domain, name: str, noun: Noun) -> Iterator[str]:
    for ref, leads in noun.refs.items():
        if leads.to not in domain.nouns:
            yield (
                f"{name}.{ref} leads to {leads.to!r}, which is no noun."
                f"{did_you_mean(leads.to, domain.nouns)} Nouns: {', '.join(domain.nouns)}"
            )
            continue
        for label, its in leads.same.items():
            ends = ((name, noun, label), (leads.to, domain.nouns[leads.to], its))
            for owner, at, wanted in ends:
                if wanted not in at.attributes:
                    yield (
                        f"{name}.{ref} has `same` for {wanted!r}, which is no attribute of {owner}."
                        f"{did_you_mean(wanted, at.attributes)} "
                        f"Attributes: {', '.join(at.attributes)}"
                    )
    for ref, (least, most) in noun.per.items():
        if ref not in noun.refs:
            yield (
                f"{name}.per names {ref!r}, which is no reference of it."
                f"{did_you_mean(ref, noun.refs)} References: {', '.join(noun.refs) or 'none'}"
            )
        if not 0 <= least <= most or most == 0:
            yield f"{name}.per gives [{least}, {most}] for each {ref}, which is no range of numbers"


def _words_twice(domain: Domain) -> Iterator[str]:
    spoken = [("one", noun.one or name) for name, noun in domain.nouns.items()]
    spoken += [("many", noun.many) for noun in domain.nouns.values()]
    for word, said in _twice(spoken):
        yield f"two nouns have {said!r} as `{word}`, so nobody knows which is meant; call one else"
    prefixes = [noun.key.prefix for noun in domain.nouns.values() if noun.key is not None]
    for prefix in _twice(prefixes):
        yield f"two nouns have keys that begin with {prefix!r}; give each a prefix of its own"


def _behaviours(domain: Domain) -> Iterator[str]:
    for name in _twice(b.name for b in domain.behaviours):
        yield f"two behaviours are called {name!r}; give each a name of its own"
    for behaviour in domain.behaviours:
        if behaviour.on not in domain.nouns:
            yield (
                f"behaviour {behaviour.name} is on {behaviour.on!r}, which is no noun."
                f"{did_you_mean(behaviour.on, domain.nouns)} Nouns: {', '.join(domain.nouns)}"
            )


def _speakers(domain: Domain) -> Iterator[str]:
    named = [behaviour.name for behaviour in domain.behaviours]
    known = _actions(domain.behaviours)
    for speaker in domain.speakers:
        for asked in speaker.asks:
            if asked not in known and asked not in named:
                yield (
                    f"a speaker asks for {asked!r}, which is no behaviour and no action."
                    f"{did_you_mean(asked, (*named, *known))}"
                )
        yield from _introductions(domain, speaker)


def _introductions(domain: Domain, speaker: Speaker) -> Iterator[str]:
    who = "of the house" if speaker.is_ is None else f"a {speaker.is_}"
    labels: tuple[str, ...] = ()
    if speaker.is_ is not None:
        noun = domain.nouns.get(speaker.is_)
        if noun is None:
            yield (
                f"a speaker is a {speaker.is_!r}, which is no noun."
                f"{did_you_mean(speaker.is_, domain.nouns)} Nouns: {', '.join(domain.nouns)}"
            )
            return
        labels = tuple(name for name, a in noun.attributes.items() if not a.optional)
        if not any(a.kind in ("person", "names") for a in noun.attributes.values()):
            yield f"a speaker is {who}, which has no name to give itself"
        if not speaker.intro:
            yield f"a speaker who is {who} has no `intro` to say who they are"
    for phrase in (*speaker.intro, *speaker.sign):
        wrong = slot_mistake(phrase, labels)
        if wrong:
            yield f"a speaker who is {who}: {wrong}"


def _rules(domain: Domain) -> Iterator[str]:
    known = _actions(domain.behaviours)
    for number, rule in enumerate(domain.rules, start=1):
        for action in rule.on:
            if action not in known:
                yield (
                    f"rule {number} is on {action!r}, which is no action."
                    f"{did_you_mean(action, known)}"
                )
        wrong = slot_mistake(rule.text, rule.numbers)
        if wrong:
            yield f"rule {number}: {wrong}"
        for name in rule.numbers:
            if f"{{{name}}}" not in rule.text:
                yield (
                    f"rule {number} draws the number {name!r} and does not say it; put "
                    f"{{{name}}} into its text, or leave it out of `numbers`"
                )


def _circle(domain: Domain) -> list[str]:
    """Nouns that refer to each other in a circle, the first one again at the end; or none."""
    done: set[str] = set()

    def follow(path: list[str]) -> list[str]:
        for ref in domain.nouns[path[-1]].refs.values():
            if ref.to in path:
                return [*path[path.index(ref.to) :], ref.to]
            if ref.to in domain.nouns and ref.to not in done:
                found = follow([*path, ref.to])
                if found:
                    return found
        done.add(path[-1])
        return []

    return next((found for name in domain.nouns if (found := follow([name]))), [])


def _dependence(
    domain: Domain, name: str, noun: Noun, label: str, attribute: Attribute
) -> Iterator[str]:
    """What is wrong with `by` and `when`."""
    if attribute.by is None or attribute.when is None:
        return
    where = f"{name}.{label} depends on {attribute.by!r}"
    *refs, last = attribute.by.split(".")
    at_name, at, none = name, noun, False
    for step in refs:
        ref = at.refs.get(step)
        if ref is None or ref.to not in domain.nouns:
            yield (
                f"{where}, which leads nowhere: {at_name} has no reference {step!r}."
                f"{did_you_mean(step, at.refs)} References: {', '.join(at.refs) or 'none'}"
            )
            return
        none = none or ref.optional > 0
        at_name, at = ref.to, domain.nouns[ref.to]
    if last not in at.attributes:
        yield (
            f"{where}, which leads nowhere: {at_name} has no attribute {last!r}."
            f"{did_you_mean(last, at.attributes)} Attributes: {', '.join(at.attributes)}"
        )
        return
    if at is noun and label in _depends(noun, last):
        yield f"{where}, which depends on {label!r} in its turn"
        return
    values = _values(at.attributes[last])
    if values is None:
        return
    if none:
        values = [*values, None]
    there = ", ".join(map(repr, attribute.when))
    for value in values:
        if value not in attribute.when:
            yield (
                f"{where}, which may be {value!r}, and `when` says nothing of that; it has {there}"
            )
            return
    for value in attribute.when:
        if value not in values:
            known = [str(v) for v in values]
            yield (
                f"{where}, which is never {value!r}, though `when` speaks of that."
                f"{did_you_mean(str(value), known)} It may be {', '.join(known)}"
            )
            return


def _depends(noun: Noun, label: str) -> list[str]:
    """The attribute, what it depends on among the noun's own, and so on."""
    found = [label]
    while True:
        attribute = noun.attributes.get(found[-1])
        if attribute is None or attribute.by is None or "." in attribute.by:
            return found
        if attribute.by in found:
            return [*found, attribute.by]
        found.append(attribute.by)


def _values(attribute: Attribute) -> list[object] | None:
    """All values that an attribute may have, or None where they are too many to tell."""
    found: list[object]
    if attribute.kind == "flag":
        found = [0, 1]
    elif attribute.kind in ("choice", "text"):
        lists = [attribute.of] if attribute.when is None else attribute.when.values()
        found = list(chain.from_iterable(_listed(one) for one in lists))
    elif attribute.kind == "names":
        found = list(_names(attribute))
    elif attribute.kind == "int":
        spans = [attribute.range] if attribute.when is None else attribute.when.values()
        pairs = [s.get("range") if isinstance(s, dict) else s for s in spans]
        known = [pair for pair in pairs if pair is not None and pair[1] - pair[0] <= _MOST_VALUES]
        if len(known) < len(pairs):
            return None
        step = int(attribute.step or 1)
        found = [n for low, high in known for n in range(low, high + 1, step)]
    else:
        return None
    return list(dict.fromkeys([*found, None] if attribute.optional else found))


def _enough_names(domain: Domain, name: str, label: str, attribute: Attribute) -> Iterator[str]:
    if attribute.kind != "names":
        return
    there, needed = len(_names(attribute)), _most(domain, name)
    if there < needed:
        yield (
            f"{name}.{label} has {there} names, and there may be {needed} of them; give more in "
            "`of` or `parts`, or lower `size` or `per`"
        )


def _names(attribute: Attribute) -> dict[str, None]:
    forms = [str(form) for form in attribute.of or ()]
    if not attribute.parts:
        return dict.fromkeys(forms)
    return dict.fromkeys(
        form.format(*words) for form in forms for words in product(*attribute.parts)
    )


def _most(domain: Domain, name: str) -> int:
    """How many rows a noun has at most."""
    noun = domain.nouns[name]
    for ref, (_, most) in noun.per.items():
        if ref in noun.refs and noun.refs[ref].to in domain.nouns:
            return most * _most(domain, noun.refs[ref].to)
    return noun.size[1]


def _actions(behaviours: Iterable[Behaviour]) -> list[str]:
    return [f"{b.name}.{verb}" for b in behaviours for verb in b.say]


def _listed(given: object) -> list[object]:
    if isinstance(given, dict) and "of" in given:
        given = given["of"]
    return list(given) if isinstance(given, list | tuple | dict) else [given]


def _twice(values: Iterable[T]) -> list[T]:
    seen: dict[T, int] = {}
    for value in values:
        seen[value] = seen.get(value, 0) + 1
    return [value for value, count in seen.items() if count > 1]
