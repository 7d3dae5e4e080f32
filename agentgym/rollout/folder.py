"""The folder of a run: its manifest, its lock, and the trajectories as they end."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from agentgym.errors import (
    AgentGymError,
    InfrastructureError,
    InvalidOptionError,
    RunInUseError,
    RunMismatchError,
)
from agentgym.rollout.trajectory import Trajectory, read_trajectories
from agentgym.version import __version__

_MANIFEST = "run.json"
_TRAJECTORIES = "trajectories.jsonl"
_LOCK = ".lock"
_BLOCK = 1 << 16


class RunManifest(BaseModel):
    """What a run was asked to do; a run is resumed only with the same.

    Attributes:
        format: The form of the folder.
        version: The AgentGym that began it; another one may resume it.
        environments: Ids, in order.
        policy: The policy's name.
        seed: The seed from which every rollout's own is drawn.
        samples: Rollouts per task.
        limit: At most so many tasks per environment; None for all.
        split: Only tasks of this set; None for all.
        rollouts: How many that makes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    version: str = __version__
    environments: tuple[str, ...]
    policy: str
    seed: int
    samples: int
    limit: int | None
    split: str | None
    rollouts: int


class RunFolder:
    """A run's folder, opened for writing by this process alone.

    Each trajectory is one `write` to a file opened for appending, so that a process killed at any
    moment leaves whole lines, and at most one torn one at the end, which resuming cuts off.

    Args:
        path: The folder; made where there is none.
        manifest: What the run is asked to do.
        resume: Continue what is there; otherwise the folder must be new or empty.

    Raises:
        RunInUseError: Another process writes to the folder.
        RunMismatchError: The folder holds something, and `resume` is off; or it holds another run.
        InvalidOptionError: The folder cannot be made or written to.
    """

    def __init__(self, path: Path, manifest: RunManifest, *, resume: bool = False) -> None:
        self.path = path
        self._lock: int | None = None
        self._file: int | None = None
        try:
            path.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(path)
            self._check(manifest, resume)
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
            self._file = os.open(path / _TRAJECTORIES, flags, 0o644)
            self._size = _cut_torn_tail(self._file)
        except (AgentGymError, OSError) as error:
            self.close()
            if isinstance(error, AgentGymError):
                raise
            raise InvalidOptionError(
                f"no run can be written to {path} ({error.filename}: {error.strerror}); "
                "choose another folder with --out"
            ) from error

    def __enter__(self) -> Self:
        """Use the folder until the block ends."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the folder."""
        self.close()

    def recorded(self) -> Iterator[Trajectory]:
        """What the folder holds already.

        Raises:
            InvalidTrajectoryError: A line is corrupt.
        """
        yield from read_trajectories(self.path / _TRAJECTORIES)

    def append(self, trajectory: Trajectory) -> None:
        """Write a trajectory that ended.

        Raises:
            InfrastructureError: The file system did not take it; nothing of it stays.
        """
        if self._file is None:
            raise InfrastructureError(f"the run folder {self.path} is closed")
        line = trajectory.line()
        try:
            written = os.write(self._file, line)
        except OSError as error:
            raise InfrastructureError(f"cannot write to {self.path}: {error.strerror}") from error
        if written < len(line):
            os.ftruncate(self._file, self._size)
            raise InfrastructureError(
                f"{self.path} took only {written} of {len(line)} bytes: its disk is full; "
                "make room and continue with --resume"
            )
        self._size += written

    def close(self) -> None:
        """Give the folder back; may be called more than once."""
        if self._file is not None:
            os.fsync(self._file)
            os.close(self._file)
            self._file = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _check(self, manifest: RunManifest, resume: bool) -> None:
        file = self.path / _MANIFEST
        # A name with a dot in front is no content: the lock, or a manifest that was never finished.
        content = sorted(p.name for p in self.path.iterdir() if not p.name.startswith("."))
        if not content:
            unfinished = self.path / f".{_MANIFEST}"
            unfinished.write_bytes(
                orjson.dumps(
                    manifest.model_dump(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
                )
            )
            unfinished.replace(file)
            return
        if not resume:
            what = (
                "holds a run already"
                if _MANIFEST in content
                else f"is not empty ({content[0]}, ...)"
            )
            raise RunMismatchError(
                f"{self.path} {what}; continue a run with --resume, or choose another folder "
                "with --out"
            )
        before = read_manifest(self.path)
        old, new = before.model_dump(), manifest.model_dump()
        differing = [
            f"{name}: {old[name]!r:.120} then, {new[name]!r:.120} now"
            for name in old
            if name != "version" and old[name] != new[name]
        ]
        if differing:
            raise RunMismatchError(
                f"{self.path} holds a run with other settings ({'; '.join(differing)}); "
                "resume it with its own settings, or choose another folder with --out"
            )


def read_manifest(path: Path) -> RunManifest:
    """Read a run folder's manifest.

    Raises:
        RunMismatchError: The folder has none, or one of another format.
    """
    file = path / _MANIFEST
    try:
        return RunManifest.model_validate(orjson.loads(file.read_bytes()))
    except OSError as error:
        raise RunMismatchError(
            f"{path} holds no run ({_MANIFEST}: {error.strerror}); choose a folder that "
            "`agentgym run` "
            "wrote, or another one with --out"
        ) from error
    except (orjson.JSONDecodeError, ValidationError) as error:
        raise RunMismatchError(
            f"{file} is not a manifest this version of AgentGym understands: {error}"
        ) from error


def _locked(path: Path) -> int:
    lock = os.open(path / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise RunInUseError(
            f"another process is writing to {path}; wait for it, or choose another folder with "
            "--out"
        ) from None
    return lock


def _cut_torn_tail(file: int) -> int:
    """Cut a last line without its end off, and give the size that is left."""
    size = end = os.fstat(file).st_size
    while end > 0:
        start = max(0, end - _BLOCK)
        newline = os.pread(file, end - start, start).rfind(b"\n")
        if newline >= 0:
            end = start + newline + 1
            break
        end = start
    if end < size:
        os.ftruncate(file, end)
    return end
