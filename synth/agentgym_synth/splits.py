"""Which set an environment belongs to: its structure decides, never its name or number."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from agentgym_synth.model import Json

#: One environment in so many is for testing.
TEST_SHARE = 8
_ROUNDS = 3


def split_of(world: Json) -> str:
    """`test` or `train`, by how the tables of a world refer to each other.

    Near-duplicates differ in a column or a tool; how their tables hang together they share, and so
    the split.
    """
    labels: dict[str, str] = dict.fromkeys(world["tables"], "")
    refs = {name: _refs(table) for name, table in world["tables"].items()}
    for _ in range(_ROUNDS):
        labels = {
            name: _hash(labels[name], sorted(labels[leads] for leads in refs[name]))
            for name in labels
        }
    linked = sorted(label for name, label in labels.items() if refs[name] or _is_met(name, refs))
    return "test" if int(_hash("split", linked)[:8], 16) % TEST_SHARE == 0 else "train"


def _refs(table: Mapping[str, Any]) -> list[str]:
    return [column["ref"] for column in table["columns"].values() if "ref" in column]


def _is_met(name: str, refs: Mapping[str, list[str]]) -> bool:
    return any(name in leads for leads in refs.values())


def _hash(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()
