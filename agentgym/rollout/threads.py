"""Where toolsets that wait are called: a daemon thread each, and a few slots for all of them."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar, cast

from agentgym.errors import InfrastructureError, TimeLimitError

T = TypeVar("T")


class Slots:
    """How many blocking calls run at once, and how many may be left hanging for good.

    Args:
        running: Calls at once; the others queue, and their time limit does not run meanwhile.
        hanging: Calls that may outlive their time limit before no more are begun: a thread cannot
            be ended from outside, so each one holds its memory until the call returns.
    """

    def __init__(self, running: int = 32, hanging: int = 256) -> None:
        self._free = asyncio.Semaphore(running)
        self._hanging = hanging
        self._hung = 0
        self._counting = threading.Lock()

    async def run(
        self,
        thread: SlotThread,
        function: Callable[[], T],
        seconds: float,
        what: str,
        *,
        patience: float = 0.0,
    ) -> T:
        """Run a function on a thread, once a slot is free.

        Args:
            thread: The thread; nothing else may run on it.
            function: What to run.
            seconds: The time limit, from the moment it runs.
            what: Names it in the error.
            patience: The seconds for which the loop itself stands still, since what is over so soon
                is not worth a round of the loop.

        Raises:
            TimeLimitError: It took longer; the thread is lost.
            InfrastructureError: Too many calls hang already.
        """
        if self._hung >= self._hanging:
            raise InfrastructureError(
                f"{self._hung} calls never returned from their toolsets, so no more are begun"
            )
        async with self._free:
            job = _Job(function)
            thread.afterwards(job.run)
            if patience and job.ended.wait(patience):
                return job.result()
            try:
                async with asyncio.timeout(seconds):
                    await job.told
            except TimeoutError:
                with self._counting:
                    self._hung += 1
                thread.lost = True
                thread.afterwards(self._returned)
                raise TimeLimitError(f"{what} took longer than {seconds:g} s") from None
            return job.result()

    def _returned(self) -> None:
        with self._counting:
            self._hung -= 1


class SlotThread:
    """One daemon thread for one toolset: whatever is bound to its thread stays on it."""

    def __init__(self) -> None:
        #: A call on it outlived its time limit, and may never return.
        self.lost = False
        self._jobs: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()
        threading.Thread(target=self._work, name="agentgym-slot", daemon=True).start()

    def afterwards(self, function: Callable[[], object]) -> None:
        """Run a function after what was asked for before; its outcome is nobody's."""
        self._jobs.put(function)

    def end(self) -> None:
        """Let the thread go after what was asked for before."""
        self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            tried(job)


def tried(function: Callable[[], T]) -> tuple[T | None, BaseException | None]:
    """Call a function, and give what it gave or raised: no fault may end a thread of slots."""
    try:
        return function(), None
    except BaseException as fault:  # noqa: BLE001  # handed to who waits for it, whatever it is
        return None, fault


class _Job(Generic[T]):
    """One call on a thread.

    Attributes:
        ended: Set on the thread when the call is over.
        told: Done on the loop when the loop knows of it.
    """

    def __init__(self, function: Callable[[], T]) -> None:
        self._function = function
        self._loop = asyncio.get_running_loop()
        self._outcome: tuple[T | None, BaseException | None] = (None, None)
        self.ended = threading.Event()
        self.told: asyncio.Future[None] = self._loop.create_future()

    def run(self) -> None:
        self._outcome = tried(self._function)
        self.ended.set()
        # A loop that is closed has nobody left who waits.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._tell)

    def result(self) -> T:
        result, fault = self._outcome
        if fault is not None:
            raise fault
        return cast("T", result)

    def _tell(self) -> None:
        if not self.told.done():
            self.told.set_result(None)
