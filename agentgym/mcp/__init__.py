"""The Model Context Protocol, both ways: environments served, servers wrapped.

Importing this does not import the SDK.
"""

from agentgym.mcp.wrapping import (
    CallTool,
    Directory,
    Files,
    MCPToolset,
    Probe,
    ServerSetup,
    View,
    environment_from_file,
    wrap_mcp,
)

__all__ = [
    "CallTool",
    "Directory",
    "Files",
    "MCPToolset",
    "Probe",
    "ServerSetup",
    "View",
    "environment_from_file",
    "wrap_mcp",
]
