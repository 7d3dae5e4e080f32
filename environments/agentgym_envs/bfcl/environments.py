"""Loads the four BFCL environments."""

from __future__ import annotations

from agentgym.environment import Environment
from agentgym_envs.bfcl import wheel
from agentgym_envs.bfcl.catalog import CATEGORIES
from agentgym_envs.bfcl.tasks import BFCLTasks
from agentgym_envs.bfcl.toolset import BFCLToolset
from agentgym_envs.bfcl.verifier import BFCLVerifier

_SYSTEM_PROMPT = (
    "You act for a user by calling tools. In each turn, do all that the user asks for in that "
    "turn, and nothing else; call tools until it is done. Then end the turn with a short message. "
    "If no tool can do what is asked, or the user has not given something that a tool needs and "
    "that you cannot look up, do not guess: end the turn by saying what is missing."
)


def load(environment_id: str) -> Environment:
    """Load one of the four by its id.

    Raises:
        NotInstalledError: The wheel is missing or of another release.
    """
    name = environment_id.removeprefix("agentgym/bfcl-").removesuffix("-v1")
    category, _ = CATEGORIES[name]
    return Environment(
        id=environment_id,
        toolset=BFCLToolset,
        tasks=BFCLTasks(environment_id, category),
        verifier=BFCLVerifier(),
        system_prompt=_SYSTEM_PROMPT,
        content=wheel.api_digest(),
    )
