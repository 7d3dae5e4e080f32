"""The agents' side of the server: one URL per episode, and nothing else."""

from __future__ import annotations

import asyncio
import re

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp_types import INVALID_REQUEST
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from agentgym.errors import UnknownEpisodeError
from agentgym.mcp.serving.bodies import MOST_BODY
from agentgym.mcp.serving.episodes import Entry, Episodes
from agentgym.mcp.serving.events import RecentEvents
from agentgym.mcp.serving.protocol import EpisodeServer

_PATH = re.compile(r"/episodes/([A-Za-z0-9_-]{20,64})/mcp")
_LISTEN = (b"mcp-method", b"subscriptions/listen")
_MOST_SESSIONS = 256
_RETRY_MILLISECONDS = 500
_END_SECONDS = 5.0


class AgentSide:
    """An ASGI app that serves every open episode at `/episodes/{id}/mcp`.

    Each episode has a server, sessions and streams of its own, so that nothing of one can be
    reached by the URL of another.

    Args:
        episodes: The open episodes.
    """

    def __init__(self, episodes: Episodes) -> None:
        self._episodes = episodes
        self._doors: dict[str, Door] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        path = _PATH.fullmatch(scope["path"])
        if path is None:
            words = "nothing is served at this path; an episode's is /episodes/{id}/mcp"
            await refusal(404, words)(scope, receive, send)
            return
        try:
            entry = self._episodes.find(path[1])
        except UnknownEpisodeError as error:
            await refusal(404, str(error))(scope, receive, send)
            return
        door = self._door(entry)
        if scope["method"] == "GET" or _LISTEN in scope["headers"]:
            # A stream that is only listened to does not keep an episode from expiring.
            await door.serve(scope, receive, send)
            return
        with self._episodes.using(entry):
            await door.serve(scope, receive, send)

    def _door(self, entry: Entry) -> Door:
        door = self._doors.get(entry.id)
        if door is None:
            door = self._doors[entry.id] = Door(entry)

            async def close() -> None:
                self._doors.pop(entry.id, None)
                await door.close()

            entry.on_close.append(close)
        return door


class Door:
    """The way into one episode: its server, with the sessions and streams of its clients.

    Args:
        entry: The episode.
    """

    def __init__(self, entry: Entry) -> None:
        episode = entry.episode
        self._server = EpisodeServer(episode)
        self._sessions = StreamableHTTPSessionManager(
            self._server,
            # One body per answer is quicker, but carries no reports on the way.
            json_response=not episode.reports,
            event_store=RecentEvents() if episode.reports else None,
            retry_interval=_RETRY_MILLISECONDS if episode.reports else None,
            session_idle_timeout=entry.expire_seconds,
            max_sessions=_MOST_SESSIONS,
            max_request_body_size=MOST_BODY,
        )
        self._ready = asyncio.Event()
        self._closing = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request of one of the episode's clients."""
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        if not self._ready.is_set():
            await self._ready.wait()
        if self._closing.is_set():
            await refusal(404, "this episode has just been closed")(scope, receive, send)
            return
        await self._sessions.handle_request(scope, receive, send)

    async def close(self) -> None:
        """End all sessions and streams; may be called more than once."""
        self._closing.set()
        self._server.close()
        if self._running is not None:
            await asyncio.wait([self._running], timeout=_END_SECONDS)

    async def _run(self) -> None:
        async with self._sessions.run():
            self._ready.set()
            await self._closing.wait()


def refusal(status: int, words: str) -> Response:
    """An error as JSON-RPC has it, of no request in particular."""
    error = {"code": INVALID_REQUEST, "message": words}
    return JSONResponse({"jsonrpc": "2.0", "id": None, "error": error}, status)
