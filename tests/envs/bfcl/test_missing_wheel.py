"""Without the wheel, or with another release, the ids are known and say how to get it."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import replace
from importlib import metadata
from importlib.machinery import ModuleSpec

import pytest

import agentgym
from agentgym.errors import NotInstalledError
from agentgym_envs.bfcl import environments, wheel


@pytest.fixture
def fresh() -> Iterator[None]:
    wheel.root.cache_clear()
    yield
    wheel.root.cache_clear()


def test_four_ids_of_200_tasks_are_known_without_loading_anything() -> None:
    specs = agentgym.find_all("bfcl-*")
    assert [spec.tasks for spec in specs] == [200] * 4
    assert {spec.family for spec in specs} == {"bfcl"}


def test_without_the_wheel_an_id_is_not_installed_and_loading_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, fresh: None
) -> None:
    real = importlib.util.find_spec

    def without(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "bfcl_eval" else real(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", without)
    spec = agentgym.find("bfcl-base-v1")
    assert not spec.installed
    absent = replace(spec, id="agentgym/bfcl-absent-v1")
    agentgym.register(absent)
    try:
        with pytest.raises(NotInstalledError, match="pip install --no-deps bfcl-eval"):
            agentgym.load(absent.id)
    finally:
        agentgym.unregister(absent.id)
    with pytest.raises(NotInstalledError, match="pip install --no-deps bfcl-eval"):
        environments.load("agentgym/bfcl-base-v1")


def test_without_mpmath_loading_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, fresh: None
) -> None:
    if not agentgym.find("bfcl-base-v1").installed:
        pytest.skip("bfcl-eval is not installed")
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "mpmath" else real(name)
    )
    with pytest.raises(NotInstalledError, match="'mpmath' as well"):
        environments.load("agentgym/bfcl-base-v1")


def test_another_release_is_refused_because_the_ids_stand_for_this_one(
    monkeypatch: pytest.MonkeyPatch, fresh: None
) -> None:
    if not agentgym.find("bfcl-base-v1").installed:
        pytest.skip("bfcl-eval is not installed")
    monkeypatch.setattr(metadata, "version", lambda name: "2027.1.1")
    with pytest.raises(NotInstalledError, match=r"2027\.1\.1 is installed"):
        environments.load("agentgym/bfcl-base-v1")
