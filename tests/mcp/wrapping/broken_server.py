"""An MCP server over stdio that goes wrong in the way its first argument says.

It is written without the SDK, whose servers cannot do any of this.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import Any

MODE = sys.argv[1]
PLAIN = {"type": "object", "properties": {"path": {"type": "string"}}}
ECHO = {"name": "echo", "description": "Say it again.", "inputSchema": PLAIN}
calls = 0
remembered: set[str] = set()


def tools(cursor: str | None) -> dict[str, Any]:
    if MODE == "schema":
        return {
            "tools": [
                ECHO,
                {"name": "odd", "inputSchema": {"type": "object", "minProperties": "x"}},
            ]
        }
    if MODE == "twins":
        return {"tools": [ECHO, ECHO]}
    if MODE == "many":
        start = int(cursor or 0)
        page = [{**ECHO, "name": f"echo_{n:05}"} for n in range(start, start + 500)]
        more = {"nextCursor": str(start + 500)} if start + 500 < 10_000 else {}
        return {"tools": page, **more}
    if MODE == "endless":
        return {"tools": [{**ECHO, "name": f"echo_{cursor}"}], "nextCursor": f"{cursor}x"}
    if MODE == "heaps":
        names = (f"echo_{cursor}_{n}" for n in range(5000))
        return {"tools": [{**ECHO, "name": name} for name in names], "nextCursor": f"{cursor}x"}
    if MODE == "promise":
        wanted = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
        return {"tools": [{**ECHO, "outputSchema": wanted}]}
    if MODE == "changing" and calls:
        return {"tools": [ECHO, {**ECHO, "name": "shout"}]}
    return {"tools": [ECHO]}


def call(arguments: dict[str, Any]) -> dict[str, Any]:
    global calls
    calls += 1
    said = arguments.get("path", "")
    if MODE == "dies":
        print("out of paper", file=sys.stderr)
        sys.exit(7)
    if MODE == "killed":
        os.kill(os.getpid(), signal.SIGSEGV)
    if MODE == "hangs":
        time.sleep(3600)
    if MODE == "closes_input":
        os.close(0)
        time.sleep(3600)
    if MODE == "closes_output":
        os.close(1)
        time.sleep(3600)
    if MODE == "huge":
        said = "x" * (50 << 20)
    if MODE == "floods":
        while True:
            print("y" * 1000, flush=True)
    if MODE == "chatty":
        for _ in range(5000):
            print("z" * 1000, file=sys.stderr)
        print("a line for people")
    if MODE == "nonsense":
        print('{"jsonrpc": "2.0", "id"', flush=True)
        time.sleep(3600)
    if MODE == "numbers":
        return {"content": [], "structuredContent": {"huge": 10**30, "none": float("nan")}}
    if MODE == "remembers":
        remembered.add(said)
        with open(sys.argv[2], "w") as file:
            file.writelines(f"{word}\n" for word in sorted(remembered))
    if MODE == "promise":
        return {"content": [], "structuredContent": {"n": "seven"}}
    if MODE == "lies":
        return {"content": [{"type": "text", "text": "Error: no such file"}], "isError": False}
    if MODE == "changing":
        send({"jsonrpc": "2.0", "method": "notifications/tools/list_changed"})
    if MODE == "parts":
        return {"content": [{"type": "text", "text": part} for part in ("one", "two")]}
    if MODE == "pictures":
        image = {"type": "image", "mimeType": "image/png", "data": "aGVsbG8h"}
        return {"content": [image]}
    return {"content": [{"type": "text", "text": said}]}


def send(message: dict[str, Any]) -> None:
    print(json.dumps(message), flush=True)


def answer(message: dict[str, Any]) -> dict[str, Any] | None:
    params = message.get("params", {})
    match message["method"]:
        case "initialize":
            revision = "1999-01-01" if MODE == "revision" else params["protocolVersion"]
            if MODE == "deaf":
                time.sleep(3600)
            return {
                "protocolVersion": revision,
                "capabilities": {"tools": {"listChanged": True}},
                "serverInfo": {"name": "broken", "version": "1"},
            }
        case "tools/list":
            return tools(params.get("cursor"))
        case "tools/call":
            return call(params.get("arguments", {}))
    return None


def main() -> None:
    if MODE == "banner":
        print("Welcome to the notes server!\nlistening on stdio")
    if MODE == "variable":
        print("starting up", file=sys.stderr)
        print(f"token: {os.environ['NOTES_TOKEN']}", file=sys.stderr)
    if MODE == "stubborn":
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
    for line in sys.stdin:
        message = json.loads(line)
        if MODE == "counts":
            with open(os.environ["METHODS"], "a") as methods:
                methods.write(f"{message.get('method')}\n")
        if "id" not in message or "method" not in message:
            continue
        result = answer(message)
        if result is None:
            error = {"code": -32601, "message": "Method not found"}
            send({"jsonrpc": "2.0", "id": message["id"], "error": error})
        else:
            send({"jsonrpc": "2.0", "id": message["id"], "result": result})
    if MODE == "stubborn":
        time.sleep(3600)
    if MODE == "tidy":
        signal.signal(signal.SIGTERM, tidy)
        signal.pause()


def tidy(number: int, frame: object) -> None:
    with open(sys.argv[2], "w") as file:
        file.write("tidied")
    sys.exit()


if __name__ == "__main__":
    main()
