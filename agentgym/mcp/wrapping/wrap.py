"""An environment around a third-party MCP server."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from pydantic import JsonValue

from agentgym.environment import Environment
from agentgym.errors import InvalidEnvironmentError
from agentgym.mcp.wrapping.directory import Directory
from agentgym.mcp.wrapping.exploring import ExplorableToolset
from agentgym.mcp.wrapping.reading import tasks_in
from agentgym.mcp.wrapping.setup import MESSAGE_BYTES, Reset, ServerSetup
from agentgym.mcp.wrapping.toolset import MCPToolset
from agentgym.mcp.wrapping.views import AnyView
from agentgym.task import Task
from agentgym.verifier import Verifier

_UNFIT = re.compile(r"[^a-z0-9]+")


def wrap_mcp(
    server: str | Sequence[str],
    tasks: Iterable[Task] | Mapping[str, Task] | str | Path,
    *,
    id: str | None = None,
    system_prompt: str = "",
    certificates: Mapping[str, JsonValue] | None = None,
    verifier: Verifier | None = None,
    content: str = "",
    environ: Mapping[str, str] | None = None,
    cwd: str | None = None,
    headers: Mapping[str, str] | None = None,
    directory: Directory | None = None,
    reset: Reset = "process",
    state: Sequence[AnyView] | None = None,
    read_only: Sequence[str] | None = None,
    leave_out: Sequence[str] = (),
    volatile: Sequence[tuple[str, str]] = (),
    errors: Sequence[str] = (),
    call_seconds: float = 30.0,
    start_seconds: float = 30.0,
    message_bytes: int = MESSAGE_BYTES,
) -> Environment:
    """Make an environment of an MCP server and tasks for it.

    Args:
        server: A command line, a list of its words, or an http(s) URL.
        tasks: The tasks; or the path of a JSON file that holds a list of them, or a tasks file as
            the command line takes it, of which only the
            tasks are used (`environment_from_file` takes the whole).
        id: The environment's id; unless given, the server is started and asked for its name, and
            the id is `agentgym/mcp-<name>-v1`.
        system_prompt: As of `Environment`.
        certificates: As of `Environment`.
        verifier: As of `Environment`.
        content: As of `Environment`: what its digest must cover beside tools, prompt and tasks.
        environ: See `ServerSetup`, as for all that follow.
        cwd: Where the command runs.
        headers: Of every request to a URL.
        directory: The prepared directory.
        reset: What is done for every new episode.
        state: The views that are its state.
        read_only: The tools to be taken as read-only.
        leave_out: Tools that are not offered.
        volatile: What in results is replaced.
        errors: What in results marks an error.
        call_seconds: How long a call may take.
        start_seconds: How long starting may take.
        message_bytes: The longest message the server may send.

    Raises:
        InvalidEnvironmentError: An option is wrong.
        InvalidTaskError: There is no task, or one is of another environment.
        InfrastructureError: The server had to be asked for its name, and failed.
    """
    setup = ServerSetup(
        server=server,
        environ=environ or {},
        cwd=cwd,
        headers=headers or {},
        directory=directory,
        reset=reset,
        state=state,
        read_only=read_only,
        leave_out=leave_out,
        volatile=volatile,
        errors=errors,
        call_seconds=call_seconds,
        start_seconds=start_seconds,
        message_bytes=message_bytes,
    )
    environment_id = id or default_id(setup)
    if isinstance(tasks, str | Path):
        tasks = tasks_in(tasks, environment_id)
    return Environment(
        environment_id,
        toolset_of(setup),
        tasks,
        verifier=verifier,
        system_prompt=system_prompt,
        certificates=certificates,
        content=content,
    )


def toolset_of(setup: ServerSetup) -> Callable[[], MCPToolset]:
    """What makes toolsets of a setup: explorable ones where there is a state to explore."""
    kind = ExplorableToolset if setup.views else MCPToolset
    return lambda: kind(setup)


def default_id(setup: ServerSetup) -> str:
    """`agentgym/mcp-<name>-v1`, by the name that the server gives itself.

    Raises:
        InvalidEnvironmentError: It gives itself none.
        InfrastructureError: It failed.
    """
    toolset = MCPToolset(setup)
    try:
        told = toolset.connection.server_name
    finally:
        toolset.close()
    name = _UNFIT.sub("-", told.lower()).strip("-")
    for word in ("mcp-", "server-"):
        name = name.removeprefix(word)
    for word in ("-mcp", "-server"):
        name = name.removesuffix(word)
    if not name:
        raise InvalidEnvironmentError(
            f"`{setup.address}` does not say what it is called; give the environment an id, such "
            "as 'agentgym/mcp-notes-v1'"
        )
    return f"agentgym/mcp-{name}-v1"
