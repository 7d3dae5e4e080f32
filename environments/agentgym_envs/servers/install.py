"""Installs MCP servers for the environments of the family `mcp`.

python -m agentgym_envs.servers.install [NAME ... | --all] [--json]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import orjson

from agentgym.errors import AgentGymError
from agentgym_envs.servers.installing import install
from agentgym_envs.servers.locations import SERVERS, Server, find_server, servers_root


def main(arguments: Sequence[str] | None = None) -> int:
    """Install what is asked for; without a name, only say what is there.

    Returns:
        0 when everything asked for is there, 1 when something could not be installed, 2 for a name
        that is not known.
    """
    parser = argparse.ArgumentParser(
        prog="python -m agentgym_envs.servers.install",
        description="Installs pinned releases of MCP servers, each in a folder of its own.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(SERVERS)}")
    parser.add_argument("--all", action="store_true", help="all of them")
    parser.add_argument("--json", action="store_true", help="say what is there as JSON")
    given = parser.parse_args(arguments)
    try:
        wanted = [find_server(name) for name in (SERVERS if given.all else given.names)]
    except AgentGymError as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    failed = 0
    for server in wanted:
        try:
            done = install(server)
        except AgentGymError as error:
            failed += 1
            sys.stderr.write(f"error: {error}\n")
            continue
        if not given.json:
            what = "installed" if done else "there already:"
            sys.stdout.write(f"{what} {server.package} {server.version} in {server.folder}\n")
    if given.json:
        sys.stdout.buffer.write(_listing() + b"\n")
    elif not wanted:
        for server in SERVERS.values():
            standing = "installed" if server.installed else f"not installed; {server.remedy}"
            sys.stdout.write(f"{server.name:12}{server.version:12}{standing}\n")
    return 1 if failed else 0


def _listing() -> bytes:
    def entry(server: Server) -> dict[str, object]:
        return {
            "name": server.name,
            "package": server.package,
            "version": server.version,
            "index": server.index,
            "installed": server.installed,
            "folder": str(server.folder),
        }

    whole = {"root": str(servers_root()), "servers": [entry(s) for s in SERVERS.values()]}
    return orjson.dumps(whole, option=orjson.OPT_INDENT_2)


if __name__ == "__main__":
    sys.exit(main())
