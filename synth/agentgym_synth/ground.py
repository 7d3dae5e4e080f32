"""What an id of a generated environment says, and the environment before it has tasks."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from agentgym.errors import UnknownEnvironmentError, did_you_mean
from agentgym.sampling import Draws
from agentgym.tools import ToolCall
from agentgym.world import World
from agentgym_envs.domains.names import domain_names
from agentgym_synth.build import Built
from agentgym_synth.catalog import ID
from agentgym_synth.plan import Plan
from agentgym_synth.style import Style

#: The version of the generator: part of every identity.
GENERATOR = 1


@dataclass(frozen=True, slots=True)
class Identity:
    """What an id says.

    Attributes:
        domain: The domain.
        seed: The seed of the set.
        number: The environment's number within domain and seed.
    """

    domain: str
    seed: int
    number: int

    @property
    def id(self) -> str:
        """As an id."""
        seed = f"-s{self.seed}" if self.seed else ""
        return f"agentgym/synth-{self.domain}{seed}-{self.number:04}-v1"

    @classmethod
    def of(cls, environment_id: str) -> Identity:
        """Read an id.

        Raises:
            UnknownEnvironmentError: It is not one of a generated environment.
        """
        found = ID.fullmatch(environment_id)
        if found is None:
            raise UnknownEnvironmentError(
                f"{environment_id!r} is no id of a generated environment; they look like "
                "'agentgym/synth-clinic-0042-v1'"
            )
        if found[1] not in domain_names():
            raise UnknownEnvironmentError(
                f"there is no domain {found[1]!r}.{did_you_mean(found[1], domain_names())} "
                f"There are {', '.join(domain_names())}"
            )
        return cls(found[1], int(found[2] or 0), int(found[3]))

    def draws(self, *stream: int) -> Draws:
        """Draws of their own for a part of the work."""
        return Draws.seeded(
            self.seed, GENERATOR, zlib.crc32(self.domain.encode()), self.number, *stream
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """A generated environment without its tasks.

    Attributes:
        identity: What it is.
        plan: Things, actions and rules.
        style: How its API looks.
        built: World file, tools, prompt.
        world: The world file, compiled.
        today: Its day, in ISO 8601.
        exercises: Calls that work in its first state.
    """

    identity: Identity
    plan: Plan
    style: Style
    built: Built
    world: World
    today: str
    exercises: tuple[ToolCall, ...]
