"""From ids and globs on the command line to environments that can be run."""

from __future__ import annotations

from collections.abc import Sequence

from agentgym.cli.output import note
from agentgym.errors import NotInstalledError, UnknownEnvironmentError
from agentgym.registry import EnvironmentSpec, find_all


def select_one(pattern: str) -> EnvironmentSpec:
    """The only environment that an id or glob matches.

    Raises:
        UnknownEnvironmentError: It matches none, or several; the message names some.
    """
    found = find_all(pattern)
    if len(found) > 1:
        names = ", ".join(spec.id.removeprefix("agentgym/") for spec in found[:4])
        raise UnknownEnvironmentError(
            f"{pattern!r} matches {len(found)} environments and this takes one, such as {names}"
        )
    return found[0]


def select(patterns: Sequence[str]) -> list[EnvironmentSpec]:
    """The installed environments that ids and globs match, each once, in the order given.

    What a glob matches but is not installed is left out, with a line that says how to get it.

    Raises:
        UnknownEnvironmentError: An id or glob matches nothing.
        NotInstalledError: An id names what is not installed, or nothing is left.
    """
    chosen: dict[str, EnvironmentSpec] = {}
    missing: dict[str, list[str]] = {}
    for pattern in patterns:
        is_glob = any(sign in pattern for sign in "*?[")
        for spec in find_all(pattern):
            if spec.installed:
                chosen[spec.id] = spec
            elif is_glob:
                missing.setdefault(spec.remedy, []).append(spec.id)
            else:
                raise NotInstalledError(f"{spec.id} is not installed; get it with: {spec.remedy}")
    for remedy, ids in missing.items():
        those = ids[0] if len(ids) == 1 else f"{ids[0]} and {len(ids) - 1} more"
        note(f"agentgym: left out {those}: not installed; get it with: {remedy}")
    if not chosen:
        raise NotInstalledError(
            f"nothing that {' '.join(map(repr, patterns))} matches is installed; "
            "`agentgym list` says how to get it"
        )
    return list(chosen.values())
