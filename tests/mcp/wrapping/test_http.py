"""A server that runs already is reached by its URL."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

from agentgym import ToolCall
from agentgym.errors import InfrastructureError, InvalidEnvironmentError
from agentgym.mcp import MCPToolset, ServerSetup

Serve = Callable[..., tuple[str, subprocess.Popen[bytes]]]


def test_calls_go_over_http_and_a_server_that_went_away_is_reached_again(
    serve_notes: Serve,
) -> None:
    url, process = serve_notes()
    toolset = MCPToolset(ServerSetup(server=url, call_seconds=10))
    toolset.reset(0)
    assert toolset.connection.revision == "2026-07-28"
    assert toolset.pid is None
    put_up = toolset.call(ToolCall("add_note", {"title": "Hi", "text": "there"}))
    assert put_up.content.startswith("put up as ")
    again = toolset.call(ToolCall("add_note", {"title": "Hi", "text": "there"}))
    assert again.is_error
    assert "there is a note called 'Hi' already" in again.content
    process.kill()
    process.wait()
    with pytest.raises(InfrastructureError, match=url):
        toolset.call(ToolCall("list_notes", {}))
    with pytest.raises(InfrastructureError, match="not running"):
        toolset.call(ToolCall("list_notes", {}))
    serve_notes(int(url.rpartition(":")[2].partition("/")[0]))
    toolset.reset(0)
    assert '"title":"Hi"' in toolset.call(ToolCall("list_notes", {})).content.replace(" ", "")
    toolset.close()


def test_a_url_where_nobody_listens_is_one_clear_error() -> None:
    toolset = MCPToolset(ServerSetup(server="http://127.0.0.1:9/mcp"))
    with pytest.raises(InfrastructureError, match=r"`http://127.0.0.1:9/mcp` cannot be spoken to"):
        toolset.reset(0)


def test_variables_are_for_commands_and_headers_for_urls() -> None:
    with pytest.raises(InvalidEnvironmentError, match="takes no environ"):
        ServerSetup(server="http://127.0.0.1:9/mcp", environ={"A": "b"})
    with pytest.raises(InvalidEnvironmentError, match="has no headers"):
        ServerSetup(server="python3 -m notes", headers={"A": "b"})
