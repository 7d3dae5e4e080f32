from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agentgym import registry
from tests.synth.writing.folders import write


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered of any set, but for one test."""
    monkeypatch.setenv("AGENTGYM_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    """What a test registers is forgotten."""
    before = {spec.id: spec for spec in registry.find_all()}
    yield
    for spec in registry.find_all():
        if before.get(spec.id) is not spec:
            registry.unregister(spec.id)
            if spec.id in before:
                registry.register(before[spec.id])


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set that no test changes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AGENTGYM_CACHE", str(tmp_path_factory.mktemp("cache")))
        return write(tmp_path_factory.mktemp("sets") / "written")


@pytest.fixture
def copied(written: Path, tmp_path: Path) -> Callable[[], Path]:
    """Makes copies of it that a test may change."""
    made = 0

    def copy() -> Path:
        nonlocal made
        made += 1
        return shutil.copytree(written, tmp_path / f"copy-{made}")

    return copy
