"""`agentgym score`: the results of a run."""

from __future__ import annotations

import argparse
from pathlib import Path

from agentgym.cli.output import note, print_json
from agentgym.cli.results import print_results
from agentgym.errors import InvalidTrajectoryError
from agentgym.rollout.folder import read_manifest
from agentgym.rollout.summary import RunSummary
from agentgym.rollout.trajectory import read_trajectories

HELP = "show the results of a run"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("run", metavar="RUN", type=Path, help="a run's folder, or a *.jsonl file")
    parser.add_argument("--json", action="store_true", help="print one object")


def run(args: argparse.Namespace) -> int:
    """Count a run's trajectories by family, environment and kind of task."""
    folder: Path = args.run
    summary = RunSummary(out=folder)
    for trajectory in read_trajectories(folder, on_torn=note):
        summary.add(trajectory)
    if not summary.total.rollouts and not (folder / "run.json").is_file():
        raise InvalidTrajectoryError(f"{folder} holds no whole trajectory, so there is no score")
    summary.arrange(sorted(summary.environments))
    planned = policy = None
    if (folder / "run.json").is_file():
        manifest = read_manifest(folder)
        planned, policy = manifest.rollouts, manifest.policy
        summary.arrange(manifest.environments)
    if args.json:
        timeless = {
            name: value
            for name, value in summary.as_json().items()
            if name not in ("seconds", "steps_per_second", "resumed")
        }
        print_json({"run": str(folder), "policy": policy, "planned": planned, **timeless})
        return 0
    print_results(summary)
    if planned is not None and summary.total.rollouts < planned:
        print(
            f"{summary.total.rollouts} of {planned} rollouts are there; "
            "`agentgym run` with the same words and --resume makes the rest"
        )
    return 0
