"""Private copies of upstream's API classes.

The modules are executed under names of our own and with an import function of our own, so that they
get a clock that stands still, and nothing they change is seen by anyone who imports `bfcl_eval`.
"""

from __future__ import annotations

import builtins
import functools
import importlib.util
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType

from agentgym_envs.bfcl import frozen_clock, wheel

_PACKAGE = "bfcl_eval.eval_checker.multi_turn_eval.func_source_code."


@dataclass(frozen=True, slots=True)
class ApiClass:
    """One of upstream's classes.

    Attributes:
        name: Its name there.
        create: Makes an instance without a scenario.
        methods: Its public methods, each taking the instance and keyword arguments.
        parameters: The names of each method's parameters, in order.
        shared_defaults: Per method, the parameters whose default is one list for all calls.
    """

    name: str
    create: Callable[[], object]
    methods: Mapping[str, Callable[..., object]]
    parameters: dict[str, tuple[str, ...]]
    shared_defaults: dict[str, tuple[str, ...]]


@functools.cache
def api_class(name: str) -> ApiClass:
    """The class of this name (a key of `wheel.API_FILES`).

    Raises:
        NotInstalledError: See `wheel.root`.
    """
    found = getattr(_load(wheel.API_FILES[name]), name)
    methods = {
        method: function
        for method, function in inspect.getmembers(found, inspect.isfunction)
        if not method.startswith("_")
    }
    parameters: dict[str, tuple[str, ...]] = {}
    shared: dict[str, tuple[str, ...]] = {}
    for method, function in methods.items():
        declared = list(inspect.signature(function).parameters.values())[1:]
        parameters[method] = tuple(parameter.name for parameter in declared)
        lists = tuple(p.name for p in declared if isinstance(p.default, list))
        if lists:
            shared[method] = lists
    return ApiClass(name, found, methods, parameters, shared)


@functools.cache
def directory_class() -> type:
    """The class of the nodes of upstream's file system that hold others."""
    directory: type = _load(wheel.API_FILES["GorillaFileSystem"]).Directory
    return directory


@functools.cache
def _load(module: str) -> ModuleType:
    path = wheel.root() / wheel.API_FOLDER / f"{module}.py"
    spec = importlib.util.spec_from_file_location(f"agentgym_envs.bfcl._upstream_{module}", path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    # `import` statements call the `__import__` that a module finds among its own builtins.
    loaded.__dict__["__builtins__"] = {**vars(builtins), "__import__": _import}
    spec.loader.exec_module(loaded)
    return loaded


def _import(
    name: str,
    global_names: Mapping[str, object] | None = None,
    local_names: Mapping[str, object] | None = None,
    names: Sequence[str] | None = (),
    level: int = 0,
) -> ModuleType:
    if name.startswith(_PACKAGE):
        return _load(name.removeprefix(_PACKAGE))
    if name == "datetime":
        return frozen_clock.module()
    if name == "subprocess":
        # Imported by the file system and never used.
        return ModuleType("subprocess")
    return builtins.__import__(name, global_names, local_names, names or (), level)
