"""Serving over HTTP: two ports, one for agents and one for whoever runs them."""

from __future__ import annotations

import asyncio
import secrets
import signal
import socket
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from functools import partial
from typing import cast

import uvicorn
from starlette.responses import Response
from starlette.types import ASGIApp

from agentgym.errors import InvalidOptionError
from agentgym.mcp.serving import agents, control
from agentgym.mcp.serving.agents import AgentSide
from agentgym.mcp.serving.bodies import WholeBody
from agentgym.mcp.serving.control import ControlSide
from agentgym.mcp.serving.episodes import Episodes
from agentgym.mcp.serving.gate import Callers, Gate
from agentgym.mcp.serving.impatient import ImpatientProtocol
from agentgym.mcp.serving.wire import Created, Creation

_BACKLOG = 2048
_GRACE_SECONDS = 3
# A model may think for a minute between two calls.
_KEEP_ALIVE_SECONDS = 75
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """Where and how to serve.

    Attributes:
        environments: The ids of the environments that may be played.
        host: The address of both ports.
        port: The agents' port; 0: any that is free.
        control_port: The control plane's port; 0: any that is free.
        token: The control plane's secret; None: one is made.
        episodes: How many episodes may be open at once.
        expire_seconds: How long one may lie idle.
        hosts: Further names that both ports answer to.
        origins: Origins of pages that may call them.
        begin: An episode to begin at once.
        arrival_seconds: How long the head of a request may take to arrive, and its body.
    """

    environments: tuple[str, ...]
    host: str = "127.0.0.1"
    port: int = 0
    control_port: int = 0
    token: str | None = None
    episodes: int = 4096
    expire_seconds: float = 1800.0
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    begin: Creation | None = None
    arrival_seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that is up.

    Attributes:
        agents_url: Where agents find their episodes, at `/episodes/{id}/mcp`.
        control_url: Where the control plane is.
        token: Its secret.
        begun: The episode that was begun at once.
    """

    agents_url: str
    control_url: str
    token: str
    begun: Created | None


async def serve_http(settings: HttpSettings, on_ready: Callable[[Serving], None]) -> None:
    """Serve until SIGINT or SIGTERM; then close all episodes.

    Args:
        settings: Where and how.
        on_ready: Is told once both ports answer.

    Raises:
        InvalidOptionError: A port or an address cannot be had, or a setting is not possible.
    """
    token = settings.token or secrets.token_urlsafe(_TOKEN_BYTES)
    episodes = Episodes(
        settings.environments, most=settings.episodes, expire_seconds=settings.expire_seconds
    )
    with (
        _listening(settings.host, settings.port) as agents_socket,
        _listening(settings.host, settings.control_port) as control_socket,
    ):
        agents_url, control_url = (_url(s) for s in (agents_socket, control_socket))
        callers = Callers(settings.host, settings.hosts, settings.origins)
        plane = ControlSide(episodes, token, agents_url)
        seconds = settings.arrival_seconds

        def server(app: ASGIApp, refusal: Callable[[int, str], Response]) -> _Server:
            return _server(Gate(WholeBody(app, refusal, seconds), callers, refusal), seconds)

        servers = {
            server(AgentSide(episodes), agents.refusal): agents_socket,
            server(plane, control.refusal): control_socket,
        }
        running = [asyncio.create_task(s.serve([sock])) for s, sock in servers.items()]
        watching = asyncio.create_task(episodes.watch())
        try:
            with _until_signalled() as signalled:
                begun = None
                if settings.begin is not None:
                    begun = plane.created(await episodes.create(**settings.begin.model_dump()))
                on_ready(Serving(agents_url, control_url, token, begun))
                await asyncio.wait(
                    [*running, asyncio.ensure_future(signalled.wait())],
                    return_when=asyncio.FIRST_COMPLETED,
                )
        finally:
            watching.cancel()
            # Streams that are only listened to would otherwise hold the servers up.
            await episodes.close_all()
            for one in servers:
                one.should_exit = True
            await asyncio.gather(*running)


class _Server(uvicorn.Server):
    """A server that leaves signals alone: there are two, and one end to both."""

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]  # a generator there
        return nullcontext()


def _server(app: ASGIApp, arrival_seconds: float) -> _Server:
    protocol = partial(ImpatientProtocol, seconds=arrival_seconds)
    config = uvicorn.Config(
        app,
        http=cast("type[asyncio.Protocol]", protocol),
        lifespan="off",
        ws="none",
        log_config=None,
        # What is below is said about what clients get wrong, as often as they please.
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        backlog=_BACKLOG,
    )
    return _Server(config)


@contextmanager
def _listening(host: str, port: int) -> Generator[socket.socket, None, None]:
    """A socket that listens at an address.

    Raises:
        InvalidOptionError: It cannot be had.
    """
    if not 0 <= port < 1 << 16:
        raise InvalidOptionError(f"the port is {port}; it must be from 0 to 65535")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        # asyncio sets TCP_NODELAY only on a socket that knows its protocol; without it, each
        # answer waits 40 ms for an acknowledgement.
        bound = socket.socket(family, kind, protocol)
    except OSError as error:
        raise InvalidOptionError(f"{host!r} is no address to serve at: {error}") from error
    with bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind(address)
            bound.listen(_BACKLOG)
        except OSError as error:
            raise InvalidOptionError(
                f"port {port} of {host} cannot be had: {error.strerror}; give another, or 0 for "
                "any that is free"
            ) from error
        yield bound


def _url(bound: socket.socket) -> str:
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@contextmanager
def _until_signalled() -> Generator[asyncio.Event, None, None]:
    """An event that SIGINT and SIGTERM set, in place of what they would do."""
    event, loop = asyncio.Event(), asyncio.get_running_loop()
    signals = (signal.SIGINT, signal.SIGTERM)
    with suppress(ValueError, RuntimeError):
        # Only the main thread is told of signals; elsewhere there are other ways to end.
        for number in signals:
            loop.add_signal_handler(number, event.set)
    try:
        yield event
    finally:
        for number in signals:
            loop.remove_signal_handler(number)
