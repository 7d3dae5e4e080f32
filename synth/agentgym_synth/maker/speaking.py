"""Who asks: somebody of the house, or somebody of the world for themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agentgym.task import Mention
from agentgym_envs.domains.spec import SLOT
from agentgym_synth.maker.naming import Fact, Named, value_text
from agentgym_synth.maker.scene import DroppedError, Scene
from agentgym_synth.maker.written import sql_literal
from agentgym_synth.model import Action, Column, Value

#: From this tier on people of the house ask: hardly anybody wants so much for themselves.
_HOUSE_TIER = 5


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who asks, and how they say so.

    Attributes:
        intro: A sentence that says who they are, or nothing.
        mentions: The proof that it picks them.
        sign: The name under a letter, or nothing.
    """

    intro: str
    mentions: tuple[Mention, ...]
    sign: str


def who_asks(scene: Scene, action: Action | None = None) -> Speaking:
    """Choose who asks: somebody who may ask for the action, where there is one.

    Raises:
        DroppedError: Nobody may, or they cannot say who they are.
    """
    draws, plan = scene.draws, scene.plan
    names = [action.name] if action is not None else [a.name for a in plan.actions]
    speakers = [
        s
        for s in plan.domain.speakers
        if (s.is_ is None or s.is_ in plan.things) and any(map(s.may_ask, names))
    ]
    if scene.tier >= _HOUSE_TIER:
        speakers = [s for s in speakers if s.is_ is None] or speakers
    if not speakers:
        raise DroppedError("nobody may ask for it")
    scene.speaker = speaker = draws.choice(speakers)
    if speaker.is_ is None:
        return Speaking(draws.choice(speaker.intro or ("",)), (), "")
    thing = scene.thing(speaker.is_)
    titled = thing.titled
    intros = [i for i in speaker.intro if _can_say(i, thing.columns)]
    if titled is None or not intros:
        raise DroppedError("they cannot say who they are")
    key = draws.choice(scene.keys(thing.name))
    row = scene.row(thing.name, key)
    name = str(row[titled])
    facts = (Fact(titled, "=", name),)
    where = f"{titled} = {sql_literal(name)}"
    scene.me = Named("me", thing.name, key, "", facts, short=True)
    intro = _filled(scene, draws.choice(intros), thing.name, row)
    mention = Mention(phrase=name, among=thing.name, where=where, picks=key)
    return Speaking(intro, (mention,), name)


def _can_say(intro: str, columns: Mapping[str, Column]) -> bool:
    return all(found[1] in columns for found in SLOT.finditer(intro))


def _filled(scene: Scene, intro: str, thing: str, row: dict[str, Value]) -> str:
    columns = scene.thing(thing).columns
    return SLOT.sub(lambda m: value_text(scene, columns[m[1]], row[m[1]]), intro)
