"""Whether people can say what a domain has them say: of everything that there may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from agentgym.errors import did_you_mean
from agentgym_envs.domains.checking import is_sql
from agentgym_envs.domains.spec import SLOT, Description
from agentgym_synth.model import Action, Column, Thing
from agentgym_synth.paths import leads_to

_OF_NUMBERS = frozenset({"int", "money", "real", "date", "time"})


def unsayable(things: Mapping[str, Thing], actions: tuple[Action, ...]) -> Iterator[str]:
    """The phrases that nobody can ever say, and why.

    Args:
        things: All things of a domain, with all that its behaviours add.
        actions: All actions.
    """
    for word in ("one", "many"):
        spoken = [getattr(thing, word) for thing in things.values()]
        for said in sorted({w for w in spoken if spoken.count(w) > 1}):
            two = " and ".join(t.name for t in things.values() if getattr(t, word) == said)
            yield f"{two} have one `{word}`, {said!r}, so nobody knows which is meant"
    for thing in things.values():
        for name in (thing.name, *thing.columns):
            if is_sql(name):
                yield f"{thing.name}: {name!r} is a word of SQL, so nothing can have this name"
        if not thing.described:
            yield f"{thing.name}: nobody can say which {thing.one} is meant; give `described`"
        named = [("described", one) for one in thing.described]
        for place, description in (*named, *(("sets", one) for one in thing.sets)):
            wrong = _of_description(description, thing, things)
            if wrong:
                yield f"{thing.name}.{place}: {description.say!r} {wrong}"
    for action in actions:
        for phrase in action.saying.do:
            wrong = _of_clause(phrase, action, things, said=())
            if wrong:
                yield f"{action.name}: {phrase!r} {wrong}"
        if action.saying.all and action.each is None:
            yield f"{action.name}: it is done to one thing at a time, so leave `all` out"
            continue
        for phrase in action.saying.all:
            wrong = _of_clause(phrase, action, things, said=("set", action.each or ""))
            if wrong:
                yield f"{action.name}: {phrase!r} {wrong}"
        for path, value in action.saying.when.items():
            wrong = _of_condition(path, value, action, things)
            if wrong:
                yield f"{action.name}: `when` {path!r} {wrong}"
        offered = [value for param in action.params if param.kind == "choice" for value in param.of]
        for path, chosen in action.saying.reasons.items():
            for value in chosen:
                if value not in offered:
                    yield (
                        f"{action.name}: `reasons` {path!r} has {value!r}, which cannot be chosen."
                        f"{_there(value, [str(one) for one in offered] or ['nothing'])}"
                    )


def _of_description(phrase: Description, thing: Thing, things: Mapping[str, Thing]) -> str:
    if _has_brace(phrase.say):
        return "has a brace that belongs to no slot"
    for found in SLOT.finditer(phrase.say):
        wrong, column = _at_end([found[1], *found[2].split(".")[1:]], thing, things)
        if wrong:
            return f"has the slot {found[0]}, but {wrong}"
        kind = None if column is None or column.attribute is None else column.attribute.kind
        if found[3] in ("<", ">") and kind not in _OF_NUMBERS:
            return f"compares {found[0]}, which is no number, day or time"
    for label, wanted in phrase.where.items():
        wrong, column = _at_end([label], thing, things)
        if wrong:
            return f"has `where` {label!r}, but {wrong}"
        values = wanted if isinstance(wanted, list | tuple) else (wanted,)
        known = _choices(column)
        for value in values:
            if known and value not in known:
                return (
                    f"has `where` {label!r} = {value!r}, which it never is.{_there(value, known)}"
                )
    return ""


def _of_clause(
    phrase: str, action: Action, things: Mapping[str, Thing], *, said: tuple[str, ...]
) -> str:
    """What is wrong with a phrase that must fix every parameter of an action."""
    if _has_brace(phrase):
        return "has a brace that belongs to no slot"
    params = {param.name: param for param in action.params}
    fixed = set(said)
    for found in SLOT.finditer(phrase):
        name, steps = found[1], found[2].split(".")[1:]
        if name in said:
            continue
        param = params.get(name)
        if param is not None and not steps:
            fixed.add(name)
            continue
        owners = [param] if param is not None else list(params.values())
        label = steps[0] if param is not None else name
        owner = next(
            (
                p
                for p in owners
                if p.thing is not None and p.name not in said and leads_to(label, things[p.thing])
            ),
            None,
        )
        if owner is None or len(steps) > 1 or (param is None and steps):
            known = ["set" if slot in said else slot for slot in params]
            return (
                f"has the slot {found[0]}, which nothing fills.{did_you_mean(name, known)} "
                f"Slots here: {', '.join(f'{{{slot}}}' for slot in known)}, and what these have"
            )
        fixed.add(owner.name)
    left = [name for name in params if name not in fixed]
    return f"does not say {{{left[0]}}}" if left else ""


def _of_condition(path: str, value: str, action: Action, things: Mapping[str, Thing]) -> str:
    """What is wrong with what would speak for an action."""
    first = action.params[0].thing
    if first is None:
        return "is a property of nothing: the action begins with no thing"
    wrong, column = _at_end(path.split("."), things[first], things)
    if wrong:
        return f"leads nowhere: {wrong}"
    kind = None if column is None or column.attribute is None else column.attribute.kind
    if value in ("above", "below"):
        return "" if kind in _OF_NUMBERS else f"is compared as {value!r}, and is no number"
    known = ["yes", "no"] if kind == "flag" else [str(choice) for choice in _choices(column)]
    if known and value not in known:
        return f"is to be {value!r}, which it never is.{_there(value, known)}"
    return ""


def _has_brace(phrase: str) -> bool:
    return bool(set("{}") & set(SLOT.sub("", phrase)))


def _at_end(
    steps: list[str], thing: Thing, things: Mapping[str, Thing]
) -> tuple[str, Column | None]:
    """Where a path breaks off, or else the column at its end; None for a key."""
    at: Thing | None = thing
    column: Column | None = None
    for step in steps:
        if at is None:
            return f"{step!r} is asked of what is no reference", None
        name = leads_to(step, at)
        if name is None:
            known = [one.label for one in at.columns.values()]
            return (
                f"{at.name} has no {step!r}.{did_you_mean(step, known)} It has {', '.join(known)}"
            ), None
        column = at.columns.get(name)
        at = None if column is None or column.ref is None else things[column.ref]
    return "", column


def _choices(column: Column | None) -> list[object]:
    if column is None or column.attribute is None:
        return []
    attribute = column.attribute
    if attribute.kind == "flag":
        return [0, 1]
    closed = attribute.kind == "choice" and attribute.by is None
    return list(attribute.of or ()) if closed else []


def _there(value: object, known: list[object] | list[str]) -> str:
    listed = [str(one) for one in known]
    return f"{did_you_mean(str(value), listed)} It may be {', '.join(listed)}"
