"""Toolsets that misbehave in every way a child process can."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from agentgym import FunctionToolset, ToolCall, ToolResult, tool


class Trouble:
    """Tools that do what no tool should."""

    def __init__(self, initial: str | None = None) -> None:
        if initial == "hang":
            time.sleep(600)
        if initial == "refuse":
            raise ValueError("not this one")
        self.count = 0

    @tool
    def count_up(self) -> int:
        """Do nothing wrong."""
        self.count += 1
        return self.count

    @tool
    def hang(self, fifo: str = "") -> None:
        """Take very long, and say on a pipe that it has begun."""
        if fifo:
            os.write(os.open(fifo, os.O_WRONLY), b"begun")
        time.sleep(600)

    @tool
    def leave(self, status: int) -> None:
        """End the process."""
        print("leaving now", flush=True)
        os._exit(status)

    @tool
    def die(self) -> None:
        """Be killed."""
        os.kill(os.getpid(), signal.SIGKILL)

    @tool
    def fail(self) -> None:
        """Raise what no tool should raise."""
        raise ZeroDivisionError("a bug")

    @tool
    def talk(self, lines: int) -> str:
        """Print a lot, to both streams, from this process and another."""
        for _ in range(lines):
            print("x" * 99)
            print("y" * 99, file=sys.stderr)
        sys.stdout.flush()
        subprocess.run(["echo", "z" * 99], check=True, timeout=60)
        return "said"

    @tool
    def talk_without_end(self) -> None:
        """Print for ever."""
        while True:
            print("x" * 9999)

    @tool
    def answer_with(self, digits: str) -> None:
        """Write bytes where answers go."""
        os.write(int(sys.argv[2]), bytes.fromhex(digits))
        time.sleep(600)

    @tool
    def give(self, size: int) -> str:
        """Give a long text."""
        return "x" * size

    @tool
    def eat(self, mib: int) -> str:
        """Take memory."""
        return f"{len(bytearray(mib << 20))} bytes"

    @tool
    def leave_a_child(self, fifo: str) -> int:
        """Start a process that holds a pipe open and would outlive this one."""
        descriptor = os.open(fifo, os.O_WRONLY)
        child = subprocess.Popen(["sleep", "600"], stdout=descriptor, stderr=descriptor)
        os.close(descriptor)
        return child.pid


def trouble() -> FunctionToolset:
    return FunctionToolset(Trouble)


class Unforeseen(FunctionToolset):
    """Raises what is not AgentGym's own, as any third-party toolset may."""

    def __init__(self) -> None:
        super().__init__(Trouble)

    def call(self, call: ToolCall) -> ToolResult:
        raise RuntimeError("nobody foresaw this")


def not_made() -> FunctionToolset:
    return FunctionToolset([])


def crash() -> FunctionToolset:
    raise MemoryError("no room")
