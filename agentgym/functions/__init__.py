"""Python functions and classes as toolsets."""

from agentgym.functions.definition import tool
from agentgym.functions.json_state import JsonState
from agentgym.functions.toolset import FunctionToolset

__all__ = ["FunctionToolset", "JsonState", "tool"]
