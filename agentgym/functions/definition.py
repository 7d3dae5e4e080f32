"""From a Python function to a tool: its schema from type hints, its words from the docstring."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar, overload

import orjson
from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter, create_model
from pydantic.errors import PydanticInvalidForJsonSchema, PydanticUserError
from pydantic_core import PydanticSerializationError, to_jsonable_python

from agentgym.errors import InvalidToolError
from agentgym.functions.docstring import read_docstring
from agentgym.schema import compile_schema
from agentgym.tools import Tool

_MARK = "__agentgym_tool__"
_F = TypeVar("_F", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class ToolMark:
    """What `@tool` says about a function."""

    name: str | None = None
    read_only: bool = False


@overload
def tool(function: _F, /) -> _F: ...


@overload
def tool(*, name: str | None = None, read_only: bool = False) -> Callable[[_F], _F]: ...


def tool(
    function: _F | None = None, /, *, name: str | None = None, read_only: bool = False
) -> _F | Callable[[_F], _F]:
    """Mark a function or method as a tool; it stays the function it is.

    Its arguments' schema comes from the type hints (`Annotated[int, Field(ge=1)]`, `Literal`,
    `Optional`, dataclasses, `TypedDict`, pydantic models, ...), its description from the first
    paragraph of the docstring, those of the arguments from the `Args:` section. It refuses a call
    by raising `ToolError`, `ValueError` or `LookupError`.

    Args:
        function: The function, where the decorator is used without arguments.
        name: The tool's name, if not the function's.
        read_only: Calling it never changes state.
    """

    def mark(marked: _F) -> _F:
        # A static or class method wraps the function that is looked at later.
        setattr(getattr(marked, "__func__", marked), _MARK, ToolMark(name, read_only))
        return marked

    return mark if function is None else mark(function)


def mark_of(function: object) -> ToolMark | None:
    """The mark that `@tool` left; None on anything else."""
    found = getattr(function, _MARK, None)
    return found if isinstance(found, ToolMark) else None


@dataclass(frozen=True, slots=True)
class Definition:
    """A function as a tool.

    Attributes:
        tool: What the agent is told.
        function: The function; takes the instance first if it is a method.
        is_method: Whether it does.
        is_async: Whether it gives a coroutine.
    """

    tool: Tool
    function: Callable[..., object]
    is_method: bool
    is_async: bool
    _model: type[BaseModel]
    _parameters: tuple[tuple[str, str], ...]

    def convert(self, arguments: Mapping[str, JsonValue]) -> dict[str, object]:
        """The arguments as the annotated Python types; those left out stay out.

        Raises:
            pydantic.ValidationError: They do not fit.
        """
        model = self._model.model_validate(arguments)
        given = model.model_fields_set
        return {name: getattr(model, field) for field, name in self._parameters if field in given}


@lru_cache(maxsize=4096)
def define(function: Callable[..., object], is_method: bool) -> Definition:
    """Make a tool of a function.

    Raises:
        InvalidToolError: It has no docstring, an argument without type hint, a type that has no
            JSON Schema, or arguments that cannot be named.
    """
    mark = mark_of(function) or ToolMark()
    what = getattr(function, "__qualname__", repr(function))
    name = mark.name or getattr(function, "__name__", "")
    if not inspect.getdoc(function) or not function.__doc__:
        raise InvalidToolError(
            f"{what} has no docstring; its first paragraph is what the agent is told, so write one"
        )
    words = read_docstring(function.__doc__)
    parameters = _parameters(function, what, is_method)
    hints = _hints(function, what)
    fields: dict[str, object] = {}
    for number, parameter in enumerate(parameters):
        if parameter.name not in hints:
            raise InvalidToolError(
                f"argument {parameter.name!r} of {what} has no type hint; "
                f"write for example `{parameter.name}: str`"
            )
        # Fields have names of their own: an argument may be called `json` or `_x`, a field may not.
        fields[f"p{number}"] = (hints[parameter.name], _field(parameter))
    model = _model(what, fields)
    schema = _input_schema(what, model)
    properties = schema["properties"]
    assert isinstance(properties, dict)
    for argument, text in words.arguments.items():
        below = properties.get(argument)
        if isinstance(below, dict):
            below.setdefault("description", text)
    described = Tool(
        name=name,
        description=words.summary,
        input_schema=schema,
        output_schema=_output_schema(hints.get("return")),
        read_only=mark.read_only,
    )
    return Definition(
        tool=described,
        function=function,
        is_method=is_method,
        is_async=inspect.iscoroutinefunction(function),
        _model=model,
        _parameters=tuple((f"p{i}", p.name) for i, p in enumerate(parameters)),
    )


def _parameters(
    function: Callable[..., object], what: str, is_method: bool
) -> list[inspect.Parameter]:
    parameters = list(inspect.signature(function).parameters.values())[1 if is_method else 0 :]
    for parameter in parameters:
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            raise InvalidToolError(
                f"{what} takes {str(parameter).partition(':')[0]}; an agent passes named arguments "
                "only, so name each one (a list or a dict can be one of them)"
            )
        if parameter.kind is parameter.POSITIONAL_ONLY:
            raise InvalidToolError(
                f"argument {parameter.name!r} of {what} is positional-only; an agent passes named "
                "arguments only, so take the `/` out"
            )
    return parameters


def _hints(function: Callable[..., object], what: str) -> dict[str, object]:
    try:
        return typing.get_type_hints(function, include_extras=True)
    except (NameError, AttributeError, TypeError) as error:
        raise InvalidToolError(
            f"a type hint of {what} cannot be resolved: {error}; import or define the type at the "
            "top level of its module"
        ) from error


def _field(parameter: inspect.Parameter) -> object:
    alias, default = parameter.name, parameter.default
    if default is parameter.empty:
        return Field(alias=alias)
    try:
        orjson.dumps(to_jsonable_python(default))
    except (PydanticSerializationError, TypeError):
        # It cannot be shown to the agent; the function fills it in.
        return Field(alias=alias, default_factory=lambda: default)
    return Field(alias=alias, default=default)


def _model(what: str, fields: dict[str, object]) -> type[BaseModel]:
    config = ConfigDict(extra="forbid")
    try:
        model: type[BaseModel] = create_model("Arguments", __config__=config, **fields)  # type: ignore[call-overload]  # fields are made at run time
    except PydanticUserError as error:
        raise InvalidToolError(_unsupported(what, error)) from error
    return model


def _input_schema(what: str, model: type[BaseModel]) -> dict[str, JsonValue]:
    try:
        schema = _untitled(model.model_json_schema())
    except PydanticInvalidForJsonSchema as error:
        raise InvalidToolError(_unsupported(what, error)) from error
    schema.pop("description", None)
    schema.setdefault("properties", {})
    compile_schema(f"the input schema of {what}", schema)
    return schema


def _unsupported(what: str, error: PydanticUserError) -> str:
    return (
        f"{what} takes a type that has no JSON Schema: {error.message.partition(chr(10))[0]}; use "
        "JSON types, Literal, dates, dataclasses, TypedDict or pydantic models"
    )


def _output_schema(hint: object) -> dict[str, JsonValue] | None:
    if hint is None or hint is types.NoneType:
        return None
    try:
        adapter: TypeAdapter[object] = TypeAdapter(hint)  # type: ignore[arg-type]  # any type hint
        schema = _untitled(adapter.json_schema(mode="serialization"))
    except PydanticUserError:
        # A result is never checked against its schema, so it may be of any type.
        return None
    return schema if schema.get("type") == "object" else None


def _untitled(schema: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Without the titles that pydantic makes of every name: they only cost the agent tokens."""

    def strip(value: JsonValue, names_below: bool) -> JsonValue:
        if isinstance(value, list):
            return [strip(item, False) for item in value]
        if not isinstance(value, dict):
            return value
        return {
            key: item
            if key in ("default", "const", "enum", "examples")
            else strip(item, not names_below and key in ("properties", "$defs"))
            for key, item in value.items()
            if names_below or key != "title"
        }

    stripped = strip(schema, False)
    assert isinstance(stripped, dict)
    return stripped
