"""Makes sure that nothing outlives this process, however it ends, kill -9 included."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import weakref
from pathlib import Path

_PROGRAM = Path(__file__).with_name("keep.py")
_SECONDS = 5.0


class Keeper:
    """A child process that holds a list of what to end and remove once this process is gone.

    One for all servers of a process: a signal on the parent's death would come when the *thread*
    that started the server ends, and would reach none of the server's own children.
    """

    def __init__(self) -> None:
        # A collection of garbage in here may end a server, and so come back.
        self._lock = threading.RLock()
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
            env={},
            bufsize=0,
        )
        self._end = weakref.finalize(self, _end, self._process, os.getpid())

    def hold(self, entry: str) -> None:
        """Put an entry on the list: `group N` or `folder PATH`."""
        self._tell("+" + entry)

    def release(self, entry: str) -> None:
        """Take an entry off the list."""
        self._tell("-" + entry)

    def let_go(self) -> None:
        """Close this process's end of the pipe, which a fork has inherited."""
        self._end.detach()
        assert self._process.stdin is not None
        os.close(self._process.stdin.fileno())

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        # Should somebody have ended the keeper, servers still end with their closed input.
        with self._lock, contextlib.suppress(BrokenPipeError, ValueError):
            self._process.stdin.write(line.encode(errors="surrogateescape") + b"\n")


def _end(process: subprocess.Popen[bytes], owner: int) -> None:
    if os.getpid() != owner:
        return
    assert process.stdin is not None
    process.stdin.close()
    process.wait(_SECONDS)


_starting = threading.RLock()
_keeper: Keeper | None = None


def keeper() -> Keeper:
    """The keeper of this process; started when first asked for."""
    global _keeper
    with _starting:
        if _keeper is None:
            _keeper = Keeper()
        return _keeper


def _forget() -> None:
    global _keeper, _starting
    _starting = threading.RLock()
    inherited, _keeper = _keeper, None
    if inherited is not None:
        _inherited.append(inherited)
        inherited.let_go()


# Kept, since its process object would complain in a fork about a child that it cannot wait for.
_inherited: list[Keeper] = []
os.register_at_fork(after_in_child=_forget)
