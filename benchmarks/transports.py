"""The same world and the same 200 calls by every path: ours, OpenEnv's, verifiers' and AWM's.

The world is a small lending library (peers/library_world.json): for us a world file, for the peers
Python functions with the same SQL on sqlite3, in each one's own idiom (peers/*_library.py). Each
peer runs in a virtual environment of its own (`make peers`); all are measured in one time window,
round by round, and a path whose results are not equal to ours as JSON has no rate. Our direct path
is measured anew right before each of the others, and a ratio is the median of these pairs, so that
what else the machine does weighs on both.

The clock runs while the calls are made, one after another within an episode; with 16 in flight,
16 episodes are played at once, each up to its fiftieth call. Opening an episode (processes,
connections, resets) has a column of its own. Processor time is that of the caller and of the
servers together.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import report

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "benchmarks" / "peers"
PEERS = {"agentgym": "agentgym", "OpenEnv": "openenv", "verifiers": "verifiers", "AWM": "awm"}
DIRECT = ("agentgym", "gymnasium step")
LONGEST_SECONDS = 300
MOST_BYTES = 1 << 24

#: A peer and one of its paths.
Way = tuple[str, str]


@dataclass
class Peer:
    """A process that measures its paths when told to, over its stdin and stdout."""

    name: str
    process: asyncio.subprocess.Process
    about: str
    paths: list[str]

    async def play(self, path: str) -> dict:
        """Measure one path once."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"path": path}).encode() + b"\n")
        return await said(self.process, f"{self.name}, {path}")


async def said(process: asyncio.subprocess.Process, what: str) -> dict:
    """The next object that a peer prints."""
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), LONGEST_SECONDS)
    if not line:
        raise RuntimeError(f"the process of {what} ended; what it wrote to stderr is above")
    return json.loads(line)


def python_of(name: str) -> Path:
    """The Python that a peer runs on: its own; ours for ourselves."""
    if name == "agentgym":
        return Path(sys.executable)
    return ROOT / ".venv-peers" / PEERS[name] / "bin" / "python"


@contextlib.asynccontextmanager
async def started(name: str) -> AsyncIterator[Peer]:
    """A peer, ended with the block."""
    process = await asyncio.create_subprocess_exec(
        str(python_of(name)),
        str(SCRIPTS / f"{PEERS[name]}_library.py"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=MOST_BYTES,
    )
    assert process.stdin is not None
    try:
        hello = await said(process, name)
        yield Peer(name, process, hello["about"], hello["paths"])
    finally:
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), 30)
        except TimeoutError:
            process.kill()
            await process.wait()


async def measure(names: list[str], repeats: int, words: list[str]) -> dict[Way, list[dict]]:
    """Every path of every peer, round by round, so that all see the same machine."""
    async with contextlib.AsyncExitStack() as stack:
        peers = [await stack.enter_async_context(started(name)) for name in names]
        for peer in peers:
            print(f"{peer.name}: {peer.about}", file=sys.stderr)
        ways = [
            (peer, path)
            for peer in peers
            for path in peer.paths
            if (peer.name, path) == DIRECT or not words or any(word in path for word in words)
        ]
        runs: dict[Way, list[dict]] = {(peer.name, path): [] for peer, path in ways}
        ourselves = peers[0]
        for _ in range(repeats):
            for peer, path in ways:
                before = await ourselves.play(DIRECT[1])
                run = before if (peer.name, path) == DIRECT else await peer.play(path)
                runs[peer.name, path].append(run | {"before": before})
        return runs


def difference(runs: list[dict], wanted: list[object]) -> str | None:
    """What is not as wanted in the results of a path, in one line."""
    for run in runs:
        if run["episodes_differ"]:
            return "episodes of one run differ"
        if len(run["results"]) * run["episodes"] != run["calls"]:
            return f"{run['calls']} calls gave {len(run['results'])} results an episode"
        # Where many episodes are played at once, each is played only so far.
        for number, (given, right) in enumerate(zip(run["results"], wanted, strict=False)):
            if given != right:
                return f"call {number} gave {given!r:.200}, where we give {right!r:.200}"
    return None


def row(way: Way, runs: list[dict], wanted: list[object]) -> dict[str, object]:
    """What is said of a path."""
    made: dict[str, object] = {"what": ": ".join(way)}
    wrong = difference(runs, wanted)
    if wrong is not None:
        return made | {"results": f"NOT EQUAL: {wrong}"}
    rates = [rate(run) for run in runs]
    made |= {"calls_per_second": report.median(rates), "least": min(rates), "most": max(rates)}
    if runs[0]["cpu_seconds"] is not None:
        made["cpu_us"] = report.median([run["cpu_seconds"] / run["calls"] * 1e6 for run in runs])
    made["to_open_ms"] = report.median([run["seconds_to_open"] * 1e3 for run in runs])
    return made | {"results": "equal"}


def rate(run: dict) -> float:
    """Calls per second."""
    return run["calls"] / run["seconds"]


def over_mcp(way: Way) -> bool:
    """Whether a path goes over an MCP transport."""
    return "MCP" in way[1] and not way[1].startswith(("in process", "WebSocket"))


def main() -> None:
    """Measure and print."""
    arguments = report.parser(__doc__)
    arguments.add_argument("--repeats", type=int, default=3)
    arguments.add_argument("--peers", nargs="*", choices=PEERS, default=list(PEERS))
    arguments.add_argument(
        "--paths", nargs="*", default=[], help="only those with one of these words"
    )
    options = arguments.parse_args()
    names = list(dict.fromkeys(["agentgym", *options.peers]))
    there = [name for name in names if python_of(name).exists()]
    runs = asyncio.run(measure(there, options.repeats, options.paths))
    wanted = runs[DIRECT][0]["results"]
    others = [way for way in runs if way != DIRECT]
    ratio = {
        way: report.median([rate(run["before"]) / rate(run) for run in runs[way]])
        for way in others
        if difference(runs[way], wanted) is None
    }
    runs[DIRECT] += [run["before"] for way in others for run in runs[way]]
    rows = [row(way, done, wanted) for way, done in runs.items()]
    for name in names:
        if name not in there:
            rows.append({"what": name, "results": "not installed; get it with: make peers"})
    ratios = {f"{DIRECT[1]} / {': '.join(way)}": value for way, value in ratio.items()}
    mcp = [value for way, value in ratio.items() if over_mcp(way)]
    if mcp:
        ratios[f"{DIRECT[1]} / the fastest over MCP"] = min(mcp)
    report.show("transports", rows, ratios, as_json=options.json)


if __name__ == "__main__":
    main()
