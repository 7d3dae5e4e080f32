"""Finds the installed `bfcl-eval` wheel and reads its files. Its package is never imported."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
from importlib import metadata
from pathlib import Path

from agentgym.errors import NotInstalledError
from agentgym_envs.bfcl.catalog import REMEDY, VERSION

API_FOLDER = "eval_checker/multi_turn_eval/func_source_code"
DOCUMENT_FOLDER = "data/multi_turn_func_doc"

#: Each API class, and the name of its source file and of its documentation.
API_FILES = {
    "GorillaFileSystem": "gorilla_file_system",
    "MathAPI": "math_api",
    "MessageAPI": "message_api",
    "TwitterAPI": "posting_api",
    "TicketAPI": "ticket_api",
    "TradingBot": "trading_bot",
    "TravelAPI": "travel_booking",
    "VehicleControlAPI": "vehicle_control",
}


@functools.cache
def root() -> Path:
    """The folder of the installed package.

    Raises:
        NotInstalledError: It is missing, or of another release than the ids stand for, or the one
            package that it needs is missing.
    """
    found = importlib.util.find_spec("bfcl_eval")
    if found is None or not found.submodule_search_locations:
        raise NotInstalledError(f"the BFCL tasks need 'bfcl_eval'; get it with: {REMEDY}")
    try:
        version = metadata.version("bfcl-eval")
    except metadata.PackageNotFoundError:
        version = "without metadata"
    if version != VERSION:
        raise NotInstalledError(
            f"the BFCL ids stand for bfcl-eval {VERSION}, but {version} is installed; "
            f"get it with: {REMEDY}"
        )
    if importlib.util.find_spec("mpmath") is None:
        raise NotInstalledError(f"the BFCL tasks need 'mpmath' as well; get it with: {REMEDY}")
    return Path(found.submodule_search_locations[0])


def read_lines(path: str) -> list[bytes]:
    """The lines of one of its JSONL files.

    Args:
        path: Relative to the package.

    Raises:
        NotInstalledError: The package is missing, of another release, or lacks the file.
    """
    return [line for line in read(path).splitlines() if line.strip()]


def read(path: str) -> bytes:
    """One of its files. See `read_lines`."""
    file = root() / path
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise NotInstalledError(
            f"bfcl-eval {VERSION} is installed without {path}; get it again with: "
            f"pip install --force-reinstall --no-deps bfcl-eval=={VERSION}"
        ) from None


@functools.cache
def api_digest() -> str:
    """A hex SHA-256 over the sources that decide what every tool does."""
    digest = hashlib.sha256()
    for name in ("long_context", *API_FILES.values()):
        digest.update(read(f"{API_FOLDER}/{name}.py"))
    return digest.hexdigest()
