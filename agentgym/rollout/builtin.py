"""The policies that come with AgentGym: baselines that learn nothing, and replay of solutions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from agentgym.errors import InvalidPolicyError
from agentgym.registry import load
from agentgym.rollout.policy import Actor, Completion, EpisodeStart
from agentgym.sampling import Draws, sample_arguments
from agentgym.spaces import Observation
from agentgym.task import Task
from agentgym.tools import Action, Tool, ToolCall

# Keeps the stream of `random` apart from whatever else is drawn from a rollout's seed.
_RANDOM_STREAM = 0x72616E64


class Scripted:
    """Plays lists of actions that were written down beforehand, then ends every turn.

    Args:
        scripts: The actions of each task: by `"<environment id>/<task id>"`, or by the task id
            alone.
        name: What records call it.
    """

    def __init__(self, scripts: Mapping[str, Sequence[Action]], *, name: str = "scripted") -> None:
        self.name = name
        self._scripts = scripts

    def open(self, start: EpisodeStart) -> Actor:
        """Begin an episode of a task that has a script.

        Raises:
            InvalidPolicyError: The task has no script.
        """
        for key in (f"{start.environment_id}/{start.task_id}", start.task_id):
            if key in self._scripts:
                return _Playing(self._scripts[key])
        raise InvalidPolicyError(
            f"{self.name} has no actions for task {start.task_id!r} of {start.environment_id}; "
            "add them under the task's id"
        )


class Replay:
    """Plays each task's own solution, one call per step. It sees what no agent may see.

    Args:
        task: Finds the task by environment id and task id; in the registry unless given.
    """

    name = "replay"

    def __init__(self, task: Callable[[str, str], Task] | None = None) -> None:
        self._task = task or (lambda environment_id, task_id: load(environment_id).task(task_id))

    def open(self, start: EpisodeStart) -> Actor:
        """Begin an episode."""
        task = self._task(start.environment_id, start.task_id)
        actions: list[Action] = []
        for turn in task.solution:
            actions += turn.calls
            actions.append(turn.message)
        return _Playing(actions)


class Constant:
    """Ends every user turn at once with the same words.

    Args:
        words: The message.
        name: What records call it; `constant:WORDS` unless given.
    """

    def __init__(self, words: str, *, name: str | None = None) -> None:
        self.name = f"constant:{words}" if name is None else name
        self._words = words

    def open(self, start: EpisodeStart) -> Actor:
        """Begin an episode."""
        return _Speaking(self._words)


class Random:
    """Draws tools, and arguments that fit their schemas; now and then ends the turn.

    Args:
        stop: The chance, at each step, of ending the user turn with an empty message.
    """

    name = "random"

    def __init__(self, *, stop: float = 0.1) -> None:
        if not 0 < stop <= 1:
            raise InvalidPolicyError(
                f"the chance of ending a turn is {stop}; it must be above 0 and at most 1"
            )
        self._stop = stop

    def open(self, start: EpisodeStart) -> Actor:
        """Begin an episode."""
        return _Guessing(Draws.seeded(start.seed, _RANDOM_STREAM), self._stop)


class _Playing:
    def __init__(self, actions: Sequence[Action]) -> None:
        self._actions = iter(actions)

    async def act(self, observation: Observation, tools: tuple[Tool, ...]) -> Completion:
        return Completion(next(self._actions, ""))

    def close(self) -> None:
        pass


class _Speaking:
    def __init__(self, words: str) -> None:
        self._words = words

    async def act(self, observation: Observation, tools: tuple[Tool, ...]) -> Completion:
        return Completion(self._words)

    def close(self) -> None:
        pass


class _Guessing:
    def __init__(self, draws: Draws, stop: float) -> None:
        self._draws = draws
        self._stop = int(stop * 2**32)

    async def act(self, observation: Observation, tools: tuple[Tool, ...]) -> Completion:
        if not tools or self._draws.below(2**32) < self._stop:
            return Completion("")
        tool = tools[self._draws.below(len(tools))]
        return Completion(ToolCall(tool.name, sample_arguments(tool.input_schema, self._draws)))

    def close(self) -> None:
        pass
