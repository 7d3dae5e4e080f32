"""Generated environments in other API styles: the second control of the structural measure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from agentgym.environment import Environment, canonical_json
from agentgym.errors import UnknownEnvironmentError
from agentgym.sampling import Draws
from agentgym.tools import JsonObject
from agentgym_synth.generator import Identity, lay_ground
from agentgym_synth.style import Style

_STYLES = 3


def restyled(environment: Environment) -> Iterator[JsonObject]:
    """The world files of a generated environment in a few other styles.

    Nothing for an environment that this version of the generator does not make: one written by
    hand, or one that an earlier version has made.
    """
    try:
        identity = Identity.of(environment.id)
    except UnknownEnvironmentError:
        return
    own = lay_ground(identity).built.world
    if hashlib.sha256(canonical_json(own)).hexdigest() != environment.content:
        return
    for number in range(_STYLES):
        style = Style.drawn(Draws.seeded(identity.number, number))
        yield lay_ground(identity, style).built.world
