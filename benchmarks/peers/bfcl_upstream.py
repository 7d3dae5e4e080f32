"""Upstream's own checker over its own ground truth of all 800 tasks; prints JSON."""

import json
import sys
import time
from pathlib import Path

import bfcl_eval
from bfcl_eval.eval_checker.multi_turn_eval.multi_turn_checker import multi_turn_checker

DATA = Path(bfcl_eval.__path__[0]) / "data"


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    start = time.perf_counter()
    loaded = {}
    for category in ("base", "miss_func", "miss_param", "long_context"):
        name = f"BFCL_v4_multi_turn_{category}.json"
        loaded[category] = read(DATA / name), read(DATA / "possible_answer" / name)
    load_s = time.perf_counter() - start
    start = time.perf_counter()
    passed = 0
    for category, (entries, truths) in loaded.items():
        for entry, truth in zip(entries, truths, strict=True):
            turns = truth["ground_truth"]
            # One call a step, as in our replay.
            answer = [[[call] for call in calls] for calls in turns]
            passed += multi_turn_checker(
                answer, turns, entry, f"multi_turn_{category}", f"gold_{category}"
            )["valid"]
    judge_s = time.perf_counter() - start
    json.dump({"passed": passed, "load_s": load_s, "judge_s": judge_s}, sys.stdout)


if __name__ == "__main__":
    main()
