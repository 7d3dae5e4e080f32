"""What a toolset reports while a call runs, on its way to the client."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, get_args

import mcp_types as types
from anyio import BrokenResourceError, ClosedResourceError
from mcp.server.connection import allowed_log_levels
from mcp.server.context import ServerRequestContext

from agentgym.reporting import Level

T = TypeVar("T")

_MOST_UNSENT = 1000
_LEVELS: tuple[types.LoggingLevel, ...] = get_args(types.LoggingLevel)


class CallReports:
    """The reporter of one call: takes reports from any thread, sends them from the loop.

    Reports that come faster than the client reads are dropped, the oldest first.

    Args:
        ctx: The request.
        level: The least level that the client asked for.
    """

    def __init__(self, ctx: ServerRequestContext[Any, Any], level: types.LoggingLevel) -> None:
        self.missing: list[str] = []
        self._ctx = ctx
        self._levels = allowed_log_levels(ctx.protocol_version, ctx.meta) & set(
            _LEVELS[_LEVELS.index(level) :]
        )
        self._loop = asyncio.get_running_loop()
        self._unsent: deque[Callable[[], Awaitable[None]]] = deque(maxlen=_MOST_UNSENT)
        self._news = asyncio.Event()

    def progress(self, done: float, total: float | None = None, message: str = "") -> None:
        """Send how far the call has come. See `Reporter.progress`."""
        self._put(lambda: self._ctx.session.report_progress(done, total, message or None))

    def log(self, level: Level, text: str) -> None:
        """Send what happens, if the client asked for this level. See `Reporter.log`."""
        if level in self._levels:
            params = types.LoggingMessageNotificationParams(level=level, data=text)
            notice = types.LoggingMessageNotification(params=params)
            self._put(
                lambda: self._ctx.session.send_notification(
                    notice, related_request_id=self._ctx.request_id
                )
            )

    def let_go(self) -> None:
        """Close the stream of a client that can come back. See `Reporter.let_go`."""
        close = self._ctx.close_sse_stream
        if close is not None:
            self._put(close)

    def needs(self, capability: str) -> bool:
        """Whether the client has a capability. See `Reporter.needs`."""
        known = self._ctx.session.client_capabilities
        has = known is not None and getattr(known, capability, None) is not None
        if not has:
            self.missing.append(capability)
        return has

    async def relayed(self, work: Awaitable[T]) -> T:
        """Await a call while its reports are sent, and those left over before its result."""
        sending = asyncio.ensure_future(self._send())
        try:
            result = await work
            self._unsent.append(_nothing)
            self._news.set()
            await sending
            return result
        finally:
            sending.cancel()

    def _put(self, send: Callable[[], Awaitable[None]]) -> None:
        self._unsent.append(send)
        self._loop.call_soon_threadsafe(self._news.set)

    async def _send(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            while self._unsent:
                send = self._unsent.popleft()
                if send is _nothing:
                    return
                try:
                    await send()
                except (BrokenResourceError, ClosedResourceError):
                    # The client has gone; the call goes on without it.
                    continue


async def _nothing() -> None:
    """Marks the end of the reports."""
