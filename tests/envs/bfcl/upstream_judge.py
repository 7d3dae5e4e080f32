"""Judges answers with upstream's own checker; run as a script, in a process of its own.

Upstream keeps instances in globals, changes its own modules' data, and sets the precision of
decimals: none of that may reach the process that runs the tests. Standard input holds JSON lines
`{"category", "number", "turns": [[call text, ...], ...]}`; standard output gets a line
`{"valid", "results"}` for each: the verdict, and the text that every call gave.
"""

from __future__ import annotations

import copy
import json
import sys
from pathlib import Path
from typing import Any

import bfcl_eval
from bfcl_eval.eval_checker.multi_turn_eval import multi_turn_utils
from bfcl_eval.eval_checker.multi_turn_eval.func_source_code import long_context, posting_api
from bfcl_eval.eval_checker.multi_turn_eval.multi_turn_checker import multi_turn_checker

_DATA = Path(bfcl_eval.__path__[0]) / "data"
# What upstream's classes change in their own modules; put back before each answer is judged.
_SHARED = (long_context.CREDIT_CARD_EXTENSION, long_context.BOOKING_RECORD_EXTENSION)
_PRISTINE = copy.deepcopy(_SHARED)


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def restore() -> None:
    for shared, pristine in zip(_SHARED, _PRISTINE, strict=True):
        shared.clear()
        shared.update(copy.deepcopy(pristine))
    posting_api.TwitterAPI.post_tweet.__defaults__ = ([], [])
    for name in [n for n in vars(multi_turn_utils) if n.endswith("_instance")]:
        delattr(multi_turn_utils, name)


def main() -> None:
    files: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {}
    for line in sys.stdin:
        answer = json.loads(line)
        category = answer["category"]
        if category not in files:
            name = f"BFCL_v4_multi_turn_{category}.json"
            files[category] = read(_DATA / name), read(_DATA / "possible_answer" / name)
        entries, truths = files[category]
        number = answer["number"]
        restore()
        results = [
            result
            for calls in answer["turns"]
            for result in multi_turn_utils.execute_multi_turn_func_call(
                calls,
                entries[number]["initial_config"],
                entries[number]["involved_classes"],
                "results",
                entries[number]["id"],
                long_context=category == "long_context",
            )[0]
        ]
        restore()
        verdict = multi_turn_checker(
            [[calls] if calls else [] for calls in answer["turns"]],
            truths[number]["ground_truth"],
            entries[number],
            f"multi_turn_{category}",
            "answer",
        )
        sys.stdout.write(json.dumps({"valid": verdict["valid"], "results": results}) + "\n")


if __name__ == "__main__":
    main()
