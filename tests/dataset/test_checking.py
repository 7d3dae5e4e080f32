"""`agentgym check DIR`: every file, and every proof from the files alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentgym.cli.check_set import check_set
from agentgym.cli.main import main
from agentgym.dataset import check_files, read_manifest
from agentgym.errors import InvalidDatasetError
from tests.dataset.forging import Row, rewrite, state

Copied = Callable[[], Path]


def checked(capsys: pytest.CaptureFixture[str], *words: str | Path, code: int) -> dict[str, Any]:
    assert main(["check", *map(str, words), "--json"]) == code
    report: dict[str, Any] = orjson.loads(capsys.readouterr().out)
    return report


@contextmanager
def flipped(file: Path, place: int, bit: int) -> Iterator[None]:
    """The file with one bit changed, and afterwards as it was."""
    data = bytearray(file.read_bytes())
    data[place % len(data)] ^= 1 << bit
    before = file.read_bytes()
    file.write_bytes(data)
    try:
        yield
    finally:
        file.write_bytes(before)


def named(folder: Path) -> list[str]:
    """The files that are found to be wrong."""
    try:
        manifest = read_manifest(folder)
    except InvalidDatasetError as error:
        return ["manifest.json"] if "manifest.json is damaged" in str(error) else [str(error)]
    return [fault.path for fault in check_files(folder, manifest)]


def test_a_sound_set_holds(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = {"environments": 9, "tasks": 45, "failures": []}
    assert checked(capsys, written, code=0) == sound
    assert checked(capsys, written, "--workers", "1", code=0) == sound
    assert main(["check", str(written)]) == 0
    said = capsys.readouterr().out
    assert "45 of 45 tasks in 9 environments hold what they must." in said
    assert "25 files: all as the manifest says." in said


@pytest.fixture(scope="module")
def one(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy whose files are changed and put back."""
    return shutil.copytree(written, tmp_path_factory.mktemp("one") / "set")


@given(st.data())
def test_a_flipped_bit_in_any_file_is_found_and_the_file_is_named(
    one: Path, data: st.DataObject
) -> None:
    paths = sorted([*read_manifest(one).files, "manifest.json"])
    path = data.draw(st.sampled_from(paths))
    size = (one / path).stat().st_size
    place, bit = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, 7))
    with flipped(one / path, place, bit):
        assert named(one) == [path]
    assert named(one) == []


def test_every_single_byte_of_a_manifest_counts(one: Path) -> None:
    for place in range((one / "manifest.json").stat().st_size):
        with flipped(one / "manifest.json", place, place % 8):
            assert named(one) == ["manifest.json"]


@pytest.mark.parametrize(
    ("path", "proved"),
    [
        ("manifest.json", 0),
        ("README.md", 45),
        ("environments.parquet", 0),
        ("tasks/train-00000.parquet", 0),
        ("proofs/test-00000.parquet", 0),
        ("worlds/synth-bray-0001-v1.json.gz", 0),
        ("packs/synth-bray-0001-v1.pack", 45),
    ],
)
def test_the_command_names_the_file_and_exits_1(
    one: Path, path: str, proved: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with flipped(one / path, 77, 3):
        report = checked(capsys, one, code=1)
        assert main(["check", str(one)]) == 1
    (failure,) = report["failures"]
    assert (failure["file"], failure["item"], failure["env_id"]) == (path, "file", None)
    assert report["tasks"] == proved
    said = capsys.readouterr().out
    assert path in said
    assert ("No task was proved" in said) == (proved == 0 and path != "manifest.json")


def test_missing_surplus_and_cut_files_are_named(
    copied: Copied, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied()
    (folder / "packs" / "synth-bray-0000-v1.pack").unlink()
    card = folder / "README.md"
    card.write_bytes(card.read_bytes()[:-1])
    (folder / "worlds" / "extra.json.gz").touch()
    (folder / "notes.txt").touch()
    (folder / ".unfinished").mkdir()
    (folder / ".cache").mkdir()
    (folder / ".cache" / "of-the-hub").touch()
    (folder / ".gitattributes").touch()
    found = checked(capsys, folder, code=1)["failures"]
    size = card.stat().st_size
    assert [(f["file"], f["reason"]) for f in found] == [
        ("README.md", f"it has {size} bytes, and the manifest says {size + 1}"),
        ("packs/synth-bray-0000-v1.pack", "it is missing"),
        (".unfinished", "it is not of the set; delete it"),
        ("notes.txt", "it is not of the set; delete it"),
        ("worlds/extra.json.gz", "it is not of the set; delete it"),
    ]


def test_an_unfinished_set_and_a_folder_without_one_are_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path)]) == 2
    assert "holds no set of environments" in capsys.readouterr().err
    (tmp_path / ".unfinished").mkdir()
    assert main(["check", str(tmp_path)]) == 2
    assert "not finished; give the same" in capsys.readouterr().err


def _goal(row: Row) -> Row:
    """The plate that the task books for, changed in the goal alone."""
    return {**row, "goal": row["goal"].replace('"plate":"', '"plate":"X')}


def _solution(row: Row) -> Row:
    turns = orjson.loads(row["solution"])
    turns[0]["calls"] = turns[0]["calls"][:-1]
    return {**row, "solution": orjson.dumps(turns).decode()}


def _certificate(row: Row) -> Row:
    certificate = orjson.loads(row["certificate"])
    certificate["items"]["no_damage"]["passed"] = None
    return {**row, "certificate": orjson.dumps(certificate).decode()}


def _borrowed(row: Row) -> Row:
    certificate = orjson.loads(row["certificate"])
    certificate["task_id"] = "change-1"
    return {**row, "certificate": orjson.dumps(certificate).decode()}


@pytest.mark.parametrize(
    ("change", "items"),
    [
        (_goal, {"solvable", "certificate"}),
        (_solution, {"solvable", "certificate"}),
        (_certificate, {"certificate"}),
        (_borrowed, {"certificate"}),
        (lambda row: {**row, "certificate": "null"}, {"certificate"}),
        (lambda row: {**row, "certificate": "{}"}, {"certificate"}),
        (lambda row: {**row, "mentions": "[]"}, {"unambiguous", "certificate"}),
    ],
)
def test_a_forged_proof_is_found_though_every_hash_fits(
    copied: Copied, change: Callable[[Row], Row], items: set[str]
) -> None:
    folder = copied()
    rewrite(folder, "proofs/train-00000.parquet", lambda n, row: change(row) if n == 0 else row)
    report = check_set(folder, 1, lambda done, total: None)
    assert report.tasks == 45
    assert {f.item for f in report.failures} == items
    assert {(f.env_id, f.task_id) for f in report.failures} == {
        ("agentgym/synth-ashford-0000-v1", "change-0")
    }


def test_a_changed_prompt_makes_every_certificate_of_its_environment_stale(
    copied: Copied, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied()
    rewrite(
        folder,
        "environments.parquet",
        lambda n, row: {**row, "system_prompt": "Do as you like."} if n == 4 else row,
    )
    found = checked(capsys, folder, code=1)["failures"]
    assert [f["item"] for f in found] == ["certificate"] * 5
    assert {f["env_id"] for f in found} == {"agentgym/synth-bray-0001-v1"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"tasks": 46}, "its counts are not those of the files"),
        ({"kinds": {"change": 45}}, "its counts are not those of the files"),
        ({"identity": "0" * 64}, "its identity is not that of the files"),
    ],
)
def test_a_manifest_that_counts_wrongly_is_found(
    copied: Copied, changes: dict[str, object], reason: str
) -> None:
    folder = copied()
    state(folder, **changes)  # type: ignore[arg-type]
    (failure,) = check_set(folder, 1, lambda done, total: None).failures
    assert failure.file == "manifest.json"
    assert reason in failure.reason


def test_what_no_row_refers_to_is_found(copied: Copied) -> None:
    folder = copied()
    rewrite(folder, "environments.parquet", lambda n, row: None if n == 8 else row)
    state(folder, environments=8)
    found = {f.file for f in check_set(folder, 1, lambda done, total: None).failures}
    assert found == {"worlds/synth-corby-0002-v1.json.gz", "environments.parquet"}


def test_one_environment_of_a_set_is_checked_and_shown_by_its_folder(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = f"{written}/synth-bray-0001-v1"
    for workers in ("1", "2"):
        words = (name, "--workers", workers)
        assert checked(capsys, *words, code=0) == {"environments": 1, "tasks": 5, "failures": []}
    assert checked(capsys, name, "--task", "change-0", code=0)["tasks"] == 1
    assert checked(capsys, f"{written}/synth-bray-*", code=0)["environments"] == 3
    assert main(["check", str(written), "--task", "change-0"]) == 2
    assert "--task names a task of an environment" in capsys.readouterr().err


def test_folders_stand_in_for_ids_in_list_show_play_and_run(
    written: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def said(*words: str, code: int = 0) -> str:
        assert main([*words]) == code
        return capsys.readouterr().out

    folder = str(written)
    assert len(orjson.loads(said("list", folder, "--json"))) == 9
    shown = said("show", folder)
    assert "45 tasks in 9 environments" in shown
    assert f"agentgym show {folder}/synth-ashford-0000-v1" in shown
    assert orjson.loads(said("show", folder, "--json"))["splits"]["test"]["tasks"] == 15
    assert "4 tools:" in said("show", f"{folder}/synth-ashford-0000-v1")
    out = str(tmp_path / "run")
    summary = orjson.loads(
        said("run", folder, "--policy", "replay", "--split", "test", "--out", out, "--json")
    )
    assert (summary["rollouts"], summary["passed"]) == (15, 15)
    monkeypatch.setattr("sys.stdin", StringIO("quit\n"))
    assert "You gave up" in said("play", f"{folder}/synth-corby-0001-v1")
    assert main(["play", folder]) == 2
    assert f"such as {folder}/synth-ashford-0000-v1" in capsys.readouterr().err
    assert main(["run", f"{folder}/synth-dover-*", "--policy", "noop"]) == 2
    assert "has no environment 'synth-dover-*'" in capsys.readouterr().err
