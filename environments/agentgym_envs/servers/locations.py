"""The servers that environments run on: which release, where it is, and how it is started."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from agentgym.errors import NotInstalledError, UnknownEnvironmentError, did_you_mean
from agentgym_envs.servers.node import find_node

_CHECKOUT = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Server:
    """A server of a package index.

    Attributes:
        name: The word that stands for it on the command line.
        index: Where it comes from.
        package: Its package.
        version: The release, pinned together with all that it needs in `pins/`.
        start: A script inside the installed folder (npm), or a module (PyPI).
    """

    name: str
    index: Literal["npm", "pypi"]
    package: str
    version: str
    start: str

    @property
    def folder(self) -> Path:
        """Where it is, or would be."""
        return servers_root() / f"{self.name}-{self.version}"

    @property
    def installed(self) -> bool:
        """Whether it is there: a folder gets this name only once it is complete."""
        return self.folder.is_dir()

    @property
    def remedy(self) -> str:
        """The command that installs it."""
        return f"python -m agentgym_envs.servers.install {self.name}"

    def command(self, *arguments: str) -> list[str]:
        """The words that start it.

        Raises:
            NotInstalledError: It is not there, or Node.js is not.
        """
        if not self.installed:
            raise NotInstalledError(
                f"{self.package} {self.version} is not installed in {servers_root()}; get it with: "
                f"{self.remedy}"
            )
        if self.index == "npm":
            return [str(find_node()), str(self.folder / self.start), *arguments]
        return [str(self.folder / "bin" / "python"), "-m", self.start, *arguments]


def _npm(name: str, version: str) -> Server:
    package = f"@modelcontextprotocol/server-{name}"
    return Server(name, "npm", package, version, f"node_modules/{package}/dist/index.js")


def _pypi(name: str, version: str) -> Server:
    return Server(name, "pypi", f"mcp-server-{name}", version, f"mcp_server_{name}")


SERVERS = {
    server.name: server
    for server in (
        _npm("filesystem", "2026.8.31"),
        _npm("memory", "2026.8.31"),
        _npm("everything", "2026.8.31"),
        _pypi("git", "2026.10.19"),
        _pypi("time", "2026.10.19"),
    )
}


def find_server(name: str) -> Server:
    """The server of this name.

    Raises:
        UnknownEnvironmentError: There is none; the message names close ones.
    """
    server = SERVERS.get(name)
    if server is None:
        raise UnknownEnvironmentError(
            f"no server {name!r}.{did_you_mean(name, SERVERS)} Known: {', '.join(SERVERS)}"
        )
    return server


def servers_root() -> Path:
    """The folder that holds the servers.

    The environment variable `AGENTGYM_SERVERS`; in a checkout of the repository its `.servers`;
    otherwise the user's cache.
    """
    given = os.environ.get("AGENTGYM_SERVERS")
    if given:
        return Path(given).absolute()
    if (_CHECKOUT / "constraints.txt").is_file():
        return _CHECKOUT / ".servers"
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "agentgym" / "servers"
