"""Sets as Hugging Face's `datasets` finds them, where a virtual environment has that library."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
PYTHON = HERE.parent.parent / ".venv-peers" / "datasets" / "bin" / "python"


@pytest.mark.slow
@pytest.mark.skipif(
    not PYTHON.exists(), reason="datasets is not in .venv-peers/datasets; get it with: make peers"
)
def test_load_dataset_opens_a_set_by_its_card_and_its_shards(written: Path, tmp_path: Path) -> None:
    quiet = {
        "HF_HUB_OFFLINE": "1",
        "HF_HOME": str(tmp_path),
        "HF_DATASETS_DISABLE_PROGRESS_BARS": "1",
    }
    done = subprocess.run(
        [PYTHON, HERE / "hub_process.py", written, tmp_path / "cache"],
        cwd=tmp_path, env=os.environ | quiet, capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["found"] == {
        "tasks": {"train": 30, "test": 15},
        "proofs": {"train": 30, "test": 15},
        "environments": {"train": 9},
    }
    assert told["parquet"] == 30
    assert told["first"]["turns"] == [told["first"]["instruction"]]
    assert "goal" not in told["first"]
