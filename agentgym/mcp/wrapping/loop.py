"""The one event loop, on a thread of its own, that all wrapped servers of a process share."""

from __future__ import annotations

import asyncio
import os
import threading


class _Shared:
    """The loop of this process; a fork begins without one.

    Attributes:
        owner: The process that the loop runs in.
        loop: The loop, once it was needed.
    """

    def __init__(self) -> None:
        # A collection of garbage in here may end a connection, and so come back.
        self.lock = threading.RLock()
        self.owner = os.getpid()
        self.loop: asyncio.AbstractEventLoop | None = None


_shared = _Shared()


def _forget() -> None:
    global _shared
    # The thread did not come along, and the lock may be held by it for ever.
    _shared = _Shared()


os.register_at_fork(after_in_child=_forget)


def shared_loop() -> asyncio.AbstractEventLoop:
    """The loop; started when first asked for. Its thread is a daemon and never ends."""
    shared = _shared
    with shared.lock:
        if shared.loop is None:
            shared.loop = asyncio.new_event_loop()
            threading.Thread(
                target=shared.loop.run_forever, name="agentgym-mcp", daemon=True
            ).start()
        return shared.loop
