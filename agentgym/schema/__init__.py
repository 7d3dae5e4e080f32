"""Tool schemas: compiled once, checked in a microsecond, refused in words an agent can act on."""

from agentgym.schema.checker import ArgumentChecker, checker_for, compile_schema, text_fault

__all__ = ["ArgumentChecker", "checker_for", "compile_schema", "text_fault"]
