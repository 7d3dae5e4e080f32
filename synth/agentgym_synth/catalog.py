"""Which generated environments there are; read when `agentgym` is imported, so it stays light."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agentgym.registry import EnvironmentSpec
from agentgym_envs.domains.names import domain_names

#: Environments of each domain that are registered by name; any other number is found all the same.
LISTED = 50
#: Tasks of an environment that is made from its number.
TASKS = 25
#: Domain, seed unless it is 0, number in four digits or more. One environment has one id.
ID = re.compile(r"agentgym/synth-([a-z][a-z0-9]*)(?:-s([1-9][0-9]*))?-([0-9]{4}|[1-9][0-9]{4,})-v1")


def environments() -> Iterator[EnvironmentSpec]:
    """The specs of the first environments of every domain."""
    for name in domain_names():
        for number in range(LISTED):
            yield _spec(f"agentgym/synth-{name}-{number:04}-v1", name)


def resolve(environment_id: str) -> EnvironmentSpec | None:
    """The spec of any generated environment, by its id; None for other ids."""
    found = ID.fullmatch(environment_id)
    if found is None or found[1] not in domain_names():
        return None
    return _spec(environment_id, found[1])


def _spec(environment_id: str, domain: str) -> EnvironmentSpec:
    return EnvironmentSpec(
        id=environment_id,
        description=f"Generated: {domain}",
        tasks=TASKS,
        load="agentgym_synth.made:load",
    )
