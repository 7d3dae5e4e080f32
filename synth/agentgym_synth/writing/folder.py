"""The folder of a set while it is written: whose it is, and what of it is there already."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import Self

import orjson
from pydantic import ValidationError

from agentgym.dataset.files import check_files, is_foreign
from agentgym.dataset.layout import MANIFEST, WORK
from agentgym.dataset.manifest import DatasetManifest, read_manifest
from agentgym.errors import InvalidDatasetError, RunInUseError
from agentgym_synth.writing.files import write_whole
from agentgym_synth.writing.part import Order, read_part
from agentgym_synth.writing.request import Request

_REQUEST = "request.json"
_LOCK = "lock"


class SetFolder:
    """A set's folder, opened for writing by this process alone.

    Whatever is not finished lies in one folder within, which goes when the set is whole. Each file
    gets its name only when it is whole, the manifest last.

    Attributes:
        path: The folder; made where there is none.
        work: The folder within for what is not finished.
        manifest: The manifest, if the set is whole already.

    Raises:
        InvalidDatasetError: The folder holds something else, another set, or a damaged one.
        RunInUseError: Another process writes to it.
        OSError: It cannot be made or written to.
    """

    def __init__(self, path: Path, request: Request) -> None:
        self.path = path
        self.work = path / WORK
        self.manifest: DatasetManifest | None = None
        self._request = request
        self._lock: int | None = None
        path.mkdir(parents=True, exist_ok=True)
        if (path / MANIFEST).exists():
            self.manifest = self._whole_set()
            return
        if not (self.work / _REQUEST).exists():
            self._refuse_strangers()
            self.work.mkdir(exist_ok=True)
        self._lock = _locked(path, self.work / _LOCK)
        if (self.work / _REQUEST).exists():
            self._compare(self._earlier(), "an unfinished set", "finish it with its own words")
        else:
            write_whole(self.work / _REQUEST, orjson.dumps(request.model_dump()), work=self.work)

    def __enter__(self) -> Self:
        """Use the folder until the block ends."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let others have the folder."""
        self.close()

    def close(self) -> None:
        """Let others have the folder; may be called more than once."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def is_made(self, order: Order) -> bool:
        """Whether an environment is there already, with all that is its own."""
        part = read_part(order.path)
        if part is None or part.index["id"] != order.id or len(part.tasks) != order.tasks:
            return False
        for path, entry in part.files.items():
            file = self.path / path
            if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != entry.sha256:
                return False
        return True

    def finish(self) -> None:
        """Take away what was needed only to get here."""
        shutil.rmtree(self.work, ignore_errors=True)

    def give_up(self, paths: list[str]) -> None:
        """Take away a set that cannot be made, and nothing else.

        Args:
            paths: What it may have written.
        """
        for path in paths:
            (self.path / path).unlink(missing_ok=True)
        shutil.rmtree(self.work, ignore_errors=True)
        folders = {(self.path / path).parent for path in paths} - {self.path}
        for folder in (*sorted(folders), self.path):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()

    def _whole_set(self) -> DatasetManifest:
        manifest = read_manifest(self.path)
        holds = Request(
            environments=manifest.environments,
            tasks=manifest.tasks,
            seed=manifest.seed,
            generator=manifest.generator,
        )
        self._compare(holds, "another set", "keep it")
        # Killed between its last two steps, a set is whole and not yet tidy.
        self.finish()
        faults = check_files(self.path, manifest)
        if faults:
            first = faults[0]
            raise InvalidDatasetError(
                f"{self.path} holds this set already, but damaged: {first.path}: {first.reason}"
                f"{f', and {len(faults) - 1} more files' if len(faults) > 1 else ''}; delete the "
                "folder and make it anew (`agentgym check` names every file)"
            )
        return manifest

    def _compare(self, holds: Request, what: str, instead: str) -> None:
        differences = holds.differences(self._request)
        if differences:
            raise InvalidDatasetError(
                f"{self.path} holds {what} ({differences}); {instead}, delete the folder, or "
                "choose another one with --out"
            )

    def _earlier(self) -> Request:
        file = self.work / _REQUEST
        try:
            return Request.model_validate(orjson.loads(file.read_bytes()))
        except (orjson.JSONDecodeError, ValidationError) as error:
            raise InvalidDatasetError(
                f"{file} does not say what set was begun here: {error!s:.200}; delete the folder, "
                "or choose another one with --out"
            ) from None

    def _refuse_strangers(self) -> None:
        content = sorted(
            p.name for p in self.path.iterdir() if p.name != WORK and not is_foreign(p.name)
        )
        if content:
            raise InvalidDatasetError(
                f"{self.path} is not empty ({content[0]}, ...) and holds no set; choose another "
                "folder with --out"
            )


def _locked(path: Path, file: Path) -> int:
    lock = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise RunInUseError(
            f"another process is writing to {path}; wait for it, or choose another folder with "
            "--out"
        ) from None
    return lock
