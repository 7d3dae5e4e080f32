"""Writes a set of car parks, in a process that a test may stop in any way.

Takes a folder, numbers of environments, tasks and workers, and after how many renamed files the
process is to be killed, as by `kill -9`; 0 for never.
"""

from __future__ import annotations

import os
import signal
import sys

from agentgym.errors import AgentGymError
from agentgym_synth.writing import write_dataset


def main() -> None:
    """Write, and print the set's identity, or what went wrong."""
    out, environments, tasks, workers, deadly = sys.argv[1], *map(int, sys.argv[2:])
    left = deadly

    def count(event: str, _: object) -> None:
        nonlocal left
        # Raised before a file gets its name.
        if event == "os.rename":
            if deadly and not left:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    sys.addaudithook(count)
    try:
        manifest = write_dataset(
            out,
            environments=environments,
            tasks=tasks,
            workers=workers,
            source="tests.synth.writing.stand_in",
            progress=lambda done, _: print(done, flush=True),
        )
    except AgentGymError as error:
        sys.exit(f"{type(error).__name__}: {error}")
    print(manifest.identity)


if __name__ == "__main__":
    main()
