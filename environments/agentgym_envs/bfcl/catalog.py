"""The four BFCL ids. Imported with `agentgym`, so it reads nothing."""

from __future__ import annotations

from collections.abc import Iterator

from agentgym.registry import EnvironmentSpec

#: The release whose content the ids stand for; another one would be another `-v`.
VERSION = "2026.3.23"
REMEDY = f"pip install --no-deps bfcl-eval=={VERSION} mpmath (in the repository: make bfcl)"

#: The last part of an id to upstream's name of the category, and what sets it apart.
CATEGORIES = {
    "base": ("base", "multi-turn requests over eight simulated APIs"),
    "miss-func": ("miss_func", "a tool that is needed arrives one user turn late"),
    "miss-param": ("miss_param", "a request leaves out what the next user turn supplies"),
    "long-context": ("long_context", "the base tasks with very long results"),
}


def environments() -> Iterator[EnvironmentSpec]:
    """The specs of the four categories."""
    for name, (_, what) in CATEGORIES.items():
        yield EnvironmentSpec(
            id=f"agentgym/bfcl-{name}-v1",
            description=f"BFCL: {what}",
            tasks=200,
            load="agentgym_envs.bfcl.environments:load",
            requires="bfcl_eval",
            remedy=REMEDY,
        )
