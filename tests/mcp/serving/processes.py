"""A real `agentgym serve` process, for as long as a test needs it."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

SECONDS = 30


@dataclass
class ServeProcess:
    """A server that runs.

    Attributes:
        process: The process.
        agents: The agents' URL.
        control: The control plane's URL.
        token: Its token.
        episode: The episode that was begun at once, if one was.
    """

    process: subprocess.Popen[bytes]
    agents: str
    control: str
    token: str
    episode: dict[str, Any] | None

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(SECONDS)


def serve_command(*words: str) -> list[str]:
    return [sys.executable, "-m", "agentgym", "serve", *words]


@contextmanager
def serve(*words: str, before: Sequence[str] = (), **environ: str) -> Iterator[ServeProcess]:
    """Start `agentgym serve --http`, by another command if need be, and wait until it answers."""
    process = subprocess.Popen(
        [*before, *serve_command(*words, "--http", "--json")],
        stdout=subprocess.PIPE,
        env={**os.environ, **environ},
        stdin=subprocess.DEVNULL,
    )
    try:
        assert process.stdout is not None
        readable, _, _ = select.select([process.stdout], [], [], SECONDS)
        assert readable, f"it said nothing within {SECONDS} s"
        told = json.loads(process.stdout.readline())
        yield ServeProcess(process, **told)
    finally:
        process.kill()
        process.wait(SECONDS)
        process.stdout.close()
