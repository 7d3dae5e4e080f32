"""HTTP/1.1 for clients that may be slow on purpose."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol


class ImpatientProtocol(H11Protocol):
    """Closes a connection on which the head of a request does not arrive in time.

    Whoever opens connections and says nothing, or a byte a minute, would otherwise keep them for
    good, until there are no more for others. How long a head may be is bounded by h11.

    Args:
        seconds: How long a head may take to arrive.
        server: What uvicorn makes a protocol of.
    """

    def __init__(self, *, seconds: float, **server: Any) -> None:
        super().__init__(**server)
        self._seconds = seconds
        self._limit: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what has come, and wait for the rest of the head if it is not whole."""
        super().data_received(data)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        super().connection_lost(exc)
        self._stop_waiting()

    def _wait(self) -> None:
        # uvicorn has a cycle from the moment that it has the head of a request.
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()
        elif self._limit is None:
            self._limit = self.loop.call_later(self._seconds, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None
