"""A server over HTTP in the process of the test, on real ports."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import httpx2

from agentgym import Environment, register, unregister
from agentgym.mcp.serving.http import HttpSettings, Serving, serve_http

REVISION = "2026-07-28"
LEGACY = "2025-11-25"
TOKEN = "a token for the tests"
ENVELOPE = {
    "io.modelcontextprotocol/protocolVersion": REVISION,
    "io.modelcontextprotocol/clientCapabilities": {},
}
SECONDS = 30


@dataclass
class Harness:
    """What runs agents: it has the control plane.

    Attributes:
        serving: Where the server is.
        web: Sends requests.
    """

    serving: Serving
    web: httpx2.AsyncClient

    async def ask(self, method: str, path: str, body: object = None, token: str = TOKEN) -> Any:
        """A request to the control plane: its status and what it says."""
        response = await self.web.request(
            method,
            self.serving.control_url + path,
            json=body,
            headers={"Authorization": f"Bearer {token}"},
        )
        return response.status_code, response.json() if response.content else None

    async def create(
        self, environment: str = "notes-plain-v1", task: str | None = "one", **more: object
    ) -> dict[str, Any]:
        """A new episode."""
        wanted = {"environment": environment, "task": task, **more}
        status, made = await self.ask("POST", "/episodes", wanted)
        assert status == 201, made
        assert isinstance(made, dict)
        return made

    async def score(self, episode: dict[str, Any], **body: object) -> Any:
        """The score of an episode."""
        status, said = await self.ask("POST", f"/episodes/{episode['id']}/score", body)
        assert status == 200, said
        return said

    async def post(
        self, url: str, method: str, params: dict[str, Any] | None = None, **headers: str
    ) -> httpx2.Response:
        """A request of the newest revision to the agents' side, as it goes over the wire."""
        params = {**(params or {}), "_meta": ENVELOPE}
        usual = {
            "Accept": "application/json, text/event-stream",
            "MCP-Protocol-Version": REVISION,
            "Mcp-Method": method,
        }
        if "name" in params:
            usual["Mcp-Name"] = str(params["name"])
        body = {"jsonrpc": "2.0", "id": 7, "method": method, "params": params}
        return await self.web.post(url, json=body, headers={**usual, **headers})


@asynccontextmanager
async def served(*environments: Environment | str, **settings: Any) -> AsyncIterator[Harness]:
    """Serve environments, some of them known by their ids, for as long as the block runs."""
    given = [environment for environment in environments if isinstance(environment, Environment)]
    for environment in given:
        register(environment)
    ids = tuple(e if isinstance(e, str) else e.id for e in environments)
    ready: asyncio.Future[Serving] = asyncio.get_running_loop().create_future()
    chosen = HttpSettings(environments=ids, **{"token": TOKEN, **settings})
    running = asyncio.create_task(serve_http(chosen, ready.set_result))
    try:
        await asyncio.wait([running, ready], return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        async with httpx2.AsyncClient(timeout=SECONDS) as web:
            yield Harness(ready.result(), web)
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        for environment in given:
            unregister(environment.id)
