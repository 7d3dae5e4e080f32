"""What a client gets wrong is answered in the protocol's words, and harms nobody else."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import mcp_types as types
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp_types.version import HANDSHAKE_PROTOCOL_VERSIONS

from agentgym import Tool, ToolCall, ToolResult
from agentgym.mcp.serving.episodes import Episodes
from tests.mcp.serving.environments import NOTHING, Gatekeeper, Notes, ReportingNotes, notes
from tests.mcp.serving.http_server import ENVELOPE, LEGACY, REVISION, Harness, served
from tests.mcp.serving.test_fence import initialize, legacy
from tests.mcp.serving.test_playing import MODES, run, text_of

ACCEPT = {"Accept": "application/json, text/event-stream"}


async def still_plays(harness: Harness, episode: dict[str, Any]) -> None:
    """The episode goes on as if nothing had been."""
    response = await harness.post(episode["url"], "tools/call", {"name": "read", "arguments": {}})
    assert response.json()["result"]["structuredContent"] == {"notes": []}


def test_a_revision_that_is_not_served_is_refused_with_those_that_are() -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            episode = await harness.create()
            meta = {**ENVELOPE, "io.modelcontextprotocol/protocolVersion": "2031-01-01"}
            response = await harness.web.post(
                episode["url"],
                json={"jsonrpc": "2.0", "id": 3, "method": "tools/list", "params": {"_meta": meta}},
                headers={
                    **ACCEPT,
                    "MCP-Protocol-Version": "2031-01-01",
                    "Mcp-Method": "tools/list",
                },
            )
            assert response.status_code == 400
            error = response.json()["error"]
            assert error["code"] == types.UNSUPPORTED_PROTOCOL_VERSION
            assert error["data"] == {"supported": [REVISION], "requested": "2031-01-01"}
            # The handshake settles on a revision that both know.
            await initialize(harness, episode["url"])
            params = {"protocolVersion": "1999-01-01", "capabilities": {}, "clientInfo": {}}
            params["clientInfo"] = {"name": "test", "version": "1"}
            settled = await legacy(harness, episode["url"], "initialize", {}, params)
            assert settled.json()["result"]["protocolVersion"] == LEGACY
            await still_plays(harness, episode)

    run(test())


def test_every_revision_of_the_handshake_is_spoken() -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            url = (await harness.create())["url"]
            for revision in HANDSHAKE_PROTOCOL_VERSIONS:
                params = {
                    "protocolVersion": revision,
                    "capabilities": {},
                    "clientInfo": {"name": "test", "version": "1"},
                }
                begun = await legacy(harness, url, "initialize", {}, params)
                assert begun.json()["result"]["protocolVersion"] == revision
                headers = {
                    "Mcp-Session-Id": begun.headers["mcp-session-id"],
                    "MCP-Protocol-Version": revision,
                }
                listed = await legacy(harness, url, "tools/list", headers)
                names = [tool["name"] for tool in listed.json()["result"]["tools"]]
                assert names == ["note", "read", "reply_to_user"]

    run(test())


MALFORMED = [
    (b"{", types.PARSE_ERROR),
    (b"", types.PARSE_ERROR),
    (b"\xff\xfe", types.PARSE_ERROR),
    (b"[" * 100_000, types.PARSE_ERROR),
    (b"[]", types.INVALID_REQUEST),
    (b"7", types.INVALID_REQUEST),
    (b'{"jsonrpc": "1.0", "id": 1, "method": "tools/list"}', types.INVALID_REQUEST),
    (b'{"jsonrpc": "2.0", "id": {}, "method": "tools/list"}', types.INVALID_REQUEST),
    (b'{"jsonrpc": "2.0", "id": 1, "method": 7}', types.INVALID_REQUEST),
]


@pytest.mark.parametrize(("body", "code"), MALFORMED)
def test_what_is_no_json_rpc_is_refused(body: bytes, code: int) -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            episode = await harness.create()
            headers = {**ACCEPT, "Content-Type": "application/json"}
            newest = {"MCP-Protocol-Version": REVISION, "Mcp-Method": "tools/list"}
            response = await harness.web.post(
                episode["url"], content=body, headers={**headers, **newest}
            )
            assert response.status_code == 400
            assert response.json()["error"]["code"] == code
            # Without a revision it is one of the older kind, and refused by their rules.
            response = await harness.web.post(episode["url"], content=body, headers=headers)
            assert response.status_code == 400
            assert response.json()["error"]["code"] < 0
            await still_plays(harness, episode)

    run(test())


def test_a_body_that_is_too_long_is_refused() -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            episode = await harness.create()
            long = {"name": "note", "arguments": {"text": "x" * (5 << 20)}}
            response = await harness.post(episode["url"], "tools/call", long)
            assert response.status_code == 413
            await still_plays(harness, episode)

    run(test())


def test_other_methods_types_and_unwanted_answers_are_refused() -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            url = (await harness.create())["url"]
            wrong = [
                ({"Accept": "text/html"}, 406),
                ({"Content-Type": "text/plain"}, 400),
                ({"Mcp-Method": "tools/call"}, 400),
            ]
            for headers, status in wrong:
                response = await harness.post(url, "tools/list", **headers)
                assert response.status_code == status, headers
            assert (await harness.web.put(url)).status_code in (405, 400)

    run(test())


@pytest.mark.parametrize("kind", [Notes, ReportingNotes])
@pytest.mark.parametrize("mode", MODES)
def test_a_client_that_leaves_in_the_middle_of_a_call_harms_nothing(
    mode: str, kind: type[Notes]
) -> None:
    gate = Gatekeeper()

    async def test() -> None:
        environment = notes(make=lambda: kind(blocking=True, more={"gate": gate}))
        async with served(environment) as harness:
            episode = await harness.create()
            leaving = asyncio.create_task(call_and_wait(episode["url"], mode))
            await asyncio.to_thread(gate.entered.acquire)
            leaving.cancel()
            await asyncio.wait([leaving])
            async with Client(episode["url"], mode=mode) as agent:
                waiting = asyncio.create_task(agent.call_tool("note", {"text": "tea"}))
                gate.leave.release()
                # What was begun has run to its end, before what came after it.
                assert text_of(await waiting) == "1 notes"
                assert gate.done == 1
                await agent.call_tool("reply_to_user", {"message": "Noted."})
            assert (await harness.score(episode))["score"]["passed"]
            _, record = await harness.ask("GET", f"/episodes/{episode['id']}/trajectory")
            assert [m["content"] for m in record["messages"] if m["role"] == "tool"] == [
                "went through",
                "1 notes",
            ]

    async def call_and_wait(url: str, mode: str) -> None:
        async with Client(url, mode=mode) as agent:
            await agent.call_tool("gate", {})

    run(test())


def test_a_connection_that_breaks_in_the_middle_of_a_call_harms_nothing() -> None:
    gate = Gatekeeper()

    async def test() -> None:
        environment = notes(make=lambda: Notes(blocking=True, more={"gate": gate}))
        async with served(environment) as harness:
            episode = await harness.create()
            host, _, path = episode["url"].removeprefix("http://").partition("/")
            _, writer = await asyncio.open_connection(*host.split(":"))
            params = {"name": "gate", "arguments": {}, "_meta": ENVELOPE}
            body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params})
            head = [
                f"POST /{path} HTTP/1.1",
                f"Host: {host}",
                "Content-Type: application/json",
                "Accept: application/json, text/event-stream",
                f"MCP-Protocol-Version: {REVISION}",
                "Mcp-Method: tools/call",
                "Mcp-Name: gate",
                f"Content-Length: {len(body)}",
            ]
            writer.write(("\r\n".join(head) + "\r\n\r\n" + body).encode())
            await asyncio.to_thread(gate.entered.acquire)
            writer.transport.abort()
            gate.leave.release()
            await still_plays(harness, episode)
            assert gate.done == 1

    run(test())


@pytest.mark.parametrize("mode", MODES)
def test_ten_thousand_tools_are_served_in_pages(mode: str) -> None:
    count = 10_000

    class Many(Notes):
        def __init__(self) -> None:
            super().__init__()
            self.tools = tuple(
                Tool(name=f"tool_{n}", description="One of many.", input_schema=NOTHING)
                for n in range(count)
            )

        def begin_turn(self, turn: int) -> None:
            """The tools stay."""

        def call(self, call: Any) -> ToolResult:
            return ToolResult(call.name)

    async def test() -> None:
        async with served(notes(make=Many)) as harness:
            episode = await harness.create()
            assert episode["tools"] == count + 1
            async with Client(episode["url"], mode=mode) as agent:
                names, cursor = [], None
                while True:
                    page = await agent.list_tools(cursor=cursor)
                    names += [tool.name for tool in page.tools]
                    cursor = page.next_cursor
                    if cursor is None:
                        break
                assert names == [*(f"tool_{n}" for n in range(count)), "reply_to_user"]
                assert text_of(await agent.call_tool("tool_9999", {})) == "tool_9999"
                for wrong in ("0:1", "0:999999", "1:1000", "x", "0:-1000", "0:\u0661000"):
                    with pytest.raises(MCPError, match="cursor is of no page"):
                        await agent.list_tools(cursor=wrong)

    run(test())


def test_an_episode_that_is_not_there_or_not_yet_is_told_in_json_rpc() -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            episode = await harness.create()
            for strange in ("A" * 32, episode["id"][:-1] + "!", episode["id"].swapcase()):
                url = episode["url"].replace(episode["id"], strange)
                response = await harness.post(url, "tools/list")
                assert response.status_code == 404
                error = response.json()
                assert error["jsonrpc"] == "2.0" and error["error"]["code"] < 0

    run(test())


@pytest.mark.parametrize("mode", MODES)
def test_a_tool_that_a_reply_brings_may_be_called_while_that_is_under_way(mode: str) -> None:
    gate = Gatekeeper()

    class Slow(Notes):
        def begin_turn(self, turn: int) -> None:
            if turn:
                gate()
            super().begin_turn(turn)

    async def test() -> None:
        async with served(notes(make=lambda: Slow(blocking=True))) as harness:
            episode = await harness.create(task="two")
            async with Client(episode["url"], mode=mode) as agent:
                await agent.list_tools()
                reply = asyncio.create_task(agent.call_tool("reply_to_user", {"message": "Noted."}))
                await asyncio.to_thread(gate.entered.acquire)
                late = asyncio.create_task(agent.call_tool("late", {}))
                for _ in range(5):
                    # Time for the call to arrive, while the tool is not there yet.
                    await agent.get_prompt("task")
                gate.leave.release()
                assert text_of(await reply) == "The user says:\nAnd now: milk."
                assert text_of(await late) == "better than never"

    run(test())


def test_too_many_calls_at_once_are_refused_without_harm() -> None:
    gate = Gatekeeper()

    async def test() -> None:
        environment = notes(make=lambda: Notes(blocking=True, more={"gate": gate}))
        async with served(environment, episodes=1):
            episodes = Episodes([environment.id])
            episode = (await episodes.create(environment.id, task="one")).episode
            passing = asyncio.create_task(episode.call(ToolCall("gate", {})))
            await asyncio.to_thread(gate.entered.acquire)
            calls = [asyncio.create_task(episode.call(ToolCall("read", {}))) for _ in range(300)]
            done, waiting = await asyncio.wait(calls, return_when=asyncio.FIRST_COMPLETED)
            assert all("waiting already" in task.result().content for task in done)
            assert len(waiting) == 255
            gate.leave.release()
            assert (await passing).content == "went through"
            answers = [await task for task in waiting]
            # The episode's own limit of steps cuts it off after these.
            assert sum(not answer.is_error for answer in answers) == 39
            await episodes.close_all()

    run(test())
