"""The API instances of one episode.

Upstream keeps them in globals and evaluates text to call them; here each episode has its own, and a
call is a name and arguments.
"""

from __future__ import annotations

import contextlib
import decimal
import json
from collections.abc import Iterator

import orjson
from pydantic import JsonValue

from agentgym.tools import ToolResult
from agentgym_envs.bfcl import file_tree
from agentgym_envs.bfcl.api_classes import ApiClass, api_class
from agentgym_envs.bfcl.scenario import Scenario
from agentgym_envs.bfcl.state import Snapshot, snapshot

# Upstream loads no scenario into these.
_STATELESS = frozenset({"MathAPI"})

# What a call can raise, whatever its arguments. A lack of memory is the machine's fault, not its.
_CALL_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    RuntimeError,
    TypeError,
    ValueError,
)

# These may fail half way, when something has changed already.
_FAILS_HALF_WAY = frozenset({"add_contact", "lockDoors", "setCruiseControl", "startEngine"})


class Instances:
    """Upstream's classes, loaded with a scenario.

    Args:
        scenario: What to load them with; it is copied.
    """

    __slots__ = ("_by_class", "_owners")

    def __init__(self, scenario: Scenario) -> None:
        self._by_class: dict[str, object] = {}
        self._owners: dict[str, tuple[ApiClass, object]] = {}
        for name in scenario.classes:
            api = api_class(name)
            instance = _load(api, scenario)
            self._by_class[name] = instance
            for method in api.methods:
                self._owners[method] = (api, instance)

    def run(self, name: str, arguments: dict[str, JsonValue]) -> ToolResult:
        """Call a method, and write down its result as upstream does, to the letter.

        An exception is a result too. `is_error` marks exceptions and results that hold an `error`,
        unless the call failed half way: an error promises that nothing has changed.
        """
        if name not in self._owners:
            return ToolResult(f"Error during execution: name {name!r} is not defined", True)
        api, instance = self._owners[name]
        # The instance may keep what it is given and change it later.
        given = {key: _copy(value) for key, value in arguments.items()}
        for parameter in api.shared_defaults.get(name, ()):
            # Upstream's default list is one object for all calls of the process.
            given.setdefault(parameter, [])
        before = self.snapshot() if name in _FAILS_HALF_WAY else None
        try:
            with _number_contexts(name), file_tree.bounded(name, instance):
                result = api.methods[name](instance, **given)
                content = _written(name, result)
        except _CALL_ERRORS as error:
            content, failed = f"Error during execution: {error}", True
        else:
            failed = isinstance(result, dict) and "error" in result
        return ToolResult(content, failed and (before is None or before == self.snapshot()))

    def snapshot(self) -> Snapshot:
        """Copy the public attributes."""
        return snapshot(self._by_class)


def _load(api: ApiClass, scenario: Scenario) -> object:
    instance = api.create()
    if api.name in _STATELESS:
        return instance
    config = orjson.loads(orjson.dumps(scenario.config.get(api.name, {})))
    instance._load_scenario(config, long_context=scenario.long_context)  # type: ignore[attr-defined]  # upstream's classes are not typed
    if scenario.long_context and api.name == "TravelAPI":
        # Upstream puts the very records of its module into every instance, and charges them.
        for records in (instance.credit_card_list, instance.booking_record):  # type: ignore[attr-defined]  # as above
            records.update({key: dict(record) for key, record in records.items()})
    return instance


def _written(name: str, result: object) -> str:
    if isinstance(result, str):
        return result
    if not isinstance(result, dict):
        return str(result)
    error = result.get("error")
    if isinstance(error, str):
        result["error"] = _ordered(name, error)
    try:
        return json.dumps(result)
    except (TypeError, ValueError):
        return str(result)


def _ordered(name: str, error: str) -> str:
    """Put the words of a set in order: upstream prints them as the process's hash seed has it."""
    if name == "book_flight":
        head, brace, words = error.partition("{")
        return (
            f"{head}{brace}{', '.join(sorted(words.rstrip('}').split(', ')))}}}" if brace else error
        )
    head, fields, names = error.partition("Invalid fields for update: ")
    return f"{head}{fields}{', '.join(sorted(names.split(', ')))}" if fields else error


@contextlib.contextmanager
def _number_contexts(name: str) -> Iterator[None]:
    """Keep the precision that a call sets to the call: upstream sets the whole process's."""
    if name == "square_root":
        with decimal.localcontext():
            yield
    elif name == "logarithm":
        from mpmath import mp

        with mp.workdps(mp.dps):
            yield
    else:
        yield


def _copy(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_copy(item) for item in value]
    return value
