"""Benchmark scripts print what scripts outside the repository read."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from agentgym_synth.writing import write_dataset

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


@pytest.fixture(scope="module")
def small_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sets") / "small"
    write_dataset(folder, environments=1, tasks=10, seed=0)
    return folder


def spoilt(
    folder: Path, into: Path, table: str, column: str, change: Callable[[Any], object]
) -> Path:
    """A copy of a set in which one JSON column was changed."""
    shutil.copytree(folder, into)
    for path in (into / table).glob("*.parquet"):
        rows = pq.read_table(path)
        values = [json.dumps(change(json.loads(value))) for value in rows[column].to_pylist()]
        place = rows.column_names.index(column)
        pq.write_table(rows.set_column(place, rows.schema.field(column), pa.array(values)), path)
    return into


def rechecked(folder: Path) -> dict[str, dict[str, Any]]:
    rows = json.loads(printed("recheck", str(folder), "--workers", "1", "--json"))["rows"]
    return {row["attempt"]: row for row in rows if "aim" in row}


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def test_the_recheck_is_independent_of_the_certifier_and_the_task_maker() -> None:
    own = [BENCHMARKS / "recheck.py", *(BENCHMARKS / "rechecking").glob("*.py")]
    names = set[str]().union(*map(imported, own))
    assert "agentgym.world.World" in names
    assert not [n for n in names if n.startswith(("agentgym.certif", "agentgym_synth"))]


def test_nothing_survives_the_recheck_of_a_set_as_it_is_made(small_set: Path) -> None:
    rows = rechecked(small_set)
    assert rows["solution"]["passed"] == rows["solution"]["tried"] == 10
    strict = [row for row in rows.values() if row["aim"] == "0 survivors"]
    assert len(strict) >= 8
    assert [row["attempt"] for row in strict if row["survivors"]] == []
    assert all(row["tried"] > 0 for row in strict)
    tools = rows["writing tools x tasks"]
    assert tools["took effect"] == tools["tried"] > 0


def test_the_recheck_finds_goals_that_ask_for_nothing(small_set: Path, tmp_path: Path) -> None:
    def loosened(goal: Any) -> object:
        for check in goal["checks"]:
            if check.get("state"):
                check["state"] = {"any_of": [check["state"], []]}
        return goal

    rows = rechecked(spoilt(small_set, tmp_path / "set", "proofs", "goal", loosened))
    assert rows["solution"]["passed"] == 10
    assert rows["nothing done"]["survivors"] > 0
    assert rows["write dropped"]["survivors"] > 0


def test_the_recheck_finds_values_that_do_not_matter(small_set: Path, tmp_path: Path) -> None:
    def careless(goal: Any) -> object:
        for check in goal["checks"]:
            for change in check.get("state") or ():
                change["values"] = {name: {"hole": "any"} for name in change["values"]}
        return goal

    rows = rechecked(spoilt(small_set, tmp_path / "set", "proofs", "goal", careless))
    assert rows["argument changed"]["survivors"] > 0


def test_the_recheck_finds_solutions_that_fail(small_set: Path, tmp_path: Path) -> None:
    def silent(solution: Any) -> object:
        return [{**turn, "calls": []} for turn in solution]

    rows = rechecked(spoilt(small_set, tmp_path / "set", "proofs", "solution", silent))
    assert rows["solution"]["passed"] < rows["solution"]["tried"]


def test_policies_that_know_nothing_solve_nothing_of_a_set(small_set: Path) -> None:
    rows = json.loads(printed("explorers", str(small_set), "--json"))["rows"]
    passed = dict.fromkeys({row["policy"] for row in rows}, 0)
    for row in rows:
        if row["kind"] != "all" and (row["policy"] != "explorer" or row["kind"] == "change"):
            passed[row["policy"]] += row["passed"]
            assert row["rollouts"] > 0
    assert passed == {
        "replay": 10, "noop": 0, "random": 0, "explorer": 0, "constant": 0, "decline": 0
    }  # fmt: skip


def test_the_same_seed_draws_the_same_prompts_with_all_that_is_needed_to_judge_them(
    small_set: Path,
) -> None:
    words = ["--set", str(small_set), "--seed", "3", "--count", "4"]
    drawn = printed("sample_prompts", *words)
    assert drawn == printed("sample_prompts", *words)
    assert [drawn.count(f"\n### {part}\n") for part in ("Rows", "Goal", "Solution")] == [4, 4, 4]
    assert drawn != printed("sample_prompts", *words[:3], "4", *words[4:])


def test_making_environments_and_tasks_is_timed() -> None:
    words = ["--environments", "1", "--tasks", "2", "--repeats", "1", "--json"]
    outcome = json.loads(printed("synthesis", *words))
    timed = [row["p50_ms"] for row in outcome["rows"] if "p50_ms" in row]
    assert len(timed) == 6 and all(ms > 0 for ms in timed)
    assert next(row["tasks_per_s"] for row in outcome["rows"] if "tasks_per_s" in row) > 0
