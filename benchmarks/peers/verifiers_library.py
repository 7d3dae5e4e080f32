"""The library as verifiers runs it; run by its virtual environment's Python.

`MCP tool calls` is what its chat harness does for every tool call of a model: its MCP connection to
the rollout's tool server, which verifiers itself starts, one process per rollout. `whole rollout`
is an episode as a training run plays it, harness program, interception server and trace included,
with a model that answers at once: the time from its first turn to its last. verifiers opens the
socket of its tool servers in a way that lets small answers wait 40 ms for an acknowledgement; the
paths named TCP_NODELAY are without that.
"""

import asyncio
import contextlib
import json
import logging
import os
import sys
import time
from importlib.metadata import version

import uvicorn
from library import HERE
from replaying import Opened, Rollout, Served, answer, children
from verifiers.v1.clients import EvalClientConfig, ModelContext
from verifiers.v1.harnesses.utils.mcp import call_mcp, connect_mcp
from verifiers.v1.mcp import ToolsetConfig, serve_tools
from verifiers.v1.runtimes import SubprocessConfig, provision_runtime
from verifiers.v1.utils.loaders import load_environment, resolve_env_config
from verifiers_rollout import next_chunk, read_body
from verifiers_toolset import LibraryToolset, undelayed

logging.disable(logging.CRITICAL)
ENDPOINT_KEY = "LIBRARY_ENDPOINT_KEY"


@contextlib.asynccontextmanager
async def tool_calls(count):
    """A tool server and a connection per rollout."""
    async with contextlib.AsyncExitStack() as stack:

        async def caller():
            harness = await stack.enter_async_context(provision_runtime(SubprocessConfig()))
            urls = await stack.enter_async_context(
                serve_tools([LibraryToolset(ToolsetConfig())], harness)
            )
            config = {"mcpServers": {name: {"url": url} for name, url in urls.items()}}
            _, dispatch, servers = await connect_mcp(config, stack)
            return lambda name, arguments: call_mcp(servers, dispatch, name, arguments)

        callers = await asyncio.gather(*(caller() for _ in range(count)))
        yield Opened(callers, children())


@contextlib.asynccontextmanager
async def tool_calls_undelayed(count):
    """The same with TCP_NODELAY on the tool server's socket."""
    with undelayed():
        async with tool_calls(count) as opened:
            yield opened


async def whole_rollout():
    """One episode of the single-agent environment with verifiers' own chat harness."""
    asked, last = [], {}

    async def model(scope, receive, send):
        if scope["type"] != "http":
            return
        asked.append(time.perf_counter())
        last.update(await read_body(receive))
        chunk = next_chunk(sum(message["role"] == "tool" for message in last["messages"]))
        body = f"data: {json.dumps(chunk)}\n\ndata: [DONE]\n\n".encode()
        headers = [(b"content-type", b"text/event-stream")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    server = uvicorn.Server(
        uvicorn.Config(model, host="127.0.0.1", port=0, log_level="critical", lifespan="off")
    )
    serving = asyncio.create_task(server.serve())
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    config = {
        "taskset": {"id": "verifiers_rollout"},
        "agent": {"harness": {"id": "null"}, "runtime": {"type": "subprocess"}},
    }
    client = EvalClientConfig(base_url=f"http://127.0.0.1:{port}/v1", api_key_var=ENDPOINT_KEY)
    start = time.perf_counter()
    try:
        environment = load_environment(resolve_env_config(config))
        async with environment.serving():
            (slot,) = environment.slots(next(iter(environment.taskset)))
            episode = await environment.run_slot(slot, ModelContext("stored", client))
        if not episode.ok:
            raise RuntimeError(f"the rollout failed: {episode.last_error}")
    finally:
        server.should_exit = True
        await serving
    results = [message["content"] for message in last["messages"] if message["role"] == "tool"]
    return [results], asked[0] - start, asked[-1] - asked[0]


async def whole_rollout_undelayed():
    """The same with TCP_NODELAY on the tool server's socket."""
    with undelayed():
        return await whole_rollout()


def plain(content):
    """The text, or the refusal in the SDK's own wrapping."""
    text = content if isinstance(content, str) else content[0]["text"]
    return json.loads(text) if text.startswith("{") else {"error": text.partition(": ")[2]}


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = str(HERE)
    os.environ["PATH"] = f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"  # its own uv
    os.environ[ENDPOINT_KEY] = "none"
    paths = {"whole rollout": Rollout(whole_rollout, plain)}
    paths["whole rollout, TCP_NODELAY"] = Rollout(whole_rollout_undelayed, plain)
    paths["MCP tool calls"] = Served(tool_calls, plain)
    paths["MCP tool calls, TCP_NODELAY"] = Served(tool_calls_undelayed, plain)
    paths["MCP tool calls, TCP_NODELAY, 16 in flight"] = Served(tool_calls_undelayed, plain, 16)
    answer(f"verifiers {version('verifiers')}, mcp {version('mcp')}", paths)
