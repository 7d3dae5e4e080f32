"""A program that wraps a server, tells what it started, and then ends in the way it is told to."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from agentgym.mcp import Directory, MCPToolset, ServerSetup

BROKEN = str(Path(__file__).with_name("broken_server.py"))


def main(ending: str) -> None:
    """Start a server that will not go by itself, and leave."""
    server = [sys.executable, "-I", BROKEN, "stubborn"]
    toolset = MCPToolset(ServerSetup(server=server, directory=Directory()))
    toolset.reset(0)
    print(toolset.pid, toolset.directory.parent, flush=True)
    if ending == "forgotten":
        del toolset
        print("forgotten", flush=True)
    if ending == "forked" and os.fork() == 0:
        # A fork must neither end the server nor keep its owner's from being ended.
        del toolset
        os._exit(0)
    sys.stdin.readline()
    if ending == "raises":
        raise SystemExit(3)


if __name__ == "__main__":
    main(sys.argv[1])
