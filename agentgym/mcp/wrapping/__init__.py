"""Third-party MCP servers as toolsets and environments."""

from agentgym.mcp.wrapping.directory import Directory
from agentgym.mcp.wrapping.exploring import ExplorableToolset
from agentgym.mcp.wrapping.setup import CallTool, ServerSetup
from agentgym.mcp.wrapping.tasks_file import environment_from_file
from agentgym.mcp.wrapping.toolset import MCPToolset
from agentgym.mcp.wrapping.views import Files, Probe, View
from agentgym.mcp.wrapping.wrap import toolset_of, wrap_mcp

__all__ = [
    "CallTool",
    "Directory",
    "ExplorableToolset",
    "Files",
    "MCPToolset",
    "Probe",
    "ServerSetup",
    "View",
    "environment_from_file",
    "toolset_of",
    "wrap_mcp",
]
