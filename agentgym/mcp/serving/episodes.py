"""The episodes of one server: begun, found, and closed when nobody wants them any more."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from agentgym.environment import Environment
from agentgym.errors import (
    AgentGymError,
    InfrastructureError,
    InvalidOptionError,
    TooManyEpisodesError,
    UnknownEnvironmentError,
    UnknownEpisodeError,
    did_you_mean,
)
from agentgym.mcp.serving.episode import Replies, ServedEpisode
from agentgym.registry import full_id, load
from agentgym.rollout.fault import fault_of
from agentgym.rollout.host import HostPool
from agentgym.rollout.threads import Slots

_TOKEN_BYTES = 24
_SLOTS = 256
_CALL_SECONDS = 60.0
_SWEEP_SECONDS = 5.0
_LONGEST_SECONDS = 30 * 24 * 3600.0


@dataclass(slots=True, eq=False)
class Entry:
    """An open episode and its place in the server.

    Attributes:
        id: What its URL holds: nobody can guess it.
        episode: The episode.
        expire_seconds: How long it may lie idle.
        begun: When it was begun, by the server's clock.
        used: When it was last used.
        serving: Requests that are being answered; while there are any it is not idle.
        on_close: What else is to be freed with it.
    """

    id: str
    episode: ServedEpisode
    expire_seconds: float
    begun: float
    used: float
    serving: int = 0
    on_close: list[Callable[[], Awaitable[None]]] = field(default_factory=list)


class Episodes:
    """All open episodes of a server.

    Args:
        environments: The ids of the environments that may be played.
        most: How many episodes may be open at once.
        expire_seconds: How long one may lie idle before it is closed, unless it is given another
            time.
        clock: Tells the time in seconds; it never goes back.
    """

    def __init__(
        self,
        environments: Iterable[str],
        *,
        most: int = 4096,
        expire_seconds: float = 1800.0,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.environments = tuple(map(full_id, environments))
        self.expire_seconds = _checked_seconds(expire_seconds)
        if most < 1:
            raise InvalidOptionError(f"at most {most} episodes; at least 1 must be allowed")
        self._most = most
        self._clock = clock
        self._pool = HostPool(Slots(_SLOTS), _CALL_SECONDS)
        self._open: dict[str, Entry] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._starting = 0
        self._ended = False

    def __len__(self) -> int:
        """How many are open."""
        return len(self._open)

    def __iter__(self) -> Iterator[Entry]:
        """The open ones, the oldest first."""
        return iter(list(self._open.values()))

    async def create(
        self,
        environment: str,
        *,
        task: str | None = None,
        seed: int = 0,
        replies: Replies = "tool",
        expire_seconds: float | None = None,
    ) -> Entry:
        """Begin an episode.

        Args:
            environment: The environment's id.
            task: The task's id; None: the seed draws one.
            seed: Decides everything random.
            replies: How the agent's messages reach the user.
            expire_seconds: How long it may lie idle.

        Raises:
            UnknownEnvironmentError: It is not one of those served.
            UnknownTaskError: It has no such task.
            InvalidOptionError: Seed, replies or time are not possible.
            TooManyEpisodesError: As many episodes are open as may be.
            NotInstalledError: What the environment needs is missing.
            InfrastructureError: The environment could not be started.
        """
        seconds = (
            self.expire_seconds if expire_seconds is None else _checked_seconds(expire_seconds)
        )
        wanted = full_id(environment)
        if wanted not in self.environments:
            raise UnknownEnvironmentError(
                f"{environment!r:.80} is not served here.{did_you_mean(wanted, self.environments)} "
                f"There are {len(self.environments)}, and GET /environments lists them."
            )
        self._sweep()
        if len(self._open) + self._starting >= self._most:
            raise TooManyEpisodesError(
                f"{self._most} episodes are open, and no more are allowed; delete those that are "
                "done, or start the server with more: --episodes"
            )
        self._starting += 1
        try:
            episode = await ServedEpisode.begin(
                await _loaded(wanted), self._pool, task=task, seed=seed, replies=replies
            )
        finally:
            self._starting -= 1
        if self._ended:
            await episode.close()
            raise InfrastructureError("the server is ending, and begins no more episodes")
        now = self._clock()
        entry = Entry(secrets.token_urlsafe(_TOKEN_BYTES), episode, seconds, now, now)
        self._open[entry.id] = entry
        return entry

    def find(self, episode_id: str) -> Entry:
        """The open episode of an id.

        Raises:
            UnknownEpisodeError: There is none.
        """
        entry = self._open.get(episode_id)
        if entry is None or self._idle_for(entry) > entry.expire_seconds:
            raise UnknownEpisodeError(
                "there is no open episode of this id here; it may have been deleted, or have "
                "expired because nobody used it"
            )
        return entry

    @contextmanager
    def using(self, entry: Entry) -> Iterator[ServedEpisode]:
        """Keep an episode from expiring for a while."""
        entry.serving += 1
        try:
            yield entry.episode
        finally:
            entry.serving -= 1
            entry.used = self._clock()

    def age(self, entry: Entry) -> float:
        """Seconds since an episode was begun."""
        return self._clock() - entry.begun

    def expires_in(self, entry: Entry) -> float:
        """Seconds until an episode expires if nobody uses it."""
        return entry.expire_seconds - self._idle_for(entry)

    async def close(self, episode_id: str) -> None:
        """Close an episode and forget it.

        Raises:
            UnknownEpisodeError: There is none.
        """
        await self._start_closing(self.find(episode_id))

    async def expire(self) -> None:
        """Close what has lain idle too long."""
        await asyncio.gather(*self._sweep())

    async def watch(self) -> None:
        """Go on closing what has lain idle too long, until cancelled."""
        while True:
            await asyncio.sleep(_SWEEP_SECONDS)
            await self.expire()

    async def close_all(self, seconds: float = 5.0) -> None:
        """Close every episode; may be called more than once.

        Args:
            seconds: How long calls that still run are waited for; those that hang are left behind.
        """
        self._ended = True
        for entry in self:
            self._start_closing(entry)
        if self._closing:
            _, hanging = await asyncio.wait(self._closing, timeout=seconds)
            for task in hanging:
                task.cancel()
        self._pool.abandon()

    def _sweep(self) -> list[asyncio.Task[None]]:
        """Begin to close what has lain idle too long; its places are free at once."""
        idle = [e for e in self._open.values() if self._idle_for(e) > e.expire_seconds]
        return [self._start_closing(entry) for entry in idle]

    def _start_closing(self, entry: Entry) -> asyncio.Task[None]:
        self._open.pop(entry.id, None)
        task = asyncio.create_task(_close(entry))
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)
        return task

    def _idle_for(self, entry: Entry) -> float:
        return 0.0 if entry.serving else self._clock() - entry.used


async def _loaded(environment_id: str) -> Environment:
    """An environment, which may read files for seconds, once.

    Raises:
        AgentGymError: It cannot be had, for a reason that is told.
        InfrastructureError: Whoever wrote it did not foresee what went wrong.
    """
    found: list[Environment] = []
    refused: list[AgentGymError] = []

    async def read() -> None:
        try:
            found.append(await asyncio.to_thread(load, environment_id))
        except AgentGymError as error:
            refused.append(error)

    fault = await fault_of(read())
    if refused:
        raise refused[0]
    if fault is not None:
        raise InfrastructureError(f"{environment_id} could not be loaded: {fault}")
    return found[0]


async def _close(entry: Entry) -> None:
    for close in entry.on_close:
        # What fails to close is forgotten all the same.
        await fault_of(close())
    entry.on_close.clear()
    await entry.episode.close()


def _checked_seconds(seconds: float) -> float:
    if not 0 < seconds <= _LONGEST_SECONDS:
        raise InvalidOptionError(
            f"an episode cannot expire after {seconds:g} seconds; give more than 0 and at most "
            f"{_LONGEST_SECONDS:g}"
        )
    return seconds
