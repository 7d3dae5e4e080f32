"""Python functions, or the methods of a class, as a toolset."""

from __future__ import annotations

import asyncio
import copy
import inspect
import pickle
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import cast

import orjson
from pydantic import JsonValue, ValidationError
from pydantic_core import PydanticSerializationError, to_jsonable_python

from agentgym.errors import (
    AgentGymError,
    InfrastructureError,
    InvalidTaskError,
    InvalidToolError,
    ToolError,
    did_you_mean,
)
from agentgym.functions.definition import Definition, define, mark_of
from agentgym.functions.json_state import JsonState, public_attributes, write_state
from agentgym.schema.refusal import locate, shorten
from agentgym.tools import Tool, ToolCall, ToolResult


class FunctionToolset:
    """Tools that are Python.

    A class gives its `@tool` methods; an instance of it is made at each reset, so its attributes
    are the state of the episode. Its `__init__` may take `initial` and `seed` by keyword. It may
    have these methods, which are no tools: `reset(initial, seed)`, where `__init__` takes neither;
    `state()`, the state as JSON values instead of the public attributes; `offered(turn)`, the names
    of the tools offered in a user turn; `begin_turn(turn)`; `close()`.

    A tool refuses a call by raising `ToolError`, `ValueError` or `LookupError`: the agent reads the
    message. Any other exception is a fault of the tool, not of the agent: `InfrastructureError`.

    A tool's result is JSON (of a dict, a dataclass, a pydantic model), a `str` as it stands, or
    `{"result": ...}` around anything else.

    Args:
        source: A class, or functions, which have no state.
        blocking: Whether a call may wait, so that the runner calls it off its loop.
        atomic: Whether a refused call is undone: a copy of the instance is kept during each call
            of a tool that is not read-only. Changes outside the instance are not undone.

    Raises:
        InvalidToolError: There are no tools, two of one name, or one that has no schema.
    """

    def __init__(
        self,
        source: type | Iterable[Callable[..., object]],
        *,
        blocking: bool = True,
        atomic: bool = True,
    ) -> None:
        self._class = source if isinstance(source, type) else None
        definitions = _methods(source) if isinstance(source, type) else _functions(tuple(source))
        self._definitions = {definition.tool.name: definition for definition in definitions}
        self._all = tuple(definition.tool for definition in definitions)
        self._offered, self._names = self._all, tuple(self._definitions)
        self._blocking = blocking
        self._atomic = atomic
        self._instance: object = None
        self._initial = b"{}"
        self._loop: asyncio.AbstractEventLoop | None = None
        if not blocking and any(definition.is_async for definition in definitions):
            raise InvalidToolError(
                "async tools wait for their result, so their toolset blocks; "
                "leave blocking=True, or make the tools plain functions"
            )

    @property
    def blocking(self) -> bool:
        """Whether a call may wait."""
        return self._blocking

    @property
    def tools(self) -> tuple[Tool, ...]:
        """The tools offered now, in the order of their definition."""
        return self._offered

    def reset(self, seed: int, initial: JsonValue = None) -> None:
        """Make a new instance of the class.

        Raises:
            InvalidTaskError: The class takes no `initial`, or refuses this one.
            InvalidToolError: The state cannot be copied or written as JSON.
            InfrastructureError: The class failed.
        """
        self._release()
        if self._class is None:
            if initial is not None:
                raise InvalidTaskError(
                    f"functions have no state, so the initial state {shorten(initial)} has nowhere "
                    "to go; make a toolset of a class"
                )
            return
        self._instance = _instantiate(self._class, seed, initial)
        self._initial = write_state(self._state_now())
        if self._atomic:
            _snapshot(self._instance)
        self._offer(0)

    def begin_turn(self, turn: int) -> None:
        """Tell the instance, where it wants to know, and ask it which tools it offers."""
        begin = _own_method(self._instance, "begin_turn")
        if begin is not None:
            begin(turn)
        self._offer(turn)

    def call(self, call: ToolCall) -> ToolResult:
        """Run one call.

        Raises:
            InfrastructureError: The tool failed, or the toolset was not reset.
        """
        definition = self._definitions.get(call.name)
        if definition is None or call.name not in self._names:
            words = f"no tool {call.name!r}.{did_you_mean(call.name, self._names)}"
            return ToolResult(words, is_error=True)
        if self._class is not None and self._instance is None:
            raise InfrastructureError(f"{call.name} was called before reset(); call reset() first")
        try:
            arguments = definition.convert(call.arguments)
        except ValidationError as error:
            return ToolResult(_explain(call.name, error), is_error=True)
        undo = None
        if self._atomic and self._instance is not None and not definition.tool.read_only:
            undo = _snapshot(self._instance)
        try:
            value = self._run(definition, arguments)
        except (ToolError, ValueError, LookupError) as error:
            if isinstance(error, AgentGymError) and not isinstance(error, ToolError):
                raise
            if undo is not None:
                self._instance = undo()
            return ToolResult(_message(error), is_error=True)
        except InfrastructureError:
            raise
        except Exception as error:
            # Raised again under the one name that says whose fault it is, and by which tool.
            raise InfrastructureError(
                f"tool {call.name} failed with {type(error).__name__}: {error}; to refuse a call, "
                "a tool raises ToolError"
            ) from error
        return ToolResult(_content(call.name, value))

    def state(self) -> JsonState:
        """The public attributes of the instance (or what its `state()` returns) as JSON."""
        return JsonState(self._initial, write_state(self._state_now()))

    def close(self) -> None:
        """Let go of the instance and of the event loop."""
        self._release()
        if self._loop is not None:
            self._loop.close()
            self._loop = None

    def _release(self) -> None:
        instance, self._instance = self._instance, None
        self._initial = b"{}"
        self._offered, self._names = self._all, tuple(self._definitions)
        close = _own_method(instance, "close")
        if close is not None:
            close()

    def _state_now(self) -> object:
        if self._instance is None:
            return {}
        own = _own_method(self._instance, "state")
        return public_attributes(self._instance) if own is None else own()

    def _offer(self, turn: int) -> None:
        offered = _own_method(self._instance, "offered")
        if offered is None:
            return
        names = cast("Iterable[str]", offered(turn))
        wanted = list(names)
        for name in wanted:
            if name not in self._definitions:
                raise InvalidToolError(
                    f"{type(self._instance).__name__}.offered({turn}) names {name!r}, which is no "
                    f"tool.{did_you_mean(name, self._definitions)}"
                )
        self._offered = tuple(tool for tool in self._all if tool.name in wanted)
        self._names = tuple(tool.name for tool in self._offered)

    def _run(self, definition: Definition, arguments: dict[str, object]) -> object:
        if definition.is_method:
            value = definition.function(self._instance, **arguments)
        else:
            value = definition.function(**arguments)
        if not definition.is_async:
            return value
        return self._wait(cast("Coroutine[object, object, object]", value))

    def _wait(self, coroutine: Coroutine[object, object, object]) -> object:
        """Run a coroutine on the toolset's own loop, which is kept between calls."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return self._loop.run_until_complete(coroutine)
        # One loop cannot run inside another (a notebook's), but it can in another thread.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(self._loop.run_until_complete, coroutine).result()


@lru_cache(maxsize=1024)
def _methods(source: type) -> tuple[Definition, ...]:
    found: dict[str, Definition] = {}
    for owner in reversed(source.__mro__):
        for name in vars(owner):
            attribute = inspect.getattr_static(source, name, None)
            function = getattr(attribute, "__func__", attribute)
            if mark_of(function) is None:
                continue
            if isinstance(attribute, classmethod):
                raise InvalidToolError(
                    f"{source.__name__}.{name} is a class method, whose changes would outlive the "
                    "episode; make it a method or a static method"
                )
            found[name] = define(function, not isinstance(attribute, staticmethod))
    if not found:
        raise InvalidToolError(
            f"class {source.__name__} has no tools; mark what an agent may call with @tool"
        )
    return _distinct(tuple(found.values()))


@lru_cache(maxsize=1024)
def _functions(source: tuple[Callable[..., object], ...]) -> tuple[Definition, ...]:
    for function in source:
        if not callable(function) or isinstance(function, type):
            raise InvalidToolError(
                f"{function!r:.80} is no function; pass a class, or an iterable of functions"
            )
    if not source:
        raise InvalidToolError(
            "there are no functions, so there would be no tools; pass at least one"
        )
    return _distinct(tuple(define(function, False) for function in source))


def _distinct(definitions: tuple[Definition, ...]) -> tuple[Definition, ...]:
    names = [definition.tool.name for definition in definitions]
    for name in names:
        if names.count(name) > 1:
            raise InvalidToolError(
                f"two tools are called {name!r}; give one another name with @tool(name=...)"
            )
    return definitions


def _own_method(instance: object, name: str) -> Callable[..., object] | None:
    """A method that the toolset itself calls; a tool of that name belongs to the agent."""
    method = getattr(instance, name, None)
    return method if callable(method) and mark_of(method) is None else None


def _instantiate(source: type, seed: int, initial: JsonValue) -> object:
    given: dict[str, object] = {"initial": copy.deepcopy(initial), "seed": seed}
    reset = _own_method(source, "reset")
    taker = source if reset is None else reset
    wanted = _keywords(taker) & given.keys()
    if initial is not None and "initial" not in wanted:
        raise InvalidTaskError(
            f"class {source.__name__} takes no initial state, so {shorten(initial)} has nowhere to "
            "go; give its __init__ (or a method `reset`) a keyword argument `initial`"
        )
    chosen = {name: given[name] for name in sorted(wanted)}
    try:
        if reset is None:
            return source(**chosen)
        instance = source()
        reset(instance, **chosen)
    except (ValueError, LookupError) as error:
        if initial is None:
            raise InfrastructureError(f"{source.__name__} could not be reset: {error}") from error
        raise InvalidTaskError(
            f"class {source.__name__} refuses the initial state {shorten(initial)}: "
            f"{_message(error)}"
        ) from error
    return instance


def _keywords(function: Callable[..., object]) -> set[str]:
    try:
        parameters = inspect.signature(function).parameters.values()
    except ValueError:
        # A class made in C has no signature, and no use for these arguments.
        return set()
    kinds = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return {parameter.name for parameter in parameters if parameter.kind in kinds}


def _snapshot(instance: object) -> Callable[[], object]:
    """A copy of the instance, made now and unpacked only if asked for."""
    try:
        # Ten times as fast as a deep copy, but not everything pickles.
        packed = pickle.dumps(instance, pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, TypeError, AttributeError):
        pass
    else:
        return lambda: pickle.loads(packed)
    try:
        twin = copy.deepcopy(instance)
    except TypeError as error:
        raise InvalidToolError(
            f"an instance of {type(instance).__name__} cannot be copied: {error}; refused calls "
            "are undone by a copy, so keep such things out of its attributes, or pass atomic=False "
            "and let every tool check before it changes anything"
        ) from error
    return lambda: twin


def _message(error: Exception) -> str:
    """What an exception says; for a bare key, that it was not found."""
    if isinstance(error, KeyError) and len(error.args) == 1:
        # Its text is the repr of the key; one that holds a sentence was raised to say it.
        key = error.args[0]
        return key if isinstance(key, str) and " " in key else f"not found: {key!r}"
    return str(error) or type(error).__name__


def _explain(name: str, error: ValidationError) -> str:
    problems = [
        f"argument {locate(p['loc'])!r}: {p['msg']}" for p in error.errors(include_url=False)[:3]
    ]
    return f"wrong arguments for {name}: {'; '.join(problems)}"


def _content(name: str, value: object) -> str:
    try:
        if isinstance(value, str):
            value.encode()
            return value
        if value is None:
            return "{}"
        plain = to_jsonable_python(value)
        return orjson.dumps(plain if isinstance(plain, dict) else {"result": plain}).decode()
    except (PydanticSerializationError, TypeError, UnicodeEncodeError) as error:
        raise InfrastructureError(
            f"tool {name} returned what cannot be written as JSON: {error}; return JSON values, "
            "dataclasses or pydantic models"
        ) from error
