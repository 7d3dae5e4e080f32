"""What is known of the conformance environment without loading it."""

from __future__ import annotations

from collections.abc import Iterator

from agentgym.registry import EnvironmentSpec

ENVIRONMENT = "agentgym/mcp-conformance-v1"
TASKS = 3


def environments() -> Iterator[EnvironmentSpec]:
    """The spec of the conformance environment."""
    yield EnvironmentSpec(
        id=ENVIRONMENT,
        description="The tools that MCP's conformance suite calls, and a list of contacts",
        tasks=TASKS,
        load="agentgym_envs.conformance.environment:load",
    )
