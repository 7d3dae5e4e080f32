"""The process of a server: a group of its own, ended with everything it has started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
import weakref
from collections.abc import Mapping, Sequence

from agentgym.errors import InfrastructureError
from agentgym.mcp.wrapping.keeper import keeper

_POLL_SECONDS = 0.002
_KILLED_SECONDS = 10.0


class ServerProcess:
    """A running server.

    Args:
        words: The program and its arguments.
        environ: All of its variables.
        cwd: Where it runs; None for where this process does.

    Raises:
        InfrastructureError: It cannot be started.
    """

    def __init__(
        self, words: Sequence[str], environ: Mapping[str, str], cwd: str | None = None
    ) -> None:
        guard = keeper()
        try:
            self.popen = subprocess.Popen(
                list(words),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
                env=dict(environ),
                cwd=cwd,
                bufsize=0,
            )
        except FileNotFoundError:
            where = "" if cwd is None else f" (or the folder {cwd!r})"
            raise InfrastructureError(
                f"the command {words[0]!r}{where} does not exist; install it, give its whole path, "
                f"or pass the PATH to look in, environ={{'PATH': ...}} (it was "
                f"{environ.get('PATH', '')!r:.300})"
            ) from None
        except OSError as error:
            raise InfrastructureError(f"the command {words[0]!r} cannot be run: {error}") from error
        guard.hold(f"group {self.popen.pid}")
        # Called once: by `end`, or when this object is forgotten, or when the interpreter exits.
        self._kill = weakref.finalize(self, _kill, self.popen, os.getpid())

    def exit_status(self, seconds: float = 0.0) -> int | None:
        """The exit status, waited for so long; None while it runs."""
        deadline = time.monotonic() + seconds
        while (status := self.popen.poll()) is None and time.monotonic() < deadline:
            time.sleep(_POLL_SECONDS)
        return status

    def close_pipes(self) -> None:
        """Close the pipes, if the loop has not done so; only once the loop has let go of them."""
        for pipe in (self.popen.stdin, self.popen.stdout, self.popen.stderr):
            assert pipe is not None
            with contextlib.suppress(OSError):
                pipe.close()

    def end(self, patience: float) -> None:
        """End it and all it has started; its input must be closed already.

        Args:
            patience: The seconds in which it may end by itself, and half as many after SIGTERM.
        """
        if not self._kill.alive:
            return
        if patience and self.exit_status(patience) is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.popen.pid, signal.SIGTERM)
            self.exit_status(patience / 2)
        self._kill()


def _kill(process: subprocess.Popen[bytes], owner: int) -> None:
    if os.getpid() != owner:
        # A fork of the owner: the server is not its own to end.
        return
    # Also where the first process has ended: its children are in the same group.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_KILLED_SECONDS)
    keeper().release(f"group {process.pid}")
