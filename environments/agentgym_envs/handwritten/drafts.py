"""How tasks are written: in a person's words, with nicknames where ids will stand.

`@priya.1` in an argument or in SQL, and `{priya.1}` in what a person says, stand for the key that
the world gives to what is called `priya.1`. `$name` stands for the value of that name in the result
of the last call that has one. A world may give `%word` a meaning of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from agentgym.answers import Answer
from agentgym.task import Kind


@dataclass(frozen=True, slots=True)
class Call:
    """A tool call with nicknames in its arguments."""

    name: str
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class About:
    """A description in the person's words, and what it must pick. See `agentgym.task.Mention`."""

    phrase: str
    among: str
    where: str
    picks: str
    order: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What the person says, what is to be done about it, and what is to be answered.

    Attributes:
        said: The person's words.
        calls: One way to do it.
        answer: The typed answer, where something was asked.
        proof: A query over the initial rows that gives the answer; nicknames stand for keys.
    """

    said: str
    calls: tuple[Call, ...] = ()
    answer: Answer | None = None
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A task before its ids and its goal are filled in.

    Attributes:
        id: The task's id.
        kind: As in `agentgym.task.Task`.
        who: The nickname of the person who asks; None for a colleague.
        turns: One or several.
        why: Why this is the only right outcome under the policy.
        about: The descriptions that decide what is meant, besides the person's name.
        holes: For free text in new rows: `table.column`, and what such a text must contain; after a
            `~`, a regular expression that it must match as a whole, in any case.
        twin: For a refusal, the permitted task that looks alike.
        routes: Other ways to do it, turn by turn.
    """

    id: str
    kind: Kind
    who: str | None
    turns: tuple[Turn, ...]
    why: str
    about: tuple[About, ...] = ()
    holes: tuple[tuple[str, str], ...] = ()
    twin: str | None = None
    routes: tuple[tuple[tuple[Call, ...], ...], ...] = ()


def call(tool: str, **arguments: Any) -> Call:
    """A call in a draft."""
    return Call(tool, arguments)


def turn(said: str, *calls: Call, answer: Answer | None = None, proof: str = "") -> Turn:
    """A turn of a draft; line breaks in what is said only serve the source."""
    return Turn(" ".join(said.split()), calls, answer, proof)
