"""`agentgym demo`: several policies over real tasks, side by side."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from agentgym.cli.output import Column, note, number, print_json, print_table, share
from agentgym.cli.run import free_folder
from agentgym.errors import NotInstalledError, UnknownEnvironmentError
from agentgym.registry import EnvironmentSpec, find_all
from agentgym.rollout.builtin import Constant, Random, Replay
from agentgym.rollout.policy import Policy
from agentgym.rollout.progress import shown_progress
from agentgym.rollout.runner import run as run_policy
from agentgym.rollout.summary import RunSummary

HELP = "roll several policies out over real tasks and compare them"
#: Family to the environments of it that are shown; of those made from numbers, one a domain.
_FAMILIES = {
    "shop": "shop-*",
    "office": "office-*",
    "bank": "bank-*",
    "bfcl": "bfcl-*",
    "synth": "synth-*-0000-v1",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="where trajectories go (default: runs/demo-001, ...)",
    )
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="the seed (default: 0)")
    parser.add_argument(
        "--limit", type=int, metavar="N", help="only the first N tasks of each environment"
    )
    parser.add_argument("--json", action="store_true", help="print one object")


def run(args: argparse.Namespace) -> int:
    """Roll out and compare; 1 when a solution failed, or anything that knows nothing passed."""
    families = {family: _installed(family) for family in _FAMILIES}
    families = {family: specs for family, specs in families.items() if specs}
    if not families:
        raise NotInstalledError(
            "there is nothing to show: no environment of the families "
            f"{', '.join(_FAMILIES)} is installed; `agentgym list` says how to get them"
        )
    out: Path = args.out or free_folder("demo")
    if not args.json:
        tasks = sum(spec.tasks for specs in families.values() for spec in specs)
        *others, last = families
        names = f"{', '.join(others)} and {last}" if others else last
        print(f"{len(_policies())} policies over {tasks} tasks of {names}:\n")
    results: dict[tuple[str, str], RunSummary] = {}
    for family, specs in families.items():
        for policy in _policies():
            with shown_progress(f"{family} {policy.name}") as progress:
                results[family, policy.name] = run_policy(
                    [spec.id for spec in specs],
                    policy,
                    out=out / f"{family}-{policy.name}",
                    seed=args.seed,
                    limit=args.limit,
                    progress=progress,
                )
    if args.json:
        rows = [
            {"family": family, "policy": policy, **summary.as_json()}
            for (family, policy), summary in results.items()
        ]
        print_json({"out": str(out), "rows": rows})
    else:
        _print_comparison(results)
        _print_next(out, families)
    return 0 if all(_as_expected(policy, s) for (_, policy), s in results.items()) else 1


def _policies() -> list[Policy]:
    return [
        Replay(),
        Random(),
        Constant("", name="noop"),
        Constant("I cannot help.", name="constant"),
    ]


def _installed(family: str) -> list[EnvironmentSpec]:
    try:
        specs = find_all(_FAMILIES[family])
    except UnknownEnvironmentError:
        return []
    for remedy in dict.fromkeys(spec.remedy for spec in specs if not spec.installed):
        note(f"agentgym: left out {family}: not installed; get it with: {remedy}")
    return [spec for spec in specs if spec.installed]


def _as_expected(policy: str, summary: RunSummary) -> bool:
    return summary.total.success == (1.0 if policy == "replay" else 0.0)


def _print_comparison(results: dict[tuple[str, str], RunSummary]) -> None:
    columns = [
        Column("family"),
        Column("policy"),
        Column("tasks", right=True),
        Column("success", right=True),
        Column("mean reward", right=True),
        Column("calls", right=True),
        Column("errors", right=True),
        Column("steps/s", right=True),
    ]
    rows = []
    for (family, policy), summary in results.items():
        total = summary.total
        errors = share(total.errors / total.calls if total.calls else None)
        counts = [str(total.rollouts), share(total.success), number(total.mean_reward)]
        speed = f"{summary.steps_per_second:,.0f}"
        rows.append([family, policy, *counts, str(total.calls), errors, speed])
    print_table(columns, rows)


def _print_next(out: Path, families: dict[str, list[EnvironmentSpec]]) -> None:
    spec = next(iter(families.values()))[0]
    short = spec.id.removeprefix("agentgym/")
    first = next(iter(families))
    activate = Path(sys.prefix, "bin", "activate")
    if shutil.which("agentgym") is None and activate.is_file():
        here = Path.cwd()
        shown = activate.relative_to(here) if activate.is_relative_to(here) else activate
        print(f"\nThe command `agentgym` is there after: source {shown}")
    commands = {
        f"agentgym play {short}": "act yourself",
        f"agentgym show {short}": "its rules, tools and tasks",
        f"agentgym score {out}/{first}-random": "one policy, environment by environment",
        f"agentgym run '{first}-*' --policy my_module:policy": "your own policy",
    }
    width = max(map(len, commands))
    print(
        "\nreplay plays each task's own solution; the others know nothing, and must fail.\n"
        f"Trajectories: {out}/*/trajectories.jsonl\n\nTry next:"
    )
    for command, what in commands.items():
        print(f"  {command:{width}}  {what}")
