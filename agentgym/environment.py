"""An environment: tools, tasks, and what judges them. `ToolEnv` runs its episodes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import orjson
from pydantic import JsonValue

from agentgym.errors import InvalidTaskError, UnknownTaskError, did_you_mean
from agentgym.task import Task
from agentgym.tools import ToolCall
from agentgym.toolset import Toolset
from agentgym.user import ScriptedUser, User
from agentgym.verifier import GoalVerifier, Verifier


@dataclass(frozen=True, init=False)
class Environment:
    """Everything an id stands for, loaded.

    Attributes:
        id: `agentgym/<family>-<name>-v<N>`.
        toolset: Makes a toolset for one `ToolEnv`; called once per live episode loop.
        tasks: Task id to task, in a fixed order; may be lazy, but must know its length and ids.
            May be given as an iterable of tasks.
        verifier: Scores the episodes.
        system_prompt: What the agent is told before the user speaks: its role, and the rules that
            the tools do not enforce.
        user: Makes who speaks the user turns of a task.
        certificates: Task id to the certificate it was proved with, as JSON, where those are kept.
        content: Whatever else `digest` must cover (a world's own digest, a data file's).
        exercises: Calls that change something in the first state, some for each tool that writes:
            the certifier tries them where it proves that damage fails.
        splits: The splits of its tasks, where those are known before any task is there.

    Raises:
        InvalidTaskError: No task, two of one id, or a task of another environment.
    """

    id: str
    toolset: Callable[[], Toolset]
    tasks: Mapping[str, Task]
    verifier: Verifier
    system_prompt: str
    user: Callable[[Task], User]
    certificates: Mapping[str, JsonValue]
    content: str
    exercises: tuple[ToolCall, ...]
    splits: frozenset[str] | None

    def __init__(
        self,
        id: str,
        toolset: Callable[[], Toolset],
        tasks: Mapping[str, Task] | Iterable[Task],
        *,
        verifier: Verifier | None = None,
        system_prompt: str = "",
        user: Callable[[Task], User] = ScriptedUser,
        certificates: Mapping[str, JsonValue] | None = None,
        content: str = "",
        exercises: Iterable[ToolCall] = (),
        splits: Iterable[str] | None = None,
    ) -> None:
        given = {
            "id": id,
            "toolset": toolset,
            "tasks": tasks if isinstance(tasks, Mapping) else _by_id(id, tasks),
            "verifier": verifier or GoalVerifier(),
            "system_prompt": system_prompt,
            "user": user,
            "certificates": certificates or {},
            "content": content,
            "exercises": tuple(exercises),
            "splits": None if splits is None else frozenset(splits),
        }
        if not given["tasks"]:
            raise InvalidTaskError(f"{id} has no task; an environment needs at least one")
        for name, value in given.items():
            object.__setattr__(self, name, value)

    def task(self, task_id: str) -> Task:
        """The task of this id.

        Raises:
            UnknownTaskError: There is none; the message names close ones.
        """
        try:
            return self.tasks[task_id]
        except KeyError:
            raise UnknownTaskError(
                f"{self.id} has no task {task_id!r}.{did_you_mean(task_id, self.tasks)} "
                f"It has {len(self.tasks)}; `agentgym show {self.id}` lists them."
            ) from None

    @cached_property
    def ground(self) -> str:
        """A hex SHA-256 over what every task runs on: tools, system prompt, content."""
        whole = {
            "tools": self._tools(),
            "system_prompt": self.system_prompt,
            "content": self.content,
        }
        return hashlib.sha256(canonical_json(whole)).hexdigest()

    def digest(self) -> str:
        """A hex SHA-256 over everything the id stands for: tools, system prompt, tasks, content."""
        whole = {
            "tools": self._tools(),
            "system_prompt": self.system_prompt,
            "tasks": [task.model_dump(mode="json") for task in self.tasks.values()],
            "content": self.content,
        }
        return hashlib.sha256(canonical_json(whole)).hexdigest()

    def _tools(self) -> list[JsonValue]:
        toolset = self.toolset()
        try:
            return [tool.model_dump(mode="json") for tool in toolset.tools]
        finally:
            toolset.close()


def _by_id(environment_id: str, tasks: Iterable[Task]) -> dict[str, Task]:
    by_id: dict[str, Task] = {}
    for task in tasks:
        if task.environment != environment_id:
            raise InvalidTaskError(
                f"task {task.id!r} is of {task.environment!r}, but this is {environment_id!r}"
            )
        if task.id in by_id:
            raise InvalidTaskError(f"{environment_id} has two tasks of the id {task.id!r}")
        by_id[task.id] = task
    return by_id


def canonical_json(value: object) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces: the only form that is ever hashed."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
