from __future__ import annotations

from collections.abc import Iterator

import pytest

from agentgym.world import LiveWorld, World
from tests.world.library import library


@pytest.fixture(scope="session")
def world() -> World:
    return World.load(library())


@pytest.fixture
def live(world: World) -> Iterator[LiveWorld]:
    live = world.open()
    live.reset(0)
    yield live
    live.close()
