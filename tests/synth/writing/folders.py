"""Writes sets of car parks, and compares folders."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from agentgym_synth.writing import write_dataset

ROOT = Path(__file__).resolve().parents[3]
STAND_IN = "tests.synth.writing.stand_in"
ENVIRONMENTS, TASKS = 9, 45


def write(folder: Path, *, tasks: int = TASKS, workers: int = 1) -> Path:
    """Write a set here, and give its folder."""
    write_dataset(folder, environments=ENVIRONMENTS, tasks=tasks, workers=workers, source=STAND_IN)
    return folder


def words(folder: Path, *, workers: int = 1, deadly: int = 0) -> list[str]:
    """The command that writes the same set in a process of its own."""
    numbers = map(str, (ENVIRONMENTS, TASKS, workers, deadly))
    return [sys.executable, "-m", "tests.synth.writing.writing_process", str(folder), *numbers]


def started(
    folder: Path, *, workers: int = 1, deadly: int = 0, **environ: str
) -> subprocess.CompletedProcess[str]:
    """Run that command to its end."""
    return subprocess.run(
        words(folder, workers=workers, deadly=deadly),
        cwd=ROOT, env=os.environ | environ, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip


def content(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, whatever its name."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
