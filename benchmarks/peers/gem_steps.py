"""GEM's own loop, run by the Python of its virtual environment; prints JSON rows."""

import json
import logging
import statistics
import sys
import time

import gem

logging.disable(logging.CRITICAL)
STEPS = 2_000


def measure(name: str, repeats: int) -> dict[str, object]:
    """Steps per second with actions drawn before the clock starts; resets are not counted."""
    env = gem.make(name)
    env.reset(seed=0)
    actions = [env.sample_random_action() for _ in range(STEPS)]
    rates, resets = [], []
    for repeat in range(repeats):
        env.reset(seed=repeat)
        spent, done = 0.0, False
        for action in actions:
            if done:
                start = time.perf_counter()
                env.reset()
                resets.append(time.perf_counter() - start)
            start = time.perf_counter()
            _, _, terminated, truncated, _ = env.step(action)
            spent += time.perf_counter() - start
            done = terminated or truncated
        rates.append(STEPS / spent)
    row: dict[str, object] = {
        "what": f"GEM {name}",
        "steps_per_second": statistics.median(rates),
    }
    if resets:
        row["p50_us"] = statistics.median(resets) * 1e6
    return row


print(
    json.dumps(
        [
            measure(name, int(sys.argv[1]))
            for name in (
                "game:GuessTheNumber-v0-easy",
                "game:Minesweeper-v0-easy",
                "game:Game2048-v0-easy",
                "game:Sokoban-v0-easy",
            )
        ]
    )
)
