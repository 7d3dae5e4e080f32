"""Loads `agentgym/mcp-filesystem-v1`."""

from __future__ import annotations

import hashlib
from importlib.resources import files

from pydantic import JsonValue

from agentgym import wrap_mcp
from agentgym.environment import Environment, canonical_json
from agentgym.mcp import Directory, Files
from agentgym_envs.handwritten.loading import WrittenTasks, written_certificates
from agentgym_envs.servers.filesystem.office import office
from agentgym_envs.servers.locations import find_server

_DAY = "Mon Mar 10 2025 08:00:00 GMT+0000 (Coordinated Universal Time)"
#: What differs from run to run: times of files, and names of temporary files in messages. And from
#: machine to machine: the size of a folder itself, and the permissions that new ones get.
VOLATILE = (
    (r"(?m)^(created|modified|accessed): \w{3} \w{3} \d\d \d{4} [\d:]+ GMT.*$", rf"\1: {_DAY}"),
    (
        r"(?m)^size: \d+\n((?:\w+: .+\n){3}isDirectory: true\nisFile: false\npermissions: )\d+$",
        r"size: 4096\n\g<1>755",
    ),
    (r"(?m)^(isDirectory: false\nisFile: true\npermissions: )\d+$", r"\g<1>644"),
    (r"\.[0-9a-f]{32}\.tmp", ".tmp"),
)
#: Sorted by size, this one puts folders in an order that depends on the file system.
LEFT_OUT = ("list_directory_with_sizes",)


def content(_seed: int, _initial: JsonValue) -> dict[str, str | bytes]:
    """What the folder holds; a task may put files over it."""
    return dict(office())


def load(environment_id: str) -> Environment:
    """Load the translator's office.

    The server keeps nothing in memory: it is started once, and its folder is laid out anew.

    Raises:
        NotInstalledError: The server is not installed.
    """
    server = find_server("filesystem")
    here = files(__package__)
    return wrap_mcp(
        server.command("{directory}"),
        WrittenTasks((here / "tasks.json").read_bytes()),
        id=environment_id,
        system_prompt=(here / "policy.md").read_text(encoding="utf-8"),
        certificates=written_certificates(here / "certificates.json"),
        content=hashlib.sha256(canonical_json([server.version, office()])).hexdigest(),
        # So that `~` is the same on every machine.
        environ={"HOME": "{directory}/.."},
        directory=Directory(alias="/home/nadia/office", template=content),
        reset="directory",
        state=[Files()],
        leave_out=LEFT_OUT,
        volatile=VOLATILE,
    )
