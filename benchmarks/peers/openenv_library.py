"""The library as an OpenEnv environment; run by its virtual environment's Python.

In OpenEnv's two idioms: an `Environment` with action and observation models of its own, and an
`MCPEnvironment` whose tools are a FastMCP server's. One server process holds all episodes, an
episode per WebSocket session. With `serve` and an idiom it is the server.
"""

import contextlib
import functools
import json
import logging
import sys
from importlib.metadata import version
from typing import Any

from fastmcp import FastMCP
from fastmcp.exceptions import ToolError
from library import TOOLS, Library, RefusedError
from openenv.core.client_types import StepResult
from openenv.core.env_client import EnvClient
from openenv.core.env_server.http_server import create_fastapi_app
from openenv.core.env_server.interfaces import Environment
from openenv.core.env_server.mcp_environment import MCPEnvironment
from openenv.core.env_server.mcp_types import CallToolAction, CallToolObservation
from openenv.core.env_server.types import Action, Observation, State
from openenv.core.mcp_client import MCPToolClient
from replaying import InProcess, Opened, Served, answer, first_line, serve_uvicorn, server_process

logging.disable(logging.CRITICAL)


class LibraryAction(Action):
    """A call."""

    tool: str
    arguments: dict[str, Any]


class LibraryObservation(Observation):
    """What it gave: a result, or the refusal."""

    result: dict[str, Any] | None = None
    error: str | None = None


class LibraryEnvironment(Environment[LibraryAction, LibraryObservation, State]):
    """The library with models of its own."""

    SUPPORTS_CONCURRENT_SESSIONS = True

    def __init__(self):
        super().__init__()
        self.reset()

    def reset(self, seed=None, episode_id=None, **_):
        """Begin an episode."""
        self._state = State(episode_id=episode_id)
        self._library = Library()
        self._methods = {name: getattr(self._library, name) for name in TOOLS}
        return LibraryObservation()

    def step(self, action, timeout_s=None, **_):
        """Run the call."""
        self._state.step_count += 1
        try:
            return LibraryObservation(result=self._methods[action.tool](**action.arguments))
        except RefusedError as refused:
            return LibraryObservation(error=str(refused))

    @property
    def state(self):
        """How far the episode is."""
        return self._state


class LibraryClient(EnvClient[LibraryAction, LibraryObservation, State]):
    """The typed client of `LibraryEnvironment`, as OpenEnv's own environments ship one."""

    def _step_payload(self, action):
        return {"tool": action.tool, "arguments": action.arguments}

    def _parse_result(self, payload):
        seen = payload["observation"]
        return StepResult(
            observation=LibraryObservation(result=seen["result"], error=seen["error"]),
            reward=payload.get("reward"),
            done=payload.get("done", False),
        )

    def _parse_state(self, payload):
        return State(**payload)


class LibraryMCPEnvironment(MCPEnvironment):
    """The library with tools on a FastMCP server."""

    SUPPORTS_CONCURRENT_SESSIONS = True

    def __init__(self):
        server = FastMCP("library")
        self._library = Library()
        for name in TOOLS:
            server.tool(self._tool(name), name=name)
        super().__init__(server)

    def _tool(self, name):
        method = getattr(self._library, name)

        @functools.wraps(method)
        def run(**arguments):
            try:
                return getattr(self._library, name)(**arguments)
            except RefusedError as refused:
                raise ToolError(str(refused)) from None

        return run

    def reset(self, seed=None, episode_id=None, **_):
        """Begin an episode."""
        self._state = State(episode_id=episode_id)
        self._library = Library()
        return Observation()

    def _step_impl(self, action, timeout_s=None, **_):
        raise NotImplementedError

    @property
    def state(self):
        """How far the episode is."""
        return self._state


IDIOMS = {
    "typed": (LibraryEnvironment, LibraryAction, LibraryObservation),
    "mcp": (LibraryMCPEnvironment, CallToolAction, CallToolObservation),
}


@contextlib.contextmanager
def in_process():
    """`Environment.step`."""
    environment = LibraryEnvironment()
    environment.reset(seed=0)
    step = environment.step
    yield lambda name, arguments: step(LibraryAction(tool=name, arguments=arguments))


@contextlib.asynccontextmanager
async def in_process_mcp(count):
    """`MCPEnvironment.step_async` with its session held open, as OpenEnv's server does it."""
    async with contextlib.AsyncExitStack() as stack:

        async def caller():
            environment = LibraryMCPEnvironment()
            environment.reset(seed=0)
            await stack.enter_async_context(environment.mcp_session())

            def call(name, arguments):
                return environment.step_async(CallToolAction(tool_name=name, arguments=arguments))

            return call

        yield Opened([await caller() for _ in range(count)])


@contextlib.asynccontextmanager
async def served(idiom):
    """One server: its process and address."""
    async with server_process(sys.executable, __file__, "serve", idiom) as process:
        yield process.pid, f"http://127.0.0.1:{await first_line(process)}"


@contextlib.asynccontextmanager
async def web_socket(count):
    """The typed client's `step`."""
    async with contextlib.AsyncExitStack() as stack:
        process, url = await stack.enter_async_context(served("typed"))

        async def caller():
            client = await stack.enter_async_context(LibraryClient(base_url=url))
            await client.reset(seed=0)
            return lambda name, arguments: client.step(
                LibraryAction(tool=name, arguments=arguments)
            )

        yield Opened([await caller() for _ in range(count)], [process])


@contextlib.asynccontextmanager
async def web_socket_mcp(count):
    """`step` of OpenEnv's MCP client, over the WebSocket."""
    async with contextlib.AsyncExitStack() as stack:
        process, url = await stack.enter_async_context(served("mcp"))

        async def caller():
            client = await stack.enter_async_context(MCPToolClient(base_url=url))
            await client.reset(seed=0)
            return lambda name, arguments: client.step(
                CallToolAction(tool_name=name, arguments=arguments)
            )

        yield Opened([await caller() for _ in range(count)], [process])


@contextlib.asynccontextmanager
async def http_mcp(count):
    """`call_tool` of OpenEnv's MCP client: JSON-RPC over HTTP, without steps and rewards."""
    async with contextlib.AsyncExitStack() as stack:
        process, url = await stack.enter_async_context(served("mcp"))

        async def caller():
            client = await stack.enter_async_context(MCPToolClient(base_url=url))
            await client.reset(seed=0)

            async def call(name, arguments):
                try:
                    return await client.call_tool(name, **arguments)
                except RuntimeError as refused:
                    return refused

            return call

        yield Opened([await caller() for _ in range(count)], [process])


def plain(observation):
    """The result, or the refusal."""
    if observation.error is None:
        return observation.result
    return {"error": observation.error}


def plain_step(result):
    """The same in a step's result."""
    return plain(result.observation)


def plain_mcp(observation):
    """The result of the tool, or the refusal."""
    if observation.error is not None:
        return {"error": observation.error.message}
    result = observation.result
    return result["data"] if isinstance(result, dict) else result.data


def plain_mcp_step(result):
    """The same in a step's result."""
    return plain_mcp(result.observation)


def plain_call(result):
    """The result, or the refusal in OpenEnv's own wrapping."""
    if isinstance(result, RuntimeError):
        return {"error": str(result).partition(" failed: ")[2]}
    return result if isinstance(result, dict) else json.loads(result)


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        factory, action, observation = IDIOMS[sys.argv[2]]
        serve_uvicorn(create_fastapi_app(factory, action, observation, max_concurrent_envs=64))
    else:
        paths: dict[str, InProcess | Served] = {
            "in process, own models": InProcess(in_process, plain),
            "in process, MCP tools": Served(in_process_mcp, plain_mcp),
        }
        for count, flight in ((1, ""), (16, ", 16 in flight")):
            paths[f"WebSocket, own models{flight}"] = Served(web_socket, plain_step, count)
            paths[f"WebSocket, MCP tools{flight}"] = Served(web_socket_mcp, plain_mcp_step, count)
            paths[f"HTTP, MCP tools{flight}"] = Served(http_mcp, plain_call, count)
        names = ("openenv", "fastmcp", "fastapi", "uvicorn")
        answer(", ".join(f"{name} {version(name)}" for name in names), paths)
