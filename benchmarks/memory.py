"""Memory per live environment, live meaning: 20 distinct calls made, their changes held.

Each environment is a `ToolEnv` of the shop, one process, one core; what counts is the growth of the
process's resident memory. Beside it: a parked episode, and the cost of taking one up again.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
from itertools import cycle, islice

import report

import agentgym
from agentgym.env import ToolEnv
from agentgym.tools import ToolCall

ENVIRONMENT = "agentgym/shop-returns-v1"
CALLS = 20


def resident_bytes() -> int:
    """The resident memory of this process."""
    with open("/proc/self/statm") as line:
        return int(line.read().split()[1]) * 4096


def twenty_calls(environment: agentgym.Environment) -> list[ToolCall]:
    """Twenty distinct calls of certified solutions, as many tools and writes as there are."""
    env = ToolEnv(environment)
    chosen: dict[str, ToolCall] = {}
    more: list[ToolCall] = []
    env.reset(seed=0, options={"task": next(iter(environment.tasks))})
    calls = [c for t in environment.tasks.values() for turn in t.solution for c in turn.calls]
    for call in calls:
        observation, *_ = env.step(call)
        if env.episode.stop_reason is not None:
            env.reset(seed=0, options={"task": next(iter(environment.tasks))})
        if observation[0]["is_error"]:
            continue
        if call.name in chosen:
            more.append(call)
        else:
            chosen[call.name] = call
    env.close()
    return [*chosen.values(), *more][:CALLS]


def measure(count: int) -> dict[str, object]:
    """Make `count` live environments and weigh them."""
    environment = agentgym.load(ENVIRONMENT)
    calls = twenty_calls(environment)
    warm = ToolEnv(environment)
    play(warm, calls)
    gc.collect()
    before = resident_bytes()
    live = [ToolEnv(environment) for _ in range(count)]
    for env in live:
        play(env, calls)
    gc.collect()
    held = resident_bytes() - before
    # One more call in each, by turns: beyond 1,024 live worlds each has to take a database over.
    by_turns = count / report.seconds(lambda: [env.step(calls[0]) for env in live], 1)[0]
    errors = sum(r.is_error for turn in live[0].episode.turns for _, r in turn.calls)
    parked = live[0].park()
    resumed = report.seconds(lambda: live[1].resume(parked), 50)
    return {
        "live": count,
        "total_mb": held / 2**20,
        "kb_each": held / count / 1024,
        "calls_each": len(calls),
        "tools_called": len({c.name for c in calls}),
        "error_results": errors,
        "steps_per_second_by_turns": by_turns,
        "parked_bytes": len(parked),
        "resume_p50_us": report.median(resumed) * 1e6,
    }


def play(env: ToolEnv, calls: list[ToolCall]) -> None:
    """Begin an episode and make the calls."""
    env.reset(seed=0, options={"task": next(iter(env.environment.tasks))})
    for call in islice(cycle(calls), CALLS):
        env.step(call)


def main() -> None:
    """Measure each number in a process of its own, and print."""
    arguments = report.parser(__doc__)
    arguments.add_argument("--live", type=int, nargs="*", default=[1000, 10_000])
    arguments.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.one:
        print(json.dumps(measure(options.one)))
        return
    rows = []
    for count in options.live:
        command = [sys.executable, __file__, "--one", str(count)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        rows.append(json.loads(done.stdout.splitlines()[-1]))
    report.show("memory", rows, {}, as_json=options.json)


if __name__ == "__main__":
    main()
