"""A wrapped server behaves as a toolset, however it is reset."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest

from agentgym.mcp import CallTool, Directory, Files, Probe, ServerSetup
from agentgym.mcp.wrapping import toolset_of
from agentgym.tools import ToolCall
from tests.conformance.toolset import CHECKS, Check, Subject

SERVER = (sys.executable, "-I", str(Path(__file__).with_name("shelf_server.py")))
BOOKS = Probe("books", "look", rows="books", key="title")


def books(seed: int, initial: object) -> dict[str, str]:
    return {"books.json": '{"Salt Roads": 2, "Night Ferry": 1}'}


PROCESS = ServerSetup(server=SERVER, state=[BOOKS], leave_out=("start_over",))
TOOL = dataclasses.replace(PROCESS, reset=CallTool("start_over"), leave_out=())
DIRECTORY = ServerSetup(
    server=(*SERVER, "{directory}/books.json"),
    directory=Directory(alias="/shelf", template=books),
    reset="directory",
    state=[BOOKS, Files()],
    leave_out=("start_over",),
)
READS = (ToolCall("look", {}),)
WRITES = (
    ToolCall("put", {"title": "Tide Table", "copies": 3}),
    ToolCall("put", {"title": "Salt Roads", "copies": 1}),
    ToolCall("take", {"title": "Night Ferry"}),
)
REFUSED = (ToolCall("take", {"title": "Night Ferry"}),)


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("setup", [PROCESS, TOOL, DIRECTORY], ids=["process", "tool", "directory"])
def test_a_wrapped_server_behaves_as_a_toolset(setup: ServerSetup, check: Check) -> None:
    check(Subject(toolset_of(setup), READS, WRITES, REFUSED))
