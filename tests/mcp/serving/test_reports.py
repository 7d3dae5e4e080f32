"""What a toolset reports while a call runs, and what of it a client is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import httpx2
import mcp_types as types
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError

from agentgym import Environment, ToolResult
from agentgym.reporting import Reporter
from tests.mcp.serving.environments import Notes, ReportingNotes, notes
from tests.mcp.serving.http_server import LEGACY, REVISION, Harness, served
from tests.mcp.serving.test_playing import run, text_of


def reporting(**tools: Callable[[Reporter], ToolResult]) -> Environment:
    """Notes with tools that are given their reporter."""

    def make() -> Notes:
        made: list[ReportingNotes] = []

        def bound(tool: Callable[[Reporter], ToolResult]) -> Callable[[], ToolResult]:
            def call() -> ToolResult:
                assert made[0].reporter is not None
                return tool(made[0].reporter)

            return call

        made.append(ReportingNotes(more={name: bound(tool) for name, tool in tools.items()}))
        return made[0]

    return notes(make=make)


async def initialized(harness: Harness, url: str) -> httpx2.Response:
    """The answer to a client that begins a session."""
    start = {
        "protocolVersion": LEGACY,
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "0"},
    }
    return await harness.web.post(
        url,
        json={"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": start},
        headers={"Accept": "application/json, text/event-stream"},
    )


def test_log_lines_below_the_level_that_a_client_asked_for_are_not_sent() -> None:
    def talk(reporter: Reporter) -> ToolResult:
        reporter.log("info", "small")
        reporter.log("error", "great")
        return ToolResult("said")

    async def test() -> None:
        heard: asyncio.Queue[object] = asyncio.Queue()

        async def on_log(params: types.LoggingMessageNotificationParams) -> None:
            heard.put_nowait(params.data)

        async with served(reporting(talk=talk)) as harness:
            episode = await harness.create()
            async with Client(episode["url"], mode="legacy", logging_callback=on_log) as agent:
                assert text_of(await agent.call_tool("talk", {})) == "said"
                assert [await heard.get(), await heard.get()] == ["small", "great"]
                wanted = types.SetLevelRequestParams(level="error")
                await agent.session.send_request(
                    types.SetLevelRequest(params=wanted), types.EmptyResult
                )
                await agent.call_tool("talk", {})
                assert await heard.get() == "great"

    run(test())


def test_of_more_reports_than_can_be_sent_the_latest_are() -> None:
    def talk(reporter: Reporter) -> ToolResult:
        for number in range(1500):
            reporter.log("info", str(number))
        return ToolResult("said")

    async def test() -> None:
        heard: list[object] = []
        last = asyncio.Event()

        async def on_log(params: types.LoggingMessageNotificationParams) -> None:
            heard.append(params.data)
            if params.data == "1499":
                last.set()

        async with served(reporting(talk=talk)) as harness:
            episode = await harness.create()
            async with Client(episode["url"], mode="legacy", logging_callback=on_log) as agent:
                assert text_of(await agent.call_tool("talk", {})) == "said"
                await last.wait()
        # One of the thousand places is taken by the end of the call.
        assert heard == [str(number) for number in range(501, 1500)]

    run(test())


@pytest.mark.parametrize("mode", ["legacy", REVISION])
def test_a_call_fails_for_want_of_a_capability_only_where_it_cannot_do_without(mode: str) -> None:
    def without(reporter: Reporter) -> ToolResult:
        return ToolResult("did without" if not reporter.needs("sampling") else "has it")

    def never(reporter: Reporter) -> ToolResult:
        return ToolResult("needs sampling", is_error=not reporter.needs("sampling"))

    async def test() -> None:
        async with served(reporting(without=without, never=never)) as harness:
            episode = await harness.create()
            async with Client(episode["url"], mode=mode) as agent:
                assert text_of(await agent.call_tool("without", {})) == "did without"
                with pytest.raises(MCPError, match="needs sampling") as raised:
                    await agent.call_tool("never", {})
            assert raised.value.code == types.MISSING_REQUIRED_CLIENT_CAPABILITY
            assert raised.value.error.data == {"requiredCapabilities": {"sampling": {}}}

    run(test())


@pytest.mark.parametrize("reports", [True, False])
def test_only_where_there_are_reports_do_answers_come_as_events_with_ids(reports: bool) -> None:
    async def test() -> None:
        environment = reporting() if reports else notes()
        async with served(environment) as harness:
            episode = await harness.create()
            response = await initialized(harness, episode["url"])
            kind = "text/event-stream" if reports else "application/json"
            assert response.headers["content-type"].startswith(kind)
            # An id and a waiting time come first, so that a client can come back.
            assert ("id: 1" in response.text) is reports
            assert ("retry: 500" in response.text) is reports

    run(test())


@pytest.mark.parametrize("turns", [1, 2])
def test_only_where_a_user_may_speak_twice_are_changed_tools_to_be_expected(turns: int) -> None:
    async def test() -> None:
        whole = notes()
        tasks = [task for task in whole.tasks.values() if len(task.turns) <= turns]
        environment = Environment(whole.id, Notes, tasks)
        async with served(environment) as harness:
            episode = await harness.create(task="one")
            async with Client(episode["url"], mode="legacy") as agent:
                tools = agent.server_capabilities.tools
            assert tools is not None and tools.list_changed is (turns == 2)

    run(test())


def test_an_episode_has_sessions_for_many_clients_but_not_for_any_number() -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            episode, other = await harness.create(), await harness.create()
            statuses = [
                (await initialized(harness, episode["url"])).status_code for _ in range(257)
            ]
            assert statuses == [200] * 256 + [503]
            assert (await initialized(harness, other["url"])).status_code == 200

    run(test())
