"""A toolset in a child process, behind a time limit and a memory limit."""

from agentgym.process.toolset import ProcessToolset

__all__ = ["ProcessToolset"]
