"""Serving environments to MCP clients: over stdio, or over HTTP beside a control plane."""

from agentgym.mcp.serving.client import ControlPlane
from agentgym.mcp.serving.wire import Answer, Created, Creation, Offer, Status

__all__ = ["Answer", "ControlPlane", "Created", "Creation", "Offer", "Status"]
