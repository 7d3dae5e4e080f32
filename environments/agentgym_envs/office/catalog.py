"""What is known of the office without loading it."""

from __future__ import annotations

from collections.abc import Iterator

from agentgym.registry import EnvironmentSpec

ENVIRONMENT = "agentgym/office-desk-v1"
TASKS = 271


def environments() -> Iterator[EnvironmentSpec]:
    """The spec of the office."""
    yield EnvironmentSpec(
        id=ENVIRONMENT,
        description="The desk of an architects' practice: calendars, rooms, mail, leave, visitors",
        tasks=TASKS,
        load="agentgym_envs.office.environment:load",
    )
