"""What is slow, silent or too much takes nothing from others."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from contextlib import ExitStack
from socket import create_connection
from types import ModuleType

import httpx2
import pytest
from mcp import Client
from mcp_types import CallToolResult

from agentgym import EnvironmentSpec, ToolCall, register, unregister
from agentgym.errors import InfrastructureError
from agentgym.mcp.serving.episodes import Episodes
from agentgym.mcp.serving.protocol import EpisodeServer
from tests.mcp.serving.environments import SECONDS, Gatekeeper, Notes, notes
from tests.mcp.serving.http_server import TOKEN, served
from tests.mcp.serving.processes import serve, serve_command
from tests.mcp.serving.test_playing import run, text_of

UNFINISHED = [
    (b"", b""),
    (b"GET / HTTP/1.1\r\nHo", b""),
    (b"POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9\r\n\r\n{", b"HTTP/1.1 408 "),
]


@pytest.mark.parametrize("side", ["agents", "control"])
@pytest.mark.parametrize(("begun", "answer"), UNFINISHED)
def test_a_request_that_does_not_arrive_is_not_waited_for(
    side: str, begun: bytes, answer: bytes
) -> None:
    async def test() -> None:
        async with served(notes(), arrival_seconds=0.1) as harness:
            host = getattr(harness.serving, f"{side}_url").removeprefix("http://")
            reader, writer = await asyncio.open_connection(*host.split(":"))
            writer.write(begun.replace(b"{host}", host.encode()))
            # Reading ends only when the server closes the connection.
            said = await reader.read()
            writer.close()
            assert said.startswith(answer) and bool(said) == bool(answer)

    run(test())


def test_the_second_request_of_a_connection_is_not_waited_for_either() -> None:
    async def test() -> None:
        async with served(notes(), arrival_seconds=0.1) as harness:
            host = harness.serving.agents_url.removeprefix("http://")
            reader, writer = await asyncio.open_connection(*host.split(":"))
            writer.write(f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            assert (await reader.readline()).startswith(b"HTTP/1.1 404 ")
            writer.write(b"GET / HT")
            await reader.read()
            writer.close()

    run(test())


def test_a_request_that_breaks_off_is_not_acted_upon() -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            host = harness.serving.control_url.removeprefix("http://")
            _, writer = await asyncio.open_connection(*host.split(":"))
            writer.write(
                f"POST /episodes HTTP/1.1\r\nHost: {host}\r\nContent-Length: 99\r\n"
                f"Authorization: Bearer {TOKEN}\r\n\r\n".encode()
                + b'{"environment": "notes-plain-v1"}'
            )
            await writer.drain()
            # It is there, as far as it goes, when this has been answered.
            await harness.ask("GET", "/episodes")
            writer.close()
            for _ in range(5):
                assert await harness.ask("GET", "/episodes") == (200, [])

    run(test())


def test_a_call_may_take_longer_than_a_request_may_take_to_arrive() -> None:
    gate = Gatekeeper()

    async def test() -> None:
        environment = notes(make=lambda: Notes(blocking=True, more={"gate": gate}))
        async with served(environment, arrival_seconds=0.05) as harness:
            episode = await harness.create()
            call = harness.post(episode["url"], "tools/call", {"name": "gate", "arguments": {}})
            passing = asyncio.create_task(call)
            await asyncio.to_thread(gate.entered.acquire)
            _, pending = await asyncio.wait([passing], timeout=0.2)
            assert pending
            gate.leave.release()
            assert (await passing).json()["result"]["content"][0]["text"] == "went through"

    run(test())


def test_as_many_connections_are_taken_as_the_machine_allows() -> None:
    command = ["sh", "-c", 'ulimit -Sn 64; exec "$@"', "sh"]
    with serve("mcp-conformance-v1", before=command) as server, ExitStack() as opened:
        host, _, port = server.agents.removeprefix("http://").partition(":")
        for _ in range(100):
            opened.enter_context(create_connection((host, int(port)), SECONDS))
        health = httpx2.get(f"{server.control}/health", timeout=SECONDS)
        assert health.status_code == 200


def test_what_a_client_gets_wrong_fills_no_log() -> None:
    with subprocess.Popen(
        serve_command("mcp-conformance-v1", "--http", "--seed", "0"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        lines = [process.stdout.readline().decode().split() for _ in range(4)]
        url = lines[3][1]
        host, _, path = url.removeprefix("http://").partition("/")
        name, _, port = host.partition(":")
        head = f"POST /{path} HTTP/1.1\r\nHost: {host}\r\n"
        for sent in (
            "no HTTP\r\n\r\n",
            f"{head}Upgrade: websocket\r\nConnection: Upgrade\r\nContent-Length: 0\r\n\r\n",
            f"{head}Content-Length: 9\r\n\r\n{{",
        ):
            with create_connection((name, int(port)), SECONDS) as connection:
                connection.sendall(sent.encode())
        control = lines[1][1].removeprefix("http://")
        with create_connection((name, int(control.partition(":")[2])), SECONDS) as connection:
            connection.sendall(
                f"POST /episodes HTTP/1.1\r\nHost: {control}\r\nContent-Length: 9\r\n"
                f"Authorization: Bearer {lines[2][1]}\r\n\r\n{{".encode()
            )
        assert httpx2.get(f"{lines[1][1]}/health", timeout=SECONDS).status_code == 200
        process.terminate()
        assert process.stderr.read() == b""


def test_replies_that_wait_are_counted_as_calls_are() -> None:
    gate = Gatekeeper()

    async def test() -> None:
        environment = notes(make=lambda: Notes(blocking=True, more={"gate": gate}))
        register(environment)
        try:
            episodes = Episodes([environment.id])
            episode = (await episodes.create(environment.id, task="one")).episode
            async with Client(EpisodeServer(episode)) as agent:
                passing = asyncio.create_task(episode.call(ToolCall("gate", {})))
                await asyncio.to_thread(gate.entered.acquire)
                message = {"message": "Noted."}
                replies = [
                    asyncio.create_task(agent.call_tool("reply_to_user", message))
                    for _ in range(300)
                ]
                done: set[asyncio.Task[CallToolResult]] = set()
                while len(done) < 45:
                    done, _ = await asyncio.wait(replies, timeout=0.01)
                assert all("256 calls are waiting" in text_of(task.result()) for task in done)
                gate.leave.release()
                await passing
                answers = [text_of(await task) for task in replies]
                assert sum("nothing more to do" in answer for answer in answers) == 255
            await episodes.close_all()
        finally:
            unregister(environment.id)

    run(test())


def test_an_environment_that_cannot_be_loaded_is_told_as_the_machines_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = ModuleType("environment_that_breaks")

    def load(environment_id: str) -> None:
        raise ValueError("no such constellation")

    vars(module)["load"] = load
    monkeypatch.setitem(sys.modules, module.__name__, module)
    spec = EnvironmentSpec(
        id="agentgym/broken-load-v1", description="", tasks=1, load=f"{module.__name__}:load"
    )
    register(spec)
    try:

        async def test() -> None:
            async with served(spec.id) as harness:
                status, said = await harness.ask("POST", "/episodes", {"environment": spec.id})
                assert status == 502
                assert "could not be loaded: ValueError: no such constellation" in said["error"]

        run(test())
    finally:
        unregister(spec.id)


def test_an_episode_that_begins_while_the_server_ends_is_not_left_behind() -> None:
    entered, leave = threading.Event(), threading.Event()
    made: list[Notes] = []

    def make() -> Notes:
        entered.set()
        assert leave.wait(SECONDS)
        made.append(Notes(blocking=True))
        return made[-1]

    async def test() -> None:
        environment = notes(make=make)
        register(environment)
        try:
            # An environment may be named without its prefix, as everywhere.
            episodes = Episodes(["notes-plain-v1"])
            beginning = asyncio.create_task(episodes.create(environment.id, task="one"))
            await asyncio.to_thread(entered.wait, SECONDS)
            await episodes.close_all()
            leave.set()
            with pytest.raises(InfrastructureError, match="the server is ending"):
                await beginning
            assert len(episodes) == 0 and made[0].closed
        finally:
            unregister(environment.id)

    run(test())


@pytest.mark.parametrize("blocking", [False, True])
def test_what_the_agent_does_after_the_end_does_not_change_the_record(blocking: bool) -> None:
    async def test() -> None:
        environment = notes(make=lambda: Notes(blocking=blocking))
        register(environment)
        try:
            episodes = Episodes([environment.id])
            episode = (await episodes.create(environment.id, task="one")).episode
            note = ToolCall("note", {"text": "tea"})
            calls = [episode.call(note), episode.say("Noted."), episode.call(note)]
            await asyncio.gather(*calls, episode.say("More."), episode.score("Yet more."))
            record = episode.trajectory()
            assert record.stop_reason == "done" and record.score is not None
            assert record.score.passed and record.steps == 2
            assert [m["content"] for m in record.messages[2:]] == ["", "1 notes", "Noted."]
            await episodes.close_all()
        finally:
            unregister(environment.id)

    run(test())
