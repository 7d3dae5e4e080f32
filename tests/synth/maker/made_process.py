"""Prints the digests of environments with tasks, as another process makes them."""

from __future__ import annotations

import hashlib
import sys

from agentgym.environment import canonical_json
from agentgym_synth.generator import Made, make

TASKS = 4


def digest(made: Made) -> str:
    """Of all that it holds: world, prompt, tasks, certificates, exercises and notes."""
    tasks = [task.model_dump(mode="json") for task in made.tasks]
    calls = [[call.name, dict(call.arguments)] for call in made.exercises]
    parts = (made.world, made.system_prompt, tasks, dict(made.certificates), calls, {**made.about})
    return hashlib.sha256(b"".join(map(canonical_json, parts))).hexdigest()


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(digest(make(name, tasks=TASKS)))
