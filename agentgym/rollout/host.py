"""A `ToolEnv` and the place where it runs: on the event loop, or on a thread of its own."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass

from agentgym.env import Info, ToolEnv
from agentgym.environment import Environment
from agentgym.rollout.threads import Slots, SlotThread, tried
from agentgym.spaces import Observation
from agentgym.tools import Action

# Most toolsets are made sooner than this, without ever waiting.
_PATIENCE_SECONDS = 0.005


@dataclass(slots=True, eq=False)
class Host:
    """Runs one `ToolEnv` where it cannot hold others up.

    Attributes:
        env: The episode loop.
        slots: Where its turn comes from, when it has a thread.
        thread: Its thread; None where its toolset never waits, so that it is called at once.
        seconds: The time limit of one call on the thread.
    """

    env: ToolEnv
    slots: Slots
    thread: SlotThread | None
    seconds: float

    async def reset(self, *, seed: int, task: str) -> tuple[Observation, Info]:
        """Begin an episode, on the thread. See `ToolEnv.reset`."""
        options = {"task": task}
        if self.thread is None:
            return self.env.reset(seed=seed, options=options)
        return await self.slots.run(
            self.thread,
            lambda: self.env.reset(seed=seed, options=options),
            self.seconds,
            f"the reset of {self.env.environment.id}",
        )

    async def step_on_thread(
        self, thread: SlotThread, action: Action
    ) -> tuple[Observation, float, bool, bool, Info]:
        """Act, on the thread. See `ToolEnv.step`."""
        return await self.slots.run(
            thread,
            lambda: self.env.step(action),
            self.seconds,
            f"a step in {self.env.environment.id}",
        )

    async def close(self) -> None:
        """Free the environment and its thread; wait for it, unless the thread is lost."""
        if self.thread is None or self.thread.lost:
            self.abandon()
            return
        try:
            await self.slots.run(
                self.thread, self.env.close, self.seconds, f"closing {self.env.environment.id}"
            )
        finally:
            self.thread.end()

    def abandon(self) -> None:
        """Free the environment without waiting: on its thread, when its last call returns."""
        if self.thread is None:
            tried(self.env.close)
            return
        self.thread.afterwards(self.env.close)
        self.thread.end()


class HostPool:
    """The hosts of a run, used again from rollout to rollout of the same environment.

    Args:
        slots: For toolsets that wait.
        seconds: The time limit of one call on a thread.
    """

    def __init__(self, slots: Slots, seconds: float) -> None:
        self._slots = slots
        # Apart from calls, so that an environment that never waits need not wait for one that does.
        self._starts = Slots()
        self._spare: list[SlotThread] = []
        self._seconds = seconds
        self._idle: defaultdict[str, list[Host]] = defaultdict(list)
        self._taken: set[Host] = set()
        self._waits: dict[str, bool] = {}
        self._finding: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def take(self, environment: Environment) -> Host:
        """An idle host of the environment, or a new one."""
        idle = self._idle[environment.id]
        hosted = idle.pop() if idle else await self._new(environment)
        self._taken.add(hosted)
        return hosted

    def give_back(self, hosted: Host) -> None:
        """Keep a host for the next rollout."""
        self._taken.discard(hosted)
        self._idle[hosted.env.environment.id].append(hosted)

    async def throw_away(self, hosted: Host) -> None:
        """Close a host that must not be used again."""
        self._taken.discard(hosted)
        await hosted.close()

    async def drop(self, environment_id: str) -> None:
        """Close the idle hosts of an environment that no further rollout needs."""
        idle = self._idle.pop(environment_id, [])
        # What fails to close cannot be used again either, and spoils no rollout.
        await asyncio.gather(*(hosted.close() for hosted in idle), return_exceptions=True)

    def abandon(self) -> None:
        """Free all hosts without waiting: the run is over, or broken off."""
        for hosted in [*self._taken, *(h for idle in self._idle.values() for h in idle)]:
            hosted.abandon()
        for thread in self._spare:
            thread.end()
        self._taken.clear()
        self._idle.clear()
        self._spare.clear()

    async def _new(self, environment: Environment) -> Host:
        waits = self._waits.get(environment.id)
        if waits is None:
            # One finds out, the others wait for it.
            async with self._finding[environment.id]:
                waits = self._waits.get(environment.id)
                if waits is None:
                    hosted = await self._start(environment)
                    self._waits[environment.id] = hosted is not None
                    if hosted is not None:
                        return hosted
        if waits and (hosted := await self._start(environment)) is not None:
            return hosted
        return Host(ToolEnv(environment), self._slots, None, self._seconds)

    async def _start(self, environment: Environment) -> Host | None:
        """Make a host with a thread, or None when its toolset turns out never to wait.

        Making a toolset may wait as well, so it is made on a thread to find out. One that never
        waits is closed again, because some of what it holds may be bound to the thread that made
        it.
        """
        thread = self._spare.pop() if self._spare else SlotThread()

        def make() -> ToolEnv | None:
            env = ToolEnv(environment)
            if env.toolset.blocking and not thread.lost:
                return env
            tried(env.close)
            return None

        try:
            env = await self._starts.run(
                thread,
                make,
                self._seconds,
                f"starting {environment.id}",
                patience=_PATIENCE_SECONDS,
            )
        except BaseException:
            # Whatever it still makes, it closes.
            thread.lost = True
            thread.end()
            raise
        if env is None:
            self._spare.append(thread)
            return None
        return Host(env, self._slots, thread, self._seconds)
