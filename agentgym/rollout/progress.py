"""Progress of a run: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from agentgym.rollout.summary import RunSummary

_REDRAW_SECONDS = 0.1
_LINE_SECONDS = 5.0


@contextmanager
def shown_progress(label: str) -> Iterator[Callable[[RunSummary, int], None]]:
    """Show a run's progress on standard error while the block runs.

    Args:
        label: What is going on, in a word or two.

    Yields:
        What `run` takes as `progress`.
    """
    if not sys.stderr.isatty():
        yield _Lines(label)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[passed]} passed"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        row = bar.add_task(label, total=None, passed=0)
        drawn = 0.0

        def update(summary: RunSummary, total: int) -> None:
            nonlocal drawn
            now = time.monotonic()
            done = summary.total.rollouts
            if now - drawn >= _REDRAW_SECONDS or done == total:
                drawn = now
                bar.update(row, total=total, completed=done, passed=summary.total.passed)

        yield update


class _Lines:
    def __init__(self, label: str) -> None:
        self._label = label
        self._said = time.monotonic()

    def __call__(self, summary: RunSummary, total: int) -> None:
        now = time.monotonic()
        if now - self._said < _LINE_SECONDS:
            return
        self._said = now
        tally = summary.total
        print(
            f"{self._label}: {tally.rollouts} of {total} rollouts, {tally.passed} passed, "
            f"{tally.failed} failed, {tally.infrastructure} broken",
            file=sys.stderr,
            flush=True,
        )
