"""What each tool of the shop costs in the engine, alone and in the midst of others.

`alone` repeats a call of a certified solution in its own state and takes the quickest of six: the
statements and rows it needs are warm. `in sequence` plays all solutions in order with nothing
remembered, and takes the median over several rounds: what one call leaves in the processor's
caches, the next one of another tool displaces. The difference is the price of variety.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from statistics import fmean
from time import perf_counter

import report

import agentgym
from agentgym.world import LiveWorld

ENVIRONMENT = "agentgym/shop-returns-v1"
Times = dict[str, list[float]]


def walk(live: LiveWorld, use: Callable[[agentgym.ToolCall], float]) -> Times:
    """Go through every solution, and gather by tool what `use` gives for each call."""
    times: Times = defaultdict(list)
    for task in agentgym.load(ENVIRONMENT).tasks.values():
        live.world.forget()
        live.reset(0, task.initial)
        for turn in task.solution:
            for call in turn.calls:
                times[call.name].append(use(call))
    return times


def alone(live: LiveWorld, call: agentgym.ToolCall) -> float:
    """The quickest of six runs of a call in its own state, in seconds."""
    before, best = live.state(), float("inf")
    for _ in range(6):
        live.world.forget()
        live.restore(before)
        best = min(best, timed(live, call))
    return best


def timed(live: LiveWorld, call: agentgym.ToolCall) -> float:
    """One run of a call, in seconds."""
    start = perf_counter()
    live.call(call)
    return perf_counter() - start


def main() -> None:
    """Measure and print, the tools that take most in all first."""
    arguments = report.parser(__doc__)
    arguments.add_argument("--repeats", type=int, default=9)
    options = arguments.parse_args()
    live = agentgym.load(ENVIRONMENT).toolset()
    assert isinstance(live, LiveWorld)
    rounds = [walk(live, lambda call: timed(live, call)) for _ in range(options.repeats)]
    warm = walk(live, lambda call: alone(live, call))
    sequence = {
        name: [report.median(list(runs)) for runs in zip(*(r[name] for r in rounds), strict=True)]
        for name in warm
    }
    rows: list[dict[str, object]] = [
        {
            "tool": name,
            "calls": len(times),
            "alone_us": fmean(warm[name]) * 1e6,
            "in_sequence_us": fmean(times) * 1e6,
        }
        for name, times in sorted(sequence.items(), key=lambda item: -sum(item[1]))
    ]
    every = [t for times in sequence.values() for t in times]
    every_warm = [t for times in warm.values() for t in times]
    rows.append(
        {
            "tool": "all",
            "calls": len(every),
            "alone_us": fmean(every_warm) * 1e6,
            "in_sequence_us": fmean(every) * 1e6,
        }
    )
    ratios = {"in sequence / alone": fmean(every) / fmean(every_warm)}
    report.show("tools", rows, ratios, as_json=options.json)


if __name__ == "__main__":
    main()
