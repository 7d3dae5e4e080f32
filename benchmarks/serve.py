"""Calls per second through our MCP server, beside a bare echo server of the same SDK.

Both list the same tool. The bare one (peers/echo_bare.py) is the SDK's low-level server with a
handler that echoes; ours (peers/echo_gym.py) is `agentgym serve` with an environment that echoes:
every call is checked against the schema, runs in its episode, counts against its limits, and is
recorded. The caller writes the requests itself, so that it is not what is measured; the servers run
at once and take turns round by round. The bare one runs twice: how far it is from itself is the
noise. Processor time is the server's alone.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import report

PEERS = Path(__file__).resolve().parent / "peers"
REVISION = "2026-07-28"
LEGACY = "2025-11-25"
MOST_BYTES = 1 << 24
CLIENT = {"name": "benchmark", "version": "1"}
ENVELOPE = {
    "io.modelcontextprotocol/protocolVersion": REVISION,
    "io.modelcontextprotocol/clientInfo": CLIENT,
    "io.modelcontextprotocol/clientCapabilities": {},
}

#: Sends one message and gives the answer; None for a notification.
Exchange = Callable[[dict], Awaitable[dict | None]]


@dataclass
class Way:
    """A server by one transport and one revision, ready to be called.

    Attributes:
        callers: One per call in flight.
        pid: The server's process.
    """

    callers: list[Callable[[int], Awaitable[None]]]
    pid: int


def processor_seconds(pid: int) -> float:
    """What all threads of a process have used so far; Linux counts it in nanoseconds."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def request(number: int, method: str, params: dict, revision: str) -> dict:
    """A request in the form of a revision."""
    if revision == REVISION:
        params = params | {"_meta": ENVELOPE}
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": params}


def caller(exchange: Exchange, revision: str) -> Callable[[int], Awaitable[None]]:
    """What calls the tool once and looks at the answer."""

    async def call(number: int) -> None:
        text = f"number {number}"
        params = {"name": "echo", "arguments": {"text": text}}
        answer = await exchange(request(number, "tools/call", params, revision))
        if answer is None or answer["result"]["structuredContent"] != {"echo": text}:
            raise RuntimeError(f"a wrong answer: {answer}")

    return call


async def shake_hands(exchange: Exchange, revision: str) -> None:
    """What a client of the older revisions does first."""
    if revision == LEGACY:
        told = {"protocolVersion": LEGACY, "capabilities": {}, "clientInfo": CLIENT}
        await exchange(request(0, "initialize", told, revision))
        await exchange({"jsonrpc": "2.0", "method": "notifications/initialized"})


@contextlib.asynccontextmanager
async def process(*words: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A server, ended with the block."""
    server = await asyncio.create_subprocess_exec(
        sys.executable,
        *words,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=MOST_BYTES,
    )
    try:
        yield server
    finally:
        with contextlib.suppress(ProcessLookupError):
            server.kill()
        await server.wait()


@contextlib.asynccontextmanager
async def over_stdio(words: list[str], flight: int, revision: str) -> AsyncIterator[Way]:
    """A server that is spoken to by its standard input and output."""
    async with process(*words) as server:
        assert server.stdin is not None and server.stdout is not None
        waiting: dict[int, asyncio.Future[dict]] = {}

        async def listen() -> None:
            while line := await server.stdout.readline():
                answer = json.loads(line)
                waiting.pop(answer["id"]).set_result(answer)

        async def exchange(message: dict) -> dict | None:
            number = message.get("id")
            answer = asyncio.get_running_loop().create_future()
            if number is not None:
                waiting[number] = answer
            server.stdin.write(json.dumps(message).encode() + b"\n")
            return await answer if number is not None else None

        listening = asyncio.create_task(listen())
        await shake_hands(exchange, revision)
        yield Way([caller(exchange, revision)] * flight, server.pid)
        listening.cancel()


@contextlib.asynccontextmanager
async def over_http(words: list[str], flight: int, revision: str) -> AsyncIterator[Way]:
    """A server that is spoken to over connections that are kept alive."""
    async with process(*words) as server, contextlib.AsyncExitStack() as stack:
        assert server.stdout is not None
        told = (await server.stdout.readline()).decode()
        url = json.loads(told)["episode"]["url"] if told.startswith("{") else told.strip()
        session: dict[str, str] = {}
        exchanges = []
        for _ in range(flight):
            host, _, path = url.removeprefix("http://").partition("/")
            name, _, port = host.partition(":")
            reader, writer = await asyncio.open_connection(name, int(port))
            stack.callback(writer.close)
            exchanges.append(posting(reader, writer, host, "/" + path, session, revision))
        await shake_hands(exchanges[0], revision)
        yield Way([caller(exchange, revision) for exchange in exchanges], server.pid)


def posting(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    host: str,
    path: str,
    session: dict[str, str],
    revision: str,
) -> Exchange:
    """What posts messages on one connection."""
    fixed = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"Accept: application/json, text/event-stream\r\nMCP-Protocol-Version: {revision}\r\n"
    )

    async def exchange(message: dict) -> dict | None:
        body = json.dumps(message).encode()
        extra = f"Mcp-Method: {message['method']}\r\n"
        if message["method"] == "tools/call":
            extra += "Mcp-Name: echo\r\n"
        extra += "".join(f"{name}: {value}\r\n" for name, value in session.items())
        head = f"{fixed}{extra}Content-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines[1:] if line)
        answer = await reader.readexactly(int(headers.get("content-length", 0)))
        if " 20" not in lines[0]:
            raise RuntimeError(f"{lines[0]}: {answer.decode()}")
        if "mcp-session-id" in headers:
            session["Mcp-Session-Id"] = headers["mcp-session-id"]
        return json.loads(answer) if answer else None

    return exchange


async def calls(way: Way, number: int) -> tuple[float, float]:
    """Make calls, as many at once as there are callers: the seconds, and the server's own."""
    upcoming = iter(range(1, number + 1))

    async def work(call: Callable[[int], Awaitable[None]]) -> None:
        for n in upcoming:
            await call(n)

    used, start = processor_seconds(way.pid), perf_counter()
    await asyncio.gather(*map(work, way.callers))
    return perf_counter() - start, processor_seconds(way.pid) - used


async def measure(
    rounds: int, number: int, transports: tuple[str, ...]
) -> tuple[list[dict[str, object]], dict[str, float]]:
    """Every transport, revision and number in flight: medians over the rounds."""
    rows: list[dict[str, object]] = []
    ratios: dict[str, float] = {}
    serve = [str(PEERS / "echo_gym.py"), "serve", "bench-echo-v1", "--task", "echo"]
    bare = [str(PEERS / "echo_bare.py")]
    for transport in transports:
        opened = over_stdio if transport == "stdio" else over_http
        extra = {"bare": ["--http"], "ours": ["--http", "--json"]} if transport == "http" else {}
        for revision in (REVISION, LEGACY):
            for flight in (1, 16):
                async with (
                    opened([*bare, *extra.get("bare", [])], flight, revision) as theirs,
                    opened([*serve, *extra.get("ours", [])], flight, revision) as ours,
                    opened([*bare, *extra.get("bare", [])], flight, revision) as again,
                ):
                    ways = [("bare", theirs), ("ours", ours), ("bare again", again)]
                    taken: dict[str, list[tuple[float, float]]] = {name: [] for name, _ in ways}
                    for turn in range(rounds + 1):
                        first = turn % len(ways)
                        for name, way in ways[first:] + ways[:first]:
                            outcome = await calls(way, number)
                            # The first round warms up.
                            if turn:
                                taken[name].append(outcome)
                for name, both in taken.items():
                    rows.append(
                        {
                            "transport": transport,
                            "revision": revision,
                            "in_flight": flight,
                            "server": name,
                            "calls_per_second": number / report.median([s for s, _ in both]),
                            "server_cpu_us_per_call": report.median([u for _, u in both])
                            / number
                            * 1e6,
                        }
                    )
                where = f"{transport} {revision} {flight} in flight"
                for part, what in enumerate(("calls per second", "calls per cpu second")):
                    for name in ("ours", "bare again"):
                        # Side by side in each round: what else the machine does, it does to both.
                        ratios[f"{where}, {what}: {name} / bare"] = report.median(
                            [
                                b[part] / o[part]
                                for b, o in zip(taken["bare"], taken[name], strict=True)
                            ]
                        )
    return rows, ratios


def main() -> None:
    """Measure and print."""
    arguments = report.parser(__doc__)
    arguments.add_argument("--rounds", type=int, default=100)
    arguments.add_argument("--calls", type=int, default=20)
    arguments.add_argument("--transport", choices=("stdio", "http"), help="only this one")
    options = arguments.parse_args()
    transports = (options.transport,) if options.transport else ("stdio", "http")
    rows, ratios = asyncio.run(measure(options.rounds, options.calls, transports))
    report.show("serve", rows, ratios, as_json=options.json)


if __name__ == "__main__":
    main()
