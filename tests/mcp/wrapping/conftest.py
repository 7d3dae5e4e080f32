"""A real server over HTTP, on a port of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

NOTES = Path(__file__).with_name("notes")
START_SECONDS = 30.0


@pytest.fixture
def serve_notes(tmp_path: Path) -> Iterator[Callable[[], tuple[str, subprocess.Popen[bytes]]]]:
    """Starts the notes server over HTTP, and gives its URL and its process."""
    started: list[subprocess.Popen[bytes]] = []

    def start(port: int = 0) -> tuple[str, subprocess.Popen[bytes]]:
        if not port:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
        words = [sys.executable, str(NOTES / "notes_server.py"), str(tmp_path / "notes.json")]
        process = subprocess.Popen(
            [*words, "--http", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        started.append(process)
        deadline, pause = time.monotonic() + START_SECONDS, threading.Event()
        while time.monotonic() < deadline:
            with socket.socket() as trying:
                if trying.connect_ex(("127.0.0.1", port)) == 0:
                    return f"http://127.0.0.1:{port}/mcp", process
            pause.wait(0.02)
        raise AssertionError("the notes server did not start")

    yield start
    for process in started:
        process.kill()
        process.wait()
