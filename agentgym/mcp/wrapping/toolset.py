"""A third-party MCP server as a toolset."""

from __future__ import annotations

import hashlib
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
from pydantic import JsonValue

from agentgym.environment import canonical_json
from agentgym.errors import (
    AgentGymError,
    InfrastructureError,
    InvalidEnvironmentError,
    InvalidTaskError,
    did_you_mean,
)
from agentgym.mcp.wrapping.address import DIRECTORY
from agentgym.mcp.wrapping.aliases import Aliases
from agentgym.mcp.wrapping.directory import PreparedDirectory
from agentgym.mcp.wrapping.image import Entry, Image
from agentgym.mcp.wrapping.results import read_result, read_tools
from agentgym.mcp.wrapping.setup import CallTool, ServerSetup
from agentgym.mcp.wrapping.state import ViewedState
from agentgym.mcp.wrapping.views import Views
from agentgym.schema import checker_for, text_fault
from agentgym.tools import JsonObject, Tool, ToolCall, ToolResult

if TYPE_CHECKING:
    from agentgym.mcp.wrapping.connection import Connection


class MCPToolset:
    """An MCP server as a toolset: its tools as they are, its state as named views.

    The server is started when first needed, in a process group of its own with a small, clean
    environment, and ended with everything it has started: by `close`, when this object is
    forgotten, when the interpreter exits, and when this process is killed. Whatever the server does
    wrong is one `InfrastructureError`: it is ended, and the next `reset` starts it anew.

    Args:
        setup: How it is started, reset, looked at and read.
    """

    def __init__(self, setup: ServerSetup) -> None:
        self._setup = setup
        self._connection: Connection | None = None
        self._forgotten: weakref.finalize[..., MCPToolset] | None = None
        self._prepared: PreparedDirectory | None = None
        self._tools: tuple[Tool, ...] | None = None
        self._by_name: dict[str, Tool] = {}
        # What the server was started on, until anything may have changed it.
        self._fresh: Image | None = None
        self._initial: Views = {}
        self._entries: Mapping[str, Entry] | None = None
        self._began: tuple[int, JsonValue] | None = None
        self._done: list[ToolCall | int] = []
        self._episode = 0

    @property
    def blocking(self) -> bool:
        """A call always waits for the server."""
        return True

    @property
    def setup(self) -> ServerSetup:
        """How the server is started, reset, looked at and read."""
        return self._setup

    @property
    def tools(self) -> tuple[Tool, ...]:
        """The tools offered now; the first look may start the server.

        Raises:
            InvalidToolError: A tool cannot be offered.
            InfrastructureError: The server failed.
        """
        if self._tools is None:
            if self._setup.learnt.tools is None:
                self._start(self._first_image())
            else:
                self._offer(self._setup.learnt.tools)
        assert self._tools is not None
        return self._tools

    @property
    def pid(self) -> int | None:
        """The id of the server's process; None while there is none."""
        return None if self._connection is None else self._connection.pid

    @property
    def connection(self) -> Connection:
        """The connection to the server; started if there is none.

        Raises:
            InfrastructureError: The server failed.
        """
        if self._connection is None or not self._connection.alive:
            self._start(self._first_image())
        assert self._connection is not None
        return self._connection

    @property
    def directory(self) -> Path:
        """The real path of the prepared directory.

        Raises:
            InfrastructureError: There is none.
        """
        return self._laid_out().path

    @property
    def aliases(self) -> Aliases:
        """Between real paths and those that the agent sees.

        Raises:
            InfrastructureError: There is no prepared directory.
        """
        return self._laid_out().aliases

    def reset(self, seed: int, initial: JsonValue = None) -> None:
        """Begin an episode: lay out the directory, and bring the server back to its beginning.

        Args:
            seed: For a directory whose content depends on it.
            initial: What a directory takes as `initial`; without a directory, None.

        Raises:
            InvalidTaskError: `initial` is not in that form.
            InvalidToolError: A tool cannot be offered.
            InvalidEnvironmentError: A view gives what is no JSON.
            InfrastructureError: The server failed, or begins otherwise than it did before.
        """
        self._episode += 1
        self._began, self._done = None, []
        image = self._image(seed, initial)
        how = self._setup.reset
        laid_out = self._is_alive() and (how != "process" or self._fresh is image)
        if laid_out:
            self._lay_out(image)
        else:
            self._start(image)
        if isinstance(how, CallTool):
            result = self.ask(how.tool, how.arguments)
            if result.is_error:
                self._stop()
                raise InfrastructureError(
                    f"`{self._setup.address}` did not reset itself by {how.tool!r}: "
                    f"{result.content:.300}"
                )
        self._list_again()
        self._fresh = None
        # Nobody has touched the directory since, where no process was started and nothing called.
        self._initial = self._look(image if laid_out and how == "directory" else None)
        self._check_beginning(seed, initial)
        self._began = (seed, initial)

    def begin_turn(self, turn: int) -> None:
        """A user turn begins: tools that the server has changed are listed anew."""
        if turn:
            self._done.append(turn)
            self._list_again()

    def call(self, call: ToolCall) -> ToolResult:
        """Run one call.

        Raises:
            TimeLimitError: It took too long; the server is ended.
            InfrastructureError: The server died or broke the protocol; it is ended.
        """
        tools = self.tools
        tool = self._by_name.get(call.name)
        if tool is None:
            guess = did_you_mean(call.name, [tool.name for tool in tools])
            return ToolResult(f"there is no tool {call.name!r:.80}.{guess}", is_error=True)
        refusal = text_fault(call.arguments) or checker_for(tool).refusal(call.arguments)
        if refusal is not None:
            return ToolResult(refusal, is_error=True)
        self._check_begun()
        # A failed call may have done something all the same, so it counts as done too.
        self._done.append(call)
        return self._called(call.name, self._inward(call.arguments))

    def state(self) -> ViewedState:
        """The views now.

        Raises:
            InfrastructureError: A view cannot be read.
        """
        self._check_begun()
        now = self._look()
        return ViewedState(self._initial, now, self._episode, len(self._done), self._entries)

    def close(self) -> None:
        """End the server and remove the directory; may be called more than once."""
        self._episode += 1
        self._began = None
        self._stop()
        prepared, self._prepared = self._prepared, None
        if prepared is not None:
            prepared.close()

    def entries(self) -> Mapping[str, Entry]:
        """What the prepared directory holds: one look for all views of one moment."""
        if self._entries is None:
            self._entries = self._laid_out().read()
        return self._entries

    def ask(self, tool: str, arguments: Mapping[str, JsonValue]) -> ToolResult:
        """Call a tool for a view or a reset, and not for the agent; `{directory}` is filled in.

        Raises:
            InfrastructureError: The server failed.
        """
        if self._prepared is None:
            return self._called(tool, dict(arguments))
        path = orjson.dumps(str(self._prepared.path))[1:-1]
        written = orjson.dumps(dict(arguments)).replace(DIRECTORY.encode(), path)
        return self._called(tool, self._inward(orjson.loads(written)))

    def _look(self, entries: Image | None = None) -> Views:
        self._entries = entries
        return {view.name: view.read(self) for view in self._setup.views}

    def _check_beginning(self, seed: int, initial: JsonValue) -> None:
        """Every episode begins the same: what one left behind would spoil the score of the next."""
        directory = self._setup.directory
        key = (seed if directory and directory.seeded else 0, canonical_json(initial))
        now = {name: _digest(name, rows) for name, rows in self._initial.items()}
        known = self._setup.learnt.beginnings
        first = known.setdefault(key, now)
        while len(known) > _BEGINNINGS_KEPT:
            known.popitem(last=False)
        other = [name for name in now if now[name] != first[name]]
        if other:
            self._stop()
            raise InfrastructureError(
                f"`{self._setup.address}` does not begin as before: after reset, the view "
                f"{other[0]!r} is another than in an earlier episode. Reset it by more "
                "(reset='process'), or leave out of the view what differs from run to run"
            )

    def _called(self, name: str, arguments: JsonObject) -> ToolResult:
        if not self._is_alive() or self._connection is None:
            raise InfrastructureError(
                f"the MCP server `{self._setup.address}` is not running; reset() starts it anew"
            )
        told = self._connection.call(name, arguments)
        aliases = None if self._prepared is None else self._prepared.aliases
        setup = self._setup
        return read_result(
            told, aliases=aliases, volatile=setup.rewrites, errors=setup.error_patterns
        )

    def _inward(self, arguments: JsonObject) -> JsonObject:
        if self._prepared is None:
            return arguments
        inward = self._prepared.aliases.inward(arguments)
        assert isinstance(inward, dict)
        return inward

    def _image(self, seed: int, initial: JsonValue) -> Image:
        if self._setup.directory is not None:
            return self._setup.directory.image(seed, initial)
        if initial is not None:
            raise InvalidTaskError(
                f"initial is {initial!r:.80}, and the server has no prepared directory to put it "
                "in; give it one with directory=Directory()"
            )
        return _NOTHING

    def _first_image(self) -> Image:
        """For a look at the tools, before any task is known."""
        try:
            return self._image(0, None)
        except InvalidTaskError:
            return _NOTHING

    def _lay_out(self, image: Image) -> None:
        if self._setup.directory is None:
            return
        if self._prepared is None or not self._prepared.alive:
            self._prepared = PreparedDirectory(self._setup.directory)
        self._prepared.lay_out(image)

    def _laid_out(self) -> PreparedDirectory:
        if self._prepared is None:
            raise InfrastructureError("there is no prepared directory; call reset first")
        return self._prepared

    def _start(self, image: Image) -> None:
        # The SDK takes long to import, and looking at environments must not.
        from agentgym.mcp.wrapping.connection import Connection

        self._stop()
        self._lay_out(image)
        path = None if self._prepared is None else str(self._prepared.path)
        connection = self._connection = Connection(self._setup, path)
        # The shared loop holds the connection for as long as it is open.
        self._forgotten = weakref.finalize(self, connection.abandon)
        self._fresh = image
        self._setup.learnt.tools = self._list()

    def _stop(self) -> None:
        connection, self._connection = self._connection, None
        self._fresh = None
        if connection is not None:
            if self._forgotten is not None:
                self._forgotten.detach()
            connection.close()

    def _is_alive(self) -> bool:
        return self._connection is not None and self._connection.alive

    def _list(self) -> tuple[Tool, ...]:
        assert self._connection is not None
        setup = self._setup
        try:
            tools = read_tools(
                self._connection.list_tools(),
                read_only=setup.read_only,
                leave_out=setup.leave_out,
                reset=setup.reset.tool if isinstance(setup.reset, CallTool) else None,
                server=f"the MCP server `{setup.address}`",
            )
        except AgentGymError:
            self._stop()
            raise
        if tools == setup.learnt.tools:
            # The same tools stay the same objects, for whoever remembers by identity.
            tools = setup.learnt.tools
        self._offer(tools)
        return tools

    def _list_again(self) -> None:
        if self._connection is not None and self._connection.tools_changed:
            self._list()

    def _offer(self, tools: tuple[Tool, ...]) -> None:
        if tools is not self._tools:
            self._tools = tools
            self._by_name = {tool.name: tool for tool in tools}

    def _check_begun(self) -> None:
        if self._began is None:
            raise InfrastructureError("no episode was begun; call reset first")


def _digest(name: str, rows: Mapping[str, JsonValue]) -> bytes:
    try:
        return hashlib.sha256(canonical_json(rows)).digest()
    except TypeError as error:
        raise InvalidEnvironmentError(
            f"the view {name!r} is no mapping of texts to JSON: {error}"
        ) from None


_NOTHING: Image = {}
_BEGINNINGS_KEPT = 4096
