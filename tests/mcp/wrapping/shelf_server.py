"""A sound little MCP server over stdio, without the SDK, so that it starts at once.

It keeps books in memory, or, given the path of a file, in that file and nothing in memory.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

FILE = Path(sys.argv[1]) if len(sys.argv) > 1 else None
BEGINNING = {"Salt Roads": 2, "Night Ferry": 1}
memory = dict(BEGINNING)
TITLE = {"title": {"type": "string"}}
COPIES = {"copies": {"type": "integer", "minimum": 1}}


def described(name: str, properties: dict[str, Any], *, reads: bool = False) -> dict[str, Any]:
    schema = {"type": "object", "properties": properties, "required": list(properties)}
    return {
        "name": name,
        "description": f"{name} books",
        "inputSchema": schema | {"additionalProperties": False},
        "annotations": {"readOnlyHint": reads},
    }


TOOLS = [
    described("look", {}, reads=True),
    described("put", TITLE | COPIES),
    described("take", TITLE),
    described("start_over", {}),
]


def call(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    global memory
    books = memory
    if FILE is not None and FILE.exists():
        books = json.loads(FILE.read_text())
    said, is_error = "done", False
    match name:
        case "look":
            rows = [{"title": title, "copies": copies} for title, copies in sorted(books.items())]
            structured = {"books": rows}
            text = json.dumps(structured)
            content = [{"type": "text", "text": text}]
            return {"content": content, "structuredContent": structured}
        case "put":
            books[arguments["title"]] = books.get(arguments["title"], 0) + arguments["copies"]
        case "take" if arguments["title"] in books:
            del books[arguments["title"]]
        case "take":
            said, is_error = f"no {arguments['title']} on {FILE or 'the shelf'}", True
        case "start_over":
            books = memory = dict(BEGINNING)
    if FILE is not None:
        FILE.write_text(json.dumps(books))
    return {"content": [{"type": "text", "text": said}], "isError": is_error}


def main() -> None:
    for line in sys.stdin:
        message = json.loads(line)
        if "id" not in message:
            continue
        params = message.get("params", {})
        reply: dict[str, Any] = {"jsonrpc": "2.0", "id": message["id"]}
        match message["method"]:
            case "initialize":
                reply["result"] = {
                    "protocolVersion": params["protocolVersion"],
                    "capabilities": {"tools": {}},
                    "serverInfo": {"name": "shelf", "version": "1"},
                }
            case "tools/list":
                reply["result"] = {"tools": TOOLS}
            case "tools/call":
                reply["result"] = call(params["name"], params.get("arguments", {}))
            case _:
                reply["error"] = {"code": -32601, "message": "Method not found"}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
