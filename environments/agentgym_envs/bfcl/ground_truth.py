"""Upstream's ground truth: calls written as Python text, read without evaluating anything."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from pydantic import JsonValue

from agentgym.errors import InvalidTaskError
from agentgym.tools import ToolCall
from agentgym_envs.bfcl.api_classes import api_class


def parse_call(text: str, classes: Iterable[str]) -> ToolCall:
    """Read a call such as `sort('a.txt')`; positional arguments get their parameters' names.

    Args:
        text: One call with literal arguments.
        classes: The API classes at hand, one of which has the method.

    Raises:
        InvalidTaskError: It is not such a call, or none of the classes has the method.
    """
    try:
        call = ast.parse(text.strip(), mode="eval").body
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            raise ValueError("it is not a call by name")
        arguments: dict[str, JsonValue] = {}
        if call.args:
            names = _parameters(call.func.id, classes)
            for name, argument in zip(names, call.args, strict=False):
                arguments[name] = ast.literal_eval(argument)
            if len(call.args) > len(names):
                raise ValueError(f"it has {len(call.args)} arguments where {len(names)} are taken")
        for keyword in call.keywords:
            if keyword.arg is None:
                raise ValueError("it unpacks keywords")
            arguments[keyword.arg] = ast.literal_eval(keyword.value)
    except (SyntaxError, ValueError) as error:
        raise InvalidTaskError(
            f"the BFCL ground truth {text!r:.200} cannot be read: {error}"
        ) from error
    return ToolCall(call.func.id, arguments)


def _parameters(method: str, classes: Iterable[str]) -> tuple[str, ...]:
    for name in classes:
        parameters = api_class(name).parameters
        if method in parameters:
            return parameters[method]
    raise ValueError(f"none of the classes {', '.join(classes)} has a method {method}")
