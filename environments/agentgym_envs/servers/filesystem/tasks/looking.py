"""The calls with which solutions look and act, by paths relative to the office."""

from __future__ import annotations

from agentgym.task import Mention
from agentgym.tools import ToolCall
from agentgym_envs.servers.drafts import about, call

ROOT = "/home/nadia/office"


def at(path: str) -> str:
    """The whole path."""
    return f"{ROOT}/{path}" if path else ROOT


def ls(path: str = "") -> ToolCall:
    """List a folder."""
    return call("list_directory", path=at(path))


def tree(path: str) -> ToolCall:
    """All that is below a folder."""
    return call("directory_tree", path=at(path))


def find(path: str, pattern: str) -> ToolCall:
    """Find paths by a pattern."""
    return call("search_files", path=at(path), pattern=pattern)


def read(path: str) -> ToolCall:
    """Read a file."""
    return call("read_text_file", path=at(path))


def read_all(*paths: str) -> ToolCall:
    """Read several files."""
    return call("read_multiple_files", paths=[at(path) for path in paths])


def move(source: str, destination: str) -> ToolCall:
    """Move a file or folder."""
    return call("move_file", source=at(source), destination=at(destination))


def make(path: str) -> ToolCall:
    """Make a folder."""
    return call("create_directory", path=at(path))


def write(path: str, content: str) -> ToolCall:
    """Write a file."""
    return call("write_file", path=at(path), content=content)


def edit(path: str, *pairs: tuple[str, str]) -> ToolCall:
    """Replace texts in a file."""
    return call(
        "edit_file",
        path=at(path),
        edits=[{"oldText": old, "newText": new} for old, new in pairs],
    )


def file(phrase: str, where: str, picks: str, order: str | None = None) -> Mention:
    """A description of a file or folder."""
    return about(phrase, "files", where, picks, order)
