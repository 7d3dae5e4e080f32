"""The client that MCP's conformance suite tests: a wrapped server, and what the suite asks of it.

Run by the suite as `python suite_client.py URL`. Everything on the wire is `MCPToolset`'s; this
script only says which tools are called with what.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator

import numpy as np

from agentgym import Tool, ToolCall
from agentgym.errors import InvalidToolError
from agentgym.mcp import MCPToolset, ServerSetup
from agentgym.sampling import Draws, sample_arguments

CONTEXT = json.loads(os.environ.get("MCP_CONFORMANCE_CONTEXT", "{}"))


def wanted(tools: tuple[Tool, ...]) -> Iterator[ToolCall]:
    """The calls to make: those that the suite names, or one of each tool."""
    if "toolCalls" in CONTEXT:
        yield from (ToolCall(call["name"], call["arguments"]) for call in CONTEXT["toolCalls"])
        return
    draws = Draws(np.random.PCG64(np.random.SeedSequence(0)))
    for tool in tools:
        if tool.name == "json_schema_echo":
            # It asks for the schema of the other tool, as it arrived here.
            other = next(t for t in tools if t is not tool)
            yield ToolCall(tool.name, {"schema": other.input_schema})
        else:
            yield ToolCall(tool.name, sample_arguments(tool.input_schema, draws))


def main(url: str) -> None:
    """Reach the server, list its tools, and call some."""
    toolset = MCPToolset(ServerSetup(server=url))
    try:
        toolset.reset(0)
        for call in wanted(toolset.tools):
            # Past the toolset's own check of arguments, since some calls are meant to be wrong.
            print(call.name, toolset.connection.call(call.name, call.arguments).content)
    except InvalidToolError as error:
        # A schema that points elsewhere is refused, and nothing is fetched.
        print(error)
    finally:
        toolset.close()


if __name__ == "__main__":
    main(sys.argv[1])
