"""Everything that says how a server is wrapped."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import orjson
from pydantic import JsonValue

from agentgym.errors import InvalidEnvironmentError
from agentgym.mcp.wrapping.address import DIRECTORY, Address, Command, Url, read_address
from agentgym.mcp.wrapping.directory import Directory
from agentgym.mcp.wrapping.views import AnyView, Files, Probe
from agentgym.tools import Tool

#: The longest message a server may send, in bytes.
MESSAGE_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class CallTool:
    """A call of the server's own that resets it. The agent is not offered the tool.

    Attributes:
        tool: Its name.
        arguments: Its arguments; `{directory}` in texts is filled in.
    """

    tool: str
    arguments: Mapping[str, JsonValue] = field(default_factory=dict)


#: `process`: a fresh process, or a fresh connection to a URL. `directory`: the process is kept and
#: only the directory is laid out anew, for servers that keep nothing in memory. A `CallTool`: the
#: process is kept and told to reset itself.
Reset: TypeAlias = Literal["process", "directory"] | CallTool


@dataclass(slots=True)
class Learnt:
    """What the toolsets of one setup have learnt from their server.

    Attributes:
        tools: Those that it offered last.
        beginnings: By seed and `initial`, the digest of each view right after reset.
    """

    tools: tuple[Tool, ...] | None = None
    beginnings: OrderedDict[tuple[int, bytes], dict[str, bytes]] = field(
        default_factory=OrderedDict
    )


@dataclass(frozen=True, kw_only=True)
class ServerSetup:
    """How a server is started, reset, looked at and read.

    Attributes:
        server: A command line, a list of its words, or an http(s) URL.
        environ: Variables beside the few that every program needs; `{directory}` is filled in.
        cwd: Where the command runs, `{directory}` filled in; None for where this process does.
        headers: Of every request to a URL.
        directory: The prepared directory. Where something needs one and none is given, it is one
            with the alias `/workspace`, empty at first.
        reset: What is done for every new episode: `process`, `directory`, or a `CallTool`.
        state: The views that are its state; None for the files, where there is a directory.
        read_only: The tools to be taken as read-only; None to believe the server's hints.
        leave_out: Tools that are not offered.
        volatile: Pairs of a regular expression and what to put in the place of its matches in
            results, so that times and the like come out the same each time.
        errors: Regular expressions: a result whose text has a match is an error, whatever the
            server says.
        call_seconds: How long a call may take.
        start_seconds: How long starting, shaking hands and listing tools may take.
        message_bytes: The longest message the server may send.

    Raises:
        InvalidEnvironmentError: Something in it is wrong, or does not fit the rest.
    """

    server: str | Sequence[str]
    environ: Mapping[str, str] = field(default_factory=dict)
    cwd: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    directory: Directory | None = None
    reset: Reset = "process"
    state: Sequence[AnyView] | None = None
    read_only: Sequence[str] | None = None
    leave_out: Sequence[str] = ()
    volatile: Sequence[tuple[str, str]] = ()
    errors: Sequence[str] = ()
    call_seconds: float = 30.0
    start_seconds: float = 30.0
    message_bytes: int = MESSAGE_BYTES
    address: Address = field(init=False)
    views: tuple[AnyView, ...] = field(init=False)
    rewrites: tuple[tuple[re.Pattern[str], str], ...] = field(init=False)
    error_patterns: tuple[re.Pattern[str], ...] = field(init=False)
    learnt: Learnt = field(init=False, repr=False, compare=False, default_factory=Learnt)

    def __post_init__(self) -> None:
        directory = self.directory
        if directory is None and self._mentions_directory():
            directory = Directory()
        files = () if directory is None else (Files(),)
        derived = {
            "address": read_address(self.server),
            "directory": directory,
            "views": files if self.state is None else tuple(self.state),
            "rewrites": tuple((_compiled(pattern), new) for pattern, new in self.volatile),
            "error_patterns": tuple(map(_compiled, self.errors)),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)
        self._check()

    def _mentions_directory(self) -> bool:
        arguments = [dict(v.arguments) for v in self.state or () if isinstance(v, Probe)]
        if isinstance(self.reset, CallTool):
            arguments.append(dict(self.reset.arguments))
        words = (self.server,) if isinstance(self.server, str) else tuple(self.server)
        texts = [*words, *self.environ.values(), self.cwd or "", orjson.dumps(arguments).decode()]
        looked_at = any(not isinstance(view, Probe) for view in self.state or ())
        return looked_at or self.reset == "directory" or any(DIRECTORY in text for text in texts)

    def _check(self) -> None:
        names = [view.name for view in self.views]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice or "any_of" in names:
            raise InvalidEnvironmentError(
                f"views need names of their own: {', '.join(twice) or 'any_of'!r} cannot be used"
            )
        if self.reset not in ("process", "directory") and not isinstance(self.reset, CallTool):
            raise InvalidEnvironmentError(
                f"reset is {self.reset!r}; it is 'process', 'directory' or a CallTool"
            )
        if isinstance(self.address, Url) and (self.environ or self.cwd):
            raise InvalidEnvironmentError(
                f"{self.address} is not started here, so it takes no environ and no cwd; give them "
                "to whoever starts it"
            )
        if isinstance(self.address, Command) and self.headers:
            raise InvalidEnvironmentError(
                f"`{self.address}` is spoken to over stdio, which has no headers; use environ"
            )
        for name in ("call_seconds", "start_seconds", "message_bytes"):
            if not getattr(self, name) > 0:
                raise InvalidEnvironmentError(
                    f"{name} is {getattr(self, name)!r}; it must be above 0"
                )


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.MULTILINE)
    except re.error as error:
        raise InvalidEnvironmentError(f"{pattern!r} is no regular expression: {error}") from None
