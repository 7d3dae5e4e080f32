"""An environment: tools, tasks, and what judges them. `ToolEnv` runs its episodes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import orjson

from agentgym.errors import UnknownTaskError, did_you_mean
from agentgym.task import Task
from agentgym.toolset import Toolset
from agentgym.user import ScriptedUser, User
from agentgym.verifier import GoalVerifier, Verifier


@dataclass(frozen=True)
class Environment:
    """Everything an id stands for, loaded.

    Attributes:
        id: `agentgym/<family>-<name>-v<N>`.
        toolset: Makes a toolset for one `ToolEnv`; called once per live episode loop.
        tasks: Task id to task, in a fixed order. May be lazy, but must know its length and ids.
        verifier: Scores the episodes.
        system_prompt: What the agent is told before the user speaks: its role, and the rules that
            the tools do not enforce.
        user: Makes who speaks the user turns of a task.
        content: Whatever else `digest` must cover (a world's own digest, a data file's).
    """

    id: str
    toolset: Callable[[], Toolset]
    tasks: Mapping[str, Task]
    verifier: Verifier = field(default_factory=GoalVerifier)
    system_prompt: str = ""
    user: Callable[[Task], User] = ScriptedUser
    content: str = ""

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

    def digest(self) -> str:
        """A hex SHA-256 over everything the id stands for: tools, system prompt, tasks, content."""
        toolset = self.toolset()
        try:
            tools = [tool.model_dump(mode="json") for tool in toolset.tools]
        finally:
            toolset.close()
        whole = {
            "tools": tools,
            "system_prompt": self.system_prompt,
            "tasks": [task.model_dump(mode="json") for task in self.tasks.values()],
            "content": self.content,
        }
        return hashlib.sha256(canonical_json(whole)).hexdigest()


def canonical_json(value: object) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces: the only form that is ever hashed."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
