"""Which environments there are: ids are known at import, contents are loaded when asked for."""

from __future__ import annotations

import fnmatch
import importlib
import importlib.util
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points

import gymnasium

from agentgym.environment import Environment
from agentgym.errors import (
    DuplicateEnvironmentError,
    InvalidEnvironmentError,
    NotInstalledError,
    UnknownEnvironmentError,
    did_you_mean,
)

NAMESPACE = "agentgym"
_ID = re.compile(r"agentgym/[a-z][a-z0-9]*-[a-z0-9]+(-[a-z0-9]+)*-v\d+")
_ENTRY_POINT = "agentgym.env:make_env"


@dataclass(frozen=True, slots=True)
class EnvironmentSpec:
    """What is known of an environment without loading it.

    Attributes:
        id: `agentgym/<family>-<name>-v<N>`.
        description: One line.
        tasks: How many tasks it has.
        load: Makes the environment: a callable that takes the id, or `"package.module:function"`.
        requires: The module that must be importable, where the content comes from elsewhere.
        remedy: The command that installs it.
    """

    id: str
    description: str
    tasks: int
    load: str | Callable[[str], Environment]
    requires: str | None = None
    remedy: str = ""

    @property
    def family(self) -> str:
        """The word between the slash and the first dash."""
        return self.id.partition("/")[2].partition("-")[0]

    @property
    def installed(self) -> bool:
        """Whether what it needs is there."""
        if self.requires is None:
            return True
        try:
            return importlib.util.find_spec(self.requires) is not None
        except ModuleNotFoundError:  # of the package that it is in
            return False


_specs: dict[str, EnvironmentSpec] = {}
_loaded: dict[str, Environment] = {}
_loading = threading.RLock()


def register(environment: EnvironmentSpec | Environment, description: str = "") -> None:
    """Make an environment known to AgentGym and to Gymnasium.

    Args:
        environment: The environment, or a spec that says how to load it when it is asked for.
        description: One line, for an environment given whole.

    Raises:
        InvalidEnvironmentError: The id does not have the form `agentgym/<family>-<name>-v<N>`.
        DuplicateEnvironmentError: The id is taken.
    """
    if isinstance(environment, Environment):
        whole = environment
        spec = EnvironmentSpec(whole.id, description, len(whole.tasks), lambda _: whole)
    else:
        spec = environment
    if _ID.fullmatch(spec.id) is None:
        raise InvalidEnvironmentError(
            f"{spec.id!r} is not an environment id; ids look like 'agentgym/shop-returns-v1': "
            "the namespace, a family, a name and a version, in lower case, joined by dashes"
        )
    if spec.id in _specs:
        raise DuplicateEnvironmentError(
            f"{spec.id!r} is registered already; if the content changed, raise its version "
            "(-v2), or call agentgym.unregister first"
        )
    _specs[spec.id] = spec
    # Straight into the mapping: gymnasium.register scans every id on each call, which is quadratic.
    gymnasium.registry[spec.id] = gymnasium.envs.registration.EnvSpec(
        id=spec.id, entry_point=_ENTRY_POINT, kwargs={"environment_id": spec.id}
    )


def unregister(environment_id: str) -> None:
    """Forget an environment.

    Raises:
        UnknownEnvironmentError: No such id.
    """
    spec = find(environment_id)
    del _specs[spec.id]
    _loaded.pop(spec.id, None)
    gymnasium.registry.pop(spec.id, None)


def find(environment_id: str) -> EnvironmentSpec:
    """The spec of an id; the leading `agentgym/` may be left out.

    Families without end (every number is an environment) list only their first members; naming any
    other one here registers it, with Gymnasium too.

    Raises:
        UnknownEnvironmentError: No such id; the message names close ones.
    """
    spec = _specs.get(full_id(environment_id)) or _resolved(full_id(environment_id))
    if spec is None:
        short = environment_id.removeprefix(NAMESPACE + "/")
        known = (known_id.removeprefix(NAMESPACE + "/") for known_id in _specs)
        raise UnknownEnvironmentError(
            f"no environment {environment_id!r}.{did_you_mean(short, known)} "
            "`agentgym list` shows all there are."
        )
    return spec


def find_all(pattern: str = "*") -> list[EnvironmentSpec]:
    """The specs whose id matches a glob, in registration order; an exact id is a glob too.

    Raises:
        UnknownEnvironmentError: Nothing matches.
    """
    found = [s for s in _specs.values() if fnmatch.fnmatchcase(s.id, full_id(pattern))]
    return found or [find(pattern)]


def load(environment_id: str) -> Environment:
    """Load an environment; a second call gives the same object.

    Raises:
        UnknownEnvironmentError: No such id.
        NotInstalledError: What it needs is missing; the message says how to get it.
        InvalidEnvironmentError: Its loader cannot be found, or did not return an environment of
            this id.
    """
    spec = find(environment_id)
    environment = _loaded.get(spec.id)
    if environment is None:
        with _loading:
            environment = _loaded.get(spec.id)
            if environment is None:
                environment = _loaded[spec.id] = _load(spec)
    return environment


def full_id(environment_id: str) -> str:
    """The id with its namespace."""
    return environment_id if "/" in environment_id else f"{NAMESPACE}/{environment_id}"


def _load(spec: EnvironmentSpec) -> Environment:
    if not spec.installed:
        raise NotInstalledError(
            f"{spec.id} needs {spec.requires!r}, which is not installed; get it with: {spec.remedy}"
        )
    if isinstance(spec.load, str):
        module, _, function = spec.load.partition(":")
        try:
            loader: Callable[[str], Environment] = getattr(
                importlib.import_module(module), function
            )
        except (ModuleNotFoundError, AttributeError) as error:
            raise InvalidEnvironmentError(
                f"the loader of {spec.id}, {spec.load!r}, cannot be found: {error}; it must be "
                "'package.module:function'"
            ) from error
    else:
        loader = spec.load
    environment = loader(spec.id)
    if not isinstance(environment, Environment) or environment.id != spec.id:
        raise InvalidEnvironmentError(
            f"the loader of {spec.id} returned {environment!r:.200}; it must return an Environment "
            "with this id"
        )
    return environment


def _resolved(environment_id: str) -> EnvironmentSpec | None:
    """The spec of an id that is not listed but that a family without end knows; now registered."""
    for point in entry_points(group="agentgym.resolvers"):
        resolve: Callable[[str], EnvironmentSpec | None] = point.load()
        spec = resolve(environment_id)
        if spec is not None:
            register(spec)
            return spec
    return None


def _installed_specs() -> Iterator[EnvironmentSpec]:
    for point in entry_points(group="agentgym.environments"):
        listing: Callable[[], Iterable[EnvironmentSpec]] = point.load()
        yield from listing()


def register_installed() -> None:
    """Register what every installed package offers under the entry point `agentgym.environments`.

    An entry point names a function that returns `EnvironmentSpec`s and imports nothing heavy.
    """
    for spec in _installed_specs():
        if spec.id not in _specs:
            register(spec)
