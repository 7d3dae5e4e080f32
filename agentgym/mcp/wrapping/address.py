"""Where a server is: a command to start, or a URL to connect to."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from agentgym.errors import InvalidEnvironmentError

#: Stands for the real path of the prepared directory in commands, variables and arguments.
DIRECTORY = "{directory}"

# What nearly every program needs and no server is told secrets by.
_PASSED_ON = ("HOME", "LOGNAME", "PATH", "SHELL", "TMPDIR", "USER")
_SET = {"LANG": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"}


@dataclass(frozen=True, slots=True)
class Command:
    """A server that is started, and spoken to over its standard input and output.

    Attributes:
        words: The program and its arguments.
    """

    words: tuple[str, ...]

    def __str__(self) -> str:
        return shlex.join(self.words)

    def within(self, directory: str | None) -> tuple[str, ...]:
        """The words with `{directory}` filled in."""
        return tuple(placed(word, directory) for word in self.words)


@dataclass(frozen=True, slots=True)
class Url:
    """A server that runs already, and is spoken to over streamable HTTP."""

    url: str

    def __str__(self) -> str:
        return self.url


Address: TypeAlias = Command | Url


def read_address(server: str | Sequence[str]) -> Address:
    """A command line, a list of its words, or a URL that begins with http:// or https://.

    Raises:
        InvalidEnvironmentError: It is empty, or its quotes are not closed.
    """
    if isinstance(server, str):
        if server.startswith(("http://", "https://")):
            return Url(server)
        try:
            words = shlex.split(server)
        except ValueError as error:
            raise InvalidEnvironmentError(
                f"the command {server!r} cannot be read: {error}; give a list of words instead"
            ) from None
    else:
        words = list(server)
    if not words or not all(isinstance(word, str) and "\0" not in word for word in words):
        raise InvalidEnvironmentError(
            f"{server!r} is no command; give a command line, a list of words, or an http(s) URL"
        )
    return Command(tuple(words))


def placed(text: str, directory: str | None) -> str:
    """A text with `{directory}` filled in."""
    return text if directory is None else text.replace(DIRECTORY, directory)


def variables(extra: Mapping[str, str], directory: str | None) -> dict[str, str]:
    """The variables of a server: a few of this process's own, fixed ones, and the extra ones."""
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    given = {name: placed(value, directory) for name, value in extra.items()}
    return passed | _SET | given
