"""What a set holds, and what cannot be made."""

from __future__ import annotations

from pathlib import Path

import orjson
import pyarrow.parquet as pq
import pytest

from agentgym.cli.main import main
from agentgym.dataset import open_dataset
from agentgym.errors import (
    AgentGymError,
    CertificateError,
    InvalidEnvironmentError,
    InvalidOptionError,
)
from agentgym.world import World
from agentgym_synth.writing import write_dataset
from tests.synth.writing.folders import STAND_IN, content
from tests.synth.writing.stand_in import NotEnoughTasksError, ids, make


def test_a_set_gives_back_what_the_source_made(whole: Path) -> None:
    dataset = open_dataset(whole)
    assert list(dataset.ids) == ids(9, 0)
    for environment in dataset:
        made = make(environment.id, tasks=5)
        assert tuple(environment.tasks.values()) == made.tasks
        assert dict(environment.certificates) == made.certificates
        assert environment.exercises == made.exercises
        assert environment.system_prompt == made.system_prompt
        assert dataset.about(environment.id) == made.about
        assert dataset.world(environment.id).digest() == World.load(made.world).digest()


def test_tasks_are_shared_out_evenly_the_first_ones_take_what_is_over(tmp_path: Path) -> None:
    write_dataset(tmp_path, environments=4, tasks=10, source=STAND_IN)
    assert [len(environment.tasks) for environment in open_dataset(tmp_path)] == [3, 3, 2, 2]


def test_another_seed_gives_another_set_and_the_same_seed_the_same(tmp_path: Path) -> None:
    made = [
        write_dataset(tmp_path / name, environments=2, tasks=4, seed=seed, source=STAND_IN)
        for name, seed in (("a", 0), ("b", 7), ("c", 7))
    ]
    assert made[0].identity != made[1].identity == made[2].identity
    assert open_dataset(tmp_path / "b").ids[0] == "agentgym/synth-ashford-s7-0000-v1"


def test_no_file_but_those_of_the_manifest_stays(whole: Path) -> None:
    manifest = open_dataset(whole).manifest
    assert content(whole).keys() == {*manifest.files, "manifest.json"}


def test_what_an_agent_may_hear_and_what_proves_it_lie_in_files_of_their_own(whole: Path) -> None:
    for shard in sorted((whole / "tasks").iterdir()):
        heard = pq.read_table(shard).to_pylist()
        proofs = pq.read_table(whole / "proofs" / shard.name).to_pylist()
        assert [row["id"] for row in heard] == [row["id"] for row in proofs]
        assert not heard[0].keys() & {"goal", "solution", "routes", "mentions", "certificate"}
        for row, proof in zip(heard, proofs, strict=True):
            (turn,) = orjson.loads(proof["solution"])
            secrets = [turn["message"], *(c["arguments"].get("plate") for c in turn["calls"])]
            said = orjson.dumps(row).decode()
            assert any(secrets)
            assert not any(secret and secret in said for secret in secrets)


def test_a_trainer_finds_splits_tiers_tools_and_limits_in_the_shards(whole: Path) -> None:
    assert sorted(f.name for f in (whole / "tasks").iterdir()) == [
        "test-00000.parquet",
        "train-00000.parquet",
    ]
    first = pq.read_table(whole / "tasks" / "train-00000.parquet").to_pylist()[0]
    assert first == {
        "environment": "agentgym/synth-ashford-0000-v1",
        "id": "change-0",
        "number": 0,
        "split": "train",
        "kind": "change",
        "tier": 1,
        "pattern": "change",
        "instruction": first["instruction"],
        "turns": [first["instruction"]],
        "tools": 4,
        "calls": 3,
        "max_steps": 40,
        "max_steps_per_turn": None,
        "max_calls": 200,
    }
    (one, *_) = pq.read_table(whole / "environments.parquet").to_pylist()
    assert {tool["name"] for tool in orjson.loads(one["tool_list"])} >= {"book", "cancel"}


def test_the_card_says_what_is_there_and_where_the_hub_finds_it(whole: Path) -> None:
    card = (whole / "README.md").read_text()
    assert "| train | 6 | 30 |" in card
    assert "| test | 3 | 15 |" in card
    assert "- config_name: tasks\n  default: true\n" in card
    assert "  - split: test\n    path: tasks/test-*.parquet\n" in card
    assert open_dataset(whole).manifest.identity in card
    assert "agentgym synth --environments 9 --tasks 45 --seed 0" in card


def test_more_tasks_than_there_are_says_how_many_and_leaves_nothing(tmp_path: Path) -> None:
    for workers in (1, 2):
        with pytest.raises(NotEnoughTasksError, match="has 48 tasks, and 49 were asked for"):
            write_dataset(
                tmp_path / "set", environments=3, tasks=147, workers=workers, source=STAND_IN
            )
        assert not (tmp_path / "set").exists()


@pytest.mark.parametrize(
    ("environments", "tasks", "seed", "workers", "hint"),
    [
        (0, 5, 0, 1, "--environments is 0; it must be at least 1"),
        (3, 2, 0, 1, "--tasks is 2, for 3 environments; .* say --tasks 3 or more"),
        (3, 9, -1, 1, "--seed is -1"),
        (3, 9, 0, 0, "--workers is 0"),
    ],
)
def test_numbers_out_of_range_are_refused_before_anything_is_written(
    tmp_path: Path, environments: int, tasks: int, seed: int, workers: int, hint: str
) -> None:
    with pytest.raises(InvalidOptionError, match=hint):
        write_dataset(
            tmp_path / "set", environments=environments, tasks=tasks, seed=seed,
            workers=workers, source=STAND_IN,
        )  # fmt: skip
    assert not (tmp_path / "set").exists()


@pytest.mark.parametrize(
    ("fault", "error", "hint"),
    [
        ("no_certificate", CertificateError, "'change-0' without a certificate"),
        ("failed", CertificateError, "records failures"),
        ("stale", CertificateError, "no longer holds"),
        ("fewer", InvalidEnvironmentError, "with 1 tasks, and was asked for .* with 2"),
        ("no_twin", InvalidEnvironmentError, "twin of task 'change-0', 'change-7', is not among"),
        ("odd_split", InvalidEnvironmentError, "split 'te/st'"),
    ],
)
def test_a_source_that_gives_what_is_not_proved_is_found_out(
    tmp_path: Path,
    fault: str,
    error: type[AgentGymError],
    hint: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("STAND_IN_FAULT", fault)
    with pytest.raises(error, match=hint):
        write_dataset(
            tmp_path / "set", environments=1, tasks=2, source="tests.synth.writing.faulty"
        )
    assert not (tmp_path / "set").exists()


def test_the_command_says_what_it_takes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["synth", "--help"])
    assert stopped.value.code == 0
    help_text = capsys.readouterr().out
    for option in ("--environments", "--tasks", "--seed", "--out", "--workers", "--json"):
        assert option in help_text
