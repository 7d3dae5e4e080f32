"""A small world that uses every feature of the format: a lending library."""

from __future__ import annotations

from typing import Any

from agentgym.tools import ToolCall, ToolResult
from agentgym.world import LiveWorld, World

TEXT = {"type": "string", "maxLength": 20000}
COUNT = {"type": "integer", "minimum": 0}


def takes(*required: str, **properties: object) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*required]}


TABLES: dict[str, Any] = {
    "member": {
        "columns": {
            "member_id": {"type": "text", "key": True},
            "name": {"type": "text", "index": True},
            "balance_cents": {"type": "int", "min": 0, "max": 100000},
        },
        "rows": [["M1", "Ada Ash", 500], ["M2", "Bo Bell", 0], ["M3", "Cy Cole", 90000]],
    },
    "book": {
        "columns": {
            "book_id": {"type": "text", "key": True},
            "title": {"type": "text"},
            "copies": {"type": "int", "min": 0},
            "rating": {"type": "real", "null": True},
            "price": {"type": "real", "decimals": 2},
            "tags": {"type": "text", "json": True},
        },
        "rows": [
            ["B1", "Middlemarch", 2, 4.5, 12.5, '["novel","long"]'],
            ["B2", "Emma", 1, None, 9.99, []],
            ["B3", "Dune", 3, 0.3, 7, {"shelf": 4}],
        ],
    },
    "loan": {
        "columns": {
            "loan_id": {
                "type": "text",
                "key": True,
                "generate": {"prefix": "L", "mod": 997, "mul": 421, "add": 17, "width": 3},
            },
            "member_id": {"type": "text", "ref": "member"},
            "book_id": {"type": "text", "ref": "book"},
            "status": {"type": "text", "enum": ["open", "returned"]},
            "due": {"type": "text"},
            "at": {"type": "text", "volatile": True},
        },
        "rows": [["L438", "M1", "B1", "open", "2025-03-10", "2025-02-01T10:00:00"]],
    },
    "fine": {
        "columns": {
            "loan_id": {"type": "text", "key": True, "ref": "loan"},
            "number": {"type": "int", "key": True},
            "cents": {"type": "int"},
        }
    },
    "note": {
        "columns": {
            "note_id": {"type": "int", "key": True, "generate": {"start": 100}},
            "about": {"type": "text", "null": True, "ref": "loan"},
            "reply_to": {"type": "int", "null": True, "ref": "note"},
            "body": {"type": "text"},
        },
        "rows": [[1, None, None, "Welcome"]],
    },
    "slot": {
        "columns": {
            "slot_id": {"type": "int", "key": True, "generate": {"mod": 3, "mul": 2, "start": 0}},
            "label": {"type": "text"},
        }
    },
    "audit": {
        "path_dependent": True,
        "columns": {
            "entry": {"type": "int", "key": True, "generate": {}},
            "what": {"type": "text"},
        },
    },
}

TOOLS: list[dict[str, Any]] = [
    {
        "name": "get_member",
        "description": "One member.",
        "input": takes("member_id", member_id=TEXT),
        "steps": [
            {
                "one": "m",
                "sql": "SELECT * FROM member WHERE member_id = :member_id",
                "else": "no member {member_id}",
            },
            {"return": ":m"},
        ],
    },
    {
        "name": "find_books",
        "description": "Books, by words in the title.",
        "input": takes(words=TEXT, at_most={**COUNT, "default": 10}),
        "steps": [
            {
                "many": "found",
                "sql": "SELECT book_id, title, copies, tags FROM book WHERE (:words IS NULL OR "
                "instr(lower(title), lower(:words))) ORDER BY book_id LIMIT :at_most",
                "json": ["tags"],
            },
            {"return": {"books": ":found", "words": ":words", "kind": "search"}},
        ],
    },
    {
        "name": "lend",
        "description": "Lend books to a member.",
        "writes": ["loan", "book", "audit"],
        "input": takes(
            "member_id",
            "books",
            member_id=TEXT,
            books={"type": "array", "items": TEXT, "minItems": 1},
            days={**COUNT, "default": 14},
        ),
        "steps": [
            {
                "one": "m",
                "sql": "SELECT name FROM member WHERE member_id = :member_id",
                "else": "no member {member_id}",
            },
            {
                "each": "b",
                "in": "books",
                "max": 3,
                "do": [
                    {
                        "write": "UPDATE book SET copies = copies - 1 WHERE book_id = :b",
                        "rows": 1,
                        "else": "no book {b}",
                    },
                    {"new": "lid", "of": "loan"},
                    {
                        "write": "INSERT INTO loan VALUES (:lid, :member_id, :b, 'open', "
                        "substr(add_days(:now, :days), 1, 10), :now)"
                    },
                ],
            },
            {"new": "entry", "of": "audit"},
            {"write": "INSERT INTO audit VALUES (:entry, 'lent to ' || :m.name)"},
            {
                "many": "open",
                "sql": "SELECT loan_id, book_id, due FROM loan WHERE member_id = :member_id "
                "AND status = 'open' ORDER BY loan_id",
            },
            {"return": {"member": ":m.name", "open": ":open", "at": ":now"}},
        ],
    },
    {
        "name": "give_back",
        "description": "A book comes back.",
        "writes": ["loan", "book"],
        "input": takes("loan_id", loan_id=TEXT),
        "steps": [
            {
                "one": "l",
                "sql": "SELECT status, book_id FROM loan WHERE loan_id = :loan_id",
                "else": "no loan {loan_id}",
            },
            {"require": ":l.status = 'open'", "else": "loan {loan_id} is {l.status}"},
            {"write": "UPDATE loan SET status = 'returned' WHERE loan_id = :loan_id", "rows": 1},
            {"write": "UPDATE book SET copies = copies + 1 WHERE book_id = :l.book_id"},
            {"return": {"loan_id": ":loan_id", "status": "returned"}},
        ],
    },
    {
        "name": "reopen",
        "description": "Undo a return.",
        "writes": ["loan", "book"],
        "input": takes("loan_id", loan_id=TEXT),
        "steps": [
            {
                "one": "l",
                "sql": "SELECT book_id FROM loan WHERE loan_id = :loan_id AND status = 'returned'",
                "else": "no returned loan {loan_id}",
            },
            {"write": "UPDATE loan SET status = 'open' WHERE loan_id = :loan_id"},
            {"write": "UPDATE book SET copies = copies - 1 WHERE book_id = :l.book_id"},
            {"return": {}},
        ],
    },
    {
        "name": "charge",
        "description": "Charge a member.",
        "writes": ["member"],
        "input": takes("member_id", "cents", member_id=TEXT, cents={"type": "integer"}),
        "steps": [
            {
                "write": "UPDATE member SET balance_cents = balance_cents - :cents "
                "WHERE member_id = :member_id",
                "rows": 1,
            },
            {
                "one": "m",
                "sql": "SELECT balance_cents FROM member WHERE member_id = :member_id",
                "else": "gone",
            },
            {"return": ":m"},
        ],
    },
    {
        "name": "add_fine",
        "description": "Fine a loan.",
        "writes": ["fine"],
        "input": takes("loan_id", "number", "cents", loan_id=TEXT, number=COUNT, cents=COUNT),
        "steps": [
            {"write": "INSERT INTO fine VALUES (:loan_id, :number, :cents)"},
            {"return": {"cents": ":cents"}},
        ],
    },
    {
        "name": "drop_fine",
        "description": "Forgive a fine.",
        "writes": ["fine"],
        "input": takes("loan_id", "number", loan_id=TEXT, number=COUNT),
        "steps": [
            {
                "write": "DELETE FROM fine WHERE loan_id = :loan_id AND number = :number",
                "rows": 1,
                "else": "no such fine",
            },
            {"return": {}},
        ],
    },
    {
        "name": "write_note",
        "description": "Write a note.",
        "writes": ["note"],
        "input": takes("body", body=TEXT, about=TEXT, reply_to=COUNT),
        "steps": [
            {"new": "nid", "of": "note"},
            {"write": "INSERT INTO note VALUES (:nid, :about, :reply_to, :body)"},
            {"return": {"note_id": ":nid"}},
        ],
    },
    {
        "name": "link_note",
        "description": "Make a note a reply to another.",
        "writes": ["note"],
        "input": takes("note_id", note_id=COUNT, reply_to=COUNT),
        "steps": [
            {
                "write": "UPDATE note SET reply_to = :reply_to WHERE note_id = :note_id",
                "rows": 1,
            },
            {"return": {}},
        ],
    },
    {
        "name": "drop_note",
        "description": "Delete a note.",
        "writes": ["note"],
        "input": takes("note_id", note_id=COUNT),
        "steps": [
            {"write": "DELETE FROM note WHERE note_id = :note_id", "rows": 1},
            {"return": {}},
        ],
    },
    {
        "name": "take_slot",
        "description": "Take one of three slots.",
        "writes": ["slot"],
        "input": takes(label=TEXT),
        "steps": [
            {"new": "sid", "of": "slot"},
            {"write": "INSERT INTO slot VALUES (:sid, coalesce(:label, 'none'))"},
            {"return": {"slot_id": ":sid"}},
        ],
    },
    {
        "name": "rate",
        "description": "Add to a book's rating.",
        "writes": ["book"],
        "input": takes("book_id", "by", book_id=TEXT, by={"type": "number"}),
        "steps": [
            {
                "write": "UPDATE book SET rating = coalesce(rating, 0) + :by "
                "WHERE book_id = :book_id",
                "rows": 1,
            },
            {"return": {}},
        ],
    },
    {
        "name": "tag",
        "description": "Set a book's tags.",
        "writes": ["book"],
        "input": takes("book_id", "tags", book_id=TEXT, tags={"type": ["object", "array"]}),
        "steps": [
            {"write": "UPDATE book SET tags = :tags WHERE book_id = :book_id", "rows": 1},
            {"return": {"tags": ":tags"}},
        ],
    },
    {
        "name": "retitle",
        "description": "Change a title.",
        "writes": ["book"],
        "input": takes("book_id", "title", book_id=TEXT, title=TEXT),
        "steps": [
            {"write": "UPDATE book SET title = :title WHERE book_id = :book_id", "rows": 1},
            {"return": {"title": ":title"}},
        ],
    },
]


def library(**changes: Any) -> dict[str, Any]:
    """The world file; `tools` adds tools, `tables` adds or replaces tables."""
    return {
        "format": 1,
        "name": "library",
        "clock": {"start": "2025-03-01T09:00:00", "tick_seconds": 60},
        "tables": {**TABLES, **changes.get("tables", {})},
        "tools": [*TOOLS, *changes.get("tools", [])],
    }


def tool(
    *steps: dict[str, Any], writes: tuple[str, ...] = (), **properties: object
) -> dict[str, Any]:
    """A tool called `probe` with these steps."""
    return {
        "name": "probe",
        "description": "A probe.",
        "writes": [*writes],
        "input": takes(**properties),
        "steps": [*steps],
    }


def opened(world: World) -> LiveWorld:
    """A live world at the beginning of an episode."""
    live = world.open()
    live.reset(0)
    return live


def do(live: LiveWorld, name: str, /, **arguments: Any) -> ToolResult:
    """Make a call."""
    return live.call(ToolCall(name, arguments))


def done(live: LiveWorld, name: str, /, **arguments: Any) -> dict[str, Any]:
    """Make a call that must succeed, and read what it returned."""
    result = do(live, name, **arguments)
    assert not result.is_error, result.content
    content = result.structured_content
    assert content is not None
    return content


def refused(live: LiveWorld, name: str, /, **arguments: Any) -> str:
    """Make a call that must be refused without changing anything, and read why."""
    before = live.state().digest()
    result = do(live, name, **arguments)
    assert result.is_error, result.content
    assert live.state().digest() == before
    return result.content
