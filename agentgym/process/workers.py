"""Work spread over processes that end with the one that asked for it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait as wait_for
from typing import TypeVar

from agentgym.errors import InfrastructureError, TimeLimitError

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
#: Items waiting per worker: enough that none is idle, few enough that results are not piled up.
_AHEAD = 3


def cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    function: Callable[[_Item], _Result],
    items: Iterable[_Item],
    *,
    workers: int,
    seconds: float,
    prepare: Callable[[], None] | None = None,
) -> Iterator[_Result]:
    """Apply a function to many items, in several processes; results come in whatever order.

    With one worker it all happens here, in order. Processes are started anew, not forked, since a
    fork would copy open databases; so function, items and results must pickle.

    Args:
        function: What to do.
        items: With what; taken as workers become free.
        workers: How many processes.
        seconds: How long to wait for the next result.
        prepare: Run once in each process before its first item.

    Raises:
        TimeLimitError: No result came in time.
        InfrastructureError: A process died, as of a lack of memory.
        Exception: Whatever `function` raises; what has not ended is dropped.
    """
    if workers == 1:
        if prepare is not None:
            prepare()
        yield from map(function, items)
        return
    upcoming = iter(items)
    others = multiprocessing.active_children()
    context = multiprocessing.get_context("spawn")
    running: set[Future[_Result]] = set()
    pool = ProcessPoolExecutor(
        workers, mp_context=context, initializer=_settle, initargs=(prepare,)
    )
    try:
        first = islice(upcoming, workers * _AHEAD)
        running = {pool.submit(function, item) for item in first}
        while running:
            done, running = wait(running, timeout=seconds, return_when=FIRST_COMPLETED)
            if not done:
                raise TimeLimitError(f"no worker process gave a result within {seconds:g} s")
            running |= {pool.submit(function, item) for item in islice(upcoming, len(done))}
            for future in done:
                yield future.result()
    except BrokenProcessPool:
        raise InfrastructureError(
            "a worker process died, as one does when memory runs out; try fewer --workers"
        ) from None
    finally:
        if running:
            # What still runs is not wanted any more, and may never end.
            for process in set(multiprocessing.active_children()).difference(others):
                process.kill()
        pool.shutdown(wait=True, cancel_futures=True)


def _settle(prepare: Callable[[], None] | None) -> None:
    # An interrupt reaches every process of a terminal; the one that asked decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # What is there stays; what is made dies young. Looking less often takes a sixth off the work.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    if prepare is not None:
        prepare()


def _end_with_parent() -> None:
    """A killed parent closes nothing, and its workers would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)
