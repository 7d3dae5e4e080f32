"""The HTTP client for servers reached by URL: refusals are noted, messages have a cap."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

import httpx2
from mcp.shared._httpx_utils import create_mcp_http_client

_EVENTS = "text/event-stream"


class HttpNotes:
    """What came over HTTP that the SDK does not tell.

    Args:
        message_bytes: The longest message; events have their own cap, in the SDK.

    Attributes:
        fault: What is wrong, as a predicate; empty while nothing is.
        code: The status code of the last answer to a message; 0 before there was one.
        status: That status in words, if it was a refusal.
    """

    def __init__(self, message_bytes: int) -> None:
        self._message_bytes = message_bytes
        self.fault = ""
        self.code = 0
        self.status = ""

    def client(self, headers: Mapping[str, str]) -> httpx2.AsyncClient:
        """A client that notes what it hears."""
        client = create_mcp_http_client(headers=dict(headers))
        client.event_hooks["response"].append(self._hear)
        return client

    def lost(self, *, session: bool) -> bool:
        """Whether the last refusal says that the connection is of no more use.

        Args:
            session: Whether there is a session, which a server that has forgotten it calls 404.
        """
        return self.code in (401, 403) or self.code >= 500 or (session and self.code == 404)

    async def _hear(self, response: httpx2.Response) -> None:
        if response.request.method == "POST":
            # The SDK turns every refusal into the same few words.
            self.code = response.status_code
            self.status = f"HTTP {self.code} {response.reason_phrase}" if self.code >= 400 else ""
            if self.code in (401, 403):
                self.status += "; a token goes into headers={'Authorization': ...}"
        if not response.headers.get("content-type", "").startswith(_EVENTS):
            assert isinstance(response.stream, httpx2.AsyncByteStream)
            response.stream = _Capped(response.stream, self)

    def count(self, size: int) -> None:
        """Take note of how much of a message has come.

        Raises:
            httpx2.ReadError: It is too much.
        """
        if size > self._message_bytes:
            self.fault = (
                f"sent a message of more than {self._message_bytes:,} bytes; ask it for less at "
                "once, or raise message_bytes"
            )
            raise httpx2.ReadError(self.fault)


class _Capped(httpx2.AsyncByteStream):
    """A body that is given up once it is too long."""

    def __init__(self, stream: httpx2.AsyncByteStream, notes: HttpNotes) -> None:
        self._stream = stream
        self._notes = notes

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in self._stream:
            size += len(chunk)
            self._notes.count(size)
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
