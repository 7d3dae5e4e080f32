"""The episode loop: a toolset, a task, a user and a verifier as a Gymnasium environment."""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

import gymnasium
import numpy as np
import orjson
from gymnasium.error import ResetNeeded
from gymnasium.utils import seeding
from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from agentgym.environment import Environment
from agentgym.episode import Episode, StopReason, Turn
from agentgym.errors import InvalidActionError, InvalidOptionError, did_you_mean
from agentgym.plain import plain, plain_text
from agentgym.registry import load
from agentgym.schema import ArgumentChecker, checker_for, text_fault
from agentgym.spaces import ActionSpace, Message, MessageSpace, Observation
from agentgym.task import Task
from agentgym.tools import Action, Tool, ToolCall, ToolResult, is_call
from agentgym.user import User
from agentgym.verifier import Verifier

Info = dict[str, Any]  # Gymnasium's own type for it

# A call this long is no honest call; refusing it keeps transcripts bounded.
_LONGEST_MESSAGE = 1 << 20


class ToolEnv(gymnasium.Env[Observation, Action]):
    """Runs episodes of one environment.

    An action is a `ToolCall`, a list of them (run in order), or a `str`: a message that ends the
    user's turn. Then either the user speaks again, or the episode ends and is scored. `terminated`
    when the user has nothing more to say, `truncated` when a limit of the task is hit; the reward
    is 0 until then. A wrong call is a result with `is_error`, never an exception. Exceptions out
    of `step` mean that the machine failed or that the caller passed no action at all.

    `info` of `reset` holds `task_id` and `tools`; `tools` comes again when a new user turn changes
    them; the last step's holds `score` (a `Score`) and `stop_reason`.

    Args:
        environment: What to run.
        task: The id of the task every episode is of; otherwise each `reset` draws one from its
            seed.
        verifier: Scores in place of the environment's own.
        render_mode: `ansi`: `render` returns the transcript as text.

    Raises:
        UnknownTaskError: The environment has no such task.
    """

    metadata = {"render_modes": ["ansi"], "render_fps": 4}  # noqa: RUF012  # Gymnasium declares it so

    def __init__(
        self,
        environment: Environment,
        *,
        task: str | None = None,
        verifier: Verifier | None = None,
        render_mode: str | None = None,
    ) -> None:
        self._generator: np.random.Generator | None = None
        self._np_random_seed = None
        self.environment = environment
        self.render_mode = render_mode
        self.toolset = environment.toolset()
        self.observation_space = MessageSpace()
        self._verifier = verifier or environment.verifier
        self._fixed_task = None if task is None else environment.task(str(task))
        self._ids: tuple[str, ...] = tuple(environment.tasks)
        self._task: Task | None = None
        self._user: User | None = None
        self._episode = Episode()
        self._seed = 0
        self._calls = 0
        self._steps_in_turn = 0
        self._checkers: dict[str, ArgumentChecker] = {}
        if not self.toolset.tools:
            # Tools that depend on the task are known only once a task is laid out.
            first = self._fixed_task or environment.task(self._ids[0])
            self.toolset.reset(0, first.initial)
            self.toolset.begin_turn(0)
        self._action_space = ActionSpace()
        self._offer(self.toolset.tools)

    @property
    def action_space(self) -> ActionSpace:  # type: ignore[override]  # an attribute there
        """Calls of the tools offered now, lists of them, and messages."""
        return self._action_space

    @property
    def tools(self) -> tuple[Tool, ...]:
        """The tools offered now."""
        return self._action_space.tools

    @property
    def task(self) -> Task:
        """The task of the current episode. Holds goal and solution: keep it from the agent.

        Raises:
            ResetNeeded: No episode was begun.
        """
        if self._task is None:
            raise ResetNeeded("no episode was begun; call reset() first")
        return self._task

    @property
    def episode(self) -> Episode:
        """The record of the current episode."""
        return self._episode

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Observation, Info]:
        """Begin an episode.

        Args:
            seed: Decides the task, where none is given, and everything random in the toolset and
                user.
            options: `{"task": id}` chooses the task of this episode.

        Returns:
            The system prompt, if there is one, and the instruction; and `info`.

        Raises:
            UnknownTaskError: The environment has no such task.
            InvalidOptionError: An option other than `task`.
        """
        if seed is not None:
            self._sow(seed)
        task = self._choose(options)
        self._seed = self.np_random.bit_generator.random_raw() >> 1 if seed is None else seed
        return self._begin(task)

    def step(self, action: Action) -> tuple[Observation, float, bool, bool, Info]:
        """Act.

        Returns:
            Gymnasium's five: the results, or what the user says next; the reward (0 until the end);
            terminated; truncated; info.

        Raises:
            ResetNeeded: No episode runs.
            InvalidActionError: `action` is not an action.
            InfrastructureError: The toolset failed.
        """
        task = self._task
        if task is None or self._episode.stop_reason is not None:
            raise ResetNeeded("this episode has ended; call reset() to begin the next")
        if isinstance(action, str):
            return self._say(action)
        calls = [action] if isinstance(action, ToolCall) else action
        if not (isinstance(calls, list | tuple) and calls and all(map(is_call, calls))):
            raise InvalidActionError(
                f"{action!r:.200} is not an action; pass ToolCall(name, arguments), a non-empty "
                "list of them, or a str to answer the user"
            )
        limits, turn = task.limits, self._episode.turns[-1]
        observation: Observation = []
        too_many = False
        for call in calls:
            if self._calls >= limits.calls:
                too_many = True
                break
            self._calls += 1
            result = self._call(call)
            turn.calls.append((call, result))
            message: Message = {
                "role": "tool",
                "name": plain_text(call.name) if result.is_error else call.name,
                "content": result.content,
                "is_error": result.is_error,
            }
            if call.id is not None:
                message["call_id"] = plain_text(call.id)
            if result.attachments:
                message["attachments"] = list(result.attachments)
            observation.append(message)
        return self._after(observation, {}, too_many=too_many)

    def render(self) -> str:
        """Return the transcript so far as text."""
        lines = []
        for turn in self._episode.turns:
            lines.append(f"user: {turn.said}")
            for call, result in turn.calls:
                arguments = orjson.dumps(plain(call.arguments)).decode()
                lines.append(f"call: {plain_text(call.name)} {arguments}")
                lines.append(f"{'error' if result.is_error else 'result'}: {result.content}")
            if turn.message is not None:
                lines.append(f"agent: {turn.message}")
        return "\n".join(lines)

    def close(self) -> None:
        """Free the toolset; may be called more than once."""
        self.toolset.close()

    def park(self) -> bytes:
        """Put the running episode away as its actions, compressed, and stop it here.

        `resume` plays them again, in this or in any other `ToolEnv` of the environment; toolset
        and user must be deterministic for that, and a difference is noticed. Calls that gave an
        error changed nothing, and are not played again.

        Raises:
            ResetNeeded: No episode runs.
        """
        task = self.task
        if self._episode.stop_reason is not None:
            raise ResetNeeded("this episode has ended; there is nothing to park")
        actions: list[Any] = []
        for turn in self._episode.turns:
            actions += [_parked(call, result) for call, result in turn.calls]
            if turn.message is not None:
                actions.append(turn.message)
        parked = _Parked(
            environment=self.environment.id,
            task=task.id,
            seed=self._seed,
            steps=self._episode.steps,
            steps_in_turn=self._steps_in_turn,
            actions=actions,
            digest=self._digest(),
        )
        packed = zlib.compress(orjson.dumps(parked.model_dump()), 9)
        self._episode.stop_reason = "stopped"
        return packed

    def resume(self, parked: bytes) -> Info:
        """Take up a parked episode where it was left.

        Returns:
            `info` as of `reset`.

        Raises:
            InvalidOptionError: Not a parked episode of this environment, or playing it again gave
                other results.
            UnknownTaskError: The environment no longer has its task.
        """
        try:
            state = _Parked.model_validate(orjson.loads(zlib.decompress(parked)))
        except (zlib.error, orjson.JSONDecodeError, ValidationError) as error:
            raise InvalidOptionError(f"this is not a parked episode: {error}") from error
        if state.environment != self.environment.id:
            raise InvalidOptionError(
                f"the parked episode is of {state.environment}, this is {self.environment.id}"
            )
        self._seed = state.seed
        _, info = self._begin(self.environment.task(state.task))
        for action in state.actions:
            if isinstance(action, str):
                self._say(action)
            else:
                call = ToolCall(*action[:3])
                result = self._call(call) if len(action) == 3 else ToolResult(action[3], True)
                self._calls += 1
                self._episode.turns[-1].calls.append((call, result))
        if self._digest() != state.digest:
            self._episode.stop_reason = "stopped"
            raise InvalidOptionError(
                f"the parked episode of task {state.task!r} played out differently this time: the "
                "toolset or the user is not deterministic, so it cannot be parked"
            )
        self._episode.steps, self._steps_in_turn = state.steps, state.steps_in_turn
        return info | {"tools": self.tools}

    def _sow(self, seed: int) -> None:
        """Seed `np_random`, as `gymnasium.Env.reset` does, but when it is first asked for.

        Seeding takes longer than the rest of a reset, and an episode of a given task needs none.
        """
        if not isinstance(seed, int) or seed < 0:
            seeding.np_random(seed)  # raises Gymnasium's own error
        self._generator, self._np_random_seed = None, int(seed)

    @property
    def _np_random(self) -> np.random.Generator | None:
        if self._generator is None and self._np_random_seed is not None:
            self._generator, _ = seeding.np_random(self._np_random_seed)
        return self._generator

    @_np_random.setter
    def _np_random(self, generator: np.random.Generator | None) -> None:
        self._generator = generator

    def _choose(self, options: dict[str, Any] | None) -> Task:
        if options:
            unknown = options.keys() - {"task"}
            if unknown:
                raise InvalidOptionError(
                    f"reset got the options {sorted(unknown)}; the only one is 'task', a task id"
                )
            if "task" in options:
                return self.environment.task(str(options["task"]))
        if self._fixed_task is not None:
            return self._fixed_task
        # Raw generator output: NumPy promises it across versions, but not its distributions.
        drawn = self.np_random.bit_generator.random_raw() % len(self._ids)
        return self.environment.task(self._ids[drawn])

    def _begin(self, task: Task) -> tuple[Observation, Info]:
        if self._episode.stop_reason is None:
            # A reset that fails halfway leaves nothing to go on with.
            self._episode.stop_reason = "stopped"
        self._task = task
        self.toolset.reset(self._seed, task.initial)
        self.toolset.begin_turn(0)
        self._offer(self.toolset.tools)
        self._user = self.environment.user(task)
        said = self._user.begin(self._seed)
        self._episode = Episode([Turn(said)])
        self._calls = self._steps_in_turn = 0
        observation: Observation = [{"role": "user", "content": said}]
        if self.environment.system_prompt:
            observation.insert(0, {"role": "system", "content": self.environment.system_prompt})
        return observation, {"task_id": task.id, "tools": self.tools}

    def _offer(self, tools: tuple[Tool, ...]) -> None:
        if tools is not self._action_space.tools:
            self._action_space.tools = tools
            self._checkers = {tool.name: checker_for(tool) for tool in tools}

    def _call(self, call: ToolCall) -> ToolResult:
        checker = self._checkers.get(call.name)
        if checker is None:
            known = [tool.name for tool in self.tools]
            return ToolResult(
                f"there is no tool {call.name!r:.80}.{did_you_mean(call.name[:80], known)}", True
            )
        refusal = text_fault(call.arguments) or checker.refusal(call.arguments)
        if refusal is not None:
            return ToolResult(refusal, True)
        arguments = checker.integral(call.arguments)
        if arguments is not call.arguments:
            call = ToolCall(call.name, arguments, call.id)
        return self.toolset.call(call)

    def _say(self, text: str) -> tuple[Observation, float, bool, bool, Info]:
        assert self._user is not None
        turn = self._episode.turns[-1]
        # A lone surrogate cannot be stored or sent; the agent's text is kept as far as it is text.
        turn.message = plain_text(text[:_LONGEST_MESSAGE])
        turn.state = self.toolset.state()
        said = self._user.reply(turn.message)
        if said is None:
            self._episode.steps += 1
            return self._end("done", [], {})
        self._episode.turns.append(Turn(said))
        self._steps_in_turn = -1
        self.toolset.begin_turn(len(self._episode.turns) - 1)
        before = self.tools
        self._offer(self.toolset.tools)
        info: Info = {} if self.tools is before else {"tools": self.tools}
        return self._after([{"role": "user", "content": said}], info)

    def _after(
        self, observation: Observation, info: Info, *, too_many: bool = False
    ) -> tuple[Observation, float, bool, bool, Info]:
        self._episode.steps += 1
        self._steps_in_turn += 1
        limits = self.task.limits
        if (
            too_many
            or self._episode.steps >= limits.steps
            or (limits.steps_per_turn is not None and self._steps_in_turn >= limits.steps_per_turn)
        ):
            return self._end("limit", observation, info)
        return observation, 0.0, False, False, info

    def _end(
        self, reason: StopReason, observation: Observation, info: Info
    ) -> tuple[Observation, float, bool, bool, Info]:
        self._episode.stop_reason = reason
        score = self._verifier.verify(self.task, self._episode)
        info |= {"score": score, "stop_reason": reason}
        return observation, score.reward, reason == "done", reason == "limit", info

    def _digest(self) -> str:
        whole = hashlib.sha256()
        for turn in self._episode.turns:
            whole.update(turn.said.encode())
            for _, result in turn.calls:
                whole.update(result.content.encode("utf-8", "surrogatepass"))
        return whole.hexdigest()


class _Parked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    environment: str
    task: str
    seed: int
    steps: int
    steps_in_turn: int
    actions: list[str | tuple[str, Any, str | None] | tuple[str, Any, str | None, str]]
    digest: str


def _parked(call: ToolCall, result: ToolResult) -> list[JsonValue]:
    """A call to play again, or one with its error: that changed nothing, and may be no JSON."""
    label = None if call.id is None else plain_text(call.id)
    if result.is_error:
        return [plain_text(call.name), plain(call.arguments), label, result.content]
    return [call.name, call.arguments, label]


def make_env(
    environment_id: str,
    *,
    task: str | None = None,
    verifier: Verifier | None = None,
    render_mode: str | None = None,
) -> ToolEnv:
    """Make an environment by id: what `gymnasium.make` calls.

    Raises:
        UnknownEnvironmentError: No such id.
        NotInstalledError: What it needs is missing.
        UnknownTaskError: No such task.
    """
    return ToolEnv(load(environment_id), task=task, verifier=verifier, render_mode=render_mode)
