"""Every episode begins the same, or else it does not begin."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import cast

import pytest
from pydantic import JsonValue

from agentgym import ToolCall
from agentgym.errors import InfrastructureError, InvalidEnvironmentError
from agentgym.mcp import CallTool, Directory, MCPToolset, ServerSetup, View
from tests.mcp.wrapping.test_conformance import PROCESS, TOOL

PUT = ToolCall("put", {"title": "Tide Table", "copies": 3})
SERVER = (sys.executable, "-I", str(Path(__file__).with_name("shelf_server.py")))


def test_a_reset_tool_that_leaves_something_behind_is_noticed_and_the_next_reset_starts_anew() -> (
    None
):
    toolset = MCPToolset(dataclasses.replace(TOOL, reset=CallTool("look"), read_only=()))
    toolset.reset(0)
    first, digest = toolset.pid, toolset.state().digest()
    toolset.call(PUT)
    with pytest.raises(InfrastructureError, match=r"does not begin as before.*the view 'books'"):
        toolset.reset(1)
    with pytest.raises(InfrastructureError, match="call reset first"):
        toolset.state()
    toolset.reset(2)
    assert toolset.pid not in (None, first)
    assert toolset.state().digest() == digest
    toolset.close()


def test_another_toolset_of_the_same_setup_notices_it_too(tmp_path: Path) -> None:
    # The file outlives the process, so that a fresh process is not a fresh beginning.
    setup = dataclasses.replace(PROCESS, server=(*SERVER, str(tmp_path / "books.json")))
    one, other = MCPToolset(setup), MCPToolset(setup)
    one.reset(0)
    one.call(PUT)
    with pytest.raises(InfrastructureError, match="does not begin as before"):
        other.reset(0)
    one.close()
    other.close()


def test_what_depends_on_the_seed_or_on_the_task_may_differ() -> None:
    def content(seed: int, initial: JsonValue) -> dict[str, str | bytes]:
        return {"seed.txt": str(seed)}

    toolset = MCPToolset(
        ServerSetup(
            server=SERVER,
            directory=Directory(template=content, seeded=True),
            reset="directory",
        )
    )
    for seed, initial in ((1, None), (2, None), (1, {"files": {"a.txt": "x"}}), (1, None)):
        toolset.reset(seed, cast("JsonValue", initial))
        assert toolset.state().now["files"]["seed.txt"] == {"text": str(seed)}
    toolset.close()


def test_a_reset_tool_that_fails_ends_the_server() -> None:
    setup = dataclasses.replace(TOOL, reset=CallTool("take", {"title": "Night Ferry"}))
    toolset = MCPToolset(setup)
    toolset.reset(0)
    with pytest.raises(InfrastructureError, match="did not reset itself by 'take': no Night Ferry"):
        toolset.reset(0)
    assert toolset.pid is None
    toolset.reset(0)
    toolset.close()


def test_a_view_of_what_is_no_json_is_named() -> None:
    toolset = MCPToolset(
        ServerSetup(server=SERVER, state=[View("odd", lambda path: {"where": path})])  # type: ignore[dict-item]  # what is tested
    )
    with pytest.raises(InvalidEnvironmentError, match="the view 'odd' is no mapping of texts"):
        toolset.reset(0)
    toolset.close()
