"""A server that runs already is reached by its URL."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

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


def test_a_result_that_is_too_long_ends_the_connection(serve_notes: Serve) -> None:
    url, _ = serve_notes()
    toolset = MCPToolset(ServerSetup(server=url, message_bytes=50_000))
    toolset.reset(0)
    toolset.call(ToolCall("add_note", {"title": "Long", "text": "x" * 60_000}))
    with pytest.raises(InfrastructureError, match="sent a message of more than 50,000 bytes"):
        toolset.call(ToolCall("list_notes", {}))
    toolset.reset(0)
    assert toolset.call(ToolCall("find_notes", {"words": "nothing"})).content
    toolset.close()


@pytest.mark.parametrize(
    ("status", "body", "message"),
    [
        (
            401,
            b"",
            r"HTTP 401 Unauthorized; a token goes into headers=\{'Authorization': \.\.\.\}\)",
        ),
        (429, b"", r"HTTP 429 Too Many Requests\)"),
        (307, b"", "Redirect to http://elsewhere.invalid/mcp not followed"),
        (200, b"{", "Failed to parse JSON response"),
    ],
)
def test_a_refusal_is_told_once_and_printed_nowhere(
    status: int, body: bytes, message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    class Refusing(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Location", "http://elsewhere.invalid/mcp")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        toolset = MCPToolset(ServerSetup(server=f"http://127.0.0.1:{server.server_port}/mcp"))
        with pytest.raises(InfrastructureError, match=message) as caught:
            toolset.reset(0)
        server.shutdown()
    assert str(caught.value).count("Authorization") == (status == 401)
    assert capfd.readouterr().err == ""


class Small(BaseHTTPRequestHandler):
    """A server with one tool, of the revisions with a handshake."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status, result = self.reply(asked["method"], asked.get("params", {}))
        reply = {"jsonrpc": "2.0", "id": asked.get("id"), "result": result}
        body = json.dumps(reply).encode() if status == 200 else b""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Mcp-Session-Id", "s1")
        self.end_headers()
        self.wfile.write(body)

    def reply(self, method: str, params: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        match method:
            case "initialize":
                return 200, {
                    "protocolVersion": params["protocolVersion"],
                    "capabilities": {"tools": {}},
                    "serverInfo": {"name": "small", "version": "1"},
                }
            case "tools/list":
                return 200, {"tools": [{"name": "echo", "inputSchema": {"type": "object"}}]}
            case "tools/call":
                return 200, {"content": [{"type": "text", "text": "hello"}]}
        return 404 if method == "server/discover" else 202, {}

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize("status", [401, 403, 404, 503])
def test_a_session_that_the_server_forgot_is_a_fault_and_no_result(status: int) -> None:
    class Forgetful(Small):
        def reply(self, method: str, params: dict[str, Any]) -> tuple[int, dict[str, Any]]:
            return (status, {}) if method == "tools/call" else super().reply(method, params)

    with ThreadingHTTPServer(("127.0.0.1", 0), Forgetful) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        toolset = MCPToolset(ServerSetup(server=f"http://127.0.0.1:{server.server_port}/mcp"))
        toolset.reset(0)
        with pytest.raises(InfrastructureError, match=rf"HTTP {status}"):
            toolset.call(ToolCall("echo", {}))
        toolset.reset(0)
        toolset.close()
        server.shutdown()


@pytest.mark.parametrize(("broken", "begins"), [(2, True), (100, False)])
def test_a_connection_that_breaks_at_the_start_is_tried_three_times(
    broken: int, begins: bool
) -> None:
    asked: list[str] = []

    class Restarting(Small):
        def do_POST(self) -> None:
            asked.append(self.path)
            if len(asked) <= broken:
                self.close_connection = True
            else:
                super().do_POST()

    with ThreadingHTTPServer(("127.0.0.1", 0), Restarting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        toolset = MCPToolset(ServerSetup(server=f"http://127.0.0.1:{server.server_port}/mcp"))
        if begins:
            toolset.reset(0)
            assert toolset.call(ToolCall("echo", {})).content == "hello"
        else:
            with pytest.raises(InfrastructureError, match="disconnected"):
                toolset.reset(0)
            assert len(asked) == 3
        toolset.close()
        server.shutdown()


def test_a_server_that_speaks_another_revision_than_before_is_reached_all_the_same(
    serve_notes: Serve,
) -> None:
    url, process = serve_notes()
    toolset = MCPToolset(ServerSetup(server=url))
    toolset.reset(0)
    assert toolset.connection.revision == "2026-07-28"
    process.kill()
    process.wait()
    port = int(url.rpartition(":")[2].partition("/")[0])
    with ThreadingHTTPServer(("127.0.0.1", port), Small) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        toolset.reset(0)
        assert toolset.connection.revision < "2026-07-28"
        toolset.close()
        server.shutdown()
    serve_notes(port)
    toolset.reset(0)
    toolset.close()


def test_variables_are_for_commands_and_headers_for_urls() -> None:
    with pytest.raises(InvalidEnvironmentError, match="takes no environ"):
        ServerSetup(server="http://127.0.0.1:9/mcp", environ={"A": "b"})
    with pytest.raises(InvalidEnvironmentError, match="has no headers"):
        ServerSetup(server="python3 -m notes", headers={"A": "b"})
