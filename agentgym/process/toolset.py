"""Any toolset, in a child process."""

from __future__ import annotations

import base64
import pickle
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import JsonValue, TypeAdapter, ValidationError

from agentgym import errors
from agentgym.errors import AgentGymError, InfrastructureError, InvalidToolError
from agentgym.functions.json_state import JsonState
from agentgym.process.child import Child
from agentgym.process.frames import FrameError
from agentgym.schema import text_fault
from agentgym.tools import JsonObject, Tool, ToolCall, ToolResult
from agentgym.toolset import Comparison, State, Toolset

_T = TypeVar("_T")
_NAME = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*")
_TOOLS: TypeAdapter[tuple[Tool, ...]] = TypeAdapter(tuple[Tool, ...])
_RESULT = TypeAdapter(ToolResult)
_COMPARISON = TypeAdapter(Comparison)
_ERRORS: dict[str, type[AgentGymError]] = {
    name: found
    for name, found in vars(errors).items()
    if isinstance(found, type) and issubclass(found, AgentGymError)
}


class ProcessToolset:
    """A toolset in a process of its own: it may hang, crash or eat memory, and no other suffers.

    The process is started when first needed and kept from episode to episode. When it dies, takes
    too long or sends nonsense, it is ended with everything it has started, the call raises, and the
    next `reset` starts a new one. This is a fence against accidents, not against malice: the
    process has the rights of its parent. Needs a POSIX system.

    Args:
        factory: Makes the toolset, there: `"package.module:function"`, or a callable that pickles.
        call_seconds: How long one call may take.
        start_seconds: How long starting the process, or a reset, may take.
        memory_mb: How much address space the process may have, in MiB; numeric libraries reserve
            far more than they use.

    Raises:
        InvalidToolError: `factory` is neither.
    """

    def __init__(
        self,
        factory: str | Callable[[], Toolset],
        *,
        call_seconds: float = 30.0,
        start_seconds: float = 30.0,
        memory_mb: int | None = None,
    ) -> None:
        self._label, self._packed = _describe(factory)
        self._call_seconds = call_seconds
        self._start_seconds = start_seconds
        self._memory_bytes = None if memory_mb is None else memory_mb << 20
        self._child: Child | None = None
        self._tools: tuple[Tool, ...] | None = None
        self._episode = 0

    @property
    def blocking(self) -> bool:
        """A call always waits for the other process."""
        return True

    @property
    def tools(self) -> tuple[Tool, ...]:
        """The tools offered now; the first look starts the process.

        Raises:
            InvalidToolError: The toolset cannot be made.
            InfrastructureError: The process failed.
        """
        if self._tools is None:
            self._start()
            self._learn(self._ask({"op": "tools"}, self._start_seconds))
        assert self._tools is not None
        return self._tools

    @property
    def pid(self) -> int | None:
        """The id of the process; None while there is none."""
        return self._child.pid if self._child is not None and self._child.alive else None

    def reset(self, seed: int, initial: JsonValue = None) -> None:
        """Begin an episode, in a new process if there is none.

        Raises:
            InvalidTaskError: The toolset refuses `initial`.
            InvalidToolError: The toolset cannot be made.
            InfrastructureError: The process failed.
        """
        self._start()
        self._episode += 1
        request: dict[str, JsonValue] = {"op": "reset", "seed": seed, "initial": initial}
        self._learn(self._ask(request, self._start_seconds))

    def begin_turn(self, turn: int) -> None:
        """A user turn begins."""
        self._learn(self._ask({"op": "begin_turn", "turn": turn}, self._call_seconds))

    def call(self, call: ToolCall) -> ToolResult:
        """Run one call.

        Raises:
            TimeLimitError: It took longer than `call_seconds`.
            InfrastructureError: The process died or sent nonsense, or the tool failed.
        """
        fault = text_fault(call.arguments)
        if fault is not None:
            return ToolResult(f"wrong arguments for {call.name}: {fault}", is_error=True)
        request: dict[str, JsonValue] = {
            "op": "call",
            "name": call.name,
            "arguments": call.arguments,
        }
        try:
            answer = self._ask(request, self._call_seconds)
        except FrameError as error:
            return ToolResult(f"the arguments for {call.name} are too long: {error}", is_error=True)
        return self._read(_RESULT, answer)

    def state(self) -> State:
        """The state now.

        Raises:
            InfrastructureError: The process failed.
        """
        match self._ask({"op": "state"}, self._call_seconds):
            case {"initial": str(initial), "now": str(now)}:
                return JsonState(initial.encode(), now.encode())
            case {"kept": int(number), "digest": str(digest)}:
                return KeptState(self, self._episode, number, digest)
            case answer:
                raise self._nonsense(answer)

    def close(self) -> None:
        """End the process and everything it has started; may be called more than once."""
        child, self._child = self._child, None
        self._episode += 1
        if child is not None:
            child.end()

    def compare(self, episode: int, number: int, goal: JsonValue) -> Comparison:
        """Compare a state kept in the process with a goal.

        Raises:
            InvalidTaskError: The toolset does not understand the goal.
            InfrastructureError: The process failed, or the state's episode is over.
        """
        if episode != self._episode:
            raise InfrastructureError(
                f"the state belongs to an earlier episode of {self._label} and is gone; compare "
                "states before the next reset or close"
            )
        request: dict[str, JsonValue] = {"op": "compare", "state": number, "goal": goal}
        return self._read(_COMPARISON, self._ask(request, self._call_seconds))

    def _start(self) -> None:
        if self._child is not None and self._child.alive:
            return
        self._child = Child(self._label)
        request: dict[str, JsonValue] = {
            "op": "start",
            "path": list(sys.path),
            "factory": self._label,
            "pickle": self._packed,
            "memory_bytes": self._memory_bytes,
        }
        try:
            self._ask(request, self._start_seconds)
        except AgentGymError:
            self._child.end(at_once=True)
            raise

    def _ask(self, request: dict[str, JsonValue], seconds: float) -> JsonObject:
        if self._child is None or not self._child.alive:
            raise InfrastructureError(
                f"there is no process of {self._label}; reset() starts a new one"
            )
        answer = self._child.ask(request, seconds)
        error, message = answer.get("error"), answer.get("message")
        if isinstance(error, str):
            raise _ERRORS.get(error, InfrastructureError)(str(message))
        return answer

    def _learn(self, answer: JsonObject) -> None:
        told = answer.get("tools")
        if told is not None:
            tools = self._read(_TOOLS, told)
            # A new process tells them anew; the same tools stay the same objects.
            self._tools = self._tools if tools == self._tools else tools
        elif self._tools is None:
            raise self._nonsense(answer)

    def _read(self, form: TypeAdapter[_T], answer: JsonValue) -> _T:
        try:
            return form.validate_python(answer)
        except ValidationError:
            raise self._nonsense(answer) from None

    def _nonsense(self, answer: object) -> InfrastructureError:
        if self._child is not None:
            self._child.end(at_once=True)
        return InfrastructureError(
            f"the process of {self._label} sent nonsense and was ended: {answer!r:.200}"
        )


@dataclass(frozen=True, slots=True)
class KeptState:
    """A state that only the toolset in the process can compare.

    Attributes:
        toolset: Where it is kept.
        episode: During which episode.
        number: Which one of that episode.
    """

    toolset: ProcessToolset = field(repr=False)
    episode: int
    number: int
    sha256: str

    def compare(self, goal: JsonValue) -> Comparison:
        """Compare with a goal, in the process. See `State.compare`."""
        return self.toolset.compare(self.episode, self.number, goal)

    def digest(self) -> str:
        """The digest, as the toolset gave it."""
        return self.sha256


def _describe(factory: str | Callable[[], Toolset]) -> tuple[str, str | None]:
    """What the factory is called, and the factory packed unless its name suffices."""
    if isinstance(factory, str):
        if _NAME.fullmatch(factory) is None:
            raise InvalidToolError(
                f"{factory!r} does not name a factory; write it as 'package.module:function'"
            )
        return factory, None
    label = f"{getattr(factory, '__module__', '')}:{getattr(factory, '__qualname__', factory)}"
    try:
        packed = pickle.dumps(factory)
    except (pickle.PicklingError, TypeError, AttributeError) as error:
        raise InvalidToolError(
            f"the factory {label} cannot be sent to another process: {error}; put it at the top "
            "level of a module, or name it as 'package.module:function'"
        ) from error
    return label, base64.b64encode(packed).decode()
