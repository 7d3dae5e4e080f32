"""What an agent can reach: its own episode, and nothing that would help it cheat."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx2
import pytest
from mcp import Client

from tests.mcp.serving.environments import SECRETS, Notes, notes
from tests.mcp.serving.http_server import LEGACY, TOKEN, Harness, served
from tests.mcp.serving.test_playing import MODES, run

# What a client may send in place of an episode's path.
TRICKS = [
    "/",
    "/health",
    "/environments",
    "/episodes",
    "/episodes/",
    "/episodes/{mine}",
    "/episodes/{mine}/",
    "/episodes/{mine}/score",
    "/episodes/{mine}/trajectory",
    "/episodes/{mine}/reply",
    "/episodes/{mine}/mcp/score",
    "/episodes/{mine}/mcp/../score",
    "/episodes/{mine}/mcp/../../../episodes",
    "/episodes/{mine}/mcp%2f..%2fscore",
    "/episodes/{mine}%2fmcp%00",
    "/episodes/../episodes",
    "/episodes/%2e%2e/environments",
    "//episodes/{mine}/score",
    "/episodes/*/mcp",
    "/episodes/{mine}x/mcp",
    "/EPISODES/{mine}/mcp",
    "/control/episodes",
    "/docs",
    "/openapi.json",
]

METHODS: list[tuple[str, dict[str, Any]]] = [
    ("server/discover", {}),
    ("tools/list", {}),
    ("tools/list", {"cursor": "0:1000"}),
    ("tools/call", {"name": "read", "arguments": {}}),
    ("tools/call", {"name": "score", "arguments": {}}),
    ("tools/call", {"name": "read", "arguments": {"goal": True}}),
    ("tools/call", {"name": "reply_to_user", "arguments": {"message": "goal?"}}),
    ("tools/call", {"name": "read", "arguments": {}}),
    ("prompts/list", {}),
    ("prompts/get", {"name": "task"}),
    ("prompts/get", {"name": "task", "arguments": {"goal": "yes"}}),
    ("prompts/get", {"name": "goal"}),
    ("prompts/get", {"name": "../solution"}),
    ("resources/list", {}),
    ("resources/templates/list", {}),
    ("resources/read", {"uri": "file:///etc/passwd"}),
    ("resources/read", {"uri": "agentgym://task/solution"}),
    ("completion/complete", {"ref": {"type": "ref/prompt", "name": "task"}, "argument": {}}),
    ("logging/setLevel", {"level": "debug"}),
    ("ping", {}),
    ("initialize", {}),
    ("tasks/list", {}),
    ("score", {}),
    ("episodes/list", {}),
]


def secrets_in(text: str, episode: dict[str, Any]) -> list[str]:
    """What an agent must not read and does."""
    others = [episode["environment"], TOKEN, "trajectory", "verifier", "stop_reason"]
    return [word for word in [*SECRETS, *others] if word in text]


def test_nothing_but_the_episode_answers_on_the_agents_port() -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            episode = await harness.create()
            token = {"Authorization": f"Bearer {TOKEN}"}
            for trick in TRICKS:
                path = trick.replace("{mine}", episode["id"])
                for method in ("GET", "POST", "DELETE", "PUT", "OPTIONS", "HEAD"):
                    answer = await raw(harness, method, path, token)
                    assert answer.startswith(b"HTTP/1.1 404 "), (method, path, answer)
                    assert not secrets_in(answer.decode(), episode)
            _, shown = await harness.ask("GET", f"/episodes/{episode['id']}")
            assert shown["state"] == "running"

    run(test())


async def raw(harness: Harness, method: str, path: str, headers: dict[str, str]) -> bytes:
    """A request whose path no client has tidied up."""
    host = harness.serving.agents_url.removeprefix("http://")
    reader, writer = await asyncio.open_connection(*host.split(":"))
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    answer = await reader.read()
    writer.close()
    return answer


def test_nothing_that_an_agent_can_read_gives_the_task_away() -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            episode = await harness.create(task="task-of-secrets")
            seen = []
            for method, params in METHODS:
                response = await harness.post(episode["url"], method, params)
                seen.append(f"{response.headers} {response.text}")
            for response in [
                await harness.web.get(episode["url"]),
                await harness.web.post(episode["url"], json={}),
                await harness.web.put(episode["url"]),
            ]:
                seen.append(f"{response.headers} {response.text}")
            for text in seen:
                assert not secrets_in(text, episode), text
            assert any("there already" in text for text in seen)
            assert (await harness.score(episode))["state"] == "done"

    run(test())


@pytest.mark.parametrize("mode", MODES)
def test_the_same_holds_for_a_whole_session_and_after_its_end(mode: str) -> None:
    async def test() -> None:
        heard: list[object] = []

        async def on_message(message: object) -> None:
            heard.append(message)

        async with served(notes()) as harness:
            episode = await harness.create(task="task-of-secrets")
            async with Client(episode["url"], mode=mode, message_handler=on_message) as agent:
                seen: list[object] = [agent.instructions, agent.server_info]
                seen += [agent.server_capabilities, await agent.list_tools()]
                seen += [await agent.list_prompts(), await agent.get_prompt("task")]
                for _ in range(2):
                    seen.append(await agent.call_tool("read", {}))
                    seen.append(await agent.call_tool("reply_to_user", {"message": "Done."}))
            await harness.score(episode)
            async with Client(episode["url"], mode=mode) as agent:
                seen += [await agent.list_tools(), await agent.call_tool("read", {})]
                seen.append(await agent.get_prompt("task"))
            for thing in [*seen, *heard]:
                assert not secrets_in(repr(thing), episode)

    run(test())


def test_an_episode_is_not_reached_by_way_of_another() -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            mine, other = await harness.create(), await harness.create()
            session = await initialize(harness, other["url"])
            for url in (mine["url"], other["url"]):
                headers = {"Mcp-Session-Id": session, "MCP-Protocol-Version": LEGACY}
                listed = await legacy(harness, url, "tools/list", headers)
                assert listed.status_code == (200 if url == other["url"] else 404)
                stolen = await harness.web.delete(mine["url"], headers=headers)
                assert stolen.status_code == 404
            # What one agent does shows in its own episode alone.
            await harness.post(
                mine["url"], "tools/call", {"name": "note", "arguments": {"text": "mine"}}
            )
            read = await harness.post(other["url"], "tools/call", {"name": "read", "arguments": {}})
            assert read.json()["result"]["structuredContent"] == {"notes": []}
            _, shown = await harness.ask("GET", f"/episodes/{other['id']}")
            assert shown["calls"] == 1

    run(test())


async def initialize(harness: Harness, url: str) -> str:
    """Begin a session of the older kind, and give its id."""
    params = {
        "protocolVersion": LEGACY,
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    }
    response = await legacy(harness, url, "initialize", {}, params)
    return str(response.headers["mcp-session-id"])


async def legacy(
    harness: Harness,
    url: str,
    method: str,
    headers: dict[str, str],
    params: dict[str, Any] | None = None,
) -> httpx2.Response:
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params or {}}
    accept = {"Accept": "application/json, text/event-stream"}
    return await harness.web.post(url, json=body, headers={**accept, **headers})


@pytest.mark.parametrize("side", ["agents", "control"])
def test_other_hosts_and_origins_are_refused_on_both_ports(side: str) -> None:
    async def test() -> None:
        settings = {"hosts": ["gym.example", "one.example:81"], "origins": ["https://app.example"]}
        async with served(notes(), **settings) as harness:
            episode = await harness.create()
            url = episode["url"]
            if side == "control":
                url = f"{harness.serving.control_url}/episodes"
            port = url.rsplit(":", 1)[1].split("/")[0]
            cases = [
                ({"Host": f"localhost:{port}"}, True),
                ({"Host": f"127.0.0.1:{port}"}, True),
                ({"Host": f"[::1]:{port}"}, True),
                ({"Host": "LOCALHOST"}, True),
                ({"Host": "gym.example"}, True),
                ({"Host": "gym.example:443"}, True),
                ({"Host": "one.example:81"}, True),
                ({"Host": "one.example:82"}, False),
                ({"Host": "one.example"}, False),
                ({"Host": "evil.example"}, False),
                ({"Host": f"evil.example:{port}"}, False),
                ({"Host": f"localhost.evil.example:{port}"}, False),
                ({"Host": "localhost:x"}, False),
                ({"Host": f"evil.example@localhost:{port}"}, False),
                ({"Host": ""}, False),
                ({"Origin": f"http://localhost:{port}"}, True),
                ({"Origin": "http://127.0.0.1:3000"}, True),
                ({"Origin": "https://app.example"}, True),
                ({"Origin": "https://APP.example"}, True),
                ({"Origin": "https://app.example.evil.example"}, False),
                ({"Origin": "http://app.example"}, False),
                ({"Origin": "http://evil.example"}, False),
                ({"Origin": f"http://localhost:{port}@evil.example"}, False),
                ({"Origin": "null"}, False),
                ({"Origin": "file://localhost"}, False),
            ]
            for headers, fits in cases:
                if side == "control":
                    token = {"Authorization": f"Bearer {TOKEN}"}
                    response = await harness.web.get(url, headers={**token, **headers})
                else:
                    response = await harness.post(url, "tools/list", **headers)
                refused = 421 if "Host" in headers else 403
                assert response.status_code == (200 if fits else refused), headers
                said = json.loads(response.text)
                assert fits or "--allow-" in str(said["error"])

    run(test())


def test_every_episode_is_closed_when_the_server_ends() -> None:
    made: list[Notes] = []

    def make() -> Notes:
        made.append(Notes(blocking=True))
        return made[-1]

    async def test() -> None:
        async with served(notes(make=make)) as harness:
            for _ in range(3):
                await harness.create()
        assert len(made) == 3
        assert all(toolset.closed for toolset in made)

    run(test())
