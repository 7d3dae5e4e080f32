"""`agentgym serve`: offers environments to MCP clients."""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

import orjson

from agentgym.cli.output import note
from agentgym.cli.selection import select, select_one
from agentgym.errors import InvalidOptionError
from agentgym.registry import load

if TYPE_CHECKING:
    from agentgym.mcp.serving.episode import Replies
    from agentgym.mcp.serving.http import HttpSettings, Serving

HELP = "offer environments to MCP clients, over stdio or HTTP"
_TOKEN_VARIABLE = "AGENTGYM_CONTROL_TOKEN"
_SHORTEST_TOKEN = 16
_HTTP_ONLY: dict[str, object] = {
    "host": None,
    "port": None,
    "control_port": None,
    "token_file": None,
    "episodes": None,
    "expire": None,
    "allow_host": [],
    "allow_origin": [],
    "json": False,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add = parser.add_argument
    add("patterns", metavar="ID", nargs="+", help="the environment; with --http, ids or globs")
    add("--task", metavar="T", help="the task (default: one drawn by the seed)")
    add("--seed", type=int, metavar="S", help="the seed (default: 0)")
    add(
        "--replies",
        choices=("tool", "control"),
        default="tool",
        help="how the agent's messages reach the user: by a tool (the default), or by the control "
        "plane",
    )
    add(
        "--out",
        type=Path,
        metavar="FILE",
        help="stdio: add the episode with its score to this file when it is over",
    )
    add("--http", action="store_true", help="serve over HTTP, one URL per episode")
    add("--host", metavar="H", help="the address of both ports (default: 127.0.0.1)")
    add("--port", type=int, metavar="N", help="the agents' port (default: any that is free)")
    add(
        "--control-port",
        type=int,
        metavar="N",
        help="the control plane's port (default: any that is free)",
    )
    add(
        "--token-file",
        type=Path,
        metavar="F",
        help=f"a file that holds the control plane's token (default: ${_TOKEN_VARIABLE}, or one is "
        "made and printed)",
    )
    add("--episodes", type=int, metavar="MOST", help="episodes open at once (default: 4096)")
    add(
        "--expire",
        type=float,
        metavar="SECONDS",
        help="how long an episode may lie idle before it is closed (default: 1800)",
    )
    add(
        "--allow-host",
        action="append",
        default=[],
        metavar="H",
        help="a further host name that the ports answer to; may be repeated",
    )
    add(
        "--allow-origin",
        action="append",
        default=[],
        metavar="O",
        help="an origin whose pages may call; may be repeated",
    )
    add("--json", action="store_true", help="HTTP: print where it serves as one line of JSON")


def run(args: argparse.Namespace) -> int:
    """Serve until it is told to end."""
    if args.seed is not None and args.seed < 0:
        raise InvalidOptionError(f"the seed is {args.seed}; it must be at least 0")
    return _serve_http(args) if args.http else _serve_stdio(args)


def _serve_stdio(args: argparse.Namespace) -> int:
    for name, usual in _HTTP_ONLY.items():
        if getattr(args, name) != usual:
            option = "--" + name.replace("_", "-")
            raise InvalidOptionError(f"{option} is for HTTP; add --http, or leave it out")
    if len(args.patterns) > 1:
        raise InvalidOptionError(
            f"{len(args.patterns)} environments, and one process serves one over stdio; choose "
            "one, or add --http"
        )
    environment = load(select_one(args.patterns[0]).id)
    if args.out is not None:
        # Tried now, since it is needed when nobody can be told any more.
        try:
            args.out.open("ab").close()
        except OSError as error:
            raise InvalidOptionError(f"{args.out} cannot be written: {error.strerror}") from error
    from agentgym.mcp.serving.stdio import serve_stdio

    if sys.stdin.isatty():
        note("agentgym: this speaks MCP on standard input and output; a client is to start it")
    asyncio.run(
        serve_stdio(
            environment,
            task=args.task,
            seed=args.seed or 0,
            replies=cast("Replies", args.replies),
            out=args.out,
        )
    )
    return 0


def _serve_http(args: argparse.Namespace) -> int:
    if args.out is not None:
        raise InvalidOptionError(
            "--out is for stdio; over HTTP, the control plane gives the record of an episode: "
            "GET /episodes/{id}/trajectory"
        )
    settings = _settings(args)
    from agentgym.mcp.serving.http import serve_http

    def show(serving: Serving) -> None:
        if args.json:
            # One line, since whoever reads it cannot wait for the end of the output.
            print(orjson.dumps(_as_json(serving)).decode())
        else:
            print(_as_text(serving, shown=settings.token is None))
        sys.stdout.flush()

    _allow_many_connections()
    asyncio.run(serve_http(settings, show))
    return 0


def _allow_many_connections() -> None:
    """Take as many open files as the machine gives: each connection is one, and the usual limit
    is 1,024."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _settings(args: argparse.Namespace) -> HttpSettings:
    from agentgym.mcp.serving.http import HttpSettings
    from agentgym.mcp.serving.wire import Creation

    ids = tuple(spec.id for spec in select(args.patterns))
    begin = None
    if args.task is not None or args.seed is not None:
        if len(ids) > 1:
            raise InvalidOptionError(
                f"--task and --seed begin an episode at once, and {len(ids)} environments are "
                "served; name one, or create episodes by the control plane"
            )
        begin = Creation(
            environment=ids[0],
            task=args.task,
            seed=args.seed or 0,
            replies=args.replies,
        )
    elif args.replies != "tool":
        raise InvalidOptionError(
            "--replies is for the episode that --task or --seed begins; the control plane takes "
            "it for each episode"
        )
    given = {
        "host": args.host,
        "port": args.port,
        "control_port": args.control_port,
        "token": _token(args.token_file),
        "episodes": args.episodes,
        "expire_seconds": args.expire,
    }
    return HttpSettings(
        environments=ids,
        hosts=tuple(args.allow_host),
        origins=tuple(args.allow_origin),
        begin=begin,
        **{name: value for name, value in given.items() if value is not None},
    )


def _token(file: Path | None) -> str | None:
    """The control plane's token, where one is given."""
    if file is None:
        token, source = os.environ.get(_TOKEN_VARIABLE, "").strip(), f"${_TOKEN_VARIABLE}"
        if not token:
            return None
    else:
        try:
            token, source = file.read_text(encoding="utf-8").strip(), str(file)
        except OSError as error:
            raise InvalidOptionError(
                f"the token cannot be read from {file}: {error.strerror}"
            ) from error
    if len(token) < _SHORTEST_TOKEN or not token.isascii() or not token.isprintable():
        raise InvalidOptionError(
            f"the token in {source} has {len(token)} characters; it needs at least "
            f"{_SHORTEST_TOKEN}, of printable ASCII"
        )
    return token


def _as_json(serving: Serving) -> dict[str, object]:
    begun = serving.begun
    return {
        "agents": serving.agents_url,
        "control": serving.control_url,
        "token": serving.token,
        "episode": None if begun is None else begun.model_dump(),
    }


def _as_text(serving: Serving, *, shown: bool) -> str:
    lines = [
        f"agents:  {serving.agents_url}/episodes/{{id}}/mcp",
        f"control: {serving.control_url}",
    ]
    if shown:
        lines.append(f"token:   {serving.token}")
    if serving.begun is not None:
        lines.append(f"episode: {serving.begun.url}")
    return "\n".join(lines)
