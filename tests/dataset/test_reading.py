"""Sets as environments: lazily, on the host's side alone, and from packs only where these are
one's own."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import gymnasium
import orjson
import pytest

import agentgym
from agentgym import ToolCall, ToolEnv
from agentgym.cli.main import main
from agentgym.dataset import open_dataset, register_dataset
from agentgym.dataset.manifest import read_manifest
from agentgym.dataset.own import remember
from agentgym.dataset.packing import expand, squeeze
from agentgym.dataset.rows import proof_row, task_from_rows, task_row
from agentgym.errors import (
    DuplicateEnvironmentError,
    InvalidDatasetError,
    UnknownEnvironmentError,
    UnknownTaskError,
)
from agentgym.rollout import run
from agentgym.world import World
from agentgym.world.pack import pack, unpack
from tests.dataset.forging import fit, rewrite, state

FIRST = "agentgym/synth-ashford-0000-v1"
Copied = Callable[[], Path]


@pytest.mark.parametrize("name", ["shop-returns-v1", "office-desk-v1", "bank-service-v1"])
def test_every_hand_written_task_comes_back_from_its_two_rows(name: str) -> None:
    environment = agentgym.load(name)
    for number, task in enumerate(environment.tasks.values()):
        row = task_row(task, number=number, tools=1)
        proof = proof_row(task, environment.certificates.get(task.id))
        assert task_from_rows(row, proof) == task
        assert orjson.loads(str(proof["certificate"])) == environment.certificates.get(task.id)


def test_a_set_is_opened_without_reading_its_shards_worlds_or_packs(copied: Copied) -> None:
    folder = copied()
    for part in ("tasks", "proofs", "worlds", "packs"):
        (folder / part).rename(folder / f"away-{part}")
    dataset = open_dataset(folder)
    environment = dataset.environment(FIRST)
    assert (len(dataset), len(environment.tasks)) == (9, 5)
    with pytest.raises(InvalidDatasetError, match=r"tasks/train-00000.parquet cannot be read"):
        environment.task("change-0")
    with pytest.raises(InvalidDatasetError, match=r"worlds/synth-ashford-0000-v1.json.gz cannot"):
        environment.toolset()


def test_what_is_not_there_is_named_with_what_is_close(written: Path) -> None:
    dataset = open_dataset(written)
    with pytest.raises(UnknownEnvironmentError, match="Did you mean 'synth-ashford-0000-v1'"):
        dataset.environment("synth-ashfrod-0000-v1")
    with pytest.raises(UnknownTaskError, match="has no task 'change-9'"):
        dataset.environment(FIRST).task("change-9")
    assert FIRST in dataset
    assert "synth-dover-0000-v1" not in dataset


def test_a_registered_set_runs_by_its_ids(written: Path) -> None:
    dataset = register_dataset(written)
    env = gymnasium.make(FIRST, task="question-0")
    _, info = env.reset(seed=0)
    assert {tool.name for tool in info["tools"]} == {"find_driver", "free_spots", "book", "cancel"}
    env.close()
    summary = run(list(dataset.ids), "replay", split="test")
    assert (summary.total.rollouts, summary.total.passed) == (15, 15)
    assert run(list(dataset.ids), "random", seed=1).total.rollouts == 45


def test_a_registered_id_of_the_same_content_gives_way_and_another_does_not(
    written: Path, copied: Copied
) -> None:
    agentgym.register(open_dataset(written).environment(FIRST), "As installed.")
    register_dataset(written)
    assert agentgym.find(FIRST).description.startswith("Generated (ashford)")
    other = copied()
    rewrite(
        other,
        "environments.parquet",
        lambda _, row: {**row, "system_prompt": "Other rules."},
    )
    with pytest.raises(DuplicateEnvironmentError, match=r"is not the .* registered already"):
        register_dataset(other)
    assert agentgym.load(FIRST).system_prompt != "Other rules."
    register_dataset(other, replace=True)
    assert agentgym.load(FIRST).system_prompt == "Other rules."


def test_packs_are_opened_only_where_they_were_made_or_checked(
    copied: Copied, capsys: pytest.CaptureFixture[str]
) -> None:
    """A forged pack says it is the world of the file, and does something else."""
    folder = copied()
    path = "packs/synth-ashford-0000-v1.pack"
    own = unpack(expand((folder / path).read_bytes(), most=1 << 20))
    file = World.load(gzip.decompress((folder / "worlds" / f"{FIRST[9:]}.json.gz").read_bytes()))
    forged = replace(own, programs={**own.programs, "cancel": own.programs["find_driver"]})
    (folder / path).write_bytes(squeeze(pack(forged)))
    fit(folder, path, content=None)
    call = ToolCall("cancel", {"booking_id": "P001"})

    def outcome(world: World) -> bool:
        live = world.open()
        live.reset(0)
        try:
            return live.call(call).is_error
        finally:
            live.close()

    assert not outcome(file)
    assert not outcome(open_dataset(folder).world(FIRST))
    assert outcome(open_dataset(folder, packs=True).world(FIRST))
    assert main(["check", str(folder)]) == 1
    assert f"{path}  it is not what the world file compiles to" in capsys.readouterr().out
    assert not outcome(open_dataset(folder).world(FIRST))
    remember(read_manifest(folder).digest())
    assert outcome(open_dataset(folder).world(FIRST))


def test_a_set_from_elsewhere_opens_from_packs_once_it_was_checked(copied: Copied) -> None:
    folder = copied()
    packs = folder / "packs"
    packs.rename(folder / "away")
    assert open_dataset(folder).world(FIRST).name == "ashford"
    (folder / "away").rename(packs)
    assert main(["check", str(folder)]) == 0
    world = open_dataset(folder).world(FIRST)
    assert world.spec.tables["spot"].rows[0][0] == "A1"
    packs.rename(folder / "away")
    with pytest.raises(InvalidDatasetError, match=r"packs/.* cannot be read"):
        open_dataset(folder).world(FIRST)


def test_packs_of_another_engine_are_left_alone(
    copied: Copied, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied()
    state(folder, engine="0.0/0 sqlite 3.0.0")
    remember(read_manifest(folder).digest())
    for file in (folder / "packs").iterdir():
        file.write_bytes(b"of old")
        fit(folder, f"packs/{file.name}", content=None)
    assert open_dataset(folder, packs=True).world(FIRST).name == "ashford"
    assert main(["check", str(folder)]) == 0
    assert "The packs were made by 0.0/0 sqlite 3.0.0" in capsys.readouterr().out


@pytest.mark.parametrize("forged", [b"", b"\0" * 9, bytes([255] * 20), bytes(7) + b"\x09zzzz"])
def test_what_is_no_pack_is_named_even_where_packs_are_opened(
    copied: Copied, forged: bytes
) -> None:
    folder = copied()
    (folder / "packs" / "synth-ashford-0000-v1.pack").write_bytes(forged)
    fit(folder, "packs/synth-ashford-0000-v1.pack", content=None)
    with pytest.raises(InvalidDatasetError, match=r"packs/synth-ashford-0000-v1.pack is no pack"):
        open_dataset(folder, packs=True).world(FIRST)


def test_a_damaged_file_is_not_run_on(copied: Copied) -> None:
    folder = copied()
    shard = folder / "proofs" / "train-00000.parquet"
    data = bytearray(shard.read_bytes())
    data[len(data) // 2] ^= 1
    shard.write_bytes(data)
    with pytest.raises(
        InvalidDatasetError, match=r"proofs/train-00000.parquet is not what the man"
    ):
        open_dataset(folder).environment(FIRST).task("change-0")


def test_rows_that_do_not_fit_each_other_are_refused(copied: Copied) -> None:
    folder = copied()
    rewrite(folder, "proofs/train-00000.parquet", lambda n, row: None if n == 2 else row)
    with pytest.raises(InvalidDatasetError, match="do not fit each other"):
        open_dataset(folder).environment(FIRST).task("change-0")
    folder = copied()
    rewrite(folder, "proofs/train-00000.parquet", lambda _, row: {**row, "goal": '{"checks":[]}'})
    with pytest.raises(InvalidDatasetError, match=r"task 'change-0' make no task: .*empty goal"):
        open_dataset(folder).environment(FIRST).task("change-0")


def test_a_manifest_that_points_out_of_the_folder_is_refused(copied: Copied) -> None:
    folder = copied()
    for path in ("../letter", "/etc/passwd", "tasks/../../x", ".git/config"):
        entry = read_manifest(copied()).files["README.md"]
        state(folder, files={path: entry})
        with pytest.raises(InvalidDatasetError, match="is no path within the set"):
            open_dataset(folder)
        folder = copied()


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        (b"", "is damaged"),
        (b"[]", "is not an object"),
        (b'{"format":2}', "its format is 2, and this reads format 1"),
        (b'{"format":1}', "generator: Field required"),
    ],
)
def test_what_is_no_manifest_is_refused(tmp_path: Path, content: bytes, hint: str) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(InvalidDatasetError, match=hint):
        open_dataset(tmp_path)


def test_a_folder_without_a_whole_set_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InvalidDatasetError, match=r"holds no set .* or the id of an environment"):
        open_dataset(tmp_path)
    with pytest.raises(InvalidDatasetError, match=r"there is no folder .*--out"):
        open_dataset(tmp_path / "nowhere")
    (tmp_path / ".unfinished").mkdir()
    with pytest.raises(InvalidDatasetError, match="give the same `agentgym synth` command again"):
        open_dataset(tmp_path)


def test_many_environments_open_at_once_are_closed_and_made_again(written: Path) -> None:
    envs = [ToolEnv(environment) for environment in open_dataset(written)]
    for _ in range(2):
        for env in envs:
            env.reset(seed=0, options={"task": "change-0"})
            for call in env.task.solution[0].calls:
                env.step(call)
            assert env.step("Done.")[-1]["score"].passed
    for env in envs:
        env.close()


def test_parquet_is_imported_only_when_a_set_is_opened() -> None:
    code = (
        "import sys, agentgym, agentgym.dataset, agentgym.cli.selection, agentgym_synth.writing\n"
        "assert 'pyarrow' not in sys.modules and 'mcp' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
