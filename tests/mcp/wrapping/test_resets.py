"""Every episode begins the same, or else it does not begin."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import Any, Literal, cast

import pytest
from pydantic import JsonValue

import agentgym
from agentgym import Check, Goal, SolutionTurn, Task, ToolCall
from agentgym.errors import InfrastructureError, InvalidEnvironmentError
from agentgym.mcp import CallTool, Directory, Files, MCPToolset, ServerSetup, View
from agentgym.task import Mention
from tests.mcp.wrapping.test_conformance import DIRECTORY, PROCESS, TOOL

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


@pytest.mark.parametrize(
    ("setup", "kept"),
    [(PROCESS, False), (TOOL, True), (DIRECTORY, True)],
    ids=["process", "tool", "directory"],
)
def test_the_process_is_kept_where_the_reset_says_so(setup: ServerSetup, kept: bool) -> None:
    toolset = MCPToolset(setup)
    connection, tools = toolset.connection, toolset.tools
    toolset.reset(0)
    # A process that was started for a look at the tools is fresh still.
    assert toolset.connection is connection
    toolset.reset(0)
    assert (toolset.connection is connection) == kept
    assert toolset.tools is tools
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


@pytest.mark.parametrize("reset", ["directory", "process"])
def test_a_server_that_keeps_more_than_its_directory_is_not_certified(
    reset: Literal["directory", "process"],
) -> None:
    # What it is told twice is written once, so that the second play is no different by itself.
    said = "Write down: plums"
    task = Task(
        id="t",
        environment="agentgym/demo-words-v1",
        kind="change",
        turns=(said,),
        goal=Goal(checks=(Check(state={"files": {"list": {"text": "plums\n"}}}),)),
        solution=(SolutionTurn(calls=(ToolCall("echo", {"path": "plums"}),)),),
        mentions=(Mention(phrase="down", among="files", picks="down"),),
    )
    broken = Path(__file__).with_name("broken_server.py")
    environment = agentgym.wrap_mcp(
        [sys.executable, "-I", str(broken), "remembers", "{directory}/list"],
        [task],
        id=task.environment,
        directory=Directory(template=lambda _seed, _initial: {"down": ""}),
        reset=reset,
    )
    certificate = agentgym.certify(environment, task)
    assert certificate.items["solvable"].passed
    assert certificate.holds == (reset == "process"), certificate.failures
    if reset == "directory":
        assert "a reset leaves something behind" in certificate.items["no_damage"].reason


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"state": [Files(), Files()]}, "views need names of their own: 'files'"),
        ({"state": [Files("any_of")]}, "views need names of their own: 'any_of'"),
        ({"reset": "never"}, "reset is 'never'; it is 'process', 'directory' or a CallTool"),
        ({"call_seconds": 0}, "call_seconds is 0; it must be above 0"),
        ({"start_seconds": -1.0}, "start_seconds is -1.0"),
        ({"message_bytes": 0}, "message_bytes is 0"),
        ({"volatile": [("(", "")]}, "'\\(' is no regular expression"),
        ({"server": ""}, "'' is no command"),
    ],
)
def test_a_setup_that_makes_no_sense_is_an_error(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidEnvironmentError, match=message):
        ServerSetup(**{"server": SERVER, **options})


def test_a_view_of_what_is_no_json_is_named() -> None:
    toolset = MCPToolset(
        ServerSetup(server=SERVER, state=[View("odd", lambda path: {"where": path})])  # type: ignore[dict-item]  # what is tested
    )
    with pytest.raises(InvalidEnvironmentError, match="the view 'odd' is no mapping of texts"):
        toolset.reset(0)
    toolset.close()
