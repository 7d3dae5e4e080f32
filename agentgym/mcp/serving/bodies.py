"""Requests that have arrived whole, in time and within bounds, before they are looked at."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: The longest request body, in bytes.
MOST_BODY = 4 << 20


class WholeBody:
    """Hands a request to an app once its body is there.

    Args:
        app: The app behind it.
        refusal: Makes the response to requests that are too long or too slow.
        seconds: How long a body may take to arrive.
    """

    def __init__(
        self, app: ASGIApp, refusal: Callable[[int, str], Response], seconds: float
    ) -> None:
        self._app = app
        self._refusal = refusal
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, refuse it, or leave one alone whose client has gone."""
        body = bytearray()
        try:
            async with asyncio.timeout(self._seconds):
                more = True
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return
                    body += message.get("body", b"")
                    more = message.get("more_body", False)
                    if len(body) > MOST_BODY:
                        words = f"the body is longer than {MOST_BODY} bytes, which is the most"
                        await self._refused(413, words)(scope, receive, send)
                        return
        except TimeoutError:
            words = f"the body did not come within {self._seconds:g} s"
            await self._refused(408, words)(scope, receive, send)
            return
        whole: list[Message] = [{"type": "http.request", "body": bytes(body), "more_body": False}]

        async def again() -> Message:
            return whole.pop() if whole else await receive()

        await self._app(scope, again, send)

    def _refused(self, status: int, words: str) -> Response:
        response = self._refusal(status, words)
        # The rest of the body is in the way of the next request.
        response.headers["Connection"] = "close"
        return response
