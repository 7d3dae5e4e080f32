"""An echo server as the SDK alone makes it: nothing is checked, kept or scored.

python echo_bare.py            over stdio
python echo_bare.py --http     over HTTP, at the URL that is printed
"""

import json
import socket
import sys

import anyio
import mcp_types as types
import uvicorn
from echo_tool import DESCRIPTION, INPUT_SCHEMA, NAME, OUTPUT_SCHEMA
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

TOOL = types.Tool(
    name=NAME,
    description=DESCRIPTION,
    input_schema=INPUT_SCHEMA,
    output_schema=OUTPUT_SCHEMA,
    annotations=types.ToolAnnotations(read_only_hint=True, open_world_hint=False),
)


async def list_tools(ctx, params):
    """The tool."""
    return types.ListToolsResult(tools=[TOOL])


async def call_tool(ctx, params):
    """What was sent."""
    echo = {"echo": params.arguments["text"] * params.arguments.get("times", 1)}
    text = types.TextContent(type="text", text=json.dumps(echo))
    return types.CallToolResult(content=[text], structured_content=echo)


# Without the look-up, the SDK would list the tools again for each call of 2026-07-28.
server = Server(
    "echo",
    version="1",
    on_list_tools=list_tools,
    on_call_tool=call_tool,
    get_tool_input_schema=lambda name: INPUT_SCHEMA,
)


async def over_stdio():
    """Serve standard input and output."""
    async with stdio_server() as (received, sent):
        await server.run(received, sent, server.create_initialization_options())


def over_http():
    """Serve a port that is free."""
    # The loop sends at once, without waiting for more, only where the protocol is named.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen(2048)
    app = server.streamable_http_app(json_response=True)
    print(f"http://127.0.0.1:{listening.getsockname()[1]}/mcp", flush=True)
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_keep_alive=75)
    uvicorn.Server(config).run([listening])


if __name__ == "__main__":
    over_http() if "--http" in sys.argv else anyio.run(over_stdio)
