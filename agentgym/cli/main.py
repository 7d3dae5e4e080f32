"""`agentgym`: finds the command and runs it.

Exit codes: 0 done, 1 what was checked failed or the machine did, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import NoReturn, Protocol, cast

from agentgym.errors import AgentGymError, InfrastructureError, did_you_mean
from agentgym.version import __version__

_GROUP = "agentgym.commands"
# The help stands here too, so that `agentgym --help` imports no command.
_COMMANDS = {
    "list": "show which environments there are",
    "show": "show one environment: its prompt, tools and tasks; or a generated set",
    "play": "act in an environment yourself",
    "run": "roll a policy out over environments",
    "check": "prove tasks: solvable, not trivial, no damage unseen",
    "score": "show the results of a run",
    "serve": "offer environments to MCP clients, over stdio or HTTP",
    "demo": "roll several policies out over real tasks and compare them",
}


class Command(Protocol):
    """The module behind a command; packages offer theirs under the entry point
    `agentgym.commands`."""

    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Say what the command takes."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it, and give the exit code."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"agentgym: error: {message}; see `{self.prog} --help`\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: The words after `agentgym`; those of this process unless given.

    Returns:
        The exit code.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _dispatch(words)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone, as with `agentgym list | head`; nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except AgentGymError as error:
        print(f"agentgym: error: {error}", file=sys.stderr)
        return 1 if isinstance(error, InfrastructureError) else 2
    except KeyboardInterrupt:
        print("agentgym: interrupted", file=sys.stderr)
        return 130
    return code


def _dispatch(words: list[str]) -> int:
    offered = {point.name: point for point in entry_points(group=_GROUP)}
    if not words or words[0] in ("-h", "--help", "help"):
        print(_overview(offered))
        return 0
    if words[0] in ("-V", "--version"):
        print(f"agentgym {__version__}")
        return 0
    name = words[0]
    if name in _COMMANDS:
        command = cast("Command", import_module(f"agentgym.cli.{name}"))
    elif name in offered:
        command = offered[name].load()
    else:
        known = [*_COMMANDS, *offered]
        print(
            f"agentgym: error: no command {name!r}.{did_you_mean(name, known)} There are "
            f"{', '.join(known)}; see `agentgym --help`",
            file=sys.stderr,
        )
        return 2
    parser = _Parser(prog=f"agentgym {name}", description=_sentence(command.HELP))
    command.add_arguments(parser)
    return command.run(parser.parse_args(words[1:]))


def _overview(offered: dict[str, EntryPoint]) -> str:
    helps = _COMMANDS | {
        name: cast("Command", point.load()).HELP
        for name, point in offered.items()
        if name not in _COMMANDS
    }
    width = max(map(len, helps))
    return "\n".join(
        [
            "usage: agentgym COMMAND ...",
            "",
            "Environments, tasks and rollouts for agents that use tools.",
            "",
            "commands:",
            *(f"  {name:{width}}  {text}" for name, text in helps.items()),
            "",
            "`agentgym COMMAND --help` says what a command takes. Ids may leave out "
            "`agentgym/`, and",
            "globs match many: agentgym run 'bfcl-*' --policy replay",
            "",
            "options: --help, --version",
        ]
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
