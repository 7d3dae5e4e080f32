"""`agentgym check`: proves tasks by execution."""

from __future__ import annotations

import argparse
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import ValidationError

from agentgym.certifier import Certificate, Certifier, check_certificate
from agentgym.cli.output import Column, note, print_json, print_table
from agentgym.cli.selection import select
from agentgym.cli.wrapped import add_server_arguments, names_a_server, with_server
from agentgym.environment import Environment
from agentgym.errors import (
    CertificateError,
    InvalidEnvironmentError,
    InvalidOptionError,
    InvalidTaskError,
    UnknownEnvironmentError,
)
from agentgym.registry import load

HELP = "prove tasks: solvable, not trivial, no damage unseen"
_PACK = "pack.json"
_ROWS = 40


@dataclass(frozen=True, slots=True)
class Failure:
    """A property that a task does not have.

    Attributes:
        env_id: The environment.
        task_id: The task.
        item: The property's name in the certificate.
        reason: What was found.
    """

    env_id: str
    task_id: str
    item: str
    reason: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "targets", metavar="ID|DIR", nargs="*", help="ids, globs, or folders of packs"
    )
    parser.add_argument("--task", metavar="T", help="only this task of each environment")
    parser.add_argument(
        "--workers", type=int, default=1, metavar="W", help="processes to prove in (default: 1)"
    )
    parser.add_argument("--json", action="store_true", help="print one object")
    add_server_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Prove every task; 1 when a property of any of them does not hold."""
    if args.workers < 1:
        raise InvalidOptionError(f"--workers is {args.workers}; it must be at least 1")
    if names_a_server(args) and args.workers > 1:
        raise InvalidOptionError("a server named here is proved in one process; drop --workers")
    ids = with_server(args, _environments(args.targets))
    work = {i: [args.task] if args.task else list(load(i).tasks) for i in ids}
    failures = _failures(work, args.workers)
    tasks = sum(map(len, work.values()))
    if args.json:
        print_json(
            {"environments": len(ids), "tasks": tasks, "failures": list(map(asdict, failures))}
        )
        return 1 if failures else 0
    failed = len({(f.env_id, f.task_id) for f in failures})
    if failures:
        columns = [Column("environment"), Column("task"), Column("property"), Column("why")]
        short = [f.env_id.removeprefix("agentgym/") for f in failures]
        rows = [[i, f.task_id, f.item, f.reason] for i, f in zip(short, failures, strict=True)]
        print_table(columns, rows[:_ROWS])
        if len(rows) > _ROWS:
            print(f"... and {len(rows) - _ROWS} more; --json gives them all")
    where = ids[0].removeprefix("agentgym/") if len(ids) == 1 else f"{len(ids)} environments"
    print(f"{tasks - failed} of {tasks} tasks in {where} hold what they must.")
    return 1 if failures else 0


def prove(environment_id: str, task_ids: list[str]) -> list[Failure]:
    """Prove some tasks of one environment, and give what does not hold."""
    environment = load(environment_id)
    failures: list[Failure] = []
    certifier = Certifier(environment)
    try:
        for task_id in task_ids:
            task = environment.task(task_id)
            try:
                certificate = certifier.certify(task)
            except InvalidTaskError as error:
                failures.append(Failure(environment_id, task_id, "valid", str(error)))
                continue
            found = certificate.failures.items()
            failures += [Failure(environment_id, task_id, item, why) for item, why in found]
            if not found and not certificate.holds:
                failures.append(Failure(environment_id, task_id, "solvable", "it was not proved"))
            stale = _stale(environment, task_id)
            if stale is not None:
                failures.append(Failure(environment_id, task_id, "certificate", stale))
    finally:
        certifier.close()
    return failures


def _stale(environment: Environment, task_id: str) -> str | None:
    """Why the certificate that an environment keeps of a task no longer holds; None if it does."""
    kept = environment.certificates.get(task_id)
    if kept is None:
        return None
    try:
        check_certificate(Certificate.model_validate(kept), environment)
    except (CertificateError, ValidationError) as error:
        return str(error)
    return None


def _environments(targets: list[str]) -> list[str]:
    ids: dict[str, None] = {}
    for target in targets:
        try:
            ids.update(dict.fromkeys(spec.id for spec in select([target])))
        except UnknownEnvironmentError:
            if not Path(target).is_dir():
                raise
            raise InvalidEnvironmentError(_about_folder(Path(target))) from None
    return list(ids)


def _about_folder(folder: Path) -> str:
    if (folder / _PACK).is_file():
        return (
            f"{folder} holds a pack of generated environments, which this version cannot read yet"
        )
    return (
        f"{folder} is a folder without {_PACK}, so it is no pack of generated environments; give a "
        "pack's folder, or the id of an environment"
    )


def _failures(work: dict[str, list[str]], workers: int) -> list[Failure]:
    if workers == 1:
        found = []
        for done, (environment_id, tasks) in enumerate(work.items(), start=1):
            found += prove(environment_id, tasks)
            note(
                f"checked {environment_id}: {len(tasks)} tasks, {done} of {len(work)} environments"
            )
        return found
    # A process of its own each, since a fork would copy open databases.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        ids, parts = zip(*_parts(work, workers), strict=True)
        return [failure for part in pool.map(prove, ids, parts) for failure in part]


def _parts(work: dict[str, list[str]], workers: int) -> Iterator[tuple[str, list[str]]]:
    """Environments with few tasks whole, others in a part per worker."""
    for environment_id, tasks in work.items():
        size = max(16, -(-len(tasks) // workers))
        for start in range(0, len(tasks), size):
            yield environment_id, tasks[start : start + size]
