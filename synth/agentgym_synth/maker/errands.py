"""Task patterns: what people want, in shapes that are the same in every trade."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from agentgym.task import Mention
from agentgym_synth.maker.clauses import Clause, say, say_all
from agentgym_synth.maker.doing import attempt, do, do_all
from agentgym_synth.maker.looking import know, know_all, see
from agentgym_synth.maker.moves import Move, permitted, refused
from agentgym_synth.maker.naming import Fact, Named, name_several
from agentgym_synth.maker.provisos import if_clause
from agentgym_synth.maker.scene import DroppedError, Entity, Scene
from agentgym_synth.maker.superlatives import best_of
from agentgym_synth.model import Action, Param, Value

_TRIES = 6
#: How often somebody asks for the same action in one breath, at most.
_MOST_ALIKE = 1
_FAILING = ("If that can't be done, {c}.", "Failing that, {c}.")
#: How many things a set has at most, by the tier aimed at.
_LARGEST_SET = {1: 2, 2: 4, 3: 6, 4: 9, 5: 14}


@dataclass(frozen=True, slots=True)
class Errand:
    """Something that somebody wants done, and that the solution has done.

    Attributes:
        pattern: The shape it has.
        text: An imperative clause, or a whole sentence.
        whole: Which of the two.
        tail: A sentence that comes right after it.
        mentions: The proofs that its words pick what they mean.
        because: What may be said right after it.
        move: The move that ended it.
        made: What it made.
        named: What things were called.
    """

    pattern: str
    text: str
    whole: bool
    mentions: tuple[Mention, ...]
    because: tuple[str, ...]
    move: Move
    made: Value | None = None
    named: tuple[Named, ...] = ()
    tail: str = ""


Pattern = Callable[[Scene], Errand]


def one_thing(scene: Scene) -> Errand:
    """One action."""
    move = permitted(scene, any_action(scene))
    clause = say(scene, move)
    return done(scene, "one thing", move, clause)


def the_best(scene: Scene) -> Errand:
    """One action, on the dearest, oldest, longest of several."""
    action = any_action(scene)
    if action.fact:
        raise DroppedError("what has happened, happened to something by its name")
    param, best = _best_target(scene, action)
    move = permitted(scene, action, {param.name: best.key})
    clause = say(scene, move, given={param.name: best})
    return done(scene, "superlative", move, clause)


def every_one(scene: Scene) -> Errand:
    """One action, on each of several."""
    actions = [a for a in scene.plan.actions if a.each is not None and a.saying.all]
    actions = [a for a in actions if may_ask(scene, a)]
    actions = [a for a in actions if scene.asked.get(a.name, 0) < _MOST_ALIKE]
    if not actions or scene.me is not None:
        raise DroppedError("no action is said of several")
    action = scene.draws.choice(actions)
    assert action.each is not None
    several = name_several(scene, action.things[action.each], 2, _LARGEST_SET[scene.tier])
    if any(_takes_away(action, fact) for fact in several.facts):
        raise DroppedError("who has them goes without saying: take Ann off what Ann has")
    if any((several.thing, key) in scene.touched for key in several.keys):
        raise DroppedError("one of them has had its turn")
    first, *rest = several.keys
    move = permitted(scene, action, {action.each: first})
    constants = {k: v for k, v in move.args.items() if k != action.each}
    for key in rest:
        permitted(scene, action, {**constants, action.each: key})
    clause = say_all(scene, move, several)
    know_all(scene, several)
    for name, named in clause.named.items():
        if name != action.each:
            know(scene, named)
    do_all(scene, move, several.keys)
    mentions = (*several.mentions(), *clause.mentions)
    return Errand("every one", clause.text, False, mentions, action.saying.because, move)


def _takes_away(action: Action, fact: Fact) -> bool:
    """Whether an action empties what a set is told by."""
    writes = (step.get("write", "") for step in action.steps)
    return fact.named is not None and any(f"{fact.column} = NULL" in sql for sql in writes)


def second_choice(scene: Scene) -> Errand:
    """A wish that the tools refuse, with another to fall back on."""
    action = any_action(scene)
    if action.fact:
        raise DroppedError("what has happened, happened here and nowhere else")
    choice = [p for p in action.params[1:] if p.thing is not None]
    if (
        not choice
        or action.params[0].thing is None
        or any("DELETE" in step.get("write", "") for step in action.steps)
    ):
        raise DroppedError("there is nothing to choose between")
    last = choice[-1]
    wish = refused(scene, action, about=last.name)
    if _is_so(scene, wish, last):
        raise DroppedError("nobody wants it to go where it is")
    kept = {p.name: wish.args[p.name] for p in action.params if p is not last}
    other = permitted(scene, action, kept)
    if other.args == wish.args:
        raise DroppedError("both are the same")
    if not _alike(scene, last.thing, wish.args[last.name], other.args[last.name]):
        raise DroppedError("the one would not do in place of the other")
    first = say(scene, wish)
    about = first.named[action.params[0].name]
    same = {n: named for n, named in first.named.items() if n in kept}
    spoken = {n: named for n, named in same.items() if named is not about}
    try:
        with _just_named(scene, about):
            second = say(scene, other, template=first.template, given=spoken)
    except DroppedError:
        # "Take over it": where nobody would say "it", they say the name again.
        second = say(scene, other, template=first.template, given=same)
    for named in first.named.values():
        know(scene, named)
    attempt(scene, wish)
    errand = done(scene, "second choice", other, second)
    return replace(
        errand,
        text=first.text,
        tail=scene.draws.choice(_FAILING).replace("{c}", second.text),
        mentions=(*first.mentions, *errand.mentions),
    )


def _alike(scene: Scene, thing: str | None, one: Value, other: Value) -> bool:
    """Whether one thing would do in place of another."""
    assert thing is not None
    rows = scene.row(thing, one), scene.row(thing, other)
    return all(rows[0].get(name) == rows[1].get(name) for name in scene.thing(thing).alike)


def _is_so(scene: Scene, move: Move, param: Param) -> bool:
    """Whether what is acted on has the thing of a parameter already."""
    target = move.action.params[0]
    assert target.thing is not None
    row = scene.row(target.thing, move.args[target.name])
    columns = scene.thing(target.thing).columns.values()
    return any(c.ref == param.thing and row[c.name] == move.args[param.name] for c in columns)


def it_depends(scene: Scene) -> Errand:
    """One action or another, by how something stands."""
    action = any_action(scene, weighed=True)
    if action.fact:
        raise DroppedError("what has happened depends on nothing")
    others = [a for a in scene.plan.actions if _same_target(a, action) and may_ask(scene, a)]
    labels = sorted({label for a in others for label in _parted_by(action, a)})
    if not labels:
        raise DroppedError("nobody asks for it rather than for something else")
    label = scene.draws.choice(labels)
    others = [a for a in others if label in _parted_by(action, a)]
    move = permitted(scene, action, _following(scene, action, label))
    other = _alternative(scene, move, others, label)
    test = if_clause(scene, move, label, least=max(_amount(move), _amount(other)))
    target = action.params[0].name
    entity = (action.things[target], move.args[target])
    if test.it.entity == entity and test.column in move.args:
        # If it is urgent, make it urgent?
        raise DroppedError("what decides is what is to be changed")
    if test.it.entity == entity:
        # What the condition has named is "it" from there on.
        named = test.it
        with spoken_of_as(scene, entity, "it"):
            clause = say(scene, move)
            otherwise = say(scene, other, given=_named_before(clause, move, other))
    else:
        with _just_named(scene, test.it):
            clause = say(scene, move)
        named = clause.named[target]
        if not any(f.named is not None and f.named.key == test.it.key for f in named.facts):
            raise DroppedError("the words do not say what the condition has to do with it")
        with spoken_of_as(scene, entity, "it"):
            otherwise = say(scene, other, given=_named_before(clause, move, other))
    know(scene, test.it)
    know(scene, named)
    see(scene, test.it.thing, test.it.key, test.column)
    taken, said = (move, clause) if test.holds else (other, otherwise)
    for one in said.named.values():
        if one.entity != entity:
            know(scene, one)
    made = do(scene, taken)
    mentions = (*test.it.mentions(), *clause.mentions, *otherwise.mentions)
    text = f"if {test.text}, {clause.text}; otherwise {otherwise.text}"
    return Errand("it depends", text, True, mentions, (), taken, made, tuple(clause.named.values()))


def _named_before(clause: Clause, move: Move, other: Move) -> dict[str, Named]:
    """What the first of two clauses has named, under the same names in the second."""
    target = move.action.params[0].name
    named = {n.entity: n for name, n in clause.named.items() if name != target}
    return {
        name: named[thing, other.args[name]]
        for name, thing in other.action.things.items()
        if (thing, other.args[name]) in named
    }


@contextmanager
def spoken_of_as(scene: Scene, entity: Entity, pronoun: str) -> Iterator[None]:
    """While it lasts, a thing is spoken of by a pronoun."""
    scene.pronouns[entity] = pronoun
    try:
        yield
    finally:
        del scene.pronouns[entity]


@contextmanager
def _just_named(scene: Scene, named: Named) -> Iterator[None]:
    """While it lasts, who has just been named is "they", and a thing "it"."""
    if scene.me is not None and scene.me.entity == named.entity:
        yield
        return
    with spoken_of_as(scene, named.entity, "them" if scene.thing(named.thing).person else "it"):
        yield


def _amount(move: Move) -> float:
    """The most that a move is about."""
    found = (move.args[p.name] for p in move.action.params if p.kind in ("money", "int"))
    return max((v for v in found if isinstance(v, int | float)), default=0)


def _parted_by(one: Action, other: Action) -> tuple[str, ...]:
    """What speaks for one action here and for another there."""
    theirs = other.saying.when
    return tuple(n for n, way in one.saying.when.items() if n in theirs and theirs[n] != way)


def any_action(scene: Scene, *, weighed: bool = False) -> Action:
    """An action, each as likely; only such as something speaks for, where that is wanted."""
    actions = [a for a in scene.plan.actions if may_ask(scene, a)]
    actions = [a for a in actions if scene.asked.get(a.name, 0) < _MOST_ALIKE]
    if weighed:
        actions = [a for a in actions if a.saying.when]
    if scene.topic is not None:
        actions = [a for a in actions if touches(scene, a, scene.topic[0])]
    if not actions:
        raise DroppedError("nothing here is theirs to ask for")
    return scene.draws.choice(actions)


def touches(scene: Scene, action: Action, kind: str) -> bool:
    """Whether an action may be about something of a kind, or about what belongs to it."""
    things = action.things.values()
    return kind in things or any(scene.thing(thing).refs_to(kind) for thing in things)


def topic_of(scene: Scene, errand: Errand) -> Entity | None:
    """What an errand was about that other errands may be about too."""
    found: list[Entity] = []
    for name, thing in errand.move.action.things.items():
        key = errand.move.args[name]
        found.append((thing, key))
        row = scene.row(thing, key)
        for column in scene.thing(thing).columns.values():
            if column.ref is not None and row[column.name] is not None:
                found.append((column.ref, row[column.name]))
    shared = [
        entity
        for entity in found
        if sum(bool(t.refs_to(entity[0])) for t in scene.plan.things.values()) > 1
    ]
    return scene.draws.choice(shared) if shared else None


def done(scene: Scene, pattern: str, move: Move, clause: Clause) -> Errand:
    """Find out what is meant, and do it."""
    for param in move.action.params:
        if param.name in clause.named:
            know(scene, clause.named[param.name])
    made = do(scene, move)
    return Errand(
        pattern,
        clause.text,
        False,
        clause.mentions,
        move.action.saying.because,
        move,
        made,
        tuple(clause.named.values()),
    )


def may_ask(scene: Scene, action: Action) -> bool:
    """Whether whoever speaks may ask for an action."""
    if not scene.speaker.may_ask(action.name):
        return False
    if scene.me is None:
        return True
    person = scene.me.thing
    first = action.params[0].thing
    if person in action.things.values():
        return True
    return first is not None and bool(scene.thing(first).refs_to(person))


def _best_target(scene: Scene, action: Action) -> tuple[Param, Named]:
    if scene.me is not None:
        raise DroppedError("they speak of their own things")
    param = next((p for p in action.params if p.thing is not None), None)
    if param is None or param.thing is None or scene.thing(param.thing).person:
        raise DroppedError("nobody speaks like this of people")
    if any(p.kind in ("int", "money") for p in action.params):
        raise DroppedError("nobody picks by an adjective what they count out")
    for _ in range(_TRIES):
        best = best_of(scene, param.thing, asked=False)
        if best.entity not in scene.touched:
            return param, best
    raise DroppedError("the best has had its turn")


def _same_target(one: Action, other: Action) -> bool:
    return (
        one.params[0].thing is not None
        and one.params[0].thing == other.params[0].thing
        and one.makes is None
        and not one.fact
    )


def _following(scene: Scene, action: Action, label: str) -> dict[str, Value]:
    """The choices of an action that follow from what it depends on."""
    chosen: dict[str, Value] = {}
    for param in action.params:
        if param.kind == "choice":
            following = [v for v in action.saying.reasons.get(label, ()) if v in param.of]
            if not following:
                raise DroppedError(f"no {param.name} follows from the {label}")
            chosen[param.name] = scene.draws.choice(following)
    return chosen


def _alternative(scene: Scene, move: Move, others: list[Action], label: str) -> Move:
    """Another thing that could be done with the same."""
    target = move.action.params[0]
    if target.thing is None or scene.thing(target.thing).person:
        raise DroppedError("people are not handled one way or the other")
    key = move.args[target.name]
    # What is of one behaviour is decided together: accept it or reject it.
    akin = [a for a in others if a.behaviour == move.action.behaviour]
    for action in scene.draws.shuffled(akin or others):
        fixed = {target.name: key, **_following(scene, action, label)}
        # What both need is the same in both: move it out of here, or take it off.
        known = {p.name: (p.kind, p.thing) for p in move.action.params}
        shared = {
            p.name: move.args[p.name]
            for p in action.params
            if known.get(p.name) == (p.kind, p.thing)
        }
        for given in (shared | fixed, fixed):
            try:
                other = permitted(scene, action, given)
            except DroppedError:
                continue
            if other != move:
                return other
    raise DroppedError("nothing else can be done with it")


PATTERNS: tuple[tuple[Pattern, int], ...] = (
    (one_thing, 6),
    (the_best, 3),
    (every_one, 4),
    (second_choice, 2),
    (it_depends, 2),
)
#: A second one in the same task would sound like an exercise.
_ONCE = (the_best, second_choice, it_depends)


def some_errand(scene: Scene) -> Errand:
    """An errand of some pattern.

    Raises:
        DroppedError: None of several attempts gave one.
    """
    weighted = [pattern for pattern, weight in PATTERNS for _ in range(weight)]
    if scene.tier > 3:
        weighted += [every_one] * 4
    weighted = [pattern for pattern in weighted if pattern.__name__ not in scene.shapes]
    for _ in range(_TRIES):
        pattern = scene.draws.choice(weighted)
        before = scene.snapshot()
        try:
            errand = pattern(scene)
        except DroppedError:
            scene.restore(before)
            continue
        if pattern in _ONCE:
            scene.shapes.add(pattern.__name__)
        name = errand.move.action.name
        scene.asked[name] = scene.asked.get(name, 0) + 1
        return errand
    raise DroppedError("no errand")
