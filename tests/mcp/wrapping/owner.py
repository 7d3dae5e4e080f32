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
    if ending == "forked":
        # A fork must neither end the server, not even as it exits, nor keep it from being ended.
        child = os.fork()
        if child == 0:
            del toolset
            return
        os.waitpid(child, 0)
    print(toolset.pid, toolset.directory.parent, flush=True)
    if ending == "forgotten":
        del toolset
        print("forgotten", flush=True)
    sys.stdin.readline()
    if ending == "raises":
        raise SystemExit(3)


if __name__ == "__main__":
    main(sys.argv[1])
