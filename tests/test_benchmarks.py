"""Benchmark scripts print what scripts outside the repository read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
SCRIPTS = sorted(p.stem for p in BENCHMARKS.glob("*.py") if p.stem != "report")


def printed(script: str, *words: str) -> str:
    command = [sys.executable, str(BENCHMARKS / f"{script}.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=True).stdout


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_benchmark_takes_json_and_says_what_it_measures(script: str) -> None:
    said = printed(script, "--help")
    assert "--json" in said
    assert len(said.split("\n\n")[1]) > 20


def test_the_library_of_the_transports_gives_equal_results_by_every_path_of_this_process() -> None:
    chosen = ["--peers", "agentgym", "--paths", "step", "toolset", "sqlite3"]
    rows = json.loads(printed("transports", "--repeats", "1", "--json", *chosen))["rows"]
    assert len(rows) == 5
    assert all(row["results"] == "equal" and row["calls_per_second"] > 0 for row in rows)


@pytest.mark.parametrize("script", ["startup", "tools"])
def test_json_has_the_fixed_form(script: str) -> None:
    outcome = json.loads(printed(script, "--repeats", "1", "--json"))
    assert set(outcome) == {"name", "machine", "rows", "ratios"}
    assert outcome["name"] == script
    assert "Python" in outcome["machine"]
    assert all(isinstance(row, dict) for row in outcome["rows"])
    assert all(isinstance(value, float) for value in outcome["ratios"].values())
