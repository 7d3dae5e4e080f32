"""What a machine lacks is named in one line, with the command that installs it."""

from __future__ import annotations

import subprocess
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "prerequisites.sh"


def asked(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(SCRIPT), *words],
        env={"PATH": str(folder)}, capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip


def program(folder: Path, name: str, text: str = "exit 0") -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)


def test_a_bare_machine_is_told_what_is_missing_line_by_line(tmp_path: Path) -> None:
    done = asked(tmp_path, "all")
    assert done.returncode == 2
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert len(lines) == 5
    for line, word in zip(lines, ("make", "Python", "compiler", "Node", "Docker"), strict=True):
        assert word in line
        assert "apt-get install" in line


def test_a_python_without_venv_is_named(tmp_path: Path) -> None:
    program(tmp_path, "make")
    program(tmp_path, "python3", 'case "$2" in *venv*) exit 1;; esac')
    done = asked(tmp_path)
    assert done.returncode == 2
    assert "python3 cannot make virtual environments" in done.stderr
    assert "python3-venv" in done.stderr


def test_an_old_python_is_passed_over_for_a_newer_one(tmp_path: Path) -> None:
    program(tmp_path, "make")
    program(tmp_path, "python3", "exit 1")
    program(tmp_path, "python3.12")
    done = asked(tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, "python3.12")


def test_what_is_only_nice_to_have_never_stops_the_set_up(tmp_path: Path) -> None:
    program(tmp_path, "make")
    program(tmp_path, "python3.11")
    done = asked(tmp_path, "all")
    assert (done.returncode, done.stdout.strip()) == (0, "python3.11")
    assert "Node.js" in done.stderr
