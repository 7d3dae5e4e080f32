"""Environments on MCP servers that others made: installed by `agentgym_envs.servers.install`."""
