"""One episode that an MCP client plays: a `ToolEnv` behind a lock, recorded as the runner would."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Literal, Self, TypeVar, get_args

from agentgym.env import Info
from agentgym.environment import Environment
from agentgym.episode import StopReason
from agentgym.errors import InfrastructureError, InvalidOptionError
from agentgym.reporting import Reporter, Reporting
from agentgym.rollout.fault import fault_of
from agentgym.rollout.host import Host, HostPool
from agentgym.rollout.policy import Completion
from agentgym.rollout.recording import Recording
from agentgym.rollout.trajectory import Trajectory
from agentgym.spaces import Observation
from agentgym.tools import Action, Tool, ToolCall, ToolResult
from agentgym.user import ScriptedUser
from agentgym.verifier import Score

T = TypeVar("T")

#: How the agent's messages reach the user: by a tool of the gym, or by the control plane.
Replies = Literal["tool", "control"]

#: The one tool that is the gym's own: what a chat would do by ending the turn.
REPLY_TOOL = Tool(
    name="reply_to_user",
    description="Send a message to the user and end your turn. The result is what the user says "
    "next, or that the conversation is over. Use it to answer, to ask, and when you are done.",
    input_schema={
        "type": "object",
        "properties": {"message": {"type": "string", "description": "What the user reads."}},
        "required": ["message"],
        "additionalProperties": False,
    },
)

#: The name under which played episodes are recorded.
POLICY = "mcp"

_MOST_WAITING = 256
_LARGEST_SEED = 2**63 - 1
_OVER = {
    "done": "the user has nothing more to say",
    "limit": "its limit of steps or calls was reached",
    "infrastructure": "the environment failed",
    "stopped": "it was ended from outside",
}


class ServedEpisode:
    """An episode that is played from outside, one action after the other.

    Calls run in the order in which they arrive. Whoever waits for one may leave: what has begun
    runs to its end and is recorded.

    Args:
        host: The environment, reset.
        pool: Where the host goes when the episode is over.
        observation: What `reset` gave.
        info: What `reset` gave beside it.
        seed: The episode's seed.
        replies: How the agent's messages reach the user.
    """

    def __init__(
        self,
        host: Host,
        pool: HostPool,
        observation: Observation,
        info: Info,
        *,
        seed: int,
        replies: Replies,
    ) -> None:
        environment = host.env.environment
        self.environment = environment
        self.task_id: str = info["task_id"]
        self.seed = seed
        self.replies = replies
        self.system_prompt = environment.system_prompt
        self.instruction = observation[-1]["content"]
        self.reports = isinstance(host.env.toolset, Reporting)
        #: Is told when a user turn has changed the tools.
        self.on_tools_changed: Callable[[], None] | None = None
        #: Is given the record once the episode is over.
        self.on_over: Callable[[Trajectory], None] | None = None
        self._host = host
        self._pool = pool
        self._recording = Recording(environment, self.task_id, 0, seed, POLICY)
        self._recording.heard(observation)
        self._offered: tuple[Tool, ...] = ()
        self._tools: tuple[Tool, ...] = (REPLY_TOOL,) if replies == "tool" else ()
        self._stop_reason: StopReason | None = None
        self._trajectory: Trajectory | None = None
        self._turn = asyncio.Lock()
        self._under_way: set[asyncio.Task[object]] = set()
        self._freeing: asyncio.Task[str | None] | None = None

    @classmethod
    async def begin(
        cls,
        environment: Environment,
        pool: HostPool,
        *,
        task: str | None = None,
        seed: int = 0,
        replies: Replies = "tool",
    ) -> Self:
        """Begin an episode.

        Args:
            environment: What is played.
            pool: Where a host comes from.
            task: The task's id; None: the seed draws one.
            seed: Decides everything random.
            replies: How the agent's messages reach the user.

        Raises:
            UnknownTaskError: The environment has no such task.
            InvalidOptionError: The seed is out of range, or the environment has a tool of the
                gym's own name.
            InfrastructureError: The environment could not be started or reset.
        """
        if not 0 <= seed <= _LARGEST_SEED:
            raise InvalidOptionError(f"the seed is {seed}; it must be from 0 to {_LARGEST_SEED}")
        if replies not in get_args(Replies):
            raise InvalidOptionError(
                f"replies go by {replies!r}; they can go by 'tool' or by 'control'"
            )
        if task is not None:
            environment.task(task)
        made: list[Self] = []
        hosts: list[Host] = []

        async def make() -> None:
            host = await pool.take(environment)
            hosts.append(host)
            options = None if task is None else {"task": task}
            observation, info = await _on(
                host, lambda: host.env.reset(seed=seed, options=options), "the reset"
            )
            made.append(cls(host, pool, observation, info, seed=seed, replies=replies))

        try:
            fault = await fault_of(make())
            if fault is not None:
                raise InfrastructureError(f"{environment.id} could not be started: {fault}")
            made[0]._check_names()
        except BaseException:
            for host in hosts:
                await fault_of(pool.throw_away(host))
            raise
        return made[0]

    @property
    def tools(self) -> tuple[Tool, ...]:
        """What the agent is offered now; the same tuple as before unless it changed."""
        offered = self._host.env.tools
        if offered is not self._offered:
            self._offered = offered
            self._tools = (*offered, REPLY_TOOL) if self.replies == "tool" else offered
        return self._tools

    @property
    def turn(self) -> int:
        """The user turn that runs, from 0; the tools change with it at most."""
        return len(self._host.env.episode.turns) - 1

    @property
    def has_later_turns(self) -> bool:
        """Whether a user of the environment may speak more than once; the same for all of its
        tasks, so that it says nothing about this one."""
        environment = self.environment
        if environment.user is not ScriptedUser:
            return True
        return any(len(task.turns) > 1 for task in environment.tasks.values())

    @property
    def state(self) -> str:
        """`running`, or why it ended."""
        return self._stop_reason or "running"

    @property
    def steps(self) -> int:
        """Actions so far."""
        return self._recording.steps

    @property
    def calls(self) -> int:
        """Tool calls so far."""
        return self._host.env.episode.calls

    @property
    def over(self) -> str | None:
        """For the agent: that the episode is over, and why; None while it runs."""
        if self._stop_reason is None:
            return None
        return f"the episode is over: {_OVER[self._stop_reason]}. No tool can be called any more."

    @property
    def crowded(self) -> str | None:
        """For the agent: that too much of what it asked for waits; None while there is room."""
        if len(self._under_way) < _MOST_WAITING:
            return None
        return f"{_MOST_WAITING} calls are waiting already; await some results"

    async def call(self, call: ToolCall, reporter: Reporter | None = None) -> ToolResult:
        """Run a call; once the episode is over, an error result that says so.

        Args:
            call: The call. A wrong one is answered and recorded as any other.
            reporter: Is told how it goes along, where the toolset reports.

        Raises:
            InfrastructureError: The environment failed, which ends the episode.
        """
        if self.crowded is not None:
            return ToolResult(self.crowded, is_error=True)
        return await self._in_turn(lambda: self._call(call, reporter))

    async def say(self, message: str) -> str | None:
        """Give the user a message, which ends the turn.

        Returns:
            What the user says next; None when the episode is over.

        Raises:
            InfrastructureError: The environment failed, which ends the episode.
        """
        return await self._in_turn(lambda: self._say(message))

    async def score(self, message: str | None = None) -> Trajectory:
        """End the episode if it still runs, and give its record; ever after the same one.

        Args:
            message: The agent's last message, which is given to the user first.
        """
        return await self._in_turn(lambda: self._finish(message))

    def give_up(self, fault: str) -> Trajectory:
        """End the episode at once and unscored, whatever still runs in it, and give its record.

        Args:
            fault: What is the matter.
        """
        self._end("infrastructure", fault)
        return self.trajectory()

    async def close(self) -> None:
        """End the episode and free the environment; may be called more than once."""
        if self._stop_reason is None:
            self._stop_reason = "stopped"
            self._free()
        if self._freeing is not None:
            await self._freeing

    async def _in_turn(self, work: Callable[[], Coroutine[None, None, T]]) -> T:
        """Do some work after what was asked for before, and to its end, whoever stops waiting."""
        if self._host.thread is None:
            # Nothing in it waits, so nothing comes between.
            return await work()
        waiting = asyncio.current_task()
        assert waiting is not None
        self._under_way.add(waiting)
        try:
            await self._turn.acquire()
            task = asyncio.create_task(work())
            task.add_done_callback(self._next)
            return await asyncio.shield(task)
        finally:
            self._under_way.discard(waiting)

    def _next(self, task: asyncio.Task[T]) -> None:
        self._turn.release()

    async def _call(self, call: ToolCall, reporter: Reporter | None) -> ToolResult:
        if self._stop_reason is None and await self._step(call, reporter):
            return self._host.env.episode.turns[-1].calls[-1][1]
        assert self.over is not None
        return ToolResult(self.over, is_error=True)

    async def _say(self, message: str) -> str | None:
        if self._stop_reason is not None:
            return None
        observation = await self._step(message, None)
        if self._stop_reason is not None:
            return None
        said: str = observation[-1]["content"]
        return said

    async def _finish(self, message: str | None) -> Trajectory:
        if message is not None and self._stop_reason is None:
            await fault_of(self._say_and_forget(message))
        if self._stop_reason is None:
            fault = await fault_of(self._stop())
            self._end("stopped" if fault is None else "infrastructure", fault)
        return self.trajectory()

    def trajectory(self) -> Trajectory:
        """The record of an episode that is over, as the runner would write it.

        Raises:
            InvalidOptionError: The episode still runs, or was closed before it was scored.
        """
        if self._trajectory is None:
            raise InvalidOptionError(
                f"the episode is {self.state} and has no score yet; score it first, which ends it"
            )
        return self._trajectory

    async def _say_and_forget(self, message: str) -> None:
        await self._say(message)

    async def _step(self, action: Action, reporter: Reporter | None) -> Observation:
        """Act, and note what came of it.

        Raises:
            InfrastructureError: The environment failed.
        """
        observation: Observation = []

        async def act() -> None:
            self._recording.did(Completion(action))
            step = await _on(self._host, lambda: self._told(action, reporter), "a step")
            heard, _, terminated, truncated, info = step
            self._recording.heard(heard)
            self._recording.steps += 1
            observation.extend(heard)
            if terminated or truncated:
                self._recording.scored(info["score"], info["stop_reason"])
                self._end(info["stop_reason"], None)
            elif "tools" in info and self.on_tools_changed is not None:
                self.on_tools_changed()

        fault = await fault_of(act())
        if fault is not None:
            self._end("infrastructure", fault)
            raise InfrastructureError(fault)
        return observation

    def _told(
        self, action: Action, reporter: Reporter | None
    ) -> tuple[Observation, float, bool, bool, Info]:
        """Act, while a reporter is told how it goes along."""
        env = self._host.env
        if reporter is None or not isinstance(env.toolset, Reporting):
            return env.step(action)
        env.toolset.report_to(reporter)
        try:
            return env.step(action)
        finally:
            env.toolset.report_to(None)

    async def _stop(self) -> None:
        """Score the episode as it stands."""
        env = self._host.env

        def judge() -> Score:
            env.episode.stop_reason = "stopped"
            return env.environment.verifier.verify(env.task, env.episode)

        self._recording.scored(await _on(self._host, judge, "scoring an episode"), "stopped")

    def _end(self, reason: StopReason, fault: str | None) -> None:
        if self._stop_reason is None:
            self._stop_reason = reason
            self._trajectory = self._recording.finished(fault)
            self._free()
            if self.on_over is not None:
                self.on_over(self._trajectory)

    def _free(self) -> None:
        if self._freeing is None:
            self._freeing = asyncio.ensure_future(fault_of(self._pool.throw_away(self._host)))

    def _check_names(self) -> None:
        """Refuse an environment whose tools leave no room for the gym's own."""
        if self.replies == "tool" and any(t.name == REPLY_TOOL.name for t in self._host.env.tools):
            raise InvalidOptionError(
                f"{self.environment.id} has a tool {REPLY_TOOL.name!r} of its own, which is what "
                "the gym's tool for the agent's messages is called; let the messages go by the "
                'control plane instead: --replies control, or "replies": "control"'
            )


async def _on(host: Host, function: Callable[[], T], what: str) -> T:
    """Call a function where the host's environment runs."""
    if host.thread is None:
        return function()
    return await host.slots.run(
        host.thread, function, host.seconds, f"{what} of {host.env.environment.id}"
    )
