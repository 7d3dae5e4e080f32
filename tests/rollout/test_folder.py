from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import orjson
import pytest

from agentgym.errors import (
    InfrastructureError,
    InvalidTrajectoryError,
    RunInUseError,
    RunMismatchError,
)
from agentgym.rollout import RunSummary, read_manifest, read_trajectories, run
from tests.rollout.toys import counter


def keys(path: Path) -> list[tuple[str, str, int]]:
    return sorted(t.key for t in read_trajectories(path))


def test_the_manifest_says_what_the_run_was_asked_to_do(tmp_path: Path) -> None:
    run([counter()], "noop", out=tmp_path, samples=2, seed=3, limit=4)
    manifest = read_manifest(tmp_path)
    assert manifest.environments == ("agentgym/toy-counter-v1",)
    assert (manifest.policy, manifest.seed, manifest.rollouts) == ("noop", 3, 8)


@pytest.mark.parametrize("cut", [1, 40, 400])
def test_resuming_makes_exactly_the_rollouts_that_are_missing(tmp_path: Path, cut: int) -> None:
    run([counter()], "random", out=tmp_path / "whole", samples=2)
    whole = (tmp_path / "whole" / "trajectories.jsonl").read_bytes()
    run([counter()], "random", out=tmp_path / "cut", samples=2)
    file = tmp_path / "cut" / "trajectories.jsonl"
    os.truncate(file, len(file.read_bytes()) - cut)
    left = file.read_bytes().count(b"\n")
    summary = run([counter()], "random", out=tmp_path / "cut", samples=2, resume=True)
    assert (summary.resumed, summary.total.rollouts) == (left, 10)
    assert sorted(file.read_bytes().splitlines()) == sorted(whole.splitlines())


def test_resuming_a_whole_run_changes_nothing(tmp_path: Path) -> None:
    run([counter()], "noop", out=tmp_path)
    before = (tmp_path / "trajectories.jsonl").read_bytes()
    summary = run([counter()], "noop", out=tmp_path, resume=True)
    assert (summary.resumed, summary.total.failed) == (5, 5)
    assert (tmp_path / "trajectories.jsonl").read_bytes() == before


def test_resume_starts_a_run_where_there_is_none(tmp_path: Path) -> None:
    assert run([counter()], "noop", out=tmp_path / "new", resume=True).total.rollouts == 5


def test_a_folder_that_holds_a_run_is_not_written_over(tmp_path: Path) -> None:
    run([counter()], "noop", out=tmp_path)
    with pytest.raises(RunMismatchError, match="holds a run already; continue a run with --resume"):
        run([counter()], "noop", out=tmp_path)


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(RunMismatchError, match="is not empty"):
        run([counter()], "noop", out=tmp_path)
    with pytest.raises(RunMismatchError, match="holds no run"):
        run([counter()], "noop", out=tmp_path, resume=True)
    assert [p.name for p in tmp_path.iterdir() if not p.name.startswith(".")] == ["thesis.tex"]


def test_resuming_with_other_settings_says_which_differ(tmp_path: Path) -> None:
    run([counter()], "noop", out=tmp_path, seed=1)
    with pytest.raises(RunMismatchError, match="seed: 1 then, 2 now"):
        run([counter()], "noop", out=tmp_path, seed=2, resume=True)


def test_a_manifest_of_another_format_is_not_understood(tmp_path: Path) -> None:
    run([counter()], "noop", out=tmp_path)
    file = tmp_path / "run.json"
    file.write_bytes(orjson.dumps(orjson.loads(file.read_bytes()) | {"format": 2}))
    with pytest.raises(RunMismatchError, match="not a manifest this version"):
        run([counter()], "noop", out=tmp_path, resume=True)


def test_a_corrupt_middle_line_is_not_resumed_over(tmp_path: Path) -> None:
    run([counter()], "noop", out=tmp_path)
    file = tmp_path / "trajectories.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(lines[0] + b"oops\n" + b"".join(lines[2:]))
    with pytest.raises(InvalidTrajectoryError, match="jsonl:2"):
        run([counter()], "noop", out=tmp_path, resume=True)


def test_two_runs_cannot_write_to_one_folder(tmp_path: Path) -> None:
    refused: list[str] = []

    def progress(summary: RunSummary, total: int) -> None:
        if not refused:
            refused.append(_refusal(tmp_path))

    run([counter()], "noop", out=tmp_path, progress=progress)
    assert refused == [f"another process is writing to {tmp_path}"]
    assert len(keys(tmp_path)) == 5


def _refusal(path: Path) -> str:
    # On a thread, since a loop runs here. The lock belongs to an open file, so this is no cheating.
    with ThreadPoolExecutor(1) as threads:
        second = threads.submit(run, [counter()], "noop", out=path, resume=True)
        with pytest.raises(RunInUseError) as caught:
            second.result()
    return str(caught.value).partition(";")[0]


def _killed_after(path: Path, rollouts: int) -> None:
    def progress(summary: RunSummary, total: int) -> None:
        if summary.total.rollouts == summary.resumed + rollouts:
            os.kill(os.getpid(), signal.SIGKILL)

    run([counter(tasks=40)], "random", out=path, seed=5, resume=True, progress=progress)


def test_a_run_killed_again_and_again_loses_and_repeats_nothing(tmp_path: Path) -> None:
    run([counter(tasks=40)], "random", out=tmp_path / "whole", seed=5)
    context = multiprocessing.get_context("spawn")
    for rollouts in (3, 17):
        process = context.Process(target=_killed_after, args=(tmp_path / "killed", rollouts))
        process.start()
        process.join(timeout=60)
        assert process.exitcode == -signal.SIGKILL
        with (tmp_path / "killed" / "trajectories.jsonl").open("ab") as file:
            file.write(b'{"env_id":"agentgym/toy-cou')
    summary = run([counter(tasks=40)], "random", out=tmp_path / "killed", seed=5, resume=True)
    assert (summary.resumed, summary.total.rollouts) == (20, 40)
    whole, killed = (
        sorted((tmp_path / name / "trajectories.jsonl").read_bytes().splitlines())
        for name in ("whole", "killed")
    )
    assert killed == whole


def _run_on_a_small_disk(path: Path, size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        run([counter()], "noop", out=path)
    except InfrastructureError as error:
        (path.parent / "error").write_text(str(error))


def test_a_disk_that_fills_up_ends_the_run_and_leaves_whole_lines(tmp_path: Path) -> None:
    run([counter()], "noop", out=tmp_path / "whole")
    line = min(map(len, (tmp_path / "whole/trajectories.jsonl").read_bytes().splitlines()))
    # Room for two lines and a half.
    context = multiprocessing.get_context("spawn")
    size = line * 5 // 2
    process = context.Process(target=_run_on_a_small_disk, args=(tmp_path / "small", size))
    process.start()
    process.join(timeout=60)
    assert process.exitcode == 0
    assert "--resume" in (tmp_path / "error").read_text()
    assert len(keys(tmp_path / "small")) == 2
    assert run([counter()], "noop", out=tmp_path / "small", resume=True).total.rollouts == 5
