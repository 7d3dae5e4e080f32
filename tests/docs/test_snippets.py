"""Every snippet of the README and the docs runs, page by page."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(
    r"^```(?P<language>\w*)(?: (?P<file>\S+))?\n(?P<code>.*?)^```", re.MULTILINE | re.DOTALL
)
PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def snippets(page: Path, language: str) -> list[str]:
    return [
        m["code"]
        for m in FENCE.finditer(page.read_text())
        if m["language"] == language and not m["file"]
    ]


def files(page: Path) -> dict[str, str]:
    """What is to be put into a file: its name stands after the language."""
    return {m["file"]: m["code"] for m in FENCE.finditer(page.read_text()) if m["file"]}


def commands(page: Path) -> list[str]:
    lines = "".join(snippets(page, "bash")).replace("\\\n", " ").splitlines()
    return [line for line in lines if line.startswith("agentgym ")]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, id=str(page.relative_to(ROOT)))
        for page in PAGES
        if snippets(page, "python") or commands(page)
    ],
)
def test_what_a_page_shows_runs_from_top_to_bottom(page: Path, tmp_path: Path) -> None:
    """First its files are written, then its Python runs, and then its commands."""
    for name, content in files(page).items():
        (tmp_path / name).write_text(content)
    script = tmp_path / "page.py"
    script.write_text("\n".join(snippets(page, "python")))
    run([sys.executable, "-W", "error", script.name], tmp_path)
    for command in commands(page):
        run(shlex.split(command, comments=True), tmp_path)


def run(words: list[str], folder: Path) -> None:
    done = subprocess.run(
        words, cwd=folder, env=os.environ | {"PATH": PATH}, input="quit\n",
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
