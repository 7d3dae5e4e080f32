"""Installs a server: pinned, apart from everything else, and either whole or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from agentgym.errors import NotInstalledError
from agentgym_envs.servers.locations import Server, servers_root
from agentgym_envs.servers.node import find_node, npm_command

_PINS = Path(__file__).parent / "pins"
_SECONDS = 600
_LINES_SHOWN = 12


def install(server: Server) -> bool:
    """Install a server, unless it is there.

    Returns:
        Whether there was anything to do.

    Raises:
        NotInstalledError: It cannot be installed; what there was before is left as it was.
    """
    if server.installed:
        return False
    root = servers_root()
    try:
        root.mkdir(parents=True, exist_ok=True)
        workplace = Path(tempfile.mkdtemp(prefix=f".{server.name}-", dir=root))
    except OSError as error:
        raise NotInstalledError(
            f"{server.package} cannot be installed: {error}; name another folder in the "
            "environment variable AGENTGYM_SERVERS"
        ) from error
    try:
        if server.index == "npm":
            _install_npm(server, workplace)
        else:
            _install_pypi(server, workplace)
        workplace.chmod(0o755)
        _put_in_place(workplace, server.folder)
    finally:
        shutil.rmtree(workplace, ignore_errors=True)
    return True


def _install_npm(server: Server, workplace: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(_PINS / server.name / name, workplace / name)
    words = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    # npm runs `node` by name, which need not be on PATH.
    path = os.pathsep.join((str(find_node().parent), os.environ.get("PATH", "")))
    _run(server, words, workplace, {**os.environ, "PATH": path})


def _install_pypi(server: Server, workplace: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    _run(server, [sys.executable, "-m", "venv", str(workplace)], workplace, environ)
    wanted = f"{server.package}=={server.version}"
    pins = str(_PINS / f"{server.name}.txt")
    pip = [str(workplace / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    _run(server, [*pip, "install", "--quiet", "-c", pins, wanted], workplace, environ)


def _run(server: Server, words: Sequence[str], workplace: Path, environ: dict[str, str]) -> None:
    try:
        subprocess.run(
            words,
            cwd=workplace,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise NotInstalledError(
            f"{server.package} {server.version} was not installed within {_SECONDS} seconds, at: "
            f"{' '.join(words)}; try again with: {server.remedy}"
        ) from error
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "output", None) or str(error)
        last = "\n".join(said.strip().splitlines()[-_LINES_SHOWN:])
        raise NotInstalledError(
            f"{server.package} {server.version} cannot be installed: {' '.join(words)} failed.\n"
            f"{last}\nWhen that is mended, try again with: {server.remedy}"
        ) from error


def _put_in_place(workplace: Path, folder: Path) -> None:
    try:
        workplace.rename(folder)
    except OSError:
        if not folder.is_dir():  # somebody else was faster, and theirs is as good
            raise
