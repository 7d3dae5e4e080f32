"""Progress of work that is counted: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from agentgym.cli.output import note

_REDRAW_SECONDS = 0.1
_LINE_SECONDS = 5.0


@contextmanager
def shown_count(label: str, unit: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far some work is, on standard error, while the block runs.

    Args:
        label: What is going on, in a word or two.
        unit: What is counted, in the plural.

    Yields:
        What is to be told how many are done, and how many there are.
    """
    if not sys.stderr.isatty():
        yield _Lines(label, unit)
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
        TextColumn(unit),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        row = bar.add_task(label, total=None)
        drawn = 0.0

        def update(done: int, total: int) -> None:
            nonlocal drawn
            now = time.monotonic()
            if now - drawn >= _REDRAW_SECONDS or done == total:
                drawn = now
                bar.update(row, total=total, completed=done)

        yield update


class _Lines:
    def __init__(self, label: str, unit: str) -> None:
        self._label = label
        self._unit = unit
        self._said = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._said < _LINE_SECONDS:
            return
        self._said = now
        note(f"{self._label}: {done:,} of {total:,} {self._unit}")
