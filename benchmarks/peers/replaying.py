"""The peers' end of benchmarks/transports.py: JSON lines on stdin and stdout.

A peer says first what it is and which paths it has; then, for each line naming a path, it opens
fresh episodes, replays the calls of the library in every one of them, and answers with the time
that took and with the results. What a path returns is turned into plain JSON after the clock has
stopped.
"""

import asyncio
import contextlib
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from library import calls

#: Runs one tool call of one episode, and gives what its API gives.
Call = Callable[[str, dict], object]
AsyncCall = Callable[[str, dict], Awaitable[object]]


@dataclass(frozen=True)
class Opened:
    """Episodes that stand ready: a call for each, and the processes that serve them."""

    calls: Sequence[AsyncCall]
    processes: Sequence[int] = ()


@dataclass(frozen=True)
class InProcess:
    """A path without waiting: `open` gives one episode; it is played `times` over in a round."""

    open: Callable[[], AbstractContextManager[Call]]
    plain: Callable[[object], object]
    times: int = 40


@dataclass(frozen=True)
class Served:
    """A path to servers: `open(n)` gives n episodes, which are played at the same time.

    Where there are several, each is played up to its fiftieth call.
    """

    open: Callable[[int], AbstractAsyncContextManager[Opened]]
    plain: Callable[[object], object]
    in_flight: int = 1


@dataclass(frozen=True)
class Rollout:
    """A path that plays an episode by itself: `run` gives its results, with the seconds it took to
    begin and those it took to play.
    """

    run: Callable[[], Awaitable[tuple[list[list[object]], float, float]]]
    plain: Callable[[object], object]


def replay(path: InProcess) -> dict:
    """Play the calls one after another."""
    listed, opening, taken, cpu, results = calls(), 0.0, 0.0, 0.0, []
    for _ in range(path.times):
        start = time.perf_counter()
        with path.open() as call:
            opening += time.perf_counter() - start
            given = []
            cpu_start, start = time.process_time(), time.perf_counter()
            for name, arguments in listed:
                given.append(call(name, arguments))
            taken += time.perf_counter() - start
            cpu += time.process_time() - cpu_start
            results.append(given)
    return _answer(path.plain, results, opening, taken, cpu)


async def replay_served(path: Served) -> dict:
    """Play the calls in all episodes at once, those of one episode one after another."""
    listed = calls() if path.in_flight == 1 else calls()[:50]

    async def play(call: AsyncCall) -> list[object]:
        return [await call(name, arguments) for name, arguments in listed]

    start = time.perf_counter()
    async with path.open(path.in_flight) as opened:
        opening = time.perf_counter() - start
        cpu_start = _cpu(opened.processes)
        start = time.perf_counter()
        results = await asyncio.gather(*map(play, opened.calls))
        taken = time.perf_counter() - start
        cpu = None if cpu_start is None else _cpu(opened.processes) - cpu_start
    return _answer(path.plain, results, opening, taken, cpu)


async def play_rollout(path: Rollout) -> dict:
    """Let the path play its episode; whose processor time is whose cannot be told."""
    results, opening, taken = await path.run()
    return _answer(path.plain, results, opening, taken, None)


def _answer(plain, results, opening, taken, cpu) -> dict:
    episodes = [[plain(result) for result in given] for given in results]
    different = [given for given in episodes if given != episodes[0]]
    return {
        "calls": sum(map(len, episodes)),
        "seconds": taken,
        "cpu_seconds": cpu,
        "episodes": len(episodes),
        "seconds_to_open": opening / len(episodes),
        "results": different[0] if different else episodes[0],
        "episodes_differ": bool(different),
    }


def _cpu(processes: Sequence[int]) -> float | None:
    """Seconds of this process and of others; None where the system does not say."""
    if not Path("/proc/self/stat").exists():
        return None
    ticks = 0
    for process in processes:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def children() -> list[int]:
    """The processes that this one has started, where the system says."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    return [int(process) for process in listed.read_text().split()] if listed.exists() else []


@contextlib.asynccontextmanager
async def server_process(
    *command: str, env: dict[str, str] | None = None
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process that is ended with the block; its stdout can be read."""
    process = await asyncio.create_subprocess_exec(
        *command,
        env={**os.environ, **(env or {})},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 10)
        except TimeoutError:
            process.kill()
            await process.wait()


async def first_line(process: asyncio.subprocess.Process) -> str:
    """The first line a server prints: here, the port it listens on."""
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), 60)
    if not line:
        raise RuntimeError("a server ended before it said where it listens")
    return line.decode().strip()


async def first_object(process: asyncio.subprocess.Process) -> dict:
    """The first JSON object a server prints, over however many lines."""
    text = ""
    while True:
        text += await first_line(process)
        with contextlib.suppress(json.JSONDecodeError):
            return json.loads(text)


def serve_uvicorn(app) -> None:
    """Serve an ASGI application on a free port of this machine, and print the port.

    uvicorn opens the socket itself: on one that is handed in, small answers may wait 40 ms for an
    acknowledgement (TCP_NODELAY is set only where asyncio sees the protocol's number).
    """
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical"))

    async def serve() -> None:
        serving = asyncio.create_task(server.serve())
        while not server.started and not serving.done():
            await asyncio.sleep(0.01)
        print(server.servers[0].sockets[0].getsockname()[1], flush=True)
        await serving

    asyncio.run(serve())


def answer(about: str, paths: dict[str, InProcess | Served | Rollout]) -> None:
    """Answer the benchmark until it closes stdin."""
    print(json.dumps({"about": about, "paths": list(paths)}), flush=True)
    for line in sys.stdin:
        path = paths[json.loads(line)["path"]]
        match path:
            case InProcess():
                done = replay(path)
            case Served():
                done = asyncio.run(replay_served(path))
            case Rollout():
                done = asyncio.run(play_rollout(path))
        print(json.dumps(done), flush=True)
