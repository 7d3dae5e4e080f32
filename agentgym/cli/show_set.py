"""Shows a generated set: how much of what it holds."""

from __future__ import annotations

from pathlib import Path

from agentgym.cli.output import Column, print_json, print_table
from agentgym.dataset import open_dataset

_SHOWN = 20


def show_set(folder: Path, *, as_json: bool) -> None:
    """Show what a set holds.

    Raises:
        InvalidDatasetError: The folder holds no set or half of one, or it is damaged.
    """
    dataset = open_dataset(folder)
    manifest = dataset.manifest
    size = sum(entry.bytes for entry in manifest.files.values())
    if as_json:
        counts = manifest.model_dump(mode="json", exclude={"files"})
        print_json({**counts, "bytes": size, "ids": list(dataset.ids)})
        return
    print(
        f"{folder}: {manifest.tasks:,} tasks in {manifest.environments:,} environments, "
        f"{size / 1e6:,.1f} MB\n"
    )
    counted = [Column("split"), Column("environments", right=True), Column("tasks", right=True)]
    print_table(
        counted,
        [[name, f"{n.environments:,}", f"{n.tasks:,}"] for name, n in manifest.splits.items()],
    )
    print()
    print_table(
        [Column("kind"), Column("tasks", right=True)],
        [[kind, f"{count:,}"] for kind, count in manifest.kinds.items()],
    )
    print()
    specs = dataset.specs()
    columns = [Column("environment"), Column("tasks", right=True), Column("description")]
    rows = [[s.id.removeprefix("agentgym/"), str(s.tasks), s.description] for s in specs[:_SHOWN]]
    print_table(columns, rows)
    if len(specs) > _SHOWN:
        print(f"... and {len(specs) - _SHOWN:,} more; `agentgym list {folder}` has them all")
    print(
        f"\nMade by generator {manifest.generator} of AgentGym {manifest.version} from seed "
        f"{manifest.seed}; identity {manifest.identity}\n"
        f"`agentgym show {folder}/{rows[0][0]}` shows one."
    )
