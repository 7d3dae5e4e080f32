"""Run as a program of its own: ends servers and removes directories when their owner is gone.

It reads lines such as `+group 123`, `-group 123`, `+folder /tmp/x` until its input ends, which is
when the owner closes it, exits or is killed; then it ends every group and removes every folder that
is still on the list. It needs nothing but the standard library, and starts in a few milliseconds.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys


def main() -> None:
    """Keep the list until the end of the input."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    kept: dict[str, None] = {}
    for line in sys.stdin:
        entry = line.rstrip("\n")
        if entry.startswith("+"):
            kept[entry[1:]] = None
        else:
            kept.pop(entry[1:], None)
    folders = []
    for entry in kept:
        kind, _, value = entry.partition(" ")
        if kind == "group":
            try:
                os.killpg(int(value), signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                continue
        else:
            folders.append(value)
    for folder in folders:
        # What was being ended may still have been writing.
        for _ in range(3):
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
