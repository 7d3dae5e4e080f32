"""How long it takes to prove a task, by the number of calls in its solution.

Each task is proved as `agentgym check` does it: by a certifier that has read the environment. With
`--imported` it also counts what BFCL's tasks fail, which upstream did not write for this proof.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import report

import agentgym
from agentgym.certifier import Certifier

ENVIRONMENT = "agentgym/shop-returns-v1"


def main() -> None:
    """Prove every task of the shop several times, and print."""
    arguments = report.parser(__doc__)
    arguments.add_argument("--repeats", type=int, default=5)
    arguments.add_argument("--imported", action="store_true", help="prove BFCL's 800 tasks too")
    options = arguments.parse_args()
    environment = agentgym.load(ENVIRONMENT)
    certifier = Certifier(environment)
    times: dict[int, list[float]] = defaultdict(list)
    failures = 0
    for task in environment.tasks.values():
        calls = sum(len(turn.calls) for turn in task.solution)
        failures += not certifier.certify(task).holds
        times[calls].append(
            report.median(
                report.seconds(lambda task=task: certifier.certify(task), options.repeats)
            )
        )
    rows: list[dict[str, object]] = [
        {
            "calls": calls,
            "tasks": len(taken),
            "median_ms": report.median(taken) * 1e3,
            "most_ms": max(taken) * 1e3,
        }
        for calls, taken in sorted(times.items())
    ]
    every = [t for taken in times.values() for t in taken]
    rows.append({"calls": "all", "tasks": len(every), "median_ms": report.median(every) * 1e3,
                 "most_ms": max(every) * 1e3})  # fmt: skip
    rows.append({"calls": "failed certificates", "tasks": failures})
    if options.imported:
        rows += [imported(spec.id) for spec in agentgym.find_all("bfcl-*")]
    ratios = {"tasks per second": len(every) / sum(every)}
    report.show("certify", rows, ratios, as_json=options.json)


def imported(environment_id: str) -> dict[str, object]:
    """How many tasks of an imported environment fail each item."""
    environment = agentgym.load(environment_id)
    certifier = Certifier(environment)
    failed: Counter[str] = Counter()
    for task in environment.tasks.values():
        failed.update(certifier.certify(task).failures.keys())
    items = ("solvable", "not_trivial", "every_step_needed", "arguments_matter", "provenance")
    counts = {item: failed[item] for item in (*items, "order_free", "no_damage")}
    return {"calls": environment_id, "tasks": len(environment.tasks), **counts}


if __name__ == "__main__":
    main()
