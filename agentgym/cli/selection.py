"""From ids, globs and folders on the command line to environments that can be run."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from agentgym.cli.output import note
from agentgym.errors import NotInstalledError, UnknownEnvironmentError
from agentgym.registry import EnvironmentSpec, find, find_all, full_id


def matching(pattern: str) -> list[EnvironmentSpec]:
    """The environments that an id, a glob or a set's folder stands for.

    `DIR` means all environments of the set in that folder, `DIR/GLOB` those that the glob matches;
    they are registered, in the place of installed ones of the same ids.

    Raises:
        UnknownEnvironmentError: Nothing matches.
        InvalidDatasetError: The folder's set is not whole, or damaged.
    """
    try:
        return find_all(pattern)
    except UnknownEnvironmentError:
        folder = Path(pattern)
        if folder.is_dir():
            return _within(folder, "*")
        if "/" in pattern and (folder.parent / "manifest.json").is_file():
            return _within(folder.parent, folder.name)
        raise


def names_a_set(word: str) -> bool:
    """Whether a word means a folder, and no environment."""
    if not Path(word).is_dir():
        return False
    try:
        find_all(word)
    except UnknownEnvironmentError:
        return True
    return False


def _within(folder: Path, glob: str) -> list[EnvironmentSpec]:
    # Here, since most commands are about ids, and worlds take their time to be imported.
    from agentgym.dataset import register_dataset

    dataset = register_dataset(folder, replace=True)
    found = [spec for spec in dataset.specs() if fnmatchcase(spec.id, full_id(glob))]
    return found or [find(dataset.environment(glob).id)]


def select_one(pattern: str) -> EnvironmentSpec:
    """The only environment that an id or glob matches.

    Raises:
        UnknownEnvironmentError: It matches none, or several; the message names some.
    """
    found = matching(pattern)
    if len(found) > 1:
        within = f"{pattern}/" if Path(pattern).is_dir() else ""
        names = ", ".join(within + spec.id.removeprefix("agentgym/") for spec in found[:4])
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
        for spec in matching(pattern):
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
