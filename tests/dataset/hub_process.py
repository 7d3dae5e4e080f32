"""Opens a set with the library `datasets`, in a process of its own: its pins are not this one's."""

from __future__ import annotations

import json
import sys


def main() -> None:
    """Print what the library finds in a folder."""
    from datasets import load_dataset  # type: ignore[import-not-found, unused-ignore]

    folder, cache = sys.argv[1:]
    found = {}
    for name in ("tasks", "proofs", "environments"):
        splits = load_dataset(folder, name, cache_dir=cache)
        found[name] = {split: rows.num_rows for split, rows in splits.items()}
    plain = load_dataset(folder, cache_dir=cache)
    files = {"train": f"{folder}/tasks/train-*.parquet"}
    parquet = load_dataset("parquet", data_files=files, split="train", cache_dir=cache)
    first = plain["train"][0]
    print(json.dumps({"found": found, "first": first, "parquet": parquet.num_rows}))


if __name__ == "__main__":
    main()
