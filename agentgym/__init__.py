"""AgentGym: stateful environments for tool-using agents, every task with a machine-checked proof.

Importing it puts the ids of all installed environments into Gymnasium's registry; nothing is
loaded.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from agentgym.environment import Environment
from agentgym.errors import AgentGymError, ToolError
from agentgym.registry import (
    EnvironmentSpec,
    find,
    find_all,
    load,
    register,
    register_installed,
    unregister,
)
from agentgym.task import Check, Goal, SolutionTurn, Task
from agentgym.tools import Tool, ToolCall, ToolResult
from agentgym.toolset import Toolset
from agentgym.verifier import Score, Verifier
from agentgym.version import __version__

if TYPE_CHECKING:
    from agentgym.certifier import certify
    from agentgym.env import ToolEnv
    from agentgym.functions import FunctionToolset, tool
    from agentgym.mcp import wrap_mcp
    from agentgym.rollout import run
    from agentgym.world import World

__all__ = [
    "AgentGymError",
    "Check",
    "Environment",
    "EnvironmentSpec",
    "FunctionToolset",
    "Goal",
    "Score",
    "SolutionTurn",
    "Task",
    "Tool",
    "ToolCall",
    "ToolEnv",
    "ToolError",
    "ToolResult",
    "Toolset",
    "Verifier",
    "World",
    "__version__",
    "certify",
    "find",
    "find_all",
    "load",
    "register",
    "run",
    "tool",
    "unregister",
    "wrap_mcp",
]

# What a first look at the ids does not need is imported when it is first named.
_LAZY = {
    "FunctionToolset": "agentgym.functions",
    "ToolEnv": "agentgym.env",
    "World": "agentgym.world",
    "certify": "agentgym.certifier",
    "run": "agentgym.rollout",
    "tool": "agentgym.functions",
    "wrap_mcp": "agentgym.mcp",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use."""
    if name not in _LAZY:
        raise AttributeError(f"module 'agentgym' has no attribute {name!r}")
    value: object = getattr(import_module(_LAZY[name]), name)
    globals()[name] = value
    return value


register_installed()
