"""What the tests on third-party servers share; a server that is not installed is skipped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import agentgym
from agentgym import Environment
from agentgym.certifier.player import Player
from agentgym_envs.servers.catalog import OFFERED, environment_id
from agentgym_envs.servers.locations import find_server


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Prove all tasks again only where that is asked for: a sample is proved each time."""
    if not config.option.markexpr:
        for item in items:
            if item.path.parent == Path(__file__).parent and item.get_closest_marker("slow"):
                item.add_marker(pytest.mark.skip("slow: a minute; run with -m slow"))


@pytest.fixture(scope="package", params=list(OFFERED))
def server(request: pytest.FixtureRequest) -> str:
    """Each server that has tasks, one after the other."""
    name = str(request.param)
    if not find_server(name).installed:
        pytest.skip(f"not installed; get it with: {find_server(name).remedy}")
    return name


@pytest.fixture(scope="package")
def environment(server: str) -> Environment:
    """The environment on a server."""
    return agentgym.load(environment_id(server))


@pytest.fixture(scope="package")
def player(environment: Environment) -> Iterator[Player]:
    """What plays its tasks, on one process of the server."""
    player = Player(environment)
    yield player
    player.close()
