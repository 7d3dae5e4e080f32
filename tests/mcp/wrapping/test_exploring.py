"""What the certifier asks of a wrapped server: descriptions, values to try, going back."""

from __future__ import annotations

import dataclasses
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import JsonValue

from agentgym import ToolCall
from agentgym.certifier.player import Explorable
from agentgym.errors import InfrastructureError, InvalidTaskError
from agentgym.mcp import Directory, Files, MCPToolset, ServerSetup, View
from agentgym.mcp.wrapping import ExplorableToolset, toolset_of
from agentgym.task import Mention
from tests.mcp.wrapping.test_conformance import DIRECTORY, PROCESS, TOOL

SETUPS = {"process": PROCESS, "tool": TOOL, "directory": DIRECTORY}


@pytest.fixture
def shelf() -> Iterator[ExplorableToolset]:
    toolset = ExplorableToolset(DIRECTORY)
    toolset.reset(0)
    yield toolset
    toolset.close()


def mention(among: str, where: str, order: str | None = None) -> Mention:
    return Mention(phrase="it", among=among, where=where, order=order, picks="?")


def test_only_a_server_with_a_state_can_be_explored() -> None:
    assert isinstance(toolset_of(PROCESS)(), Explorable)
    bare = toolset_of(dataclasses.replace(PROCESS, state=()))()
    assert not isinstance(bare, Explorable)
    assert bare.__class__ is MCPToolset


def test_a_description_picks_rows_by_sql(shelf: ExplorableToolset) -> None:
    assert shelf.pick(mention("books", "copies > 1")).keys == ("Salt Roads",)
    assert shelf.pick(mention("books", "1")).keys == ("Night Ferry", "Salt Roads")
    assert shelf.pick(mention("books", "1", "copies")).keys == ("Night Ferry",)
    assert shelf.pick(mention("files", "name = 'books.json' AND bytes > 9")).keys == ("books.json",)
    both = "EXISTS (SELECT 1 FROM files WHERE instr(text, books.title))"
    assert len(shelf.pick(mention("books", both)).keys) == 2


def test_a_superlative_that_is_a_tie_is_told(shelf: ExplorableToolset) -> None:
    assert not shelf.pick(mention("books", "1", "copies DESC")).tie
    shelf.call(ToolCall("put", {"title": "Night Ferry", "copies": 1}))
    assert shelf.pick(mention("books", "1", "copies DESC")).tie


@pytest.mark.parametrize(
    ("among", "where", "message"),
    [
        ("boks", "1", "which is no view. Did you mean 'books'"),
        ("books", "pages > 1", "no such column: pages"),
        ("books", "1) UNION SELECT 1 --", "no comments"),
        ("books", "load_extension('x')", "not allowed"),
    ],
)
def test_a_description_that_cannot_be_looked_up_is_an_error(
    shelf: ExplorableToolset, among: str, where: str, message: str
) -> None:
    with pytest.raises(InvalidTaskError, match=message):
        shelf.pick(mention(among, where))


def test_values_to_try_are_there_or_made_up(shelf: ExplorableToolset) -> None:
    titles = shelf.candidates("title")
    assert titles[:2] == ("Night Ferry", "Salt Roads")
    assert "new-0" in titles
    assert shelf.candidates("bookTitle") == titles
    assert shelf.candidates("copies") == (1, 2)
    paths = shelf.candidates("source_path")
    assert paths[:2] == ("/shelf", "/shelf/books.json")
    assert "/shelf/new" in paths
    assert shelf.candidates("colour") == ()


@pytest.mark.parametrize("setup", SETUPS.values(), ids=SETUPS)
def test_an_episode_can_go_back(setup: ServerSetup) -> None:
    toolset = ExplorableToolset(setup)
    toolset.reset(0)
    toolset.call(ToolCall("put", {"title": "Tide Table", "copies": 3}))
    toolset.begin_turn(1)
    before = toolset.state()
    for _ in range(2):
        toolset.call(ToolCall("take", {"title": "Salt Roads"}))
        assert toolset.state().digest() != before.digest()
        toolset.restore(before)
        assert toolset.state().digest() == before.digest()
        assert toolset.state().compare({"books": tide_table(), **files(setup)}).equal
    toolset.reset(0)
    with pytest.raises(InvalidTaskError, match="another episode"):
        toolset.restore(before)
    toolset.close()


def test_tools_that_a_server_changed_on_the_way_are_there_again_after_going_back() -> None:
    broken = Path(__file__).with_name("broken_server.py")
    setup = ServerSetup(server=[sys.executable, "-I", str(broken), "changing"], state=[Files()])
    toolset = ExplorableToolset(setup)
    toolset.reset(0)
    toolset.call(ToolCall("echo", {}))
    toolset.begin_turn(1)
    toolset.restore(toolset.state())
    assert [tool.name for tool in toolset.tools] == ["echo", "shout"]
    toolset.close()


def test_a_server_that_comes_out_elsewhere_cannot_go_back() -> None:
    count = itertools.count()

    def stamps(directory: Path) -> dict[str, JsonValue]:
        return {"stamp": next(count)} if (directory / "books.json").exists() else {}

    setup = dataclasses.replace(
        DIRECTORY, directory=Directory(alias="/shelf"), reset="process", state=[View("it", stamps)]
    )
    toolset = ExplorableToolset(setup)
    toolset.reset(0)
    toolset.call(ToolCall("put", {"title": "Tide Table", "copies": 3}))
    with pytest.raises(InfrastructureError, match="it is not deterministic, so it cannot go back"):
        toolset.restore(toolset.state())
    toolset.close()


def test_a_description_that_takes_for_ever_is_given_up(shelf: ExplorableToolset) -> None:
    tables = ", ".join(f"books b{number}" for number in range(40))
    with pytest.raises(InvalidTaskError, match="cannot be looked up: interrupted"):
        shelf.pick(mention("books", f"(SELECT count(*) FROM {tables}) > 0"))


def tide_table() -> dict[str, JsonValue]:
    return {"Tide Table": {"title": "Tide Table", "copies": 3}}


def files(setup: ServerSetup) -> dict[str, JsonValue]:
    wanted: JsonValue = {"text": {"hole": "contains", "text": '"Tide Table": 3'}}
    return {"files": {"books.json": wanted}} if setup is DIRECTORY else {}
