"""Prepared directories: laid out anew, seen under another name, read without following links."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from agentgym import ToolCall
from agentgym.errors import InfrastructureError, InvalidEnvironmentError, InvalidTaskError
from agentgym.mcp import Directory, Files, MCPToolset, Probe, ServerSetup, View
from agentgym.mcp.wrapping.image import File, Folder, ImageFolder, Link

SHELF = [sys.executable, "-I", str(Path(__file__).with_name("shelf_server.py"))]
TEMPLATE = {"a.txt": "one\n", "deep/b.txt": "two\n", "c.bin": b"\xff\x00"}


def setup(**options: Any) -> ServerSetup:
    directory = options.pop("directory", None) or Directory(
        alias="/home/ana/papers", template=lambda _seed, _initial: TEMPLATE
    )
    words = [*SHELF, "{directory}/books.json"]
    return ServerSetup(server=words, reset="directory", directory=directory, **options)


@pytest.fixture
def toolset() -> Iterator[MCPToolset]:
    made = MCPToolset(setup())
    yield made
    made.close()


def test_the_files_are_the_state(toolset: MCPToolset) -> None:
    toolset.reset(0)
    digest = hashlib.sha256(b"\xff\x00").hexdigest()
    assert toolset.state().now == {
        "files": {
            "a.txt": {"text": "one\n"},
            "c.bin": {"sha256": digest, "bytes": 2},
            "deep": {"directory": True},
            "deep/b.txt": {"text": "two\n"},
        }
    }


def test_whatever_was_done_is_undone_and_whatever_was_not_is_left_alone(
    toolset: MCPToolset,
) -> None:
    toolset.reset(0)
    root, first = toolset.directory, toolset.state().digest()
    kept = (root / "c.bin").stat().st_ino
    (root / "a.txt").write_text("ONE\n")
    (root / "deep/b.txt").unlink()
    (root / "deep").rmdir()
    (root / "deep").write_text("a file now")
    (root / "new/er").mkdir(parents=True)
    (root / "new/er/x").symlink_to("/etc")
    (root / "c.bin").chmod(0o600)
    changed = toolset.state().change()["files"]
    assert changed["new/er/x"] == {"link": "/etc"}
    assert set(changed) == {"a.txt", "deep", "deep/b.txt", "new", "new/er", "new/er/x"}
    toolset.reset(0)
    assert toolset.state().digest() == first
    assert toolset.state().compare(None).equal
    assert sorted(p.name for p in root.rglob("*")) == ["a.txt", "b.txt", "c.bin", "deep"]
    assert (root / "c.bin").stat().st_mode & 0o777 == 0o644
    untouched = (root / "c.bin").stat().st_ino
    toolset.reset(0)
    assert (root / "c.bin").stat().st_ino == untouched
    assert kept


def test_a_directory_that_was_removed_whole_is_made_again(toolset: MCPToolset) -> None:
    toolset.reset(0)
    for path in sorted(toolset.directory.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    toolset.directory.rmdir()
    assert set(toolset.state().change()["files"].values()) == {None}
    toolset.reset(0)
    assert toolset.state().compare(None).equal


def test_every_time_is_the_same(toolset: MCPToolset) -> None:
    for _ in range(2):
        toolset.reset(0)
        times = {p.stat().st_mtime for p in [toolset.directory, *toolset.directory.rglob("*")]}
        assert times == {1_735_689_600.0}
        (toolset.directory / "deep/extra.txt").write_text("x")


def test_the_agent_sees_an_alias_and_the_server_the_real_path(toolset: MCPToolset) -> None:
    toolset.reset(0)
    refused = toolset.call(ToolCall("take", {"title": "Dune"}))
    assert refused.content == "no Dune on /home/ana/papers/books.json"
    toolset.call(ToolCall("put", {"title": "/home/ana/papers/list", "copies": 1}))
    on_disk = (toolset.directory / "books.json").read_text()
    assert f"{toolset.directory}/list" in on_disk
    text = toolset.state().change()["files"]["books.json"]
    assert "/home/ana/papers/list" in str(text)
    assert str(toolset.directory) not in str(text)
    assert "/home/ana/papers/list" in toolset.call(ToolCall("look", {})).content
    aliases = toolset.aliases
    around = toolset.directory.parent
    assert aliases.outward_text(f"{around}/other and {around}") == "/home/ana/other and /home/ana"
    assert aliases.inward(
        ["/home/ana/papers", "/home/ana/papersx", "file:///home/ana/papers/a"]
    ) == [
        str(toolset.directory),
        "/home/ana/papersx",
        f"file://{toolset.directory}/a",
    ]
    content: JsonValue = {"content": "/home/ana/papers/a\n/home/ana/papers/b\n"}
    assert aliases.inward(content) == content
    assert aliases.outward_text(f"{toolset.directory}2") == "/home/ana/papers2"
    assert aliases.outward({f"{toolset.directory}/a": 1}) == {"/home/ana/papers/a": 1}


def test_a_task_may_add_and_leave_out_files(toolset: MCPToolset) -> None:
    initial: JsonValue = {"files": {"a.txt": None, "notes/today.txt": "hi\n"}}
    toolset.reset(0, initial)
    # A template that is a callable is given the whole, and may make of it what it wants.
    files = toolset.state().now["files"]
    assert set(files) == {"c.bin", "deep", "deep/b.txt", "notes", "notes/today.txt"}
    toolset.reset(0)
    assert "a.txt" in toolset.state().now["files"]


@pytest.mark.parametrize(
    ("initial", "message"),
    [
        ({"files": {"../x": "y"}}, "is no path inside"),
        ({"files": {"/x": "y"}}, "is no path inside"),
        ({"files": {"": "y"}}, "is no path inside"),
        ({"files": {"a.txt/b": "y"}}, "lies in 'a.txt', which is a file"),
        ({"files": {"deep": "y"}}, "is a folder, and a file as well"),
        ({"files": {"z.txt": None}}, "there is no file 'z.txt' to leave out"),
        ({"files": {"a.txt": 3}}, "for a prepared directory it is null or"),
        ({"flies": {}}, "for a prepared directory it is null or"),
        ([], "for a prepared directory it is null or"),
    ],
)
def test_a_wrong_initial_is_an_error(tmp_path: Path, initial: JsonValue, message: str) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(InvalidTaskError, match=message):
        Directory(template=tmp_path).image(0, initial)


def test_a_directory_may_be_filled_by_a_callable_and_depend_on_the_seed() -> None:
    def fill(directory: Path, seed: int, initial: JsonValue) -> None:
        (directory / "seed.txt").write_text(f"{seed} {initial}")

    seeded = Directory(fill=fill, seeded=True)
    assert seeded.image(7, "x")["seed.txt"] == File(b"7 x")
    assert seeded.image(7, "x") is seeded.image(7, "x")
    assert Directory(fill=fill).image(7, None)["seed.txt"] == File(b"0 None")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"alias": "work"}, "must be an absolute path"),
        ({"alias": "/papers/"}, "must be an absolute path"),
        ({"alias": "/"}, "must be an absolute path"),
        ({"template": "/no/such/folder"}, "is no folder"),
        ({"template": {}.get, "fill": print}, "not both"),
    ],
)
def test_a_directory_that_makes_no_sense_is_an_error(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidEnvironmentError, match=message):
        Directory(**options)


def test_a_long_text_is_a_digest(toolset: MCPToolset) -> None:
    toolset.reset(0)
    short, long = "x" * 65_536, "x" * 65_537
    for text in (short, long):
        (toolset.directory / f"{len(text)}").write_text(text)
    digest = hashlib.sha256(long.encode()).hexdigest()
    assert toolset.state().change()["files"] == {
        "65536": {"text": short},
        "65537": {"sha256": digest, "bytes": 65_537},
    }


def test_rows_with_one_key_are_numbered_and_rows_without_are_their_own() -> None:
    by_copies = Probe("counts", "look", rows="books", key="copies", leave_out=("title",))
    whole = Probe("rows", "look", rows="books", leave_out=("copies",))
    toolset = MCPToolset(setup(state=[by_copies, whole, Probe("all", "look")]))
    toolset.reset(0)
    toolset.call(ToolCall("put", {"title": "Tide Table", "copies": 2}))
    now = toolset.state().now
    assert now["counts"] == {"1": {"copies": 1}, "2": {"copies": 2}, "2 #2": {"copies": 2}}
    titles = ["Night Ferry", "Salt Roads", "Tide Table"]
    assert now["rows"] == {f'{{"title":"{title}"}}': {"title": title} for title in titles}
    assert list(now["all"]) == [""]
    toolset.close()


def test_views_are_read_by_python_too_and_some_files_left_out() -> None:
    def sizes(directory: Path) -> dict[str, JsonValue]:
        return {p.name: p.stat().st_size for p in directory.glob("*.txt")}

    toolset = MCPToolset(setup(state=[View("sizes", sizes), Files("rest", ignore=("*.txt",))]))
    toolset.reset(0)
    now = toolset.state().now
    assert now["sizes"] == {"a.txt": 4}
    assert set(now["rest"]) == {"c.bin", "deep"}
    toolset.close()


def test_a_change_that_keeps_size_and_time_is_seen(toolset: MCPToolset) -> None:
    toolset.reset(0)
    file = toolset.directory / "a.txt"
    before = file.stat()
    file.write_text("eno\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert toolset.state().change() == {"files": {"a.txt": {"text": "eno\n"}}}
    toolset.reset(0)
    assert file.read_text() == "one\n"


def test_permissions_and_special_files_are_laid_out_as_they_were(tmp_path: Path) -> None:
    folder = ImageFolder(tmp_path / "made")
    image = {"run": File(b"#!", 0o755), "shut": Folder(0o700), "to": Link("../elsewhere")}
    folder.fill(image)
    assert folder.read() == image
    modes = [(folder.root / name).stat().st_mode & 0o777 for name in ("run", "shut")]
    assert modes == [0o755, 0o700]
    os.mkfifo(folder.root / "pipe")
    assert folder.read()["pipe"] == Link("(a special file of type 10000)")
    folder.fill(image)
    assert folder.read() == image


def test_a_directory_that_has_grown_too_large_is_a_fault(tmp_path: Path) -> None:
    folder = ImageFolder(tmp_path)
    with (tmp_path / "large").open("wb") as file:
        file.truncate((256 << 20) + 1)
    with pytest.raises(InfrastructureError, match="'large' in the prepared directory has 268,435"):
        folder.read()
    (tmp_path / "large").unlink()
    for number in range(20_001):
        os.mkdir(tmp_path / str(number))
    with pytest.raises(InfrastructureError, match="holds more than 20,000 entries"):
        folder.read()


def test_names_that_are_no_text_are_seen_and_undone(toolset: MCPToolset) -> None:
    toolset.reset(0)
    (toolset.directory / os.fsdecode(b"odd\xff\n")).write_text("x")
    change = toolset.state().change()
    assert change == {"files": {"odd\\xff\n": {"text": "x"}}}
    assert toolset.state().compare({"files": change["files"]}).equal
    toolset.reset(0)
    assert toolset.state().compare(None).equal


_NAMES = st.sampled_from(["a", "b", "c", "d/a", "d/b", "d/e/a", "f/a"])
_FILES = st.dictionaries(_NAMES, st.binary(max_size=3), max_size=6)


@settings(max_examples=60)
@given(st.lists(_FILES, min_size=1, max_size=4), st.data())
def test_a_folder_holds_what_it_was_filled_with_whatever_was_done_before(
    tmp_path_factory: pytest.TempPathFactory, several: list[dict[str, bytes]], data: st.DataObject
) -> None:
    folder = ImageFolder(tmp_path_factory.mktemp("image"))
    for files in several:
        image: dict[str, File | Folder] = {}
        for path, content in files.items():
            for parent in list(Path(path).parents)[:-1]:
                image[str(parent)] = Folder()
            image[path] = File(content)
        folder.fill(image)
        assert folder.read() == image
        for path in data.draw(st.sets(_NAMES)):
            target = folder.root / path
            if target.parent.is_dir():
                target.write_bytes(b"!!!")
        folder.fill(image)
        assert folder.read() == image
