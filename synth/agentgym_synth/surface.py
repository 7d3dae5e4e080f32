"""What is known of an environment's tools to whoever makes tasks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from agentgym_synth.model import Action, Value


@dataclass(frozen=True, slots=True)
class Look:
    """A tool that shows things.

    Attributes:
        tool: Its name.
        thing: What it shows.
        shows: Column to the field that holds it.
        names: Reference column to the field that holds the name of what it leads to.
        rows: The field of the result that holds the rows; None for the details of one thing.
        key: The argument that takes a key, for the details of one thing.
        filters: Column to the argument that narrows by it.
        query: The argument that takes a part of the name, where it searches.
        page: How more rows are reached: the argument, and by how much it grows.
        size: Rows a page.
    """

    tool: str
    thing: str
    shows: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)
    rows: str | None = None
    key: str | None = None
    filters: Mapping[str, str] = field(default_factory=dict)
    query: str | None = None
    page: tuple[str, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Doing:
    """A tool that does something.

    Attributes:
        action: What.
        tool: Its name.
        args: Parameter to argument.
        constants: Arguments that say which of a tool's actions is meant.
        batch: The parameter that takes a list of keys.
        made: The field of the result that holds the key of what was made.
    """

    action: Action
    tool: str
    args: Mapping[str, str]
    constants: Mapping[str, Value] = field(default_factory=dict)
    batch: str | None = None
    made: str | None = None


@dataclass(frozen=True, slots=True)
class Refusing:
    """The tool that records that something was declined, and why.

    Attributes:
        tool: Its name.
        rule: The argument for the rule's code.
        about: The argument for the key of what it is about.
        table: The table it writes to.
    """

    tool: str
    rule: str
    about: str
    table: str


@dataclass(frozen=True, slots=True)
class Surface:
    """The tools of an environment.

    Attributes:
        looks: Thing to the tools that show it, lists first.
        doings: Action name to its tool.
        refusing: The tool that declines.
        cents: Money at the tools is in cents.
    """

    looks: Mapping[str, tuple[Look, ...]]
    doings: Mapping[str, Doing]
    refusing: Refusing
    cents: bool
