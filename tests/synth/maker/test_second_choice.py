"""What people fall back on when their first wish cannot be."""

from __future__ import annotations

import pytest

from agentgym.sampling import Draws
from agentgym_synth.generator import Identity, lay_ground
from agentgym_synth.maker.errands import second_choice
from agentgym_synth.maker.moves import refused
from agentgym_synth.maker.scene import DroppedError, Scene
from agentgym_synth.paths import as_sql
from tests.synth.maker import trials


@pytest.mark.parametrize("trade", ["port", "streaming", "school"])
def test_nobody_falls_back_on_something_else_because_the_first_is_so_already(trade: str) -> None:
    told = 0
    for number in range(6):
        ground = lay_ground(Identity(trade, 0, number))
        scene = Scene(ground.plan, ground.built, ground.world, ground.today)
        for action in ground.plan.actions:
            chosen = [p for p in action.params[1:] if p.thing is not None]
            for seed in range(4 if chosen else 0):
                scene.begin(Draws.seeded(seed))
                try:
                    move = refused(scene, action, about=chosen[-1].name)
                except DroppedError:
                    continue
                broken = []
                for guard in action.guards:
                    holds = as_sql(guard.holds, action.things, scene.plan.things)
                    if not scene.read(f"SELECT {holds}", move.args)[0][0]:
                        broken.append(guard)
                assert len(broken) == 1
                assert not broken[0].already, broken[0].message
                told += 1
        scene.close()
    assert told


def test_what_people_fall_back_on_would_do_in_the_other_s_place() -> None:
    unlike: dict[str, int] = {}
    days = "of: [First Press, Second Press, Harvest Press, Late Press, Last Press]}"
    fruits = f"{days}\n      fruit: {{kind: choice, of: [apples, pears]}}"
    for alike in ("", "    alike: [fruit]\n"):
        many = "    many: pressing days\n"
        for seed in range(6):
            with trials.scene((days, fruits), (many, f"{many}{alike}"), seed=seed) as scene:
                fruit = dict(scene.read("SELECT name, fruit FROM press_day"))
                for errand in trials.tried(scene, second_choice, 120):
                    if errand.move.action.name == "presses.enrol":
                        said = {m.phrase for m in errand.mentions if m.among == "press_day"}
                        both = {fruit[name] for name in said}
                        unlike[alike] = unlike.get(alike, 0) + (len(both) > 1)
    assert unlike[""]
    assert not unlike["    alike: [fruit]\n"]
