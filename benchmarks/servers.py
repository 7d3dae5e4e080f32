"""Third-party MCP servers: how long they take to start and to answer, and what they leave behind.

Each server goes through cycles of start, call, end: closed, killed with -9 itself, or left by a
parent that is killed with -9. Afterwards its process group, its directory, and this process's
threads and descriptors are counted. Beside it, in the same run, the SDK's own client.
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import report

from agentgym.errors import InfrastructureError, NotInstalledError
from agentgym.mcp import Directory, MCPToolset, ServerSetup
from agentgym.tools import JsonObject, ToolCall
from agentgym_envs.servers.locations import find_server

PATIENCE_SECONDS = 10.0
CALLS = 20


@dataclass(frozen=True)
class Subject:
    """A server under test: the words after its command, and a call that it answers."""

    name: str
    call: ToolCall
    words: tuple[str, ...] = ()
    environ: JsonObject = field(default_factory=dict)

    def toolset(self) -> MCPToolset:
        """Wrap it."""
        server = find_server(self.name).command(*self.words)
        environ = {name: str(value) for name, value in self.environ.items()}
        directory = Directory(alias="/work", fill=repository if self.name == "git" else None)
        return MCPToolset(ServerSetup(server=server, environ=environ, directory=directory))


SUBJECTS = {
    subject.name: subject
    for subject in (
        Subject("filesystem", ToolCall("list_directory", {"path": "/work"}), ("{directory}",)),
        Subject(
            "memory",
            ToolCall("read_graph", {}),
            environ={"MEMORY_FILE_PATH": "{directory}/memory.jsonl"},
        ),
        Subject("everything", ToolCall("echo", {"message": "hello"})),
        Subject("git", ToolCall("git_status", {"repo_path": "/work"})),
        Subject("time", ToolCall("get_current_time", {"timezone": "UTC"})),
    )
}


def repository(directory: Path, _seed: int, _initial: object) -> None:
    """An empty git repository."""
    subprocess.run(["git", "init", "--quiet", str(directory)], check=True)


def members(group: int) -> int:
    """How many processes of a group live."""
    found = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            found += int(words[2]) == group and words[0] != "Z"
    return found


def left(group: int, directory: Path) -> Counter[str]:
    """What is still there of a server after at most ten seconds."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        found = Counter(processes=members(group), directories=int(directory.exists()))
        if not found.total() or time.monotonic() > deadline:
            return found
        time.sleep(0.01)


def own() -> Counter[str]:
    """The threads and open descriptors of this process."""
    gc.collect()
    return Counter(threads=threading.active_count(), descriptors=len(os.listdir("/proc/self/fd")))


def cycle(subject: Subject, number: int, taken: dict[str, list[float]]) -> Counter[str]:
    """Start, call, end; every fifth time the server is killed, every tenth its parent."""
    if number % 10 == 9:
        return orphaned(subject)
    toolset = subject.toolset()
    taken["start"] += report.seconds(lambda: toolset.reset(0), 1)
    taken["first"] += report.seconds(lambda: toolset.call(subject.call), 1)
    for _ in range(CALLS):
        start = time.perf_counter()
        result = toolset.call(subject.call)
        taken["call"].append(time.perf_counter() - start)
        if result.is_error:
            raise SystemExit(f"{subject.name}: {result.content}")
    group, directory = toolset.pid, toolset.directory.parent
    assert group is not None
    if number % 5 == 4:
        os.kill(group, signal.SIGKILL)
        try:
            toolset.call(subject.call)
        except InfrastructureError:
            pass
        else:
            raise SystemExit(f"{subject.name} answers though it was killed")
        toolset.close()
    else:
        taken["close"] += report.seconds(toolset.close, 1)
    return left(group, directory)


def orphaned(subject: Subject) -> Counter[str]:
    """Let another process start the server, and kill that process."""
    parent = subprocess.Popen(
        [sys.executable, __file__, "--orphan", subject.name], stdout=subprocess.PIPE, text=True
    )
    with parent:
        assert parent.stdout is not None
        group, directory = parent.stdout.readline().split()
        parent.kill()
    return left(int(group), Path(directory))


def orphan(name: str) -> None:
    """Be the process that is killed."""
    toolset = SUBJECTS[name].toolset()
    toolset.reset(0)
    toolset.call(SUBJECTS[name].call)
    print(toolset.pid, toolset.directory.parent, flush=True)
    signal.pause()


async def by_the_sdk(subject: Subject, taken: dict[str, list[float]]) -> None:
    """The same start and calls with the SDK's own client and transport."""
    from mcp.client.client import Client
    from mcp.client.stdio import StdioServerParameters

    with tempfile.TemporaryDirectory() as folder:
        if subject.name == "git":
            repository(Path(folder), 0, None)
        words = [
            w.format(directory=folder) for w in find_server(subject.name).command(*subject.words)
        ]
        environ = {k: str(v).format(directory=folder) for k, v in subject.environ.items()}
        arguments = {k: str(v).replace("/work", folder) for k, v in subject.call.arguments.items()}
        parameters = StdioServerParameters(command=words[0], args=words[1:], env=environ)
        start = time.perf_counter()
        async with Client(parameters) as client:
            await client.list_tools()
            taken["start"].append(time.perf_counter() - start)
            await client.call_tool(subject.call.name, arguments)
            for _ in range(CALLS):
                start = time.perf_counter()
                await client.call_tool(subject.call.name, arguments)
                taken["call"].append(time.perf_counter() - start)


def measure(subject: Subject, cycles: int) -> tuple[dict[str, object], dict[str, float]]:
    """A row, and how it compares with the SDK."""
    taken: dict[str, list[float]] = {name: [] for name in ("start", "first", "call", "close")}
    peer: dict[str, list[float]] = {"start": [], "call": []}
    cycle(subject, 0, {name: [] for name in taken})
    before, behind = own(), Counter[str]()
    for number in range(cycles):
        behind += cycle(subject, number, taken)
        if number % 10 == 5:
            asyncio.run(by_the_sdk(subject, peer))
    behind += own() - before
    middle = {name: statistics.median(times) for name, times in taken.items()}
    row: dict[str, object] = {
        "server": f"{subject.name} {find_server(subject.name).version}",
        "cycles": cycles,
        "start_s": middle["start"],
        "call_ms": 1e3 * middle["call"],
        "close_ms": 1e3 * middle["close"],
        "sdk_start_s": statistics.median(peer["start"]),
        "sdk_call_ms": 1e3 * statistics.median(peer["call"]),
    }
    row |= {f"{name}_left": behind[name] for name in ("processes", "directories")}
    row |= {f"{name}_left": behind[name] for name in ("threads", "descriptors")}
    ratios = {
        f"{subject.name}: start / SDK": middle["start"] / statistics.median(peer["start"]),
        f"{subject.name}: call / SDK": middle["call"] / statistics.median(peer["call"]),
    }
    return row, ratios


def main() -> None:
    """Measure every server that is installed, and print."""
    arguments = report.parser(__doc__)
    arguments.add_argument("--cycles", type=int, default=50)
    arguments.add_argument("--servers", nargs="+", default=[*SUBJECTS], choices=[*SUBJECTS])
    arguments.add_argument("--orphan", choices=[*SUBJECTS], help="for its own use")
    options = arguments.parse_args()
    if options.orphan:
        orphan(options.orphan)
        return
    rows: list[dict[str, object]] = []
    ratios: dict[str, float] = {}
    for name in options.servers:
        try:
            row, compared = measure(SUBJECTS[name], options.cycles)
        except NotInstalledError as error:
            print(f"left out: {error}", file=sys.stderr)
            continue
        rows.append(row)
        ratios |= compared
    report.show("servers", rows, ratios, as_json=options.json)


if __name__ == "__main__":
    main()
