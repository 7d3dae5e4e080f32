"""What a set is written from: anything that makes environments from ids."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from pydantic import JsonValue

from agentgym.task import Task
from agentgym.tools import JsonObject, ToolCall

#: The module that makes generated environments.
GENERATOR = "agentgym_synth.generator"


class Made(Protocol):
    """One generated environment, whole.

    Attributes:
        id: Its id.
        world: Its world file.
        system_prompt: What the agent is told first.
        tasks: Its tasks, proved.
        certificates: Task id to certificate, as JSON.
        exercises: Calls that change something in its first state, for its proofs.
        about: What the generator notes of it.
    """

    @property
    def id(self) -> str: ...  # noqa: D102  # see the class
    @property
    def world(self) -> JsonObject: ...  # noqa: D102
    @property
    def system_prompt(self) -> str: ...  # noqa: D102
    @property
    def tasks(self) -> tuple[Task, ...]: ...  # noqa: D102
    @property
    def certificates(self) -> Mapping[str, JsonValue]: ...  # noqa: D102
    @property
    def exercises(self) -> tuple[ToolCall, ...]: ...  # noqa: D102
    @property
    def about(self) -> Mapping[str, JsonValue]: ...  # noqa: D102


class Source(Protocol):
    """A module that makes environments; deterministic in every respect.

    Attributes:
        GENERATOR: Its version: raised whenever an id comes to mean anything else.
    """

    GENERATOR: int

    def ids(self, environments: int, seed: int) -> list[str]:
        """Which environments a set of so many has."""

    def make(self, environment_id: str, *, tasks: int) -> Made:
        """One of them, with so many tasks."""


def source_named(module: str) -> Source:
    """The source that is a module; worker processes find it by its name."""
    return cast("Source", import_module(module))
