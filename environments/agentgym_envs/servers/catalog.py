"""The ids of the family `mcp`. Imported with `agentgym`, so it reads nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agentgym.registry import EnvironmentSpec
from agentgym_envs.servers.locations import find_server


@dataclass(frozen=True, slots=True)
class ServerSpec(EnvironmentSpec):
    """An environment that is there when its server is.

    Attributes:
        server: The server's name.
    """

    server: str = ""

    @property
    def installed(self) -> bool:
        """Whether the server is there."""
        return find_server(self.server).installed


#: Server to how many tasks there are, and what they are about.
OFFERED = {
    "filesystem": (37, "a translator's office on MCP's filesystem server"),
    "git": (22, "an allotment society's website on the MCP git server"),
    "memory": (32, "a theatre company's memory on MCP's knowledge graph server"),
}


def environment_id(server: str) -> str:
    """The id of the environment on a server."""
    return f"agentgym/mcp-{server}-v1"


def environments() -> Iterator[EnvironmentSpec]:
    """The specs of all servers that have tasks."""
    for name, (tasks, what) in OFFERED.items():
        server = find_server(name)
        yield ServerSpec(
            id=environment_id(name),
            description=what[0].upper() + what[1:],
            tasks=tasks,
            load=f"agentgym_envs.servers.{name}.environment:load",
            requires=f"{server.package} {server.version}",
            remedy=server.remedy,
            server=name,
        )
