"""Re-checks a generated set from its files alone, by attempts of its own that must all fail.

It uses neither the certifier nor the task maker: it reads Parquet and world files, plays solutions
and spoilt solutions in `ToolEnv`, and counts what passes. `survivors` should be 0 everywhere but in
the lines marked "reported":

- a right solution with one answer guessed, from what is most frequent in the whole set;
- what a goal leaves open: a request may be declined about any of the things that it names;
- what is as good as the solution, the state being the same at the end of every user turn: a write
  on the way that the solution would have made later, or undoes, and two of its calls made in one.

`took effect` counts the attempts whose one changed call was not refused, `outcome alike` those
survivors that left the same state as the solution. Without a folder it makes a small set first.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import report
from rechecking.extra import extra_writes, operations
from rechecking.playing import Outcome, Stage, as_script, solution
from rechecking.rows import Rows
from rechecking.stored import Stored, environment_ids, read_environment, stored_answers
from rechecking.variants import (
    Variant,
    constants,
    declines,
    dropped,
    guesses,
    idle,
    only_looking,
    perturbed,
    writing,
    wrong_rules,
)

from agentgym import Task

_EXAMPLES = 5
_FREQUENT = 12
_ENVIRONMENTS_PER_PROCESS = 8
_REPORTED = (
    "frequent answer of the whole set",
    "the goal leaves it open",
    "as good as the solution",
)


@dataclass(slots=True)
class Count:
    """What came of the attempts of one sort.

    Attributes:
        tried: All of them.
        called: Which are about one call.
        effective: Which are, and it was not refused.
        survivors: Which passed.
        alike: Survivors that left the same state as the solution.
        examples: Some survivors.
    """

    tried: int = 0
    called: int = 0
    effective: int = 0
    survivors: int = 0
    alike: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, other: Count) -> None:
        """Take another count in."""
        self.tried += other.tried
        self.called += other.called
        self.effective += other.effective
        self.survivors += other.survivors
        self.alike += other.alike
        self.examples = [*self.examples, *other.examples][:_EXAMPLES]


@dataclass(slots=True)
class Found:
    """What was found in an environment, or in some.

    Attributes:
        tasks: By kind.
        solved: Solutions and routes that passed with reward 1, and those that did not.
        counts: By sort of attempt.
        pairs: Tasks times writing tools, and times operations, in all and with an extra write.
        idle_tools: The tools that could not be exercised, with the number of tasks.
        episodes: Episodes played.
    """

    tasks: Counter[str] = field(default_factory=Counter)
    solved: Counter[str] = field(default_factory=Counter)
    counts: defaultdict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    pairs: Counter[str] = field(default_factory=Counter)
    idle_tools: Counter[str] = field(default_factory=Counter)
    episodes: int = 0

    def add(self, other: Found) -> None:
        """Take in what was found elsewhere."""
        self.tasks += other.tasks
        self.solved += other.solved
        self.pairs += other.pairs
        self.idle_tools += other.idle_tools
        self.episodes += other.episodes
        for kind, count in other.counts.items():
            self.counts[kind].add(count)


def check(folder: Path, environment_id: str, common: dict[str, list[str]]) -> Found:
    """Check every task of one environment."""
    stored = read_environment(folder, environment_id)
    rows, stage, found = Rows(stored), Stage(stored.environment), Found()
    try:
        for task in stored.tasks:
            found.tasks[task.kind] += 1
            first = stage.play(task, solution(task))
            again = stage.play(task, solution(task))
            right = first.passed and first.reward == again.reward == 1.0 and first.same_as(again)
            found.solved["solutions" if right else "solutions that fail"] += 1
            for route in task.routes:
                played = stage.play(task, as_script(route))
                found.solved["routes" if played.passed else "routes that fail"] += 1
            if right:
                _attempt(task, stored, rows, stage, first, common, found)
    finally:
        found.episodes = stage.played
        stage.close()
    return found


def _attempt(
    task: Task,
    stored: Stored,
    rows: Rows,
    stage: Stage,
    first: Outcome,
    common: dict[str, list[str]],
    found: Found,
) -> None:
    draw = random.Random(f"{task.environment}/{task.id}")
    places = list(writing(task, stored.tools, first))
    simple = chain(
        idle(task),
        only_looking(task, stored.tools),
        constants(task, rows),
        guesses(task, stored, common),
        declines(task, stored, rows),
        wrong_rules(task, stored),
        dropped(task, places),
        perturbed(task, rows, places, draw),
    )
    for variant in simple:
        _try(task, variant, stage, first, found)
    exercised: set[tuple[str, str | None]] = set()
    for variant in extra_writes(task, stored, rows, stage, first, draw):
        if _try(task, variant, stage, first, found) and variant.extra is not None:
            turn, place = variant.extra
            call = variant.script[turn].calls[place]
            action = call.arguments.get("action")
            exercised.add((call.name, action if isinstance(action, str) else None))
    for tool in stored.tools.values():
        if tool.read_only:
            continue
        done = [(tool.name, operation) in exercised for operation in operations(tool)]
        found.pairs["tool"] += 1
        found.pairs["tool exercised"] += any(done)
        found.pairs["operation"] += len(done)
        found.pairs["operation exercised"] += sum(done)
        if not any(done):
            found.idle_tools[f"{task.environment.removeprefix('agentgym/')} {tool.name}"] += 1


def _try(task: Task, variant: Variant, stage: Stage, first: Outcome, found: Found) -> bool:
    """Play a variant, count what came of it, and say whether the changed call took effect."""
    outcome = stage.play(task, variant.script)
    effective = True
    if variant.extra is not None:
        turn, place = variant.extra
        results = outcome.results[turn] if turn < len(outcome.results) else ()
        effective = place < len(results) and not results[place].is_error
    alike = outcome.passed and outcome.same_as(first)
    kind = _sort(task, variant, alike=alike) if outcome.passed else variant.kind
    count = found.counts[kind]
    count.tried += 1
    count.called += variant.extra is not None
    count.effective += variant.extra is not None and effective
    if outcome.passed:
        count.survivors += 1
        count.alike += alike
        if len(count.examples) < _EXAMPLES:
            where = f"{task.environment.removeprefix('agentgym/')} {task.id}"
            how = "passes, with the solution's outcome" if alike else "passes"
            count.examples.append(f"{where}: {variant.what} {how}")
    return effective


def _sort(task: Task, variant: Variant, *, alike: bool) -> str:
    """What sort of attempt passed: some that pass are as good as the solution."""
    if variant.kind == "argument changed" and variant.value in set(_open(task)):
        return "the goal leaves it open"
    if variant.absorbable and alike:
        return "as good as the solution"
    return variant.kind


def _open(task: Task) -> Iterator[object]:
    """The values among which a goal leaves the choice."""
    for check in task.goal.checks:
        for change in check.state if isinstance(check.state, list) else ():
            assert isinstance(change, dict) and isinstance(change["values"], dict)
            for wanted in change["values"].values():
                if isinstance(wanted, dict) and wanted["hole"] == "one_of":
                    yield from wanted["values"]  # type: ignore[misc]  # a goal of the file is JSON


def frequent(folder: Path) -> dict[str, list[str]]:
    """The most frequent answers of the set, by type."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for kind, word in stored_answers(folder):
        counts[kind][word] += 1
    return {
        kind: [word for word, times in count.most_common(_FREQUENT) if times > 1]
        for kind, count in sorted(counts.items())
    }


def _check(job: tuple[Path, str, dict[str, list[str]]]) -> Found:
    return check(*job)


def check_all(folder: Path, workers: int) -> Found:
    """Check every environment of a set, on some processes."""
    ids, common, found = environment_ids(folder), frequent(folder), Found()
    # A process ends after some environments, so that memory does not grow with the set.
    context = multiprocessing.get_context("spawn")
    with context.Pool(workers, maxtasksperchild=_ENVIRONMENTS_PER_PROCESS) as pool:
        jobs = [(folder, one, common) for one in ids]
        for number, one in enumerate(pool.imap_unordered(_check, jobs), start=1):
            found.add(one)
            if number % 10 == 0 or number == len(ids):
                print(
                    f"recheck: {number} of {len(ids)} environments, {found.tasks.total()} tasks, "
                    f"{found.episodes} episodes",
                    file=sys.stderr,
                    flush=True,
                )
    return found


def rows_of(found: Found) -> Iterator[dict[str, object]]:
    """What is printed."""
    tasks = found.tasks.total()
    yield {"attempt": "solution", "aim": "all pass", "tried": tasks,
           "passed": found.solved["solutions"]}  # fmt: skip
    routes = found.solved["routes"] + found.solved["routes that fail"]
    yield {"attempt": "declared routes", "aim": "all pass", "tried": routes,
           "passed": found.solved["routes"]}  # fmt: skip
    for kind, count in found.counts.items():
        yield {
            "attempt": kind,
            "aim": "reported" if kind in _REPORTED else "0 survivors",
            "tried": count.tried,
            "took effect": count.effective if count.called else None,
            "survivors": count.survivors,
            "outcome alike": count.alike,
        }
    for name in ("tool", "operation"):
        yield {
            "attempt": f"writing {name}s x tasks",
            "aim": "every one exercised",
            "tried": found.pairs[name],
            "took effect": found.pairs[f"{name} exercised"],
        }


def made_here(parent: Path) -> Path:
    """A small set, made on the spot."""
    folder = parent / "set"
    words = "synth --environments 12 --tasks 120 --seed 0 --out"
    command = [sys.executable, "-m", "agentgym", *words.split(), str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def main() -> None:
    """Re-check a set, and print."""
    arguments = report.parser(__doc__)
    arguments.add_argument("folder", type=Path, nargs="?", help="a set that agentgym synth wrote")
    arguments.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or made_here(Path(scratch))
        start = time.perf_counter()
        found = check_all(folder, options.workers)
        taken = time.perf_counter() - start
    rows = list(rows_of(found))
    for kind, count in found.counts.items():
        rows += [{"attempt": kind, "example": example} for example in count.examples]
    rows += [
        {"attempt": "never exercised", "example": f"{name} in {tasks} tasks"}
        for name, tasks in found.idle_tools.most_common(_EXAMPLES)
    ]
    ratios = {
        "solutions that pass": found.solved["solutions"] / found.tasks.total(),
        "episodes": float(found.episodes),
        "seconds": taken,
    }
    report.show("recheck", rows, ratios, as_json=options.json)


if __name__ == "__main__":
    main()
