"""Our paths over MCP: `agentgym serve` with the library, and the SDK's client or httpx2."""

import contextlib
import sys
from collections.abc import Callable, Sequence

import httpx2
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from replaying import Opened, children, first_object, server_process

REVISION = "2026-07-28"


def plain(result) -> object:
    """The structured content, or the refusal."""
    if result.is_error:
        return {"error": result.content[0].text}
    return result.structured_content


def plain_response(response: httpx2.Response) -> object:
    """The same in a raw response."""
    result = response.json()["result"]
    if result.get("isError"):
        return {"error": result["content"][0]["text"]}
    return result["structuredContent"]


def by_stdio(serve: Sequence[str], environment: str) -> Callable:
    """One process per episode, the SDK's client."""

    @contextlib.asynccontextmanager
    async def opened(count):
        async with contextlib.AsyncExitStack() as stack:

            async def caller():
                words = [*serve[1:], environment, "--task", "calls"]
                server = StdioServerParameters(command=serve[0], args=words)
                client = await stack.enter_async_context(Client(server))
                await client.list_tools()
                return client.call_tool

            callers = [await caller() for _ in range(count)]
            yield Opened(callers, children())

    return opened


def by_http(serve: Sequence[str], environment: str, *, raw: bool) -> Callable:
    """One server for all episodes, each created over the control plane.

    The SDK's client, or a client that writes the requests itself over a connection kept alive.
    """

    @contextlib.asynccontextmanager
    async def opened(count):
        async with contextlib.AsyncExitStack() as stack:
            process, made = await stack.enter_async_context(served(serve, environment))

            async def caller():
                url = (await made())["url"]
                if raw:
                    client = await stack.enter_async_context(httpx2.AsyncClient(timeout=60))
                    return raw_caller(client, url)
                client = await stack.enter_async_context(Client(url))
                await client.list_tools()
                return client.call_tool

            yield Opened([await caller() for _ in range(count)], [process])

    return opened


@contextlib.asynccontextmanager
async def served(serve: Sequence[str], environment: str):
    """A server: its process, and what creates an episode."""
    async with server_process(*serve, environment, "--http", "--json") as process:
        where = await first_object(process)
        headers = {"Authorization": f"Bearer {where['token']}"}
        async with httpx2.AsyncClient(base_url=where["control"], headers=headers) as control:

            async def made():
                wanted = {"environment": environment, "task": "calls"}
                answer = await control.post("/episodes", json=wanted)
                answer.raise_for_status()
                return answer.json()

            yield process.pid, made


def raw_caller(client: httpx2.AsyncClient, url: str):
    """A call as the newest revision has it: one request, no session."""
    meta = {
        "io.modelcontextprotocol/protocolVersion": REVISION,
        "io.modelcontextprotocol/clientInfo": {"name": "benchmark", "version": "1"},
        "io.modelcontextprotocol/clientCapabilities": {},
    }
    headers = {
        "accept": "application/json, text/event-stream",
        "mcp-protocol-version": REVISION,
        "mcp-method": "tools/call",
    }
    number = 0

    async def call(name, arguments):
        nonlocal number
        number += 1
        body = {
            "jsonrpc": "2.0",
            "id": number,
            "method": "tools/call",
            "params": {"name": name, "arguments": arguments, "_meta": meta},
        }
        return await client.post(url, json=body, headers={**headers, "mcp-name": name})

    return call


def paths_of(script: str, environment: str) -> dict[str, tuple[Callable, Callable]]:
    """Every path over MCP: what opens it, and what makes its results plain."""
    serve = (sys.executable, script, "serve")
    return {
        "MCP stdio, SDK client": (by_stdio(serve, environment), plain),
        "MCP HTTP, SDK client": (by_http(serve, environment, raw=False), plain),
        "MCP HTTP, httpx2": (by_http(serve, environment, raw=True), plain_response),
    }
