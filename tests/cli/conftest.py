from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agentgym.registry import EnvironmentSpec, register, unregister
from tests.rollout.toys import Counter, broken, counter


@pytest.fixture(autouse=True)
def counters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two families of small environments, one of them not installed; and a folder of one's own."""
    monkeypatch.chdir(tmp_path)
    specs = [
        EnvironmentSpec("agentgym/toy-up-v1", "Counts up.", 5, lambda _: counter("toy-up")),
        EnvironmentSpec("agentgym/toy-more-v1", "More.", 2, lambda _: counter("toy-more", tasks=2)),
        EnvironmentSpec(
            "agentgym/toy-away-v1", "Away.", 3, "x:y", requires="no_such_x", remedy="make toys"
        ),
        EnvironmentSpec("agentgym/bad-up-v1", "Broken.", 5, lambda _: bad),
    ]
    bad = counter("bad-up", make=lambda: Counter(on_call=broken))
    for spec in specs:
        register(spec)
    yield
    for spec in specs:
        unregister(spec.id)
