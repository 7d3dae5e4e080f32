from __future__ import annotations

import pytest

from agentgym.environment import Environment
from agentgym.world import World
from agentgym_envs.domains.reading import domain_names
from agentgym_synth.generator import Identity, lay_ground
from agentgym_synth.scorecard import scorecard, signature, similarity
from agentgym_synth.scorecard.restyling import restyled
from tests.synth.scorecard.worlds import cancelling, garage_environment, task


def generated(domain: str, number: int) -> Environment:
    """A generated world with a task that does nothing."""
    identity = Identity(domain, 0, number)
    world = World.load(lay_ground(identity).built.world)
    nothing = task("1", "Nothing.").model_copy(update={"environment": identity.id})
    return Environment(identity.id, world.open, [nothing], content=world.digest())


@pytest.mark.parametrize("domain", domain_names())
def test_a_generated_world_in_other_styles_is_nearly_the_same_world(domain: str) -> None:
    environment = generated(domain, 3)
    own = lay_ground(Identity.of(environment.id)).built.world
    others = list(restyled(environment))
    assert len(others) == 3
    for other in others:
        World.load(other)
        assert other["tools"] != own["tools"]
        assert similarity(signature(own), signature(other)) >= 0.85


def test_the_scorecard_tries_styles_on_generated_worlds() -> None:
    card = scorecard([generated("clinic", 0), generated("port", 0)], restyle=restyled)
    assert card.controls["restyled"].tried == 6
    assert card.controls["restyled"].holds


def test_what_the_generator_does_not_make_has_no_other_styles() -> None:
    assert list(restyled(garage_environment(cancelling("1", "D1", "B1")))) == []
    whole = generated("clinic", 0)
    changed = Environment(whole.id, whole.toolset, whole.tasks, content="another")
    assert list(restyled(changed)) == []
