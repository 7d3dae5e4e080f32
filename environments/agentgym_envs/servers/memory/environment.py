"""Loads `agentgym/mcp-memory-v1`."""

from __future__ import annotations

import hashlib
from importlib.resources import files

from pydantic import JsonValue

from agentgym import wrap_mcp
from agentgym.environment import Environment
from agentgym.mcp import Directory, View
from agentgym_envs.handwritten.loading import WrittenTasks, written_certificates
from agentgym_envs.servers.locations import find_server
from agentgym_envs.servers.memory.graph import FILE, company, entities, memory_file, relations


def content(_seed: int, _initial: JsonValue) -> dict[str, str | bytes]:
    """What the server's folder holds."""
    return {FILE: memory_file(company())}


def load(environment_id: str) -> Environment:
    """Load the company's memory.

    The server reads its file at every call: it is started once, and the file is laid out anew.

    Raises:
        NotInstalledError: The server is not installed.
    """
    server = find_server("memory")
    here = files(__package__)
    graph = memory_file(company())
    return wrap_mcp(
        server.command(),
        WrittenTasks((here / "tasks.json").read_bytes()),
        id=environment_id,
        system_prompt=(here / "policy.md").read_text(encoding="utf-8"),
        certificates=written_certificates(here / "certificates.json"),
        content=hashlib.sha256(f"{server.version}\n{graph}".encode()).hexdigest(),
        environ={"MEMORY_FILE_PATH": "{directory}/" + FILE},
        directory=Directory(alias="/memory", template=content),
        reset="directory",
        state=[View("entities", entities), View("relations", relations)],
    )
