"""Holds what a set's files say against what its manifest says they say."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from agentgym.dataset.files import FileFault
from agentgym.dataset.layout import INDEX, MANIFEST, proof_path, task_path, world_path
from agentgym.dataset.manifest import DatasetManifest, SplitCount, identity_of
from agentgym.dataset.rows import Row, RowsHash
from agentgym.dataset.shards import SetFiles
from agentgym.errors import InvalidDatasetError


def check_contents(files: SetFiles, manifest: DatasetManifest) -> list[FileFault]:
    """Find what the manifest says of the files' contents and is not so.

    For sets whose files are what they were, byte for byte, this finds only what was written
    wrongly, or forged together with the manifest.
    """
    return [*_hashes(files, manifest), *_counts(files, manifest)]


def _hashes(files: SetFiles, manifest: DatasetManifest) -> Iterator[FileFault]:
    for path, entry in manifest.files.items():
        if entry.content is None:
            continue
        try:
            found = _content(files, path)
        except InvalidDatasetError as error:
            yield FileFault(path, str(error))
            continue
        if found != entry.content:
            yield FileFault(path, "what it says is not what the manifest says it does")
    if identity_of(manifest.generator, manifest.seed, manifest.files) != manifest.identity:
        yield FileFault(MANIFEST, "its identity is not that of the files it names")


def _content(files: SetFiles, path: str) -> str:
    if not path.endswith(".parquet"):
        return hashlib.sha256(files.expanded(path)).hexdigest()
    rows = RowsHash()
    for group in files.all_rows(path):
        rows.add(group)
    return rows.hexdigest()


def _counts(files: SetFiles, manifest: DatasetManifest) -> Iterator[FileFault]:
    index = [row for group in files.all_rows(INDEX) for row in group]
    shards = {str(part["shard"]) for row in index for part in _parts(row)}
    named = {INDEX, *map(task_path, shards), *map(proof_path, shards)}
    named |= {world_path(str(row["id"])) for row in index}
    for path, entry in manifest.files.items():
        if entry.content is not None and path not in named:
            yield FileFault(path, f"no row of {INDEX} refers to it")
    kinds: Counter[str] = Counter()
    tasks: Counter[str] = Counter()
    environments: dict[str, set[str]] = {}
    for shard in sorted(shards):
        for group in files.all_rows(task_path(shard), ["environment", "split", "kind"]):
            kinds.update(str(row["kind"]) for row in group)
            tasks.update(str(row["split"]) for row in group)
            for row in group:
                environments.setdefault(str(row["split"]), set()).add(str(row["environment"]))
    splits = {
        name: SplitCount(environments=len(environments[name]), tasks=count)
        for name, count in sorted(tasks.items())
    }
    stated = (manifest.environments, manifest.tasks, manifest.splits, manifest.kinds)
    if stated != (len(index), sum(tasks.values()), splits, dict(sorted(kinds.items()))):
        yield FileFault(MANIFEST, "its counts are not those of the files it names")
    ids = [str(row["id"]) for row in index]
    listed = sum(int(str(row["tasks"])) for row in index)
    present = set[str]().union(*environments.values())
    if sorted(ids) != sorted(present) or listed != sum(tasks.values()):
        yield FileFault(INDEX, "its environments are not those of the tasks")


def _parts(row: Row) -> list[dict[str, object]]:
    parts = row["parts"]
    assert isinstance(parts, list)
    return [dict(part) for part in parts if isinstance(part, dict)]
