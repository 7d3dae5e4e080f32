"""Checks a generated set: every file, and every proof from the files alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from agentgym.cli.proving import Failure, Report, prove
from agentgym.dataset import Dataset, FileFault, check_files, open_dataset, read_manifest
from agentgym.dataset.layout import CARD, MANIFEST, pack_path
from agentgym.dataset.manifest import engine
from agentgym.dataset.own import remember
from agentgym.errors import InvalidDatasetError, InvalidWorldError
from agentgym.process.workers import spread

_SECONDS_PER_ENVIRONMENT = 3600.0


@dataclass(frozen=True, slots=True)
class _Work:
    folder: Path
    digest: str
    environment: str
    compare_pack: bool


def check_set(folder: Path, workers: int, progress: Callable[[int, int], None]) -> Report:
    """Check a set in a folder.

    Every file is held against the manifest, and named if it is not what that says. Then every task
    is proved again, from the world files and rows alone; where a file that this needs is damaged,
    no task is.

    Raises:
        InvalidDatasetError: The folder holds no set, or one that is not finished.
    """
    try:
        manifest = read_manifest(folder)
    except InvalidDatasetError as error:
        if not (folder / MANIFEST).is_file():
            raise
        return Report(failures=[_failure(FileFault(MANIFEST, str(error)))], files=1)
    faults = check_files(folder, manifest)
    report = Report(files=len(manifest.files) + 1, failures=list(map(_failure, faults)))
    if any(_is_needed(fault, set(manifest.files)) for fault in faults):
        report.remarks.append(
            "No task was proved: a file that this needs is not as it was written."
        )
        return report
    dataset = open_dataset(folder, packs=False)
    report.failures += map(_failure, dataset.check_contents())
    report.environments += dataset.ids
    spoilt = {fault.path for fault in faults}
    work = [
        _Work(folder, manifest.digest(), one, pack_path(one) not in spoilt) for one in dataset.ids
    ]
    found: dict[str, list[Failure]] = {}
    for environment_id, tasks, failures in spread(
        _check_environment,
        work,
        workers=min(workers, len(work)),
        seconds=_SECONDS_PER_ENVIRONMENT,
    ):
        report.tasks += tasks
        found[environment_id] = failures
        progress(report.tasks, manifest.tasks)
    for environment_id in dataset.ids:
        report.failures += found[environment_id]
    if manifest.engine != engine():
        report.remarks.append(
            f"The packs were made by {manifest.engine}, and this is {engine()}: they were not "
            "compared, and are not used; environments are compiled from their world files."
        )
    elif not report.failures:
        # From now on its packs are opened here.
        remember(manifest.digest())
    return report


def _check_environment(work: _Work) -> tuple[str, int, list[Failure]]:
    dataset = _open_once(work.folder, work.digest)
    environment = dataset.environment(work.environment)
    failures: list[Failure] = []
    try:
        fault = dataset.pack_fault(work.environment) if work.compare_pack else None
        if fault is not None:
            failures.append(_failure(fault))
        failures += prove(environment, list(environment.tasks), must_be_kept=True)
    except (InvalidDatasetError, InvalidWorldError) as error:
        failures.append(Failure(work.environment, None, "valid", str(error)))
    return environment.id, len(environment.tasks), failures


@lru_cache(maxsize=1)
def _open_once(folder: Path, digest: str) -> Dataset:
    """The set, opened once a process: as long as its manifest stays what it was."""
    return open_dataset(folder, packs=False)


def _is_needed(fault: FileFault, known: set[str]) -> bool:
    """Whether tasks cannot be proved without the file."""
    return fault.path in known and fault.path != CARD and not fault.path.startswith("packs/")


def _failure(fault: FileFault) -> Failure:
    return Failure(None, None, "file", fault.reason, fault.path)
