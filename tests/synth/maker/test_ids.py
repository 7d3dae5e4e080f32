"""Ids of generated environments: which there are, and what is said of others."""

from __future__ import annotations

from pathlib import Path

import gymnasium
import pytest

import agentgym
from agentgym.cli.main import main
from agentgym.errors import UnknownEnvironmentError
from agentgym_envs.domains.names import domain_names
from agentgym_synth.catalog import LISTED, TASKS, environments, resolve
from agentgym_synth.generator import Identity

_UNLISTED = "agentgym/synth-museum-s3-4711-v1"


def test_the_first_numbers_of_every_domain_are_listed() -> None:
    listed = [spec.id for spec in environments()]
    assert len(set(listed)) == len(listed) == LISTED * len(domain_names())
    assert all(one in gymnasium.registry for one in listed)


def test_a_number_that_is_not_listed_is_found_registered_and_works() -> None:
    assert _UNLISTED not in gymnasium.registry
    try:
        assert agentgym.find(_UNLISTED).id == _UNLISTED
        env = gymnasium.make(_UNLISTED, task="1")
        observation, _ = env.reset(seed=0)
        task = agentgym.load(_UNLISTED).task("1")
        assert observation[-1]["content"] == task.turns[0]
        assert agentgym.find(_UNLISTED).tasks == len(agentgym.load(_UNLISTED).tasks) == TASKS
        env.close()
    finally:
        agentgym.unregister(_UNLISTED)


def test_a_domain_that_there_is_not_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownEnvironmentError, match="Did you mean 'synth-clinic-0001-v1'"):
        agentgym.load("synth-clinik-0001-v1")
    with pytest.raises(UnknownEnvironmentError, match=r"no domain 'clinik'\. Did you mean 'clini"):
        Identity.of("agentgym/synth-clinik-0001-v1")


@pytest.mark.parametrize(
    "name",
    [
        "agentgym/synth-clinic-42-v1",
        "agentgym/synth-clinic-0042-v2",
        "agentgym/synth-clinic-0042",
        "agentgym/synth-clinic-s-0042-v1",
        "agentgym/synth-clinic-s3_0042-v1",
        "synth-clinic-0042-v1",
        "agentgym/shop-returns-v1",
        "agentgym/synth-clinic-0042-v1\n",
    ],
)
def test_what_is_no_id_is_told_how_ids_look(name: str) -> None:
    assert resolve(name) is None
    with pytest.raises(UnknownEnvironmentError, match="look like 'agentgym/synth-clinic-0042-v1'"):
        Identity.of(name)


@pytest.mark.parametrize(
    "name",
    [
        "agentgym/synth-clinic-00042-v1",
        "agentgym/synth-clinic-s0-0042-v1",
        "agentgym/synth-clinic-s03-0042-v1",
    ],
)
def test_an_environment_has_one_id_and_no_other_spelling_of_it(name: str) -> None:
    assert resolve(name) is None
    with pytest.raises(UnknownEnvironmentError, match="is no id of a generated environment"):
        Identity.of(name)
    with pytest.raises(UnknownEnvironmentError, match="Did you mean"):
        agentgym.load(name)


def test_more_tasks_than_there_are_leave_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "set"
    words = ["synth", "--environments", "1", "--tasks", "100000", "--out", str(out)]
    assert main(words) == 2
    said = capsys.readouterr().err
    assert "gives 1,000 tasks at most and not 100,000" in said
    assert not out.exists()


@pytest.mark.parametrize(
    ("environments", "tasks", "said"),
    [
        ("0", "5", "--environments is 0; it must be at least 1"),
        ("3", "2", "so say --tasks 3 or more"),
    ],
)
def test_numbers_that_make_no_set_are_told_what_would(
    environments: str, tasks: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["synth", "--environments", environments, "--tasks", tasks]
    assert main([*words, "--out", str(tmp_path / "set")]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "set").exists()
