"""Workers on one event loop: one more whenever all there are wait for something."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine

# How long one worker may compute before the others, and whatever else is on the loop, get a turn.
_TURN_SECONDS = 0.001


class Crew:
    """Up to `most` workers that do the same work side by side.

    Workers that only compute gain nothing from one another, and each has environments open. So
    there is one at first, and another is taken on only when every worker waits: for a policy, or
    for a toolset on its thread. With policies that wait, the crew is complete within as many rounds
    of the loop as it has workers.

    Args:
        most: How many there may be.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._workers = 0
        self._giving_way = 0
        self._due = 0.0
        self._dismissed = asyncio.Event()

    async def run(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Do the work until it is done.

        Args:
            work: What each worker does. It returns when the worker had better leave (`is_crowded`),
                and calls `dismiss` first when nothing is left to begin.

        Raises:
            Exception: The first that a worker raised; the others are cancelled.
        """
        self._work = work
        self._loop = asyncio.get_running_loop()
        try:
            async with asyncio.TaskGroup() as self._group:
                self._take_on()
                try:
                    await self._dismissed.wait()
                finally:
                    # Nobody is taken on while the group is being broken off.
                    self._most = 0
        except BaseExceptionGroup as faults:
            raise faults.exceptions[0] from None

    def dismiss(self) -> None:
        """Take on no more workers: nothing is left to begin."""
        self._most = 0
        self._dismissed.set()

    def is_due(self) -> bool:
        """Whether the worker that asks has computed long enough for now."""
        now = time.perf_counter()
        if now < self._due:
            return False
        self._due = now + _TURN_SECONDS
        return True

    async def give_way(self) -> None:
        """Let others go first."""
        self._giving_way += 1
        await asyncio.sleep(0)
        self._giving_way -= 1
        # It looks when this worker next lets go of the loop: to wait, or to give way again.
        self._look_soon()

    def is_crowded(self) -> bool:
        """Whether the worker that asks had better leave: another one computes already."""
        return self._giving_way > 0

    def _look_soon(self) -> None:
        if self._workers < self._most:
            self._loop.call_soon(self._look)

    def _look(self) -> None:
        if self._workers < self._most and not self._giving_way:
            self._take_on()

    def _take_on(self) -> None:
        self._workers += 1
        self._group.create_task(self._on_duty())

    async def _on_duty(self) -> None:
        self._look_soon()
        try:
            await self._work()
        except BaseException:
            self._most = 0
            raise
        finally:
            self._workers -= 1
