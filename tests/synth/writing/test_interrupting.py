"""Sets that were stopped at any moment, in any way, and gone on with."""

from __future__ import annotations

import fcntl
import os
import random
import resource
import signal
import subprocess
from pathlib import Path

import pytest

from agentgym.errors import AgentGymError, InvalidDatasetError, RunInUseError
from agentgym_synth.writing import write_dataset
from tests.synth.writing.folders import (
    ENVIRONMENTS,
    ROOT,
    STAND_IN,
    TASKS,
    content,
    started,
    words,
    write,
)


@pytest.mark.parametrize("workers", [2, 3])
def test_any_number_of_workers_writes_the_same_bytes(
    whole: Path, tmp_path: Path, workers: int
) -> None:
    assert content(write(tmp_path / "set", workers=workers)) == content(whole)


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_any_hash_seed_writes_the_same_bytes(whole: Path, tmp_path: Path, seed: str) -> None:
    done = started(tmp_path / "set", PYTHONHASHSEED=seed)
    assert done.returncode == 0, done.stderr
    assert content(tmp_path / "set") == content(whole)


@pytest.mark.slow
def test_a_set_killed_before_any_of_its_files_is_named_ends_the_same(
    whole: Path, tmp_path: Path
) -> None:
    """In the first environments, in the midst, and at each step that puts the whole together."""
    last = 3 * ENVIRONMENTS
    for named in (1, 2, 3, 4, 5, last // 2, *range(last, last + 20)):
        folder = tmp_path / str(named)
        done = started(folder, deadly=named)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        assert not (folder / "manifest.json").exists()
        assert content(write(folder)) == content(whole)
    assert last + 5 < named < last + 12


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_a_set_killed_again_and_again_ends_the_same_and_leaves_no_process(
    whole: Path, tmp_path: Path, workers: int
) -> None:
    draws = random.Random(workers)
    killed = 0
    while not (tmp_path / "set" / "manifest.json").exists():
        process = subprocess.Popen(
            words(tmp_path / "set", workers=workers),
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        for _ in range(draws.randint(2, 4)):
            process.stdout.readline()
        process.kill()
        killed += 1
        # The pipes end with the last process that holds them: workers do not outlive it.
        process.communicate(timeout=30)
    assert killed >= 3
    assert content(write(tmp_path / "set")) == content(whole)


@pytest.mark.parametrize("most", [900, 4000, 9000])
def test_a_full_disk_is_one_line_and_the_same_command_goes_on(
    whole: Path, tmp_path: Path, most: int
) -> None:
    """The limit on the size of a file stands for a disk that takes no more."""
    process = subprocess.run(
        words(tmp_path / "set"),
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )  # fmt: skip
    assert process.returncode == 1
    (line,) = process.stderr.splitlines()
    assert line.startswith("InfrastructureError: ")
    assert "took no more: File too large; make room and give the same command again" in line
    assert not list(tmp_path.rglob("*.tmp"))
    assert not (tmp_path / "set" / "manifest.json").exists()
    write(tmp_path / "set")
    assert content(tmp_path / "set") == content(whole)


def test_what_was_made_is_not_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    assert started(folder, deadly=16).returncode == -signal.SIGKILL
    made = {file: file.stat().st_mtime_ns for file in folder.rglob("*.part")}
    assert len(made) > 2
    told: list[tuple[int, int]] = []
    worlds = {file: file.stat().st_mtime_ns for file in (folder / "worlds").iterdir()}
    write_dataset(
        folder, environments=ENVIRONMENTS, tasks=TASKS, source=STAND_IN,
        progress=lambda done, total: told.append((done, total)),
    )  # fmt: skip
    assert told[0] == (5 * len(made), TASKS)
    assert told[-1] == (TASKS, TASKS)
    kept = [file for file, time in worlds.items() if file.stat().st_mtime_ns == time]
    assert len(kept) >= len(made)


def test_a_part_or_a_world_that_was_damaged_meanwhile_is_made_again(
    whole: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "set"
    started(folder, deadly=16)
    part, other = sorted(folder.rglob("*.part"))[:2]
    part.write_bytes(part.read_bytes()[:-1])
    other.write_bytes(b"")
    world = sorted((folder / "worlds").iterdir())[0]
    world.write_bytes(world.read_bytes()[:-1] + b"?")
    assert content(write(folder)) == content(whole)


def test_a_folder_of_another_set_is_refused_and_left_as_it_is(whole: Path, tmp_path: Path) -> None:
    unfinished = tmp_path / "set"
    started(unfinished, deadly=8)
    for folder in (whole, unfinished):
        before = content(folder)
        with pytest.raises(
            InvalidDatasetError, match=r"tasks: 45 there, 54 now.*delete the folder"
        ):
            write(folder, tasks=54)
        assert content(folder) == before


def test_a_folder_that_holds_anything_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(InvalidDatasetError, match=r"not empty \(letter.txt"):
        write(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(AgentGymError, match="no set can be written to"):
        write(tmp_path / "letter.txt" / "set")


def test_a_folder_that_git_keeps_is_written_to(whole: Path, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitattributes").touch()
    write(tmp_path)
    assert content(tmp_path).keys() - {".gitattributes"} == content(whole).keys()


def test_two_processes_do_not_write_to_one_folder(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    started(folder, deadly=4)
    lock = os.open(folder / ".unfinished" / "lock", os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        with pytest.raises(RunInUseError, match="another process is writing"):
            write(folder)
    finally:
        os.close(lock)
    write(folder)


def test_a_whole_set_is_left_as_it_is_and_a_damaged_one_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path / "set")
    before = {file: file.stat().st_mtime_ns for file in folder.rglob("*")}
    write(folder)
    assert {file: file.stat().st_mtime_ns for file in folder.rglob("*")} == before
    (folder / "tasks" / "test-00000.parquet").unlink()
    with pytest.raises(InvalidDatasetError, match=r"damaged: tasks/test-00000.parquet: it is miss"):
        write(folder)


def test_what_was_left_after_the_last_step_is_tidied_up(whole: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "set")
    (folder / ".unfinished").mkdir()
    (folder / ".unfinished" / "000000.part").touch()
    assert content(write(folder)) == content(whole)
    assert not (folder / ".unfinished").exists()
