"""How long it takes to prove a task, by the number of calls in its solution.

Each task is proved as `agentgym check` does it: by a certifier that has read the environment.
"""

from __future__ import annotations

from collections import defaultdict

import report

import agentgym
from agentgym.certifier import Certifier

ENVIRONMENT = "agentgym/shop-returns-v1"


def main() -> None:
    """Prove every task of the shop several times, and print."""
    arguments = report.parser(__doc__)
    arguments.add_argument("--repeats", type=int, default=5)
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
    report.show(
        "certify", rows, {"tasks per second": len(every) / sum(every)}, as_json=options.json
    )


if __name__ == "__main__":
    main()
