"""Steps per second of certified solutions through `gymnasium.make`, and the time of a reset.

One core. A step is one call of the shop's solutions: validation of the arguments, SQL, JSON, the
record of the episode. They are played in two ways: `first time`, with nothing remembered from
earlier episodes, so that every call runs its SQL; and `again`, as when a task is played many times
over in training, where look-ups made before the first change are remembered and cost no SQL.

Beside it in the same run: a Gymnasium loop over an environment that does nothing, and GEM (`make
peers` installs it in an environment of its own), whose text games are the closest it has to an
environment without a process behind it.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from time import perf_counter

import gymnasium
import report

import agentgym
from agentgym.env import ToolEnv

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = "agentgym/shop-returns-v1"


class Empty(gymnasium.Env[int, int]):
    """Does nothing, at Gymnasium's own cost."""

    observation_space = gymnasium.spaces.Discrete(2)
    action_space = gymnasium.spaces.Discrete(2)

    def reset(self, *, seed=None, options=None):
        """Begin."""
        super().reset(seed=seed)
        return 0, {}

    def step(self, action):
        """Return at once."""
        return 0, 0.0, False, False, {}


def play_all(env: gymnasium.Env, tasks: list[agentgym.Task], forget: bool) -> dict:
    """Play every solution once: seconds in resets, in calls, in messages; counts."""
    world = inner(env).toolset.world
    out = {"calls": 0, "errors": 0, "passed": 0, "call_s": [], "reset_s": [], "message_s": []}
    for task in tasks:
        if forget:
            world.forget()
        start = perf_counter()
        env.reset(seed=0, options={"task": task.id})
        out["reset_s"].append(perf_counter() - start)
        for turn in task.solution:
            start = perf_counter()
            for call in turn.calls:
                observation, *_ = env.step(call)
                out["errors"] += observation[0]["is_error"]
            out["call_s"].append(perf_counter() - start)
            out["calls"] += len(turn.calls)
            start = perf_counter()
            *_, info = env.step(turn.message)
            out["message_s"].append(perf_counter() - start)
        out["passed"] += info["score"].passed
    out["actions"] = out["calls"] + len(out["message_s"])
    out["seconds"] = sum(out["reset_s"]) + sum(out["call_s"]) + sum(out["message_s"])
    return out


def gem(repeats: int) -> list[dict[str, object]]:
    """GEM's rows, measured by its own Python; none where it is not installed."""
    python = ROOT / ".venv-peers" / "gem" / "bin" / "python"
    if not python.exists():
        return []
    script = ROOT / "benchmarks" / "peers" / "gem_steps.py"
    command = [str(python), str(script), str(repeats)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Measure and print."""
    arguments = report.parser(__doc__)
    arguments.add_argument("--repeats", type=int, default=7)
    options = arguments.parse_args()
    environment = agentgym.load(ENVIRONMENT)
    tasks = list(environment.tasks.values())
    env = gymnasium.make(ENVIRONMENT)
    play_all(env, tasks, forget=True)
    rows: list[dict[str, object]] = []
    rates = {}
    for name, forget in (("first time", True), ("again", False)):
        runs = [play_all(env, tasks, forget) for _ in range(options.repeats)]
        calls = runs[0]["calls"]
        rates[name] = report.median([calls / sum(run["call_s"]) for run in runs])
        rows.append(
            {
                "what": f"calls of {len(tasks)} certified solutions, {name}",
                "steps_per_second": rates[name],
                "error_results": f"{runs[0]['errors']}/{calls}",
                "passed": f"{runs[0]['passed']}/{len(tasks)}",
            }
        )
        whole = report.median([run["actions"] / run["seconds"] for run in runs])
        rows.append({"what": "  with resets, messages and scoring", "steps_per_second": whole})
    resets = sorted(t for run in runs for t in run["reset_s"])
    image = len(inner(env).toolset.world.image)
    rows.append(
        {
            "what": f"reset, image of {image / 1024:.0f} KB",
            "p50_us": resets[len(resets) // 2] * 1e6,
            "p99_us": resets[len(resets) * 99 // 100] * 1e6,
        }
    )
    gymnasium.register("agentgym-benchmark/Empty-v0", Empty)
    empty = gymnasium.make("agentgym-benchmark/Empty-v0")
    empty.reset(seed=0)

    def loop() -> None:
        for _ in range(20_000):
            empty.step(0)

    empty_rate = 20_000 / report.median(report.seconds(loop, options.repeats))
    rows.append({"what": "empty Gymnasium environment", "steps_per_second": empty_rate})
    peers = gem(options.repeats)
    rows += peers
    ratios = {}
    for name, rate in rates.items():
        for row in (rows[-1 - len(peers)], *peers):
            ratios[f"{name} / {row['what']}"] = rate / float(str(row["steps_per_second"]))
    report.show("steps", rows, ratios, as_json=options.json)


def inner(env: gymnasium.Env) -> ToolEnv:
    """The environment without Gymnasium's wrappers."""
    assert isinstance(env.unwrapped, ToolEnv)
    return env.unwrapped


if __name__ == "__main__":
    main()
