"""`agentgym check`: proves tasks by execution, and holds generated sets against their manifest."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

from agentgym.cli.check_set import check_set
from agentgym.cli.counted import shown_count
from agentgym.cli.output import Column, print_json, print_table
from agentgym.cli.proving import Failure, Part, Report, prove
from agentgym.cli.selection import matching, names_a_set, select
from agentgym.cli.wrapped import add_server_arguments, names_a_server, with_server
from agentgym.errors import InvalidOptionError
from agentgym.process.workers import cores, spread
from agentgym.registry import load

HELP = "prove tasks: solvable, not trivial, no damage unseen"
_ROWS = 40
_SECONDS_PER_PART = 3600.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "targets",
        metavar="ID|DIR",
        nargs="*",
        help="ids, globs, or folders of generated sets: then their files too",
    )
    parser.add_argument("--task", metavar="T", help="only this task of each environment")
    parser.add_argument(
        "--workers",
        type=int,
        metavar="W",
        help="processes to prove in (default: one a core for a set, else 1)",
    )
    parser.add_argument("--json", action="store_true", help="print one object")
    add_server_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Prove every task; 1 when a property of any of them does not hold, or a file is damaged."""
    if args.workers is not None and args.workers < 1:
        raise InvalidOptionError(f"--workers is {args.workers}; it must be at least 1")
    if names_a_server(args) and (args.workers or 1) > 1:
        raise InvalidOptionError("a server named here is proved in one process; drop --workers")
    sets = [Path(target) for target in args.targets if names_a_set(target)]
    named = [target for target in args.targets if Path(target) not in sets]
    if sets and args.task is not None:
        raise InvalidOptionError(
            f"--task names a task of an environment; say which: {sets[0]}/NAME --task {args.task}"
        )
    report = Report()
    with shown_count("check", "tasks") as progress:
        for folder in sets:
            workers = cores() if args.workers is None else args.workers
            report.add(check_set(folder, workers, progress))
        if named or not sets or names_a_server(args):
            ids = with_server(args, [spec.id for spec in select(named)] if named else [])
            report.add(_check_ids(ids, named, args.task, args.workers or 1, progress))
    return _say(report, args.json)


def _say(report: Report, json: bool) -> int:
    failures = report.failures
    if json:
        print_json(
            {
                "environments": len(report.environments),
                "tasks": report.tasks,
                "failures": list(map(asdict, failures)),
            }
        )
        return 1 if failures else 0
    files = [failure for failure in failures if failure.file is not None]
    tasks = [failure for failure in failures if failure.file is None]
    if files:
        _print_some(
            [Column("file"), Column("what is wrong")], [[str(f.file), f.reason] for f in files]
        )
    if tasks:
        columns = [Column("environment"), Column("task"), Column("property"), Column("why")]
        short = [str(f.env_id).removeprefix("agentgym/") for f in tasks]
        rows = [[i, str(f.task_id), f.item, f.reason] for i, f in zip(short, tasks, strict=True)]
        _print_some(columns, rows)
    failed = len({(f.env_id, f.task_id) for f in tasks})
    only = report.environments[0].removeprefix("agentgym/") if report.environments else ""
    count = len(report.environments)
    where = only if count == 1 else f"{count} environments"
    print(f"{report.tasks - failed} of {report.tasks} tasks in {where} hold what they must.")
    if report.files:
        bad = len({failure.file for failure in files})
        print(f"{report.files} files: {f'{bad} wrong' if bad else 'all as the manifest says'}.")
    for line in report.remarks:
        print(line)
    return 1 if failures else 0


def _print_some(columns: list[Column], rows: list[list[str]]) -> None:
    print_table(columns, rows[:_ROWS])
    if len(rows) > _ROWS:
        print(f"... and {len(rows) - _ROWS} more; --json gives them all")


def _check_ids(
    ids: list[str],
    named: list[str],
    task: str | None,
    workers: int,
    progress: Callable[[int, int], None],
) -> Report:
    work = {i: [task] if task is not None else list(load(i).tasks) for i in ids}
    report = Report(list(ids), sum(map(len, work.values())))
    done = 0
    proved = spread(
        _prove_registered,
        _parts(work, workers),
        workers=workers,
        seconds=_SECONDS_PER_PART,
        # Sets named by their folders are not known in a new process.
        prepare=partial(_register_again, named) if workers > 1 else None,
    )
    for part, failures in proved:
        report.failures += failures
        done += len(part.tasks)
        progress(done, report.tasks)
    order = {environment_id: n for n, environment_id in enumerate(ids)}
    report.failures.sort(key=lambda failure: order[str(failure.env_id)])
    return report


def _prove_registered(part: Part) -> tuple[Part, list[Failure]]:
    return part, prove(load(part.environment), part.tasks)


def _register_again(named: list[str]) -> None:
    for pattern in named:
        matching(pattern)


def _parts(work: dict[str, list[str]], workers: int) -> Iterator[Part]:
    """Environments with few tasks whole, others in a part per worker."""
    for environment_id, tasks in work.items():
        size = len(tasks) if workers == 1 else max(16, -(-len(tasks) // workers))
        for start in range(0, len(tasks), size):
            yield Part(environment_id, tasks[start : start + size])
