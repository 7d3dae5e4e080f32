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
FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<code>.*?)^```", re.MULTILINE | re.DOTALL)


def snippets(page: Path, language: str) -> list[str]:
    return [m["code"] for m in FENCE.finditer(page.read_text()) if m["language"] == language]


def commands(page: Path) -> list[str]:
    lines = "".join(snippets(page, "bash")).replace("\\\n", " ").splitlines()
    return [line for line in lines if line.startswith("agentgym ")]


def named(pages: list[Path]) -> list[object]:
    return [pytest.param(page, id=str(page.relative_to(ROOT))) for page in pages]


@pytest.mark.parametrize("page", named([p for p in PAGES if snippets(p, "python")]))
def test_the_python_of_a_page_runs_from_top_to_bottom(page: Path, tmp_path: Path) -> None:
    script = tmp_path / "page.py"
    script.write_text("\n".join(snippets(page, "python")))
    done = subprocess.run(
        [sys.executable, "-W", "error", script.name],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", named([p for p in PAGES if commands(p)]))
def test_the_commands_of_a_page_run(page: Path, tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for command in commands(page):
        done = subprocess.run(
            shlex.split(command, comments=True),
            cwd=tmp_path, env=os.environ | {"PATH": path}, input="quit\n",
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
