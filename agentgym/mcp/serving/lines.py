"""Standard input as lines, read by a thread that may be left behind."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncIterator

_CHUNK = 1 << 16
_LONGEST_LINE = 8 << 20
_MOST_LINES = 64


class Lines:
    """The lines of a descriptor, as they come.

    A thread that waits for input cannot be woken; this one is a daemon, so that the process can end
    while it waits. A line that is too long is cut off, and what is cut is thrown away: it is no
    message any more, and the client is told so.

    Args:
        descriptor: What to read.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._loop = asyncio.get_running_loop()
        self._lines: asyncio.Queue[str | None] = asyncio.Queue(_MOST_LINES)
        threading.Thread(target=self._read, name="agentgym-stdin", daemon=True).start()

    async def __aiter__(self) -> AsyncIterator[str]:
        """Give one line after the other, until the input is closed."""
        while (line := await self._lines.get()) is not None:
            yield line

    def _read(self) -> None:
        line = bytearray()
        while chunk := os.read(self._descriptor, _CHUNK):
            first, *rest = chunk.split(b"\n")
            line += first[: max(0, _LONGEST_LINE - len(line))]
            for following in rest:
                self._put(line.decode("utf-8", "replace"))
                line = bytearray(following)
        self._put(None)

    def _put(self, line: str | None) -> None:
        try:
            # Waits while the loop is behind, so that no more is read than is dealt with.
            asyncio.run_coroutine_threadsafe(self._lines.put(line), self._loop).result()
        except RuntimeError:
            # The loop is closed: nobody reads any more.
            return
