"""What somebody wants done, as a clause: "move {appointment} to {opening}", slots filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from agentgym.task import Mention
from agentgym_envs.domains.spec import SLOT
from agentgym_synth.maker.moves import Move
from agentgym_synth.maker.naming import (
    Fact,
    Named,
    Several,
    condition,
    is_unique,
    name_one,
    value_text,
)
from agentgym_synth.maker.scene import DroppedError, Scene
from agentgym_synth.maker.written import param_as_written, possessive
from agentgym_synth.model import Param
from agentgym_synth.paths import leads_to

#: Fewer words can be followed by anything.
_LONG = 3
#: Before a particle ("put ... down as paid") there are no more words than this.
_MOST_BEFORE_PARTICLE = 6
_ATTACHED = frozenset(
    "about against at by for from in into of on onto over to under until with".split()
)
_PARTICLES = frozenset("back down in off on out over through up".split())
#: "Take over it", "the date of it".
_BEFORE_NO_PRONOUN = re.compile(
    r"\bof $|\b(?:bring|call|fill|give|hand|pass|pay|put|send|take|turn|write) "
    r"(?:back|down|in|off|on|out|over|up) $"
)
_PRONOUNS = ("it", "them", "me")
_RELATIVES = frozenset("that which who whom whose where whoever whichever".split())


@dataclass(frozen=True, slots=True)
class Clause:
    """An imperative clause.

    Attributes:
        text: In lower case, without a full stop.
        named: Parameter to how its thing is named.
        mentions: The proofs that the names pick it.
        template: Which of the phrasings it is.
    """

    text: str
    named: dict[str, Named]
    mentions: tuple[Mention, ...]
    template: str


def say(
    scene: Scene,
    move: Move,
    *,
    template: str | None = None,
    given: Mapping[str, Named] | None = None,
) -> Clause:
    """A clause that asks for a move and fixes every argument of it.

    Args:
        scene: The world.
        move: The move.
        template: The phrasing to use; any of the action's unless given.
        given: Parameter to a name that it has already.

    Raises:
        DroppedError: No phrasing fixes every argument.
    """
    phrases = (template,) if template is not None else move.action.saying.do
    for phrase in scene.draws.shuffled(phrases):
        try:
            return _Saying(scene, move, dict(given or {})).say(phrase)
        except DroppedError:
            continue
    raise DroppedError(f"nobody can say {move.action.name} of these things")


def say_all(scene: Scene, move: Move, several: Several) -> Clause:
    """A clause that asks for a move of several things.

    Raises:
        DroppedError: The action has no such phrasing, or it leaves an argument open.
    """
    if not move.action.saying.all:
        raise DroppedError(f"nobody says {move.action.name} of several")
    phrases = [
        phrase
        for phrase in move.action.saying.all
        if not runs_into(several.text, _until_slot(phrase.partition("{set}")[2]))
    ]
    if not phrases:
        raise DroppedError(f"what is said of {several.text!r} would seem a part of it")
    phrase = scene.draws.choice(phrases)
    saying = _Saying(scene, move, {})
    saying.skip = move.action.each
    return saying.say(phrase.replace("{set}", several.text.replace("{", "")))


def runs_into(said: str, rest: str) -> bool:
    """Whether what follows the words for a thing would be taken for a part of them.

    "Book the visit by the fitter who is approved for vans on Monday": who is approved on Monday?

    Args:
        said: The words for the thing.
        rest: What follows them.
    """
    words, following = said.split(), rest.split()
    if not following or len(words) < _LONG:
        return False
    nxt = following[0].strip(",.;")
    return (
        nxt in words[1:]
        or said.startswith("whichever")
        or (nxt in _ATTACHED and any(w in _RELATIVES for w in words))
        or (nxt in _PARTICLES and len(words) > _MOST_BEFORE_PARTICLE)
    )


def _until_slot(phrase: str) -> str:
    """The words up to the next slot."""
    return phrase.partition("{")[0]


class _Saying:
    """One attempt at a phrase."""

    def __init__(self, scene: Scene, move: Move, given: dict[str, Named]) -> None:
        self._scene = scene
        self._move = move
        self._params = {p.name: p for p in move.action.params}
        self._named = given
        self._said: set[str] = set()
        self._about: dict[str, list[Fact]] = {}
        self._words: dict[str, str] = {}
        self.skip: str | None = None

    def say(self, phrase: str) -> Clause:
        parts: list[str] = []
        end = 0
        for found in SLOT.finditer(phrase):
            parts.append(phrase[end : found.start()])
            said = self._slot(found[1], found[2][1:], found[3] or "")
            if said in _PRONOUNS and _BEFORE_NO_PRONOUN.search(parts[-1]):
                raise DroppedError(f"nobody says {parts[-1]}{said}")
            parts.append(said)
            end = found.end()
            if found[3] != "'s" and runs_into(said, _until_slot(phrase[end:])):
                raise DroppedError(f"what follows {said!r} would seem a part of it")
        parts.append(phrase[end:])
        self._pin_down()
        text = "".join(parts)
        for name in self._params:
            if name != self.skip and name not in self._said:
                raise DroppedError(f"{phrase!r} does not say {name}")
        return Clause(text, dict(self._named), tuple(self._mentions()), phrase)

    def _slot(self, name: str, path: str, mark: str) -> str:
        param = self._params.get(name)
        if param is None:
            owner = self._owner(name)
            return self._property(owner, name, mark)
        if path:
            return self._property(param, path, mark)
        value = self._move.args[name]
        self._said.add(name)
        if param.thing is None:
            scene = self._scene
            return param_as_written(value, param, scene.plan.domain.currency, scene.today)
        named = self._named.get(name)
        if named is None:
            named = name_one(self._scene, param.thing, value, short=mark == "'s")
            self._named[name] = named
        return _marked(named, mark)

    def _owner(self, label: str) -> Param:
        """The parameter whose thing has what a slot speaks of."""
        for param in self._params.values():
            if param.thing is not None and leads_to(label, self._scene.thing(param.thing)):
                return param
        raise DroppedError(f"nothing has a {label!r} here")

    def _property(self, param: Param, path: str, mark: str) -> str:
        """A property by which a parameter's thing is told."""
        if param.thing is None or "." in path:
            raise DroppedError(f"{path!r} is too far")
        scene = self._scene
        thing = scene.thing(param.thing)
        column_name = leads_to(path, thing)
        if column_name is None:
            raise DroppedError(f"a {thing.name} has no {path!r}")
        value: Any = scene.row(thing.name, self._move.args[param.name])[column_name]
        if value is None:
            raise DroppedError(f"this {thing.name} has no {path!r}")
        facts = self._about.setdefault(param.name, [])
        if column_name == thing.id:
            facts.append(Fact(column_name, "=", value))
            self._words[param.name] = str(value)
            return str(value)
        column = thing.columns[column_name]
        if column.ref is not None:
            named = name_one(scene, column.ref, value, short=mark == "'s")
            facts.append(Fact(column_name, "=", value, named))
            self._words.setdefault(param.name, named.text)
            return _marked(named, mark)
        facts.append(Fact(column_name, "=", value))
        text = value_text(scene, column, value)
        self._words[param.name] = text
        return text

    def _pin_down(self) -> None:
        """Check that what was said in pieces picks one thing."""
        scene = self._scene
        for name, facts in self._about.items():
            if name in self._named:
                continue
            thing_name = self._params[name].thing
            assert thing_name is not None
            thing = scene.thing(thing_name)
            key = self._move.args[name]
            for fact in (*facts, *self._implied(name)):
                if fact not in facts:
                    facts.append(fact)
            named = Named(
                self._words[name],
                thing_name,
                key,
                condition(scene, thing, tuple(facts)),
                tuple(facts),
                key_said=any(f.column == thing.id for f in facts),
            )
            if not is_unique(scene, named):
                raise DroppedError(f"what is said of the {name} fits several")
            self._named[name] = named
            self._said.add(name)

    def _implied(self, name: str) -> Iterator[Fact]:
        """What goes without saying: that the new one belongs to what the old one belonged to."""
        scene = self._scene
        thing_name = self._params[name].thing
        assert thing_name is not None
        mine = scene.row(thing_name, self._move.args[name])
        for other in self._params.values():
            if other.thing is None or other.name == name or other.name not in self._said:
                continue
            theirs = scene.row(other.thing, self._move.args[other.name])
            for column in scene.thing(thing_name).columns.values():
                same = column.ref is not None and theirs.get(column.name) == mine[column.name]
                if same and mine[column.name] is not None:
                    yield Fact(column.name, "=", mine[column.name])

    def _mentions(self) -> Iterator[Mention]:
        for name, named in self._named.items():
            if self._scene.pronouns.get(named.entity) == named.text:
                continue
            if name in self._about:
                for fact in named.facts:
                    if fact.named is not None and fact.named.where:
                        yield from fact.named.mentions()
                yield named.mention(self._words[name])
            else:
                yield from named.mentions()


def _marked(named: Named, mark: str) -> str:
    if mark == "'s":
        if not named.short:
            raise DroppedError(f"{named.text!r} is too long for a possessive")
        return possessive(named.text)
    return named.text
