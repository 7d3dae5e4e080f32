"""A time limit on each decision of an actor, at next to no cost for those that decide at once."""

from __future__ import annotations

import asyncio
import math
from types import TracebackType
from typing import Self

from agentgym.errors import TimeLimitError
from agentgym.rollout.policy import Actor, Completion
from agentgym.spaces import Observation
from agentgym.tools import Tool


class Patience:
    """Cuts off an actor that takes longer than `seconds` over one decision.

    One timer serves a whole episode: it looks now and then whether the decision under way is
    overdue. `asyncio.timeout` would set and cancel one at every step, which costs about 4 us.

    Args:
        seconds: The limit.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._due = math.inf
        self._expired = False

    def __enter__(self) -> Self:
        """Begin to watch the current task."""
        task = asyncio.current_task()
        assert task is not None
        self._task = task
        self._loop = asyncio.get_running_loop()
        self._timer = self._loop.call_later(self._seconds, self._look)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop watching."""
        self._timer.cancel()

    async def act(
        self, actor: Actor, observation: Observation, tools: tuple[Tool, ...]
    ) -> Completion:
        """Let the actor decide.

        Raises:
            TimeLimitError: It took too long.
        """
        self._due = self._loop.time() + self._seconds
        try:
            completion = await actor.act(observation, tools)
        except asyncio.CancelledError:
            if self._expired and self._task.uncancel() == 0:
                raise self._overdue() from None
            raise
        finally:
            self._due = math.inf
        if self._expired:
            # It was cancelled, and answered all the same.
            self._task.uncancel()
            raise self._overdue()
        return completion

    def _look(self) -> None:
        now = self._loop.time()
        if now >= self._due:
            self._expired = True
            self._task.cancel()
        else:
            self._timer = self._loop.call_at(min(self._due, now + self._seconds), self._look)

    def _overdue(self) -> TimeLimitError:
        return TimeLimitError(f"the policy took longer than {self._seconds:g} s over one decision")
