"""`--mcp` and `--tasks`: a server named on the command line as an environment like any other."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from agentgym.errors import DuplicateEnvironmentError, InvalidEnvironmentError, InvalidOptionError
from agentgym.mcp.wrapping import ServerSetup
from agentgym.mcp.wrapping.tasks_file import (
    TasksFile,
    environment_from,
    read_tasks_file,
    setup_from,
)
from agentgym.registry import register


def add_server_arguments(parser: argparse.ArgumentParser) -> None:
    """Say how a server is named."""
    group = parser.add_argument_group("an MCP server in the place of an id")
    add = group.add_argument
    add("--mcp", metavar="SERVER", help="its command line, or its http(s) URL")
    add("--tasks", type=Path, metavar="FILE", help="the tasks for it, and how it is wrapped: JSON")
    add(
        "--environ",
        action="append",
        default=[],
        metavar="NAME[=VALUE]",
        help="a variable for the server; without a value, the one it has here",
    )
    add(
        "--header",
        action="append",
        default=[],
        metavar="NAME:VALUE",
        help="a header of every request to a URL",
    )


def names_a_server(args: argparse.Namespace) -> bool:
    """Whether a server was named."""
    return args.mcp is not None or args.tasks is not None


def with_server(args: argparse.Namespace, ids: Sequence[str]) -> list[str]:
    """The ids that were chosen, and that of the server, if one was named.

    Raises:
        InvalidOptionError: There are neither, or the server has no tasks.
    """
    if names_a_server(args):
        return [*ids, register_server(args)]
    if not ids:
        raise InvalidOptionError("name an environment: an id, a glob, or --mcp SERVER --tasks FILE")
    return list(ids)


def register_server(args: argparse.Namespace) -> str:
    """Make the server and its tasks an environment, and give its id.

    Raises:
        InvalidOptionError: There are no tasks.
        InvalidEnvironmentError: Something in the file or in the words is wrong.
        InvalidTaskError: A task is wrong.
        InfrastructureError: The server had to be asked for its name, and failed.
    """
    if args.tasks is None:
        raise InvalidOptionError(
            "a server alone has no tasks; say --tasks FILE as well (`agentgym show --mcp SERVER` "
            "needs none)"
        )
    file, setup = read_server(args)
    environment = environment_from(file, setup)
    try:
        register(environment, f"Tasks for `{setup.address}`.")
    except DuplicateEnvironmentError:
        raise InvalidEnvironmentError(
            f"{environment.id} is another environment already; give this one a name of its own in "
            f'the tasks file: {{"id": "agentgym/mcp-my-server-v1", ...}}'
        ) from None
    return environment.id


def read_server(args: argparse.Namespace) -> tuple[TasksFile, ServerSetup]:
    """The file and the setup that the words describe.

    Raises:
        InvalidEnvironmentError: Something in them is wrong.
    """
    file = TasksFile() if args.tasks is None else read_tasks_file(args.tasks)
    beside = Path() if args.tasks is None else args.tasks.parent
    environ = dict(_pair(word, "=", os.environ.get) for word in args.environ)
    headers = dict(_pair(word, ":", lambda _: None) for word in args.header)
    return file, setup_from(file, beside, command=args.mcp or (), environ=environ, headers=headers)


def _pair(word: str, sign: str, known: Callable[[str], str | None]) -> tuple[str, str]:
    name, given, value = word.partition(sign)
    found = value.strip() if given else known(name)
    if not name or found is None:
        raise InvalidOptionError(f"{word!r} has no value; write it as {name or 'NAME'}{sign}VALUE")
    return name, found
