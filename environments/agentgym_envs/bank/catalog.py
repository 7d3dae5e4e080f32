"""What is known of the bank without loading it."""

from __future__ import annotations

from collections.abc import Iterator

from agentgym.registry import EnvironmentSpec

ENVIRONMENT = "agentgym/bank-service-v1"
TASKS = 293


def environments() -> Iterator[EnvironmentSpec]:
    """The spec of the bank."""
    yield EnvironmentSpec(
        id=ENVIRONMENT,
        description="A building society's desk: payments, cards, disputes, savings, loans, policy",
        tasks=TASKS,
        load="agentgym_envs.bank.environment:load",
    )
