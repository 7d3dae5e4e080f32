"""A connection to a server, for callers that wait: the SDK's client on the shared loop."""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import os
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import httpx2
import mcp_types
from mcp.client.client import Client
from mcp.client.session import IncomingMessage
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError
from mcp_types.version import HANDSHAKE_PROTOCOL_VERSIONS, MODERN_PROTOCOL_VERSIONS
from pydantic import ValidationError

from agentgym.errors import InfrastructureError, TimeLimitError
from agentgym.mcp.wrapping.address import Address, Command, placed, variables
from agentgym.mcp.wrapping.child import ServerProcess
from agentgym.mcp.wrapping.http import HttpNotes
from agentgym.mcp.wrapping.loop import shared_loop
from agentgym.mcp.wrapping.setup import ServerSetup
from agentgym.mcp.wrapping.stdio import StdioPipes
from agentgym.version import __version__

_T = TypeVar("_T")
_MOST_TOOLS = 50_000
_MOST_PAGES = 2_000
_CLOSE_SECONDS = 3.0
_GRACE_SECONDS = 1.0
_HTTP_STARTS = 3
_HTTP_PAUSE_SECONDS = 0.25
_MOST_REVISIONS = 256


# What the SDK logs is told by the one error; without this it would be printed as well.
logging.getLogger("mcp").addHandler(logging.NullHandler())

#: Which revision each server spoke last, so that the next start need not ask.
_revisions: OrderedDict[Address, mcp_types.DiscoverResult | None] = OrderedDict()


class Connection:
    """One live connection. It is over at the first fault of the machine.

    Args:
        setup: How the server is reached.
        directory: What `{directory}` stands for.

    Raises:
        TimeLimitError: The server did not answer in time.
        InfrastructureError: It cannot be started or reached, or is no MCP server.
    """

    def __init__(self, setup: ServerSetup, directory: str | None) -> None:
        self._setup = setup
        self._owner = os.getpid()
        self._tools_changed = False
        self._http = HttpNotes(setup.message_bytes)
        self._deadline = time.monotonic() + setup.start_seconds
        self._process: ServerProcess | None = None
        self._pipes: StdioPipes | None = None
        self._client: Client | None = None
        self._serving: concurrent.futures.Future[None] | None = None
        self._closing: asyncio.Event | None = None
        for attempt in range(1, _HTTP_STARTS + 1):
            known = setup.address in _revisions
            try:
                self._open(directory)
                return
            except InfrastructureError as fault:
                self.close(at_once=True)
                _revisions.pop(setup.address, None)
                again = known or (
                    not isinstance(setup.address, Command)
                    and isinstance(fault.__cause__, httpx2.TransportError)
                )
                if not again or attempt == _HTTP_STARTS or isinstance(fault, TimeLimitError):
                    raise
                time.sleep(_HTTP_PAUSE_SECONDS * attempt)
            except BaseException:
                # An interrupt: nobody has this connection yet, so nobody else would end it.
                self.close(at_once=True)
                raise

    @property
    def alive(self) -> bool:
        """Whether it can still be used, by this process."""
        if self._client is None or self._owner != os.getpid():
            return False
        if self._pipes is not None and (self._pipes.fault or self._pipes.ended):
            return False
        return self._process is None or self._process.exit_status() is None

    @property
    def pid(self) -> int | None:
        """The process id of a server that was started."""
        return None if self._process is None else self._process.popen.pid

    @property
    def revision(self) -> str:
        """The revision of the protocol that is spoken."""
        assert self._client is not None
        return self._client.protocol_version

    @property
    def server_name(self) -> str:
        """What the server calls itself; empty where it does not say."""
        assert self._client is not None
        info = self._client.server_info
        return "" if info is None else info.name

    @property
    def tools_changed(self) -> bool:
        """Whether the tools may be others than those listed last."""
        assert self._client is not None
        # 2026-07-28 tells of changes on a stream of its own; asking again is cheaper than that.
        offered = self._client.server_capabilities.tools
        modern = self.revision in MODERN_PROTOCOL_VERSIONS
        return self._tools_changed or bool(modern and offered and offered.list_changed)

    def list_tools(self) -> list[mcp_types.Tool]:
        """All tools, every page of them.

        Raises:
            InfrastructureError: The server failed, or its pages have no end.
        """
        self._tools_changed = False
        try:
            return self._wait(self._list_tools(), self._setup.start_seconds, "list its tools")
        except MCPError as fault:
            raise self._broken(f"did not list its tools: {fault.message}") from None

    def call(self, name: str, arguments: dict[str, Any]) -> mcp_types.CallToolResult:
        """Call a tool. An error of the protocol is a result that says so: the agent may mend it.

        Raises:
            TimeLimitError: It took longer than `call_seconds`; the connection is over.
            InfrastructureError: The server died or broke the protocol; the connection is over.
        """
        assert self._client is not None
        call = self._client.call_tool(name, arguments)
        try:
            return self._wait(call, self._setup.call_seconds, f"answer the call of {name!r}")
        except MCPError as fault:
            said = mcp_types.TextContent(type="text", text=fault.message)
            return mcp_types.CallToolResult(content=[said], is_error=True)

    def close(self, *, at_once: bool = False) -> None:
        """End it, and a server that was started for it; may be called more than once.

        Args:
            at_once: Without giving the server time to end by itself.
        """
        serving, self._serving, self._client = self._serving, None, None
        if self._owner != os.getpid():
            return
        if serving is not None:
            if self._closing is not None:
                shared_loop().call_soon_threadsafe(self._closing.set)
            try:
                serving.result(0.5 if at_once else _CLOSE_SECONDS)
            except TimeoutError:
                serving.cancel()
            except concurrent.futures.CancelledError:
                pass
        if self._process is not None:
            self._process.end(0.0 if at_once else _GRACE_SECONDS)

    def abandon(self) -> None:
        """End it without waiting for anything: the toolset that used it is forgotten."""
        if self._owner == os.getpid():
            if self._closing is not None:
                shared_loop().call_soon_threadsafe(self._closing.set)
            if self._process is not None:
                self._process.end(0.0)

    def _open(self, directory: str | None) -> None:
        setup = self._setup
        if isinstance(setup.address, Command):
            self._process = ServerProcess(
                setup.address.within(directory),
                variables(setup.environ, directory),
                None if setup.cwd is None else placed(setup.cwd, directory),
            )
            self._pipes = StdioPipes(self._process, setup.message_bytes)
        ready: concurrent.futures.Future[Client] = concurrent.futures.Future()
        self._serving = asyncio.run_coroutine_threadsafe(self._serve(ready), shared_loop())
        try:
            self._client = ready.result(max(0.0, self._deadline - time.monotonic()))
        except TimeoutError:
            raise TimeLimitError(
                f"{self._named()} did not begin to speak MCP within {setup.start_seconds:g} s and "
                f"was given up; check that it is an MCP server over "
                f"{'stdio' if self._pipes else 'streamable HTTP'}, or raise start_seconds"
                f"{self._last_words()}"
            ) from None
        except Exception as fault:  # noqa: BLE001  # whatever the SDK and the transport may raise
            raise self._broken(f"cannot be spoken to: {_told(fault)}") from _leaf(fault)
        session = self._client.session
        _revisions[setup.address] = session.discover_result
        while len(_revisions) > _MOST_REVISIONS:
            _revisions.popitem(last=False)

    async def _serve(self, ready: concurrent.futures.Future[Client]) -> None:
        """Hold the client open, in one task from beginning to end, as its scopes want it."""
        self._closing = asyncio.Event()
        try:
            async with self._transport() as transport, self._new_client(transport) as client:
                ready.set_result(client)
                await self._closing.wait()
        except BaseException as fault:  # handed to who waits for the client
            if not ready.done():
                ready.set_exception(fault)
            if isinstance(fault, asyncio.CancelledError):
                raise
        finally:
            if self._process is not None:
                self._process.close_pipes()

    def _new_client(self, transport: Any) -> Client:
        mode, known = "auto", None
        if self._setup.address in _revisions:
            known = _revisions[self._setup.address]
            mode = "legacy" if known is None else _newest(known)
            if known is not None and self._pipes is None:
                # With what it said before, nothing would be sent now, and a URL where nobody is any
                # more would be found out too late to be tried again.
                mode, known = "auto", None
        return Client(
            transport,
            mode=mode,
            prior_discover=known,
            cache=None,
            message_handler=self._heard,
            client_info=mcp_types.Implementation(name="agentgym", version=__version__),
        )

    @asynccontextmanager
    async def _transport(self) -> AsyncIterator[Any]:
        if self._pipes is not None:
            yield self._pipes.streams()
            return
        async with self._http.client(self._setup.headers) as http_client:
            yield streamable_http_client(
                str(self._setup.address),
                http_client=http_client,
                max_sse_event_size=self._setup.message_bytes,
            )

    async def _heard(self, message: IncomingMessage) -> None:
        if isinstance(message, mcp_types.ToolListChangedNotification):
            self._tools_changed = True

    async def _list_tools(self) -> list[mcp_types.Tool]:
        assert self._client is not None
        tools: list[mcp_types.Tool] = []
        cursor: str | None = None
        for _ in range(_MOST_PAGES):
            page = await self._client.list_tools(cursor=cursor)
            tools += page.tools
            cursor = page.next_cursor
            if cursor is None:
                return tools
            if len(tools) > _MOST_TOOLS:
                break
        raise RuntimeError(
            f"its list of tools has no end: {len(tools)} so far, and at most {_MOST_TOOLS} on "
            f"{_MOST_PAGES} pages are taken"
        )

    def _wait(self, doing: Coroutine[Any, Any, _T], seconds: float, what: str) -> _T:
        if not self.alive:
            doing.close()
            raise self._broken("is not there any more")
        waited = asyncio.run_coroutine_threadsafe(asyncio.wait_for(doing, seconds), shared_loop())
        try:
            return waited.result(seconds + _CLOSE_SECONDS)
        except TimeoutError:
            waited.cancel()
            error = TimeLimitError(
                f"{self._named()} did not {what} within {seconds:g} s and was given up; raise the "
                f"time limit if it needs longer{self._last_words()}"
            )
            self.close(at_once=True)
            raise error from None
        except MCPError as fault:
            if self._lost(fault):
                raise self._broken(f"did not {what}: {fault.message}") from None
            raise
        except (RuntimeError, ValidationError, ExceptionGroup, httpx2.HTTPError, OSError) as fault:
            raise self._broken(f"did not {what} properly: {_told(fault)}") from None

    def _lost(self, fault: MCPError) -> bool:
        """Whether an error is the SDK's own word that the connection is gone."""
        if self._pipes is not None:
            closed = fault.code == mcp_types.CONNECTION_CLOSED
            return bool(self._pipes.fault) or self._pipes.ended or (closed and not self.alive)
        session = self._client is not None and self.revision in HANDSHAKE_PROTOCOL_VERSIONS
        if self._http.fault or self._http.lost(session=session):
            return True
        return fault.code in (mcp_types.CONNECTION_CLOSED, mcp_types.REQUEST_TIMEOUT)

    def _broken(self, what: str) -> InfrastructureError:
        """The one error for a fault of the server; ends the connection."""
        if self._pipes is not None and self._pipes.fault:
            what = f"{self._pipes.fault}; it was ended"
        elif self._process is not None:
            status = self._process.exit_status(1.0 if self._pipes and self._pipes.ended else 0.0)
            if status is not None:
                what = f"{_ending(status)} ({what})"
        elif self._http.fault:
            what = f"{self._http.fault}; the connection was given up"
        elif self._http.status:
            what = f"{what} ({self._http.status})"
        self.close(at_once=True)
        _revisions.pop(self._setup.address, None)
        return InfrastructureError(
            f"{self._named()} {what}. The next reset starts anew.{self._last_words()}"
        )

    def _named(self) -> str:
        return f"the MCP server `{self._setup.address}`"

    def _last_words(self) -> str:
        return "" if self._pipes is None else str(self._pipes.printed)


def _newest(known: mcp_types.DiscoverResult) -> str:
    return [v for v in MODERN_PROTOCOL_VERSIONS if v in known.supported_versions][-1]


def _ending(status: int) -> str:
    if status < 0:
        return f"was killed by signal {-status}"
    return f"ended with exit status {status}"


def _leaf(fault: BaseException) -> BaseException:
    """The first exception of a group, however deep."""
    while isinstance(fault, BaseExceptionGroup):
        fault = fault.exceptions[0]
    return fault


def _told(fault: BaseException) -> str:
    leaf = _leaf(fault)
    if isinstance(leaf, ValidationError):
        first = leaf.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        return f"{leaf.title}, {place}: {first['msg']}"
    return f"{leaf}".strip() or type(leaf).__name__
