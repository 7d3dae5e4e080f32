"""A small MCP server, made with the SDK: notes on a pinboard, kept in a JSON file.

Run it as `python notes_server.py FILE`, or with `--http PORT` after the file.
"""

from __future__ import annotations

import json
import sys
import time
import uuid
from pathlib import Path

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from typing_extensions import TypedDict

FILE = Path(sys.argv[1])
READS = ToolAnnotations(read_only_hint=True)
server = MCPServer("notes-server", log_level="WARNING")


class Note(TypedDict):
    """A note as it is kept."""

    id: str
    title: str
    text: str
    pinned: bool
    changed: float


class Notes(TypedDict):
    """Several notes."""

    notes: list[Note]


def load() -> list[Note]:
    """Every note there is."""
    return json.loads(FILE.read_text()) if FILE.exists() else []


def save(notes: list[Note]) -> None:
    """Keep these notes."""
    FILE.write_text(json.dumps(notes, indent=1))


def titled(notes: list[Note], title: str) -> Note:
    """The note of this title."""
    for note in notes:
        if note["title"].casefold() == title.casefold():
            return note
    raise ToolError(f"there is no note called {title!r}")


@server.tool(annotations=READS)
def list_notes() -> Notes:
    """List all notes with their texts."""
    return {"notes": load()}


@server.tool(annotations=READS)
def find_notes(words: str) -> Notes:
    """Find the notes whose title or text contains some words."""
    wanted = words.casefold()
    found = [n for n in load() if wanted in f"{n['title']} {n['text']}".casefold()]
    return {"notes": found}


@server.tool()
def add_note(title: str, text: str) -> str:
    """Put up a note."""
    notes = load()
    if any(note["title"].casefold() == title.casefold() for note in notes):
        raise ToolError(f"there is a note called {title!r} already")
    note_id = uuid.uuid4().hex
    notes.append(
        {"id": note_id, "title": title, "text": text, "pinned": False, "changed": time.time()}
    )
    save(notes)
    return f"put up as {note_id}"


@server.tool()
def pin_note(title: str, pinned: bool) -> str:
    """Pin a note to the top, or unpin it."""
    notes = load()
    note = titled(notes, title)
    note["pinned"], note["changed"] = pinned, time.time()
    save(notes)
    return "pinned" if pinned else "unpinned"


@server.tool()
def remove_note(title: str) -> str:
    """Take a note down."""
    notes = load()
    notes.remove(titled(notes, title))
    save(notes)
    return "taken down"


if __name__ == "__main__":
    if "--http" in sys.argv:
        port = int(sys.argv[sys.argv.index("--http") + 1])
        server.run("streamable-http", host="127.0.0.1", port=port)
    else:
        server.run("stdio")
