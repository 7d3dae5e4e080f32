"""What somebody has to do with, and so may ask about."""

from __future__ import annotations

from agentgym_synth.maker.scene import DroppedError, Scene
from agentgym_synth.model import Thing


def concerns(scene: Scene) -> list[Thing]:
    """The things that whoever speaks has to do with: theirs, or those of their part of the house.

    Raises:
        DroppedError: There are none.
    """
    things = list(scene.plan.things.values())
    if scene.me is not None:
        person = scene.me.thing
        return [t for t in things if t.name == person or t.refs_to(person)]
    if not scene.speaker.asks:
        return things
    near: set[str] = set()
    for action in scene.plan.actions:
        if scene.speaker.may_ask(action.name):
            for name in action.things.values():
                near.add(name)
                near |= {c.ref for c in scene.thing(name).columns.values() if c.ref is not None}
    found = [t for t in things if t.name in near]
    if not found:
        raise DroppedError("nothing here is their concern")
    return found
