"""Where the files of a set lie within its folder."""

from __future__ import annotations

MANIFEST = "manifest.json"
CARD = "README.md"
INDEX = "environments.parquet"
#: Where a set that is not finished keeps what it needs to go on; a finished one has none.
WORK = ".unfinished"


def file_name(environment_id: str) -> str:
    """The word that an environment's own files are called by."""
    return environment_id.partition("/")[2]


def world_path(environment_id: str) -> str:
    """Where an environment's world file lies."""
    return f"worlds/{file_name(environment_id)}.json.gz"


def pack_path(environment_id: str) -> str:
    """Where an environment's compiled world lies."""
    return f"packs/{file_name(environment_id)}.pack"


def task_path(shard: str) -> str:
    """Where a shard of tasks lies."""
    return f"tasks/{shard}.parquet"


def proof_path(shard: str) -> str:
    """Where what proves the tasks of a shard lies."""
    return f"proofs/{shard}.parquet"
