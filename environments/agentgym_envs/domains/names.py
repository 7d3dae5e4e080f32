"""Which domains are installed; light enough to be read when `agentgym` is imported."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def domain_names() -> tuple[str, ...]:
    """The domains that are installed, in order."""
    here = files(__package__)
    return tuple(
        sorted(p.name.removesuffix(".yaml") for p in here.iterdir() if p.name.endswith(".yaml"))
    )
