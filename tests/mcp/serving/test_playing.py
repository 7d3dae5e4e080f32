"""An agent that knows nothing but MCP plays an episode, in every revision."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import mcp_types as types
import orjson
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError

from agentgym import Environment, ToolEnv, ToolResult, load
from agentgym.errors import InfrastructureError
from agentgym.rollout import Replay, rollout
from tests.mcp.serving.environments import Gatekeeper, Notes, ReportingNotes, notes
from tests.mcp.serving.http_server import REVISION, served

MODES = ["legacy", REVISION]
both_eras = pytest.mark.parametrize("mode", MODES)


def run(test: Coroutine[Any, Any, None]) -> None:
    async def limited() -> None:
        async with asyncio.timeout(60):
            await test

    asyncio.run(limited())


def text_of(result: types.CallToolResult) -> str:
    block = result.content[0]
    assert isinstance(block, types.TextContent)
    return block.text


@asynccontextmanager
async def listening(url: str, mode: str, heard: asyncio.Event) -> AsyncIterator[Client]:
    """A client that hears of changed tools, in the way of its revision."""

    async def on_message(message: object) -> None:
        if isinstance(message, types.ToolListChangedNotification):
            heard.set()

    async with Client(url, mode=mode, message_handler=on_message) as agent:
        if mode == "legacy":
            yield agent
            return
        async with agent.listen(tools_list_changed=True) as changes:

            async def hear() -> None:
                async for _ in changes:
                    heard.set()

            hearing = asyncio.create_task(hear())
            yield agent
            hearing.cancel()


def with_tool(**tools: Any) -> Environment:
    return notes(make=lambda: Notes(more=tools))


@both_eras
def test_an_agent_plays_and_the_harness_reads_the_score(mode: str) -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            episode = await harness.create(task="one", seed=3)
            async with Client(episode["url"], mode=mode) as agent:
                assert text_of(await agent.call_tool("note", {"text": "tea"})) == "1 notes"
                said = await agent.call_tool("reply_to_user", {"message": "Noted."})
            assert text_of(said) == "The conversation is over; there is nothing more to do."
            assert not said.is_error
            scored = await harness.score(episode)
            assert scored["state"] == "done"
            assert scored["score"]["passed"]

    run(test())


@both_eras
def test_the_user_speaks_again_in_the_result_of_a_reply(mode: str) -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            episode = await harness.create(task="two")
            async with Client(episode["url"], mode=mode) as agent:
                await agent.call_tool("note", {"text": "tea"})
                said = await agent.call_tool("reply_to_user", {"message": "Noted."})
                assert text_of(said) == "The user says:\nAnd now: milk."
                await agent.call_tool("note", {"text": "milk"})
                await agent.call_tool("reply_to_user", {"message": "Noted."})
            assert (await harness.score(episode))["score"]["passed"]

    run(test())


@both_eras
def test_tools_are_listed_as_they_are_and_one_of_the_gym_after_them(mode: str) -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            episode = await harness.create()
            async with Client(episode["url"], mode=mode) as agent:
                tools = (await agent.list_tools()).tools
                assert tools == (await agent.list_tools()).tools
            assert [tool.name for tool in tools] == ["note", "read", "reply_to_user"]
            assert episode["tools"] == 3
            wanted = Notes().tools[1]
            assert tools[1].input_schema == wanted.input_schema
            assert tools[1].output_schema == wanted.output_schema
            assert tools[1].annotations is not None and tools[1].annotations.read_only_hint
            assert tools[0].annotations is not None and not tools[0].annotations.read_only_hint

    run(test())


@both_eras
def test_wrong_calls_are_answered_and_recorded(mode: str) -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            episode = await harness.create()
            async with Client(episode["url"], mode=mode) as agent:
                wrong = await agent.call_tool("note", {"words": "tea"})
                assert wrong.is_error and "argument 'text' is missing" in text_of(wrong)
                with pytest.raises(
                    MCPError, match=r"no tool 'nota'\. Did you mean 'note'\?"
                ) as raised:
                    await agent.call_tool("nota", {"text": "tea"})
                assert raised.value.code == types.INVALID_PARAMS
                wrong = await agent.call_tool("reply_to_user", {"words": "tea"})
                assert wrong.is_error and "argument 'message' is missing" in text_of(wrong)
            await harness.score(episode)
            _, record = await harness.ask("GET", f"/episodes/{episode['id']}/trajectory")
        assert (record["calls"], record["errors"]) == (2, 2)

    run(test())


@both_eras
def test_once_the_episode_is_over_every_call_says_so(mode: str) -> None:
    async def test() -> None:
        async with served(notes(steps=2)) as harness:
            for ending in ("done", "limit"):
                episode = await harness.create()
                async with Client(episode["url"], mode=mode) as agent:
                    await agent.call_tool("note", {"text": "tea"})
                    if ending == "done":
                        await agent.call_tool("reply_to_user", {"message": "Noted."})
                    else:
                        await agent.call_tool("note", {"text": "tea"})
                    for name, arguments in [
                        ("note", {"text": "x"}),
                        ("reply_to_user", {"message": "x"}),
                        ("no_such_tool", {}),
                    ]:
                        after = await agent.call_tool(name, arguments)
                        assert after.is_error
                        assert text_of(after).startswith("the episode is over")
                    assert len((await agent.list_tools()).tools) == 3
                scored = await harness.score(episode)
                assert scored["state"] == ending
                _, record = await harness.ask("GET", f"/episodes/{episode['id']}/trajectory")
                assert record["steps"] == 2

    run(test())


@both_eras
def test_instructions_and_prompt_say_what_is_wanted(mode: str) -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            episode = await harness.create()
            assert episode["instruction"] == "Note down: tea."
            assert episode["system_prompt"] == "You keep notes."
            async with Client(episode["url"], mode=mode) as agent:
                assert [p.name for p in (await agent.list_prompts()).prompts] == ["task"]
                message = (await agent.get_prompt("task")).messages[0]
                assert isinstance(message.content, types.TextContent)
                words = message.content.text
                with pytest.raises(MCPError, match="the only one is 'task'"):
                    await agent.get_prompt("../goal")
                if mode == "legacy":
                    assert agent.instructions == words
            for part in ("You keep notes.", "Note down: tea.", "reply_to_user"):
                assert part in words

    run(test())


@both_eras
def test_replies_can_go_by_the_control_plane(mode: str) -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            episode = await harness.create(task="two", replies="control")
            path = f"/episodes/{episode['id']}/reply"
            async with Client(episode["url"], mode=mode) as agent:
                names = [tool.name for tool in (await agent.list_tools()).tools]
                assert names == ["note", "read"]
                told = (await agent.get_prompt("task")).messages[0].content
                assert isinstance(told, types.TextContent)
                assert told.text == "You keep notes.\n\nThe user says:\nNote down: tea."
                await agent.call_tool("note", {"text": "tea"})
                answer = (200, {"said": "And now: milk.", "state": "running"})
                assert await harness.ask("POST", path, {"message": "Noted."}) == answer
                await agent.call_tool("note", {"text": "milk"})
                answer = (200, {"said": None, "state": "done"})
                assert await harness.ask("POST", path, {"message": "Noted."}) == answer
                status, said = await harness.ask("POST", path, {"message": "Noted."})
                assert status == 409 and "over" in said["error"]
            assert (await harness.score(episode))["score"]["passed"]

    run(test())


def test_an_environment_with_a_tool_of_that_name_needs_the_control_plane() -> None:
    async def test() -> None:
        async with served(with_tool(reply_to_user=lambda: ToolResult("mine"))) as harness:
            wanted = {"environment": "notes-plain-v1", "task": "one"}
            status, said = await harness.ask("POST", "/episodes", wanted)
            assert status == 409
            assert "has a tool 'reply_to_user' of its own" in said["error"]
            episode = await harness.create(replies="control")
            async with Client(episode["url"]) as agent:
                assert text_of(await agent.call_tool("reply_to_user", {})) == "mine"

    run(test())


@both_eras
def test_a_turn_that_changes_the_tools_is_announced_on_the_episodes_own_stream(mode: str) -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            mine, other = await harness.create(task="two"), await harness.create(task="two")
            heard: dict[str, asyncio.Event] = {"mine": asyncio.Event(), "other": asyncio.Event()}
            async with (
                listening(mine["url"], mode, heard["mine"]) as agent,
                listening(other["url"], mode, heard["other"]),
            ):
                assert len((await agent.list_tools()).tools) == 3
                _, shown = await harness.ask("GET", f"/episodes/{mine['id']}")
                # Listening alone does not keep it from expiring.
                assert shown["expires_in"] < mine["expires_in"]
                await agent.call_tool("reply_to_user", {"message": "Noted."})
                await heard["mine"].wait()
                names = [tool.name for tool in (await agent.list_tools()).tools]
                assert names == ["note", "read", "late", "reply_to_user"]
                assert text_of(await agent.call_tool("late", {})) == "better than never"
            assert not heard["other"].is_set()

    run(test())


@both_eras
def test_structure_and_attachments_travel_beside_the_text(mode: str) -> None:
    image = {"type": "image", "data": "AAAA", "mimeType": "image/png"}
    environment = with_tool(
        shown=lambda: ToolResult("a picture", attachments=(image,)),
        only=lambda: ToolResult("", attachments=(image,)),
        listed=lambda: ToolResult("1, 2", structured=[1, 2]),
        object=lambda: ToolResult('{"a": 1}'),
        nothing=lambda: ToolResult(""),
    )

    async def test() -> None:
        async with served(environment) as harness:
            episode = await harness.create()
            async with Client(episode["url"], mode=mode) as agent:
                shown = await agent.call_tool("shown", {})
                assert [block.type for block in shown.content] == ["text", "image"]
                only = await agent.call_tool("only", {})
                assert [block.type for block in only.content] == ["image"]
                listed = await agent.call_tool("listed", {})
                assert listed.structured_content == (None if mode == "legacy" else [1, 2])
                assert (await agent.call_tool("object", {})).structured_content == {"a": 1}
                assert text_of(await agent.call_tool("nothing", {})) == ""

    run(test())


@both_eras
def test_a_fault_of_the_machine_ends_the_episode_and_says_nothing_of_it(mode: str) -> None:
    def broken() -> ToolResult:
        raise InfrastructureError("the disk at /secret/place is full")

    def worse() -> ToolResult:
        raise ZeroDivisionError("in /secret/place")

    async def test() -> None:
        async with served(with_tool(broken=broken, worse=worse)) as harness:
            for name in ("broken", "worse"):
                episode = await harness.create()
                async with Client(episode["url"], mode=mode) as agent:
                    with pytest.raises(MCPError) as raised:
                        await agent.call_tool(name, {})
                    assert raised.value.code == types.INTERNAL_ERROR
                    assert "secret" not in str(raised.value)
                    after = await agent.call_tool("note", {"text": "tea"})
                    assert after.is_error and "the environment failed" in text_of(after)
                scored = await harness.score(episode)
                assert scored["state"] == "infrastructure"
                assert scored["score"] is None
                assert "/secret/place" in scored["fault"]

    run(test())


@both_eras
def test_reports_come_while_the_call_runs(mode: str) -> None:
    gate = Gatekeeper()
    made: list[ReportingNotes] = []

    def reporting() -> ToolResult:
        reporter = made[-1].reporter
        assert reporter is not None
        reporter.progress(1, 2, "half of it")
        reporter.log("warning", "not yet there")
        result = gate()
        reporter.progress(2, 2)
        return result

    def make() -> Notes:
        made.append(ReportingNotes(blocking=True, more={"reporting": reporting}))
        return made[-1]

    async def test() -> None:
        heard: list[tuple[float, float | None, str | None]] = []

        async def on_progress(done: float, total: float | None, message: str | None) -> None:
            heard.append((done, total, message))
            # Only now may the call go on: what was reported came before it was over.
            gate.leave.release()

        async with served(notes(make=make)) as harness:
            episode = await harness.create()
            async with Client(episode["url"], mode=mode) as agent:
                result = await agent.call_tool("reporting", {}, progress_callback=on_progress)
            assert text_of(result) == "went through"
            assert heard == [(1, 2, "half of it"), (2, 2, None)]

    run(test())


def test_calls_of_one_episode_run_in_order_and_those_of_others_do_not_wait() -> None:
    gate = Gatekeeper()

    async def test() -> None:
        environment = notes(make=lambda: Notes(blocking=True, more={"gate": gate}))
        async with served(environment) as harness:
            slow, quick = await harness.create(), await harness.create()
            async with Client(slow["url"]) as agent, Client(quick["url"]) as other:
                passing = asyncio.create_task(agent.call_tool("gate", {}))
                await asyncio.to_thread(gate.entered.acquire)
                waiting = [
                    asyncio.create_task(agent.call_tool("note", {"text": f"{n}"})) for n in range(5)
                ]
                for n in range(5):
                    await other.call_tool("note", {"text": f"{n}"})
                assert not passing.done()
                assert not any(task.done() for task in waiting)
                gate.leave.release()
                assert text_of(await passing) == "went through"
                results = [text_of(await task) for task in waiting]
                assert results == [f"{n + 1} notes" for n in range(5)]

    run(test())


@both_eras
def test_the_shop_is_played_from_its_certified_solution(mode: str) -> None:
    async def test() -> None:
        shop = load("shop-returns-v1")
        task = next(iter(shop.tasks.values()))
        async with served(shop.id) as harness:
            episode = await harness.create(shop.id, task.id)
            async with Client(episode["url"], mode=mode) as agent:
                for turn in task.solution:
                    for call in turn.calls:
                        result = await agent.call_tool(call.name, call.arguments)
                        assert not result.is_error
                    await agent.call_tool("reply_to_user", {"message": turn.message})
            scored = await harness.score(episode)
            assert scored["score"] == {
                "reward": 1.0,
                "passed": True,
                "parts": scored["score"]["parts"],
                "reason": "",
            }

    run(test())


@both_eras
def test_the_record_is_the_line_that_a_rollout_of_the_same_actions_leaves(mode: str) -> None:
    async def test() -> None:
        shop = load("shop-returns-v1")
        task = next(iter(shop.tasks.values()))
        async with served(shop.id) as harness:
            episode = await harness.create(shop.id, task.id, seed=5)
            async with Client(episode["url"], mode=mode) as agent:
                for turn in task.solution:
                    for call in turn.calls:
                        await agent.call_tool(call.name, call.arguments)
                    await agent.call_tool("reply_to_user", {"message": turn.message})
            await harness.score(episode)
            _, record = await harness.ask("GET", f"/episodes/{episode['id']}/trajectory")
        env = ToolEnv(shop)
        direct = await rollout(env, Replay(), task=task.id, seed=5)
        env.close()
        assert record == orjson.loads(direct.line()) | {"policy": "mcp"}

    run(test())
