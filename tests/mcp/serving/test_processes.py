"""`agentgym serve` as a process: how it begins, what it prints, and how it ends."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2
import mcp_types as types
import pytest
from mcp import Client, StdioServerParameters

from agentgym.cli.main import main
from agentgym.rollout import read_trajectories
from tests.mcp.serving.http_server import LEGACY
from tests.mcp.serving.processes import SECONDS, serve, serve_command
from tests.mcp.serving.test_playing import MODES, run, text_of

PRINTING = Path(__file__).with_name("printing.py")


def command(*words: str) -> StdioServerParameters:
    program, *arguments = serve_command(*words)
    return StdioServerParameters(command=program, args=arguments)


@pytest.mark.parametrize("mode", MODES)
def test_over_stdio_one_process_is_one_episode(mode: str, tmp_path: Path) -> None:
    out = tmp_path / "played.jsonl"

    async def test() -> None:
        words = ["mcp-conformance-v1", "--task", "by-phone", "--seed", "5", "--out", str(out)]
        async with Client(command(*words), mode=mode) as agent:
            names = [tool.name for tool in (await agent.list_tools()).tools]
            assert names[-1] == "reply_to_user"
            ada = {
                "name": "Ada Marlowe",
                "address": {"street": "12 Mill Lane", "city": "Harwell"},
                "contactMethod": "phone",
                "phone": "555 0199",
            }
            result = await agent.call_tool("json_schema_2020_12_tool", ada)
            assert text_of(result) == "There are 1 contacts now."
            await agent.call_tool("reply_to_user", {"message": "Done."})
            # A client may end the process without a warning: the record is there already.
            assert len(list(read_trajectories(out))) == 1

    run(test())
    (record,) = read_trajectories(out)
    assert (record.task_id, record.seed, record.stop_reason) == ("by-phone", 5, "done")
    assert record.score is not None and record.score.passed


def test_an_episode_left_in_the_middle_is_recorded_as_failed(tmp_path: Path) -> None:
    out = tmp_path / "played.jsonl"

    async def test() -> None:
        async with Client(command("mcp-conformance-v1", "--out", str(out))) as agent:
            await agent.call_tool("test_simple_text", {})

    run(test())
    (record,) = read_trajectories(out)
    assert record.stop_reason == "stopped"
    assert record.score is not None and not record.score.passed


def test_an_episode_whose_call_hangs_is_recorded_as_a_fault(tmp_path: Path) -> None:
    out = tmp_path / "played.jsonl"
    program = [sys.executable, str(PRINTING), "--out", str(out)]
    with started(program=program) as process:
        exchanged(process, INITIALIZE)
        initialized = {"jsonrpc": "2.0", "method": "notifications/initialized"}
        call = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "hang"}}
        assert process.stdin is not None and process.stderr is not None
        for message in (initialized, call):
            process.stdin.write(json.dumps(message).encode() + b"\n")
        process.stdin.flush()
        assert process.stderr.readline() == b"hanging\n"
        process.communicate(timeout=SECONDS)
        assert process.returncode == 0
    (record,) = read_trajectories(out)
    assert record.stop_reason == "infrastructure" and record.score is None
    assert "a call still ran" in record.fault


INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": LEGACY,
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}


def started(*words: str, program: list[str] | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        program or serve_command(*words),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def exchanged(process: subprocess.Popen[bytes], message: object) -> dict[str, object]:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(json.dumps(message).encode() + b"\n")
    process.stdin.flush()
    answer: dict[str, object] = json.loads(process.stdout.readline())
    return answer


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_while_it_waits_for_input(number: int) -> None:
    with started("mcp-conformance-v1") as process:
        exchanged(process, INITIALIZE)
        process.send_signal(number)
        assert process.wait(SECONDS) == 0
        assert process.stderr is not None and process.stderr.read() == b""


def test_the_end_of_its_input_ends_it() -> None:
    with started("mcp-conformance-v1") as process:
        exchanged(process, INITIALIZE)
        out, err = process.communicate(timeout=SECONDS)
        assert (process.returncode, out, err) == (0, b"", b"")


def test_nothing_but_the_protocol_is_written_to_its_output() -> None:
    with started(program=[sys.executable, str(PRINTING)]) as process:
        exchanged(process, INITIALIZE)
        initialized = {"jsonrpc": "2.0", "method": "notifications/initialized"}
        assert process.stdin is not None
        process.stdin.write(json.dumps(initialized).encode() + b"\n")
        call = {"name": "shout", "arguments": {}}
        answer = exchanged(
            process, {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": call}
        )
        assert answer["id"] == 2
        out, err = process.communicate(timeout=SECONDS)
        assert out == b""
        assert err.count(b"from python") == 1 and err.count(b"from a child") == 1


def test_lines_that_are_no_messages_are_answered_and_survived() -> None:
    with started("mcp-conformance-v1") as process:
        exchanged(process, INITIALIZE)
        lines = [
            (b"{", None, types.PARSE_ERROR),
            (b"\xff\xfe", None, types.PARSE_ERROR),
            (b"\n[]", None, types.INVALID_REQUEST),
            (b'{"jsonrpc": "2.0", "id": 6, "method": 7}', 6, types.INVALID_REQUEST),
            (b'{"jsonrpc": "2.0", "id": true, "method": 7}', None, types.INVALID_REQUEST),
            (b"x" * (9 << 20), None, types.PARSE_ERROR),
        ]
        assert process.stdin is not None and process.stdout is not None
        for line, number, code in lines:
            process.stdin.write(line + b"\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            assert (answer["id"], answer["error"]["code"]) == (number, code)
        ping = {"jsonrpc": "2.0", "id": 2, "method": "ping"}
        assert exchanged(process, ping)["result"] == {}
        process.communicate(timeout=SECONDS)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_over_http_a_signal_closes_everything(number: int) -> None:
    with serve("mcp-conformance-v1", "--seed", "0") as server:
        assert server.episode is not None
        url = server.episode["url"]
        # A stream that is listened to holds nothing up.
        host, _, path = url.removeprefix("http://").partition("/")
        name, _, port = host.partition(":")
        with socket.create_connection((name, int(port)), SECONDS) as listening:
            begun = httpx2.post(
                url, json=INITIALIZE, headers={"Accept": "application/json, text/event-stream"}
            )
            session = begun.headers["mcp-session-id"]
            listening.sendall(
                f"GET /{path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/event-stream\r\n"
                f"Mcp-Session-Id: {session}\r\nMCP-Protocol-Version: {LEGACY}\r\n\r\n".encode()
            )
            assert listening.recv(100).startswith(b"HTTP/1.1 200 ")
            assert server.end(number) == 0
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((name, int(port)), SECONDS)


def test_a_port_that_is_taken_is_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for option in ("--port", "--control-port"):
            assert main(["serve", "mcp-conformance-v1", "--http", option, port]) == 2
            assert f"port {port} of 127.0.0.1 cannot be had" in capsys.readouterr().err


WRONG_WORDS = [
    (["no-such-v1"], "no environment 'no-such-v1'"),
    (["shop-*", "mcp-conformance-v1"], "one process serves one over stdio"),
    (["shop-returns-v1", "--task", "no-such"], "has no task 'no-such'"),
    (["shop-returns-v1", "--seed", "-1"], "the seed is -1"),
    (["shop-returns-v1", "--port", "1"], "--port is for HTTP"),
    (["shop-returns-v1", "--http", "--out", "x"], "--out is for stdio"),
    (["shop-returns-v1", "--out", "no/such/folder/x"], "no/such/folder/x cannot be written"),
    (["shop-returns-v1", "--http", "--port", "70000"], "it must be from 0 to 65535"),
    (["shop-returns-v1", "--http", "--host", "no.such.host.invalid"], "is no address to serve at"),
    (["shop-returns-v1", "--http", "--episodes", "0"], "at least 1"),
    (["shop-returns-v1", "--http", "--expire", "nan"], "cannot expire after nan"),
    (["shop-returns-v1", "--http", "--replies", "control"], "the episode that --task or --seed"),
    (["shop-returns-v1", "mcp-conformance-v1", "--http", "--task", "x"], "name one"),
    (["shop-returns-v1", "--http", "--task", "no-such"], "has no task 'no-such'"),
    (["shop-returns-v1", "--http", "--seed", "-1"], "the seed is -1"),
    (["shop-returns-v1", "--http", "--token-file", "no/such/file"], "cannot be read"),
]


@pytest.mark.parametrize(("words", "said"), WRONG_WORDS)
def test_wrong_words_are_refused_before_anything_is_served(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err


def test_the_token_can_come_from_a_file_or_a_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "token"
    file.write_text("a token from a file\n", encoding="utf-8")
    variable = {"AGENTGYM_CONTROL_TOKEN": "a token from a variable"}
    with serve("mcp-conformance-v1", "--token-file", str(file), **variable) as server:
        assert server.token == "a token from a file"
    with serve("mcp-conformance-v1", **variable) as server:
        assert server.token == "a token from a variable"
    monkeypatch.setenv("AGENTGYM_CONTROL_TOKEN", "tooshort")
    assert main(["serve", "mcp-conformance-v1", "--http"]) == 2
    told = capsys.readouterr().err
    assert "has 8 characters; it needs at least 16" in told
    assert "tooshort" not in told


def test_people_are_told_where_it_serves() -> None:
    with started("mcp-conformance-v1", "--http", "--seed", "0") as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().decode().split() for _ in range(4)]
        process.terminate()
        assert process.wait(SECONDS) == 0
    assert [line[0] for line in lines] == ["agents:", "control:", "token:", "episode:"]
    assert len(lines[2][1]) >= 40
