"""All 800 BFCL multi-turn tasks through `gymnasium.make`: the ground truth passes, less does not.

One core, one process, one call a step. Loading (the wheel's data and classes, every task built) is
reported apart from playing; verdicts are part of playing. Beside it in the same run: upstream's own
checker on its own ground truth, which does without tools, schemas, a user and a transcript.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import gymnasium
import report

import agentgym

NAMES = ("base", "miss-func", "miss-param", "long-context")
PEER = Path(__file__).parent / "peers" / "bfcl_upstream.py"

Turns = list[tuple[list[agentgym.ToolCall], str]]


def replay(task: agentgym.Task) -> Turns:
    return [(list(turn.calls), turn.message) for turn in task.solution]


def noop(task: agentgym.Task) -> Turns:
    return [([], "") for _ in task.solution]


def constant_answer(task: agentgym.Task) -> Turns:
    return [([], "The answer is 42.") for _ in task.solution]


def drop_the_last_call(task: agentgym.Task) -> Turns:
    turns = replay(task)
    next(calls for calls, _ in reversed(turns) if calls).pop()
    return turns


POLICIES: list[Callable[[agentgym.Task], Turns]] = [
    replay,
    noop,
    drop_the_last_call,
    constant_answer,
]


def play(
    env: gymnasium.Env, tasks: list[agentgym.Task], policy: Callable[[agentgym.Task], Turns]
) -> dict[str, object]:
    """Play every task once with a policy."""
    answers = [(task.id, policy(task)) for task in tasks]
    passed = steps = errors = 0
    resets: list[float] = []
    start = perf_counter()
    for task_id, turns in answers:
        began = perf_counter()
        env.reset(seed=0, options={"task": task_id})
        resets.append(perf_counter() - began)
        for calls, message in turns:
            for call in calls:
                observation, *_ = env.step(call)
                errors += observation[0]["is_error"]
            *_, info = env.step(message)
            steps += len(calls) + 1
        passed += info["score"].passed
    seconds = perf_counter() - start
    return {
        "tasks": len(tasks),
        "passed": passed,
        "seconds": seconds,
        "steps_per_second": steps / seconds,
        "error_results": errors,
        "reset_p50_us": report.median(resets) * 1e6,
    }


def main() -> None:
    """Play all tasks with each policy, then let upstream judge its own, and print."""
    options = report.parser(__doc__).parse_args()
    rows: list[dict[str, object]] = []
    loading = whole = 0.0
    for name in NAMES:
        start = perf_counter()
        env = gymnasium.make(f"agentgym/bfcl-{name}-v1", disable_env_checker=True)
        tasks = list(agentgym.load(f"bfcl-{name}-v1").tasks.values())
        load_s = perf_counter() - start
        for policy in POLICIES:
            outcome = play(env, tasks, policy)
            # The verifier keeps what it replayed, so only the first policy pays for that.
            rows.append({"what": f"bfcl-{name} {policy.__name__}", **outcome})
            if policy is replay:
                rows[-1]["load_s"] = load_s
                loading += load_s
                whole += load_s + float(str(outcome["seconds"]))
    rows.append(
        {
            "what": "replay of all 800, loading included",
            "tasks": sum(int(str(row["tasks"])) for row in rows if "load_s" in row),
            "passed": sum(int(str(row["passed"])) for row in rows if "load_s" in row),
            "seconds": whole,
            "load_s": loading,
        }
    )
    done = subprocess.run([sys.executable, PEER], capture_output=True, text=True, check=True)
    peer = json.loads(done.stdout)
    rows.append(
        {
            "what": "upstream's checker on its own answers",
            "tasks": 800,
            "passed": peer["passed"],
            "seconds": peer["load_s"] + peer["judge_s"],
            "load_s": peer["load_s"],
        }
    )
    ratios = {
        "upstream's checker / replay, without loading": peer["judge_s"] / (whole - loading),
        "upstream's checker / replay, with loading": (peer["load_s"] + peer["judge_s"]) / whole,
    }
    report.show("bfcl", rows, ratios, as_json=options.json)


if __name__ == "__main__":
    main()
