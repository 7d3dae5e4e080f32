"""Installs MCP's conformance suite, pinned by tests/mcp/suite, into .tools/suite.

Whatever keeps it from being installed is told in one line; the tests that need it are then skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from agentgym.errors import NotInstalledError
from agentgym_envs.servers.node import find_node, npm_command

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "tests" / "mcp" / "suite"
FOLDER = ROOT / ".tools" / "suite"
SECONDS = 300
NODE = 22


def installed() -> bool:
    """Whether the release that is pinned is there."""
    lock, copy = PINS / "package-lock.json", FOLDER / "package-lock.json"
    entry = FOLDER / "node_modules" / "@modelcontextprotocol" / "conformance" / "dist" / "index.js"
    return entry.is_file() and copy.is_file() and copy.read_bytes() == lock.read_bytes()


def install() -> None:
    """Install it.

    Raises:
        NotInstalledError: There is no Node.js, or npm failed.
    """
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PINS / name, FOLDER / name)
    words = [*npm_command(NODE), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    # npm runs `node` by name, which need not be on PATH.
    path = os.pathsep.join((str(find_node(NODE).parent), os.environ.get("PATH", "")))
    try:
        subprocess.run(
            words,
            cwd=FOLDER,
            env={**os.environ, "PATH": path},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
        shutil.rmtree(FOLDER, ignore_errors=True)
        raise NotInstalledError(f"npm failed: {said[-1] if said else error}") from error


def main() -> int:
    """Install the suite unless it is there; never fail."""
    if installed():
        return 0
    try:
        install()
    except (NotInstalledError, OSError) as error:
        print(
            f"agentgym: MCP's conformance suite could not be installed ({error}), so its tests are "
            "skipped; try again with: make suite",
            file=sys.stderr,
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
