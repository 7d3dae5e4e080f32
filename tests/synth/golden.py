"""What some ids give, as digests; `python -m tests.synth.golden` writes them down anew."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from agentgym.environment import canonical_json
from agentgym_envs.domains.names import domain_names
from agentgym_synth.generator import Identity, make
from agentgym_synth.proving import BLOCK

FILE = Path(__file__).with_name("golden.json")
_DIGITS = 20


def golden_ids() -> list[str]:
    """One of each domain, of several seeds, low numbers and high ones."""
    return [
        Identity(domain, place % 3, 7**place % 5003).id
        for place, domain in enumerate(domain_names())
    ]


def digests(environment_id: str) -> dict[str, str]:
    """What is frozen of an environment: its world, its prompt, its first tasks."""
    made = make(environment_id, tasks=BLOCK)
    parts = {
        "world": made.world,
        "prompt": made.system_prompt,
        "tasks": [task.model_dump(mode="json") for task in made.tasks],
    }
    return {
        name: hashlib.sha256(canonical_json(part)).hexdigest()[:_DIGITS]
        for name, part in parts.items()
    }


if __name__ == "__main__":
    found = {one: digests(one) for one in golden_ids()}
    FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"{len(found)} ids: {FILE.name}")
