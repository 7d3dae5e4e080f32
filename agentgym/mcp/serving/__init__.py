"""Serving environments to MCP clients: over stdio, or over HTTP beside a control plane."""

__all__: list[str] = []
