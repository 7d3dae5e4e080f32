"""AgentGym: environments, tasks and rollouts for tool-using agents."""

from agentgym.registry import register_installed

register_installed()
