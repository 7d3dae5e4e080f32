"""Calls that work in the first state, some for every tool that writes: with them the certifier
shows that damage fails."""

from __future__ import annotations

from agentgym.sampling import Draws
from agentgym.tools import ToolCall
from agentgym.world import World
from agentgym_synth.build import Built
from agentgym_synth.maker.doing import arguments
from agentgym_synth.maker.moves import accepted
from agentgym_synth.maker.scene import DroppedError, Scene
from agentgym_synth.plan import Plan

_EACH = 6
_LEAST = 2


def exercises(
    plan: Plan, built: Built, world: World, today: str, draws: Draws
) -> tuple[list[ToolCall], list[str]]:
    """Calls for every tool that writes, and the actions for which there is hardly any use.

    Args:
        plan: Things, actions and rules.
        built: The world file and the tools.
        world: The world, compiled.
        today: Its day.
        draws: Decides.
    """
    scene = Scene(plan, built, world, today)
    calls: list[ToolCall] = []
    useless: list[str] = []
    try:
        scene.begin(draws)
        for name, doing in built.surface.doings.items():
            found: list[ToolCall] = []
            for _ in range(_EACH):
                try:
                    move = accepted(scene, doing.action)
                except DroppedError:
                    continue
                call = ToolCall(doing.tool, arguments(scene, doing, move.args))
                if call not in found:
                    found.append(call)
            calls += found
            # One alone may be what a task does: then nothing is left to do damage with.
            if len(found) < _LEAST:
                useless.append(name)
        calls += _logged(scene, built)
    finally:
        scene.close()
    return calls, useless


def _logged(scene: Scene, built: Built) -> list[ToolCall]:
    """Refusals, notes and messages."""
    refusing = built.surface.refusing
    thing, *_ = scene.plan.things
    about = [str(key) for key in scene.keys(thing)[:2]]
    calls = [
        ToolCall(refusing.tool, {refusing.rule: code, refusing.about: key})
        for code in built.codes[:2]
        for key in about
    ]
    for tool, key_argument, noted in built.logs:
        keys = scene.keys(noted)[:2]
        calls += [ToolCall(tool, {key_argument: key, "text": "Rang twice."}) for key in keys]
    return calls
