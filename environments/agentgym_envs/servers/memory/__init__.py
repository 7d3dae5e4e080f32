"""The memory of a theatre company on the MCP memory server."""
