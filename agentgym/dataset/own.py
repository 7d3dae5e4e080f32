"""Which sets' packs may be opened here: those made here, and those found equal to what they say.

A pack holds compiled SQL, which is trusted when it is opened; a world file is vetted when it is
compiled. A set may come from anywhere, and so its packs are opened only if this user's own
processes made them, or `agentgym check` has compiled every world file and found the same. That is
remembered by the hash of the manifest, which covers every byte of the set.
"""

from __future__ import annotations

import os
from pathlib import Path

_VARIABLE = "AGENTGYM_CACHE"


def is_own(digest: str) -> bool:
    """Whether the packs of the set with this manifest hash may be opened."""
    return _mark(digest).is_file()


def remember(digest: str) -> None:
    """Let the packs of a set be opened from now on; without a place to note it, nothing changes."""
    mark = _mark(digest)
    try:
        mark.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        mark.touch(mode=0o600)
    except OSError:
        # A home that cannot be written to only makes opening slower.
        return


def _mark(digest: str) -> Path:
    given = os.environ.get(_VARIABLE)
    if given:
        cache = Path(given)
    else:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "agentgym"
    return cache / "own-packs" / digest
