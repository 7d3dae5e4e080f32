"""The child process of a toolset, as its parent holds it: started, talked to, ended."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import threading
import time
import weakref

from pydantic import JsonValue

from agentgym.errors import InfrastructureError, TimeLimitError
from agentgym.process.frames import FrameError, pack, unpack
from agentgym.tools import JsonObject

_OUTPUT_KEPT = 4096
_CHUNK = 1 << 16
_CHUNKS_AT_ONCE = 64
_CLOSE_SECONDS = 2.0
_GRACE_SECONDS = 10.0


class Child:
    """A process that answers one request at a time.

    Its standard output and error are read while an answer is awaited, and the last 4 KiB are kept
    for messages. It leads a process group of its own, which is ended as a whole.

    Args:
        label: What it is called in messages.

    Raises:
        InfrastructureError: It cannot be started.
    """

    def __init__(self, label: str) -> None:
        self._label = label
        self._lock = threading.Lock()
        self._output = bytearray()
        requests, self._requests = os.pipe()
        self._answers, answers = os.pipe()
        self._printed, printed = os.pipe()
        ours = (self._requests, self._answers, self._printed)
        try:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "agentgym.process.serve", str(requests), str(answers)],
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=printed,
                pass_fds=(requests, answers),
                start_new_session=True,
                # Sets of text come in the same order in every child.
                env={**os.environ, "PYTHONHASHSEED": "0"},
            )
        except OSError as error:
            for descriptor in ours:
                os.close(descriptor)
            raise InfrastructureError(
                f"the process of {label} cannot be started: {error}"
            ) from error
        finally:
            for descriptor in (requests, answers, printed):
                os.close(descriptor)
        for descriptor in ours:
            os.set_blocking(descriptor, False)
        self._process = process
        # Called once: by `end`, or when the child is forgotten, or when this process exits.
        self._end = weakref.finalize(self, _end, process, ours, os.getpid())

    @property
    def pid(self) -> int:
        """The process id, which is also that of its group."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it has not been ended."""
        return self._end.alive

    def ask(self, request: dict[str, JsonValue], seconds: float) -> JsonObject:
        """Send a request and wait for its answer. Whatever goes wrong ends the child.

        Raises:
            TimeLimitError: No answer in time.
            InfrastructureError: The child died, or sent nonsense.
            FrameError: The request is too long; the child lives.
        """
        frame = pack(request)
        with self._lock:
            if not self.alive:
                raise InfrastructureError(f"the process of {self._label} has been ended")
            answered = False
            try:
                answer = self._exchange(frame, seconds)
                answered = True
            except FrameError as error:
                raise InfrastructureError(
                    f"the process of {self._label} sent nonsense and was ended: {error}"
                    f"{self._last_words()}"
                ) from error
            finally:
                if not answered:
                    self._end()
            return answer

    def end(self, *, at_once: bool = False) -> None:
        """End the process and all it has started; may be called more than once.

        Args:
            at_once: Without letting it close its toolset first.
        """
        if not self.alive:
            return
        if self._lock.acquire(blocking=False):
            try:
                if not at_once:
                    self._bid_farewell()
                self._end()
            finally:
                self._lock.release()
        else:
            # Another thread awaits an answer: it notices the end, and cleans up.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)

    def _bid_farewell(self) -> None:
        """Let the child close its toolset, if it is quick about it."""
        with contextlib.suppress(InfrastructureError, FrameError):
            self._exchange(pack({"op": "close"}), _CLOSE_SECONDS)

    def _exchange(self, frame: bytes, seconds: float) -> JsonObject:
        deadline = time.monotonic() + seconds
        unsent, received = memoryview(frame), bytearray()
        waiting = select.poll()
        waiting.register(self._answers, select.POLLIN)
        waiting.register(self._printed, select.POLLIN)
        waiting.register(self._requests, select.POLLOUT)
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeLimitError(
                    f"the process of {self._label} did not answer within {seconds:g} s and was "
                    f"ended{self._last_words()}"
                )
            for descriptor, _ in waiting.poll(left * 1000):
                if descriptor == self._printed:
                    if not self._drain():
                        waiting.unregister(self._printed)
                elif descriptor == self._requests:
                    unsent = unsent[self._send(unsent) :]
                    if not unsent:
                        waiting.unregister(self._requests)
                else:
                    chunk = os.read(self._answers, _CHUNK)
                    if not chunk:
                        raise InfrastructureError(self._obituary())
                    received += chunk
                    answer = unpack(received)
                    if answer is not None:
                        return answer

    def _send(self, unsent: memoryview) -> int:
        try:
            return os.write(self._requests, unsent[:_CHUNK])
        except BrokenPipeError:
            raise InfrastructureError(self._obituary()) from None

    def _drain(self) -> bool:
        """Read what was printed so far; False once nothing can come any more."""
        for _ in range(_CHUNKS_AT_ONCE):
            try:
                chunk = os.read(self._printed, _CHUNK)
            except BlockingIOError:
                return True
            if not chunk:
                return False
            self._output += chunk
            del self._output[:-_OUTPUT_KEPT]
        return True

    def _obituary(self) -> str:
        """How the process ended: it has let go of its pipe, so it is about to."""
        deadline = time.monotonic() + _GRACE_SECONDS
        waiting = select.poll()
        waiting.register(self._printed, select.POLLIN)
        status = self._process.poll()
        while status is None and time.monotonic() < deadline:
            # Its last words may be what keeps it from ending.
            waiting.poll(20)
            if not self._drain():
                waiting = select.poll()
            status = self._process.poll()
        if status is None:
            how = "stopped answering"
        elif status < 0:
            how = f"was killed by {signal.Signals(-status).name}"
        else:
            how = f"ended with exit status {status}"
        return f"the process of {self._label} {how}{self._last_words()}"

    def _last_words(self) -> str:
        self._drain()
        lines = self._output.decode(errors="replace").strip().splitlines()
        return f"; it last printed: {lines[-1][:300]!r}" if lines else ""


def _end(process: subprocess.Popen[bytes], descriptors: tuple[int, ...], owner: int) -> None:
    for descriptor in descriptors:
        os.close(descriptor)
    if os.getpid() != owner:
        # A fork of the owner: the process is not its own to end.
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(_GRACE_SECONDS)
