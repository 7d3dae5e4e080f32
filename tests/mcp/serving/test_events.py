"""What is kept of the streams of an episode for clients that come back."""

from __future__ import annotations

import asyncio

from mcp.server.streamable_http import EventMessage
from mcp_types import JSONRPCNotification

from agentgym.mcp.serving.events import RecentEvents


def notice(name: str) -> JSONRPCNotification:
    return JSONRPCNotification(jsonrpc="2.0", method=name)


async def replayed(events: RecentEvents, after: str) -> tuple[str | None, list[str]]:
    """Which stream is taken up after an event, and what is sent again."""
    heard: list[str] = []

    async def hear(event: EventMessage) -> None:
        assert isinstance(event.message, JSONRPCNotification)
        heard.append(event.message.method)

    return await events.replay_events_after(after, hear), heard


def test_what_followed_an_event_on_its_own_stream_is_sent_again() -> None:
    async def test() -> None:
        events = RecentEvents()
        begun = await events.store_event("a", None)
        first = await events.store_event("a", notice("one"))
        await events.store_event("b", notice("of another"))
        last = await events.store_event("a", notice("two"))
        assert await replayed(events, begun) == ("a", ["one", "two"])
        assert await replayed(events, first) == ("a", ["two"])
        assert await replayed(events, last) == ("a", [])
        assert await replayed(events, "of no stream") == (None, [])

    asyncio.run(test())


def test_of_many_events_the_latest_are_kept() -> None:
    async def test() -> None:
        events = RecentEvents()
        ids = [await events.store_event("a", notice(str(n))) for n in range(1000)]
        assert await replayed(events, ids[0]) == (None, [])
        assert await replayed(events, ids[743]) == (None, [])
        stream, again = await replayed(events, ids[744])
        assert stream == "a" and again == [str(n) for n in range(745, 1000)]

    asyncio.run(test())
