"""What is known of the shop without loading it."""

from __future__ import annotations

from collections.abc import Iterator

from agentgym.registry import EnvironmentSpec

ENVIRONMENT = "agentgym/shop-returns-v1"
TASKS = 134


def environments() -> Iterator[EnvironmentSpec]:
    """The spec of the shop."""
    yield EnvironmentSpec(
        id=ENVIRONMENT,
        description="An online shop's service desk: orders, returns, refunds, gift cards, a policy",
        tasks=TASKS,
        load="agentgym_envs.shop.environment:load",
    )
