"""`agentgym run`: rolls a policy out over environments."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from agentgym.cli.output import note, print_json
from agentgym.cli.results import print_results
from agentgym.cli.selection import select
from agentgym.cli.wrapped import add_server_arguments, with_server
from agentgym.errors import InvalidOptionError
from agentgym.rollout.named import policy_named
from agentgym.rollout.progress import shown_progress
from agentgym.rollout.runner import RunSettings
from agentgym.rollout.runner import run as run_policy

HELP = "roll a policy out over environments"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    usual = RunSettings()
    add = parser.add_argument
    add("patterns", metavar="GLOB|DIR", nargs="*", help="ids, globs, or folders of generated sets")
    add(
        "--policy",
        required=True,
        metavar="NAME",
        help="random, noop, replay, constant:WORDS, script:FILE, or package.module:attribute",
    )
    add(
        "--out",
        type=Path,
        metavar="DIR",
        help="where trajectories go (default: runs/NAME-001, or the next number that is free)",
    )
    add("--limit", type=int, metavar="N", help="only the first N tasks of each environment")
    add("--samples", type=int, default=1, metavar="K", help="rollouts per task (default: 1)")
    add("--seed", type=int, default=0, metavar="S", help="the seed of the run (default: 0)")
    add("--split", metavar="X", help="only tasks of this split")
    add("--resume", action="store_true", help="make the rollouts that the run in --out lacks")
    add(
        "--concurrency",
        type=int,
        default=usual.concurrency,
        metavar="C",
        help=f"episodes at once (default: {usual.concurrency})",
    )
    add(
        "--time-limit",
        type=float,
        default=usual.time_limit_seconds,
        metavar="S",
        help="seconds for one call of a toolset that waits, not counting time in a queue "
        f"(default: {usual.time_limit_seconds:g})",
    )
    add("--json", action="store_true", help="print the summary as one object")
    add_server_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Roll out, and show the results; 1 when the machine failed in some rollout."""
    if args.resume and args.out is None:
        raise InvalidOptionError("--resume needs --out, the folder of the run to continue")
    policy = policy_named(args.policy)
    settings = RunSettings(concurrency=args.concurrency, time_limit_seconds=args.time_limit)
    chosen = select(args.patterns) if args.patterns else []
    ids = with_server(args, [spec.id for spec in chosen])
    out: Path = args.out or free_folder(policy.name)
    try:
        with shown_progress(policy.name) as progress:
            summary = run_policy(
                ids,
                policy,
                out=out,
                samples=args.samples,
                seed=args.seed,
                limit=args.limit,
                split=args.split,
                resume=args.resume,
                settings=settings,
                progress=progress,
            )
    except KeyboardInterrupt:
        note(f"agentgym: stopped; --resume --out {out} with the same words makes the rest")
        return 130
    if args.json:
        print_json(summary.as_json())
    else:
        print_results(summary)
        whole = summary.resumed == summary.total.rollouts
        pace = "Nothing was left to do" if whole else f"{summary.steps_per_second:,.0f} steps/s"
        print(f"{pace}. Trajectories: {out}/trajectories.jsonl")
        print(f"Show this again: agentgym score {out}")
    return 1 if summary.total.infrastructure else 0


def free_folder(name: str) -> Path:
    """The first of `runs/<name>-001`, `-002`, ... that is not there yet."""
    word = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")[:40] or "run"
    taken = 1
    while (folder := Path("runs") / f"{word}-{taken:03}").exists():
        taken += 1
    return folder
