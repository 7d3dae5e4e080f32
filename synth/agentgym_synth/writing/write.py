"""Writes a set of environments: made in several processes, resumed where it was left."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

from agentgym.dataset.layout import pack_path, world_path
from agentgym.dataset.manifest import DatasetManifest
from agentgym.errors import AgentGymError, InfrastructureError, InvalidOptionError
from agentgym.process.workers import spread
from agentgym_synth.writing.assembly import assemble
from agentgym_synth.writing.folder import SetFolder
from agentgym_synth.writing.part import Order, make_part
from agentgym_synth.writing.request import Request
from agentgym_synth.writing.source import GENERATOR, source_named

#: Is told how many tasks there are, and how many there will be.
Progress = Callable[[int, int], None]

# No environment takes a minute; the first one of a process imports everything.
_SECONDS_PER_ENVIRONMENT = 600.0
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_dataset(
    out: Path | str,
    *,
    environments: int,
    tasks: int,
    seed: int = 0,
    workers: int = 1,
    source: str = GENERATOR,
    progress: Progress | None = None,
) -> DatasetManifest:
    """Write a set of generated environments with proven tasks into a folder.

    It may be stopped at any moment, in any way: the same call goes on from what is there, and ends
    in the same set, byte for byte, for any number of workers.

    Args:
        out: The folder: new, empty, or what an earlier call with the same numbers has left.
        environments: How many environments.
        tasks: How many tasks in all, shared out evenly.
        seed: What is drawn from.
        workers: How many processes make environments.
        source: The module that makes them: see `Source`.
        progress: Is told how far it is.

    Returns:
        What was written, or was there.

    Raises:
        InvalidOptionError: A number is out of range.
        InvalidDatasetError: The folder holds something else, another set, or a damaged one.
        RunInUseError: Another process writes to the folder.
        InfrastructureError: The disk is full, or a worker process died.
        AgentGymError: The source cannot make what was asked for, such as so many tasks; what it
            had made for this set is taken away.
    """
    maker = source_named(source)
    request = Request(environments=environments, tasks=tasks, seed=seed, generator=maker.GENERATOR)
    request.check()
    if workers < 1:
        raise InvalidOptionError(f"--workers is {workers}; it must be at least 1")
    path = Path(out)
    try:
        with SetFolder(path, request) as folder:
            if folder.manifest is not None:
                return folder.manifest
            orders = [
                Order(path, folder.work, index, environment_id, request.tasks_of(index), source)
                for index, environment_id in enumerate(maker.ids(environments, seed))
            ]
            _make(folder, orders, workers, progress)
            manifest = assemble(folder, request, orders)
            folder.finish()
            return manifest
    except OSError as error:
        if isinstance(error, AgentGymError):
            raise
        raise InfrastructureError(_about_disk(path, error)) from error


def _make(folder: SetFolder, orders: list[Order], workers: int, progress: Progress | None) -> None:
    total = sum(order.tasks for order in orders)
    missing = [order for order in orders if not folder.is_made(order)]
    done = total - sum(order.tasks for order in missing)
    if progress is not None:
        progress(done, total)
    try:
        for made in spread(
            make_part,
            missing,
            workers=min(workers, max(1, len(missing))),
            seconds=_SECONDS_PER_ENVIRONMENT,
        ):
            done += made
            if progress is not None:
                progress(done, total)
    except AgentGymError as error:
        if not isinstance(error, InfrastructureError):
            # It fails again whenever it is tried; half of it is of no use to anyone.
            own = [(world_path(order.id), pack_path(order.id)) for order in orders]
            folder.give_up([path for pair in own for path in pair])
        raise


def _about_disk(path: Path, error: OSError) -> str:
    if error.errno in _NO_ROOM:
        return (
            f"{path} took no more: {error.strerror}; make room and give the same command again, "
            "and it goes on from what is there"
        )
    return (
        f"no set can be written to {path} ({error.filename}: {error.strerror}); mend that, or "
        "choose another folder with --out"
    )
