"""A translator's office on the MCP filesystem server."""
