"""Many episodes of the shop at once in one HTTP server: what creating and keeping them costs.

Episodes are created over the control plane, one after another, until all are live; then each makes
calls of its own certified solution, all interleaved, and is scored and deleted. Memory is the
server's resident size; `touched` is after each episode has been listed and called once, which is
when its connections come to be.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from time import perf_counter

import report
from serve import ENVELOPE, REVISION

import agentgym

ENVIRONMENT = "agentgym/shop-returns-v1"
AT_ONCE = 16


class Web:
    """A connection that is kept alive.

    Args:
        reader: What comes.
        writer: What goes.
        host: Host and port.
        fixed: Headers of every request.
    """

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, fixed: str
    ) -> None:
        self._reader, self._writer = reader, writer
        self._fixed = f"Host: {host}\r\nContent-Type: application/json\r\n{fixed}"

    async def ask(self, method: str, path: str, body: object = None, extra: str = "") -> object:
        """A request; its answer as JSON."""
        content = b"" if body is None else json.dumps(body).encode()
        head = f"{method} {path} HTTP/1.1\r\n{self._fixed}{extra}Content-Length: {len(content)}"
        self._writer.write(head.encode() + b"\r\n\r\n" + content)
        lines = (await self._reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines[1:] if line)
        answer = await self._reader.readexactly(int(headers.get("content-length", 0)))
        if " 20" not in lines[0]:
            raise RuntimeError(f"{method} {path}: {lines[0]}: {answer.decode()}")
        return json.loads(answer) if answer else None

    async def mcp(self, url: str, method: str, params: dict) -> dict:
        """A request of MCP's newest revision."""
        path = "/" + url.removeprefix("http://").partition("/")[2]
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params | {"_meta": ENVELOPE}}
        extra = f"Mcp-Method: {method}\r\n"
        if "name" in params:
            extra += f"Mcp-Name: {params['name']}\r\n"
        answer = await self.ask("POST", path, body, extra)
        return answer["result"]


@contextlib.asynccontextmanager
async def connected(url: str, fixed: str) -> AsyncIterator[Web]:
    """A connection to a URL's host."""
    host = url.removeprefix("http://").partition("/")[0]
    name, _, port = host.partition(":")
    reader, writer = await asyncio.open_connection(name, int(port))
    yield Web(reader, writer, host, fixed)
    writer.close()


def resident_mib(pid: int) -> float:
    """The memory of a process, in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


async def timed(work: object) -> float:
    """How long something takes, in milliseconds."""
    start = perf_counter()
    await work
    return (perf_counter() - start) * 1000


async def measure(count: int) -> tuple[list[dict[str, object]], dict[str, float]]:
    """Create, play and end `count` episodes."""
    tasks = list(agentgym.load(ENVIRONMENT).tasks.values())
    words = ["-m", "agentgym", "serve", ENVIRONMENT, "--http", "--json", "--episodes", str(count)]
    server = await asyncio.create_subprocess_exec(
        sys.executable, *words, stdout=asyncio.subprocess.PIPE
    )
    try:
        where = json.loads(await server.stdout.readline())
        agents = (
            f"Accept: application/json, text/event-stream\r\nMCP-Protocol-Version: {REVISION}\r\n"
        )
        token = f"Authorization: Bearer {where['token']}\r\n"
        async with contextlib.AsyncExitStack() as stack:
            plane = await stack.enter_async_context(connected(where["control"], token))
            webs = [
                await stack.enter_async_context(connected(where["agents"], agents))
                for _ in range(AT_ONCE)
            ]
            return await _measured(server.pid, plane, webs, tasks, count)
    finally:
        with contextlib.suppress(ProcessLookupError):
            server.kill()
        await server.wait()


async def _measured(
    pid: int, plane: Web, webs: list[Web], tasks: list[agentgym.Task], count: int
) -> tuple[list[dict[str, object]], dict[str, float]]:
    episodes: list[tuple[dict, agentgym.Task]] = []

    async def create(number: int) -> None:
        task = tasks[number % len(tasks)]
        made = await plane.ask("POST", "/episodes", {"environment": ENVIRONMENT, "task": task.id})
        episodes.append((made, task))

    # The first one loads the environment.
    first = await timed(create(0))
    await plane.ask("DELETE", f"/episodes/{episodes.pop()[0]['id']}")
    empty = resident_mib(pid)
    creating = [await timed(create(number)) for number in range(count)]
    made = resident_mib(pid)
    calls: list[float] = []

    async def each(work: object) -> None:
        upcoming = iter(episodes)

        async def worker(web: Web) -> None:
            for episode, task in upcoming:
                await work(web, episode["url"], task)

        await asyncio.gather(*map(worker, webs))

    async def touch(web: Web, url: str, task: agentgym.Task) -> None:
        await web.mcp(url, "tools/list", {})

    async def play(web: Web, url: str, task: agentgym.Task) -> None:
        for turn in task.solution:
            for call in turn.calls:
                params = {"name": call.name, "arguments": call.arguments}
                calls.append(await timed(web.mcp(url, "tools/call", params)))
            message = {"message": turn.message}
            await web.mcp(url, "tools/call", {"name": "reply_to_user", "arguments": message})

    await each(touch)
    touched = resident_mib(pid)
    start = perf_counter()
    await each(play)
    rate = len(calls) / (perf_counter() - start)
    scoring, passed = [], 0
    for episode, _ in episodes:
        begun = perf_counter()
        scored = await plane.ask("POST", f"/episodes/{episode['id']}/score", {})
        scoring.append((perf_counter() - begun) * 1000)
        passed += scored["score"]["passed"]
    if passed < count:
        raise RuntimeError(f"{count - passed} of {count} solutions did not pass")
    deleting = [
        await timed(plane.ask("DELETE", f"/episodes/{episode['id']}")) for episode, _ in episodes
    ]
    p99 = int(count * 0.99)
    rows: list[dict[str, object]] = [
        {"what": "episodes live at once", "value": count},
        {"what": "solutions passed", "value": passed},
        {"what": "the first creation, ms", "value": first},
        {"what": "creation, p50 ms", "value": report.median(creating)},
        {"what": "creation, p99 ms", "value": sorted(creating)[p99]},
        {"what": "a call with 16 in flight, p50 ms", "value": report.median(calls)},
        {"what": "calls per second", "value": rate},
        {"what": "scoring, p50 ms", "value": report.median(scoring)},
        {"what": "deletion, p50 ms", "value": report.median(deleting)},
        {"what": "memory of the server without episodes, MiB", "value": empty},
        {"what": "memory per episode as made, KiB", "value": (made - empty) * 1024 / count},
        {"what": "memory per episode touched, KiB", "value": (touched - empty) * 1024 / count},
        {"what": "memory after all, MiB", "value": resident_mib(pid)},
    ]
    return rows, {"last tenth of creations / first tenth": _drift(creating)}


def _drift(values: list[float]) -> float:
    tenth = max(1, len(values) // 10)
    return report.median(values[-tenth:]) / report.median(values[:tenth])


def main() -> None:
    """Measure and print."""
    arguments = report.parser(__doc__)
    arguments.add_argument("--episodes", type=int, default=1000)
    options = arguments.parse_args()
    rows, ratios = asyncio.run(measure(options.episodes))
    report.show("episodes", rows, ratios, as_json=options.json)


if __name__ == "__main__":
    main()
