"""`agentgym synth`: makes a set of environments with proven tasks."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from agentgym.cli.counted import shown_count
from agentgym.cli.output import note, print_json

HELP = "make environments and proven tasks from a seed"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add = parser.add_argument
    add("--environments", type=int, required=True, metavar="N", help="how many environments")
    add(
        "--tasks",
        type=int,
        required=True,
        metavar="M",
        help="how many tasks in all, shared out evenly",
    )
    add("--seed", type=int, default=0, metavar="S", help="what is drawn from (default: 0)")
    add(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help="the folder: new, or one that the same command has left unfinished",
    )
    add("--workers", type=int, metavar="W", help="processes (default: one a core)")
    add("--json", action="store_true", help="print what was made as one object")


def run(args: argparse.Namespace) -> int:
    """Make the set, or what is missing of it."""
    from agentgym.process.workers import cores
    from agentgym_synth.writing.write import write_dataset

    try:
        with shown_count("synth", "tasks") as progress:
            manifest = write_dataset(
                args.out,
                environments=args.environments,
                tasks=args.tasks,
                seed=args.seed,
                workers=cores() if args.workers is None else args.workers,
                progress=progress,
            )
    except KeyboardInterrupt:
        note("agentgym: stopped; the same command again makes the rest")
        return 130
    size = sum(entry.bytes for entry in manifest.files.values())
    if args.json:
        counts = manifest.model_dump(mode="json", exclude={"files", "format", "engine"})
        print_json({"out": str(args.out), **counts, "bytes": size})
        return 0
    splits = ", ".join(f"{count.tasks:,} {name}" for name, count in manifest.splits.items())
    print(
        f"{manifest.tasks:,} tasks ({splits}) in {manifest.environments:,} environments, "
        f"{size / 1e6:,.1f} MB: {args.out}"
    )
    print(f"Identity: {manifest.identity}")
    print(f"Prove it again from its files: agentgym check {shlex.quote(str(args.out))}")
    return 0
