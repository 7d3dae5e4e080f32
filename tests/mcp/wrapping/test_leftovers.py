"""Nothing a server started outlives its owner, however the owner ends."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from agentgym import ToolCall
from agentgym.mcp import Directory, MCPToolset, ServerSetup

HERE = Path(__file__).parent
SAY = ToolCall("echo", {"path": "hello"})
SECONDS = 10.0


def members(group: int) -> list[int]:
    """The processes of a process group, those that have ended but were not waited for left out."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, _, pgid = entry.joinpath("stat").read_text().rpartition(")")[2].split()[:3]
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(pgid) == group and state != "Z":
                found.append(int(entry.name))
    return found


def comes_true(condition: Callable[[], bool]) -> bool:
    """Whether a condition holds within ten seconds."""
    deadline = time.monotonic() + SECONDS
    pause = threading.Event()
    while not condition():
        if time.monotonic() > deadline:
            return False
        pause.wait(0.01)
    return True


def stubborn() -> MCPToolset:
    server = [sys.executable, "-I", str(HERE / "broken_server.py"), "stubborn"]
    return MCPToolset(ServerSetup(server=server, directory=Directory()))


@pytest.mark.parametrize("ending", ["killed", "returns", "raises", "forgotten", "forked"])
def test_a_server_and_its_children_end_with_the_process_that_wrapped_it(ending: str) -> None:
    owner = subprocess.Popen(
        [sys.executable, str(HERE / "owner.py"), ending],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with owner:
        assert owner.stdin is not None and owner.stdout is not None
        pid, directory = owner.stdout.readline().split()
        group = int(pid)
        if ending == "forgotten":
            assert owner.stdout.readline() == "forgotten\n"
            assert comes_true(lambda: not members(group))
        else:
            assert comes_true(lambda: len(members(group)) == 2)
            assert Path(directory).is_dir()
        if ending in ("killed", "forked"):
            owner.send_signal(signal.SIGKILL)
        else:
            owner.stdin.write("\n")
            owner.stdin.flush()
        assert owner.wait(SECONDS) == {"killed": -9, "forked": -9, "raises": 3}.get(ending, 0)
        assert comes_true(lambda: not members(group))
        assert comes_true(lambda: not Path(directory).exists())


def test_close_leaves_no_process_directory_thread_or_descriptor() -> None:
    toolset = stubborn()
    toolset.reset(0)
    toolset.close()
    gc.collect()
    descriptors = len(os.listdir("/proc/self/fd"))
    threads = threading.active_count()
    for _ in range(2):
        toolset.reset(0)
        toolset.call(SAY)
        group, around = toolset.pid, toolset.directory.parent
        assert group is not None
        toolset.close()
        assert comes_true(lambda group=group: not members(group))  # type: ignore[misc]
        assert not around.exists()
    gc.collect()
    assert comes_true(lambda: len(os.listdir("/proc/self/fd")) <= descriptors)
    assert threading.active_count() == threads


def test_a_toolset_brought_through_a_fork_starts_a_server_of_its_own() -> None:
    toolset = MCPToolset(
        ServerSetup(
            server=[sys.executable, "-I", str(HERE / "broken_server.py"), "plain"],
            directory=Directory(),
        )
    )
    toolset.reset(0)
    theirs, writing = os.pipe()
    child = os.fork()
    if child == 0:
        toolset.reset(0)
        os.write(writing, f"{toolset.pid} {toolset.call(SAY).content}".encode())
        toolset.close()
        os._exit(0)
    os.close(writing)
    with os.fdopen(theirs) as told:
        pid, said = told.read().split()
    assert os.waitpid(child, 0)[1] == 0
    assert (int(pid) != toolset.pid, said) == (True, "hello")
    assert toolset.call(SAY).content == "hello"
    toolset.close()


def test_a_server_that_does_not_end_with_its_input_is_asked_before_it_is_killed(
    tmp_path: Path,
) -> None:
    server = [sys.executable, "-I", str(HERE / "broken_server.py"), "tidy", str(tmp_path / "told")]
    toolset = MCPToolset(ServerSetup(server=server))
    toolset.reset(0)
    toolset.close()
    assert (tmp_path / "told").read_text() == "tidied"


def test_an_interrupt_while_a_server_starts_leaves_no_process(tmp_path: Path) -> None:
    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    shell = f"echo $$ > {tmp_path}/pid; exec sleep 3600"
    toolset = MCPToolset(ServerSetup(server=["/bin/sh", "-c", shell]))
    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        with pytest.raises(KeyboardInterrupt):
            toolset.reset(0)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert comes_true(lambda: not members(int((tmp_path / "pid").read_text())))


def test_many_servers_at_once_do_not_mix_their_answers() -> None:
    def talk(number: int) -> list[str]:
        toolset = MCPToolset(
            ServerSetup(server=[sys.executable, "-I", str(HERE / "broken_server.py"), "plain"])
        )
        try:
            said = []
            for episode in range(2):
                toolset.reset(0)
                for word in range(10):
                    call = ToolCall("echo", {"path": f"{number} {episode} {word}"})
                    said.append(toolset.call(call).content)
            return said
        finally:
            toolset.close()

    with ThreadPoolExecutor(6) as pool:
        for number, said in enumerate(pool.map(talk, range(6))):
            assert said == [f"{number} {e} {w}" for e in range(2) for w in range(10)]
