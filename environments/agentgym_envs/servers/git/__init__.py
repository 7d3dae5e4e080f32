"""The repository of an allotment society's website on the MCP git server."""
