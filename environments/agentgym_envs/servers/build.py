"""Writes tasks and certificates: `python -m agentgym_envs.servers.build [NAME ...] [--check]`."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from agentgym.registry import find, load
from agentgym_envs.handwritten.files import certificates_file, tasks_file
from agentgym_envs.servers.catalog import OFFERED, environment_id
from agentgym_envs.servers.drafts import make_task

HERE = Path(__file__).parent


def written_tasks(server: str) -> bytes:
    """The tasks file of a server, from its drafts; needs no server."""
    drafts = importlib.import_module(f"agentgym_envs.servers.{server}.tasks").DRAFTS
    fresh = importlib.import_module(f"agentgym_envs.servers.{server}.model").fresh
    return tasks_file([make_task(environment_id(server), draft, fresh) for draft in drafts])


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files and prove the tasks; with `--check`, only say whether the files are stale."""
    parser = argparse.ArgumentParser(
        prog="python -m agentgym_envs.servers.build", description=__doc__
    )
    parser.add_argument("names", nargs="*", choices=[[], *OFFERED], metavar="NAME")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    given = parser.parse_args(arguments)
    stale = 0
    for name in given.names or OFFERED:
        folder = HERE / name
        file, tasks = folder / "tasks.json", written_tasks(name)
        if not file.exists() or file.read_bytes() != tasks:
            stale += 1
            sys.stdout.write(f"stale: {name}/tasks.json\n")
        if given.check:
            continue
        file.write_bytes(tasks)
        environment = load(find(environment_id(name)).id)
        (folder / "certificates.json").write_bytes(certificates_file(environment))
        sys.stdout.write(f"written: tasks and certificates in {name}/\n")
    return 1 if given.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
