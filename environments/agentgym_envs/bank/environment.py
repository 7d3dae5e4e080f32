"""Loads `agentgym/bank-service-v1`."""

from __future__ import annotations

from agentgym.environment import Environment
from agentgym_envs.handwritten.loading import load_written


def load(environment_id: str) -> Environment:
    """Load the bank."""
    return load_written(environment_id, __package__)
