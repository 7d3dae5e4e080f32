"""A thousand episodes at once: each has tools and a state of its own."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from pydantic import JsonValue

from agentgym import Check, Environment, Goal, SolutionTurn, Task, Tool, ToolCall, ToolResult
from tests.mcp.serving.environments import NOTE, Notes
from tests.mcp.serving.http_server import Harness, served
from tests.mcp.serving.test_playing import run

ID = "agentgym/many-names-v1"
EPISODES = 1000
AT_ONCE = 16


class Named(Notes):
    """Notes whose one tool is called as the task says."""

    def __init__(self) -> None:
        super().__init__()
        self.tools = ()

    def reset(self, seed: int, initial: JsonValue = None) -> None:
        self.notes = []
        self.tools = (
            Tool(name=str(initial), description=f"For {initial} alone.", input_schema=NOTE),
        )

    def begin_turn(self, turn: int) -> None:
        """The tool stays."""

    def call(self, call: ToolCall) -> ToolResult:
        self.notes.append(str(call.arguments["text"]))
        return ToolResult(f"{call.name}: {', '.join(self.notes)}")


def named(count: int) -> Environment:
    def task(number: int) -> Task:
        calls = tuple(
            ToolCall(f"note_{number}", {"text": text}) for text in (f"mine {number}", "again")
        )
        return Task(
            id=str(number),
            environment=ID,
            kind="change",
            turns=("Note down who you are, and that again.",),
            initial=f"note_{number}",
            goal=Goal(checks=(Check(state=[f"mine {number}", "again"]),)),
            solution=(SolutionTurn(calls=calls, message="Done."),),
        )

    return Environment(ID, Named, map(task, range(count)))


@pytest.mark.slow
def test_a_thousand_live_episodes_do_not_mix() -> None:
    async def test() -> None:
        async with served(named(EPISODES), episodes=EPISODES) as harness:
            created = [await harness.create(ID, str(number)) for number in range(EPISODES)]
            assert len({episode["url"] for episode in created}) == EPISODES
            # All of them begin before any goes on, so that every call falls between others.
            await each(created, lambda n, e: first_call(harness, n, e))
            await each(created, lambda n, e: second_call(harness, n, e, created))
            _, listed = await harness.ask("GET", "/episodes")
            assert [(s["calls"], s["state"]) for s in listed] == [(3, "running")] * EPISODES
            for number in range(0, EPISODES, 50):
                scored = await harness.score(created[number], message="Done.")
                assert scored["score"]["passed"], (number, scored)

    run(test())


async def each(created: list[dict[str, Any]], work: Any) -> None:
    """Do something in every episode, many at once."""
    upcoming = iter(enumerate(created))

    async def worker() -> None:
        for number, episode in upcoming:
            await work(number, episode)

    await asyncio.gather(*(worker() for _ in range(AT_ONCE)))


async def first_call(harness: Harness, number: int, episode: dict[str, Any]) -> None:
    listed = (await harness.post(episode["url"], "tools/list")).json()["result"]["tools"]
    assert [tool["name"] for tool in listed] == [f"note_{number}", "reply_to_user"]
    arguments = {"text": f"mine {number}"}
    answer = await harness.post(
        episode["url"], "tools/call", {"name": f"note_{number}", "arguments": arguments}
    )
    assert answer.json()["result"]["content"][0]["text"] == f"note_{number}: mine {number}"


async def second_call(
    harness: Harness, number: int, episode: dict[str, Any], created: list[dict[str, Any]]
) -> None:
    # The tool of another episode is none here.
    other = f"note_{(number + 1) % len(created)}"
    stray = {"name": other, "arguments": {"text": "stolen"}}
    answer = await harness.post(episode["url"], "tools/call", stray)
    assert "no tool" in answer.json()["error"]["message"]
    mine = {"name": f"note_{number}", "arguments": {"text": "again"}}
    answer = await harness.post(episode["url"], "tools/call", mine)
    text = answer.json()["result"]["content"][0]["text"]
    assert text == f"note_{number}: mine {number}, again"
