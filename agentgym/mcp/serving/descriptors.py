"""Standard input and output as lines, read and written on the loop itself.

A thread that waits for input cannot be woken, so none is used: what waits here can be cancelled.
The descriptors keep their modes, since they may be shared with the terminal or the parent.
"""

from __future__ import annotations

import asyncio
import os
import select
from collections.abc import AsyncIterator, Callable

_CHUNK = 1 << 16
#: A pipe that can be written to at all takes this much without waiting.
_ATOMIC = select.PIPE_BUF
_LONGEST_LINE = 8 << 20


class LinesIn:
    """The lines of a descriptor, as they come, until it is closed.

    A line that is too long is cut off, and what is cut is thrown away: it is no message any more.

    Args:
        descriptor: What to read.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    async def __aiter__(self) -> AsyncIterator[str]:
        """Give one line after the other."""
        loop = asyncio.get_running_loop()
        begun = bytearray()
        while True:
            await _ready(self._descriptor, loop.add_reader, loop.remove_reader)
            chunk = os.read(self._descriptor, _CHUNK)
            if not chunk:
                return
            first, *rest = chunk.split(b"\n")
            begun += first[: max(0, _LONGEST_LINE - len(begun))]
            for following in rest:
                yield begun.decode("utf-8", "replace")
                begun = bytearray(following)


class TextOut:
    """A descriptor that text is written to.

    Args:
        descriptor: Where to write.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._writable = select.poll()
        self._writable.register(descriptor, select.POLLOUT)

    async def write(self, text: str) -> None:
        """Write all of it, as the reader makes room."""
        loop = asyncio.get_running_loop()
        left = memoryview(text.encode())
        while left:
            if not self._writable.poll(0):
                await _ready(self._descriptor, loop.add_writer, loop.remove_writer)
            left = left[os.write(self._descriptor, left[:_ATOMIC]) :]


async def _ready(
    descriptor: int,
    add: Callable[..., None],
    remove: Callable[[int], bool],
) -> None:
    """Wait until a descriptor can be read, or written."""
    ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    try:
        add(descriptor, _tell, ready)
    except PermissionError:
        # A regular file, which is always ready.
        return
    try:
        await ready
    finally:
        remove(descriptor)


def _tell(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)
