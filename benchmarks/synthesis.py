"""How long it takes to make environments from their numbers, and to make and prove their tasks.

An environment counts as made when its world is ready for an episode; its tasks are made when they
are asked for. The baselines of the same run: the hand-written shop, loaded from its file, and
reading a domain's file, which happens once in a process. AWM's published time is quoted.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import mean

import gymnasium
import report

import agentgym
from agentgym.certifier import Certificate, Certifier
from agentgym.dataset import open_dataset
from agentgym_envs.domains.names import domain_names
from agentgym_envs.domains.reading import load_domain
from agentgym_envs.shop.environment import load as load_shop
from agentgym_synth import proving
from agentgym_synth.generator import ids, lay_ground
from agentgym_synth.ground import Identity
from agentgym_synth.proving import prove
from agentgym_synth.writing import write_dataset

AWM = "1,400 to 2,500 ms (published)"
"""AWM: until an environment, which is a process of its own, answers."""


class Timed(Certifier):
    """A certifier that says how long it took."""

    seconds = 0.0

    def certify(self, task: agentgym.Task) -> Certificate:
        """Prove one task, and add what it took to `Timed.seconds`."""
        start = time.process_time()
        try:
            return super().certify(task)
        finally:
            Timed.seconds += time.process_time() - start


def least(work: Callable[[], object], repeats: int) -> float:
    """The least of some runs, in milliseconds: what it takes when nothing else runs."""
    return min(report.seconds(work, repeats)) * 1e3


def row(what: str, aim: str, times: list[float]) -> dict[str, object]:
    """One line about times in milliseconds."""
    ordered = sorted(times)
    return {
        "what": what,
        "aim": aim,
        "environments": len(times),
        "p50_ms": report.median(times),
        "p95_ms": ordered[int(0.95 * (len(ordered) - 1))],
        "most_ms": ordered[-1],
    }


def from_number(environment_id: str) -> None:
    """Make an environment and begin in its world."""
    live = lay_ground(Identity.of(environment_id)).world.open()
    live.reset(0)
    live.close()


def by_gymnasium(environment_id: str) -> None:
    """Make an environment as Gymnasium does."""
    gymnasium.make(environment_id).close()


def packed(folder: Path, repeats: int) -> Iterator[list[float]]:
    """What it takes to open the environments of a set: for `reset` of the world, and by packs."""
    for packs in (True, False):
        rounds = []
        for _ in range(repeats):
            dataset = open_dataset(folder, packs=packs)
            times = []
            for environment_id in dataset.ids:
                start = time.perf_counter()
                live = dataset.environment(environment_id).toolset()
                live.reset(0)
                times.append((time.perf_counter() - start) * 1e3)
                live.close()
            rounds.append(times)
        yield [min(times) for times in zip(*rounds, strict=True)]


def tasks(environment_ids: list[str], per_environment: int) -> Iterator[dict[str, object]]:
    """Make and prove tasks on one core."""
    grounds = [lay_ground(Identity.of(one)) for one in environment_ids]
    usual, proving.Certifier = proving.Certifier, Timed  # type: ignore[attr-defined]  # timed in its place
    Timed.seconds = 0.0
    try:
        start, began = time.process_time(), time.perf_counter()
        proven = [one.task for ground in grounds for one in prove(ground, per_environment)]
        spent, wall = time.process_time() - start, time.perf_counter() - began
    finally:
        proving.Certifier = usual  # type: ignore[attr-defined]  # timed in its place
    yield {
        "what": f"{len(proven)} proven tasks of {len(grounds)} environments",
        "aim": ">= 100 tasks/s of one core",
        "environments": len(grounds),
        "tasks_per_s": len(proven) / spent,
        "core_s": spent,
        "wall_s": wall,
        "making_s": spent - Timed.seconds,
        "proving_s": Timed.seconds,
    }
    calls = [sum(len(turn.calls) for turn in task.solution) for task in proven]
    tools = [len(ground.world.tools) for ground in grounds]
    tables = [len(ground.world.layouts) for ground in grounds]
    yield {"what": "calls a task, mean", "aim": ">= 6", "mean": mean(calls)}
    yield {"what": "tools an environment, mean", "aim": ">= 20", "mean": mean(tools)}
    yield {"what": "tables an environment, mean", "aim": ">= 8", "mean": mean(tables)}


def main() -> None:
    """Measure, and print."""
    arguments = report.parser(__doc__)
    arguments.add_argument("--repeats", type=int, default=3)
    arguments.add_argument("--environments", type=int, default=240)
    arguments.add_argument("--tasks", type=int, default=25, help="tasks per environment")
    options = arguments.parse_args()
    every = ids(options.environments, 0)
    few = ids(min(options.environments, len(domain_names())), 0)
    reading = report.seconds(lambda: [load_domain(one) for one in domain_names()], 1)[0] * 1e3
    made = [least(partial(from_number, one), options.repeats) for one in every]
    # Once each: what is loaded is kept, and a second time would find it.
    gym = [least(partial(by_gymnasium, one), 1) for one in every]
    shop = [least(lambda: load_shop("agentgym/shop-returns-v1").toolset().reset(0), 5)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "set"
        write_dataset(folder, environments=len(few), tasks=len(few), seed=0)
        by_pack, by_file = packed(folder, options.repeats + 2)
    rows: list[dict[str, object]] = [
        row("an environment from its number", "p50 <= 30 ms", made),
        row("the same by gymnasium.make, the first time", "p50 <= 30 ms", gym),
        row("an environment from a pack of a set", "p50 <= 2 ms", by_pack),
        row("the same compiled from its world file", "", by_file),
        row("baseline: the hand-written shop from its file", "", shop),
        {"what": "baseline: AWM, an environment ready", "aim": AWM},
        {"what": f"reading {len(domain_names())} domains, once", "aim": "", "p50_ms": reading},
        *tasks(few, options.tasks),
    ]
    ratios = {
        "from its number / the shop": report.median(made) / report.median(shop),
        "from a pack / from its number": report.median(by_pack) / report.median(made),
    }
    report.show("synthesis", rows, ratios, as_json=options.json)


if __name__ == "__main__":
    main()
