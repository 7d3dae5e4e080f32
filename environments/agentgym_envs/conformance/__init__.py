"""What the official conformance suite of MCP asks a server for, as an environment."""
