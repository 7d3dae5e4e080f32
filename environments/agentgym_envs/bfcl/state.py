"""The state of upstream's classes at one moment, comparable as upstream compares it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import orjson
from pydantic import JsonValue

from agentgym.errors import InvalidTaskError
from agentgym.toolset import Comparison
from agentgym_envs.bfcl.api_classes import directory_class

#: Class name to public attribute to value, in which nothing is shared with a live instance.
Snapshot = Mapping[str, Mapping[str, object]]

_IMMUTABLE = frozenset({str, int, float, bool, type(None)})


@dataclass(frozen=True, slots=True)
class BFCLState:
    """The public attributes of every instance.

    Attributes:
        attributes: Class name to attribute to value.
        initial: The same at reset.
    """

    attributes: Snapshot
    initial: Snapshot

    def compare(self, goal: JsonValue) -> Comparison:
        """Compare with the state at reset; `BFCLVerifier` compares with the ground truth's.

        Raises:
            InvalidTaskError: `goal` is not None.
        """
        if goal is not None:
            raise InvalidTaskError(
                "a BFCL state can be compared with the one at reset (state: null); what the ground "
                "truth leaves behind is compared by BFCLVerifier, from the calls in `goal.data`"
            )
        found = difference(self.attributes, self.initial)
        return Comparison(found is None, reason=found or "")

    def digest(self) -> str:
        """A hex SHA-256 of the attributes as canonical JSON."""
        written = orjson.dumps(
            self.attributes,
            default=sorted,
            option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS,
        )
        return hashlib.sha256(written).hexdigest()


def snapshot(instances: Mapping[str, object]) -> Snapshot:
    """Copy the public attributes of instances."""
    return {
        name: {
            attribute: _copy(value)
            for attribute, value in vars(instance).items()
            if not attribute.startswith("_")
        }
        for name, instance in instances.items()
    }


def difference(found: Snapshot, wanted: Snapshot) -> str | None:
    """One sentence on the first public attribute that is not as wanted; None if all are."""
    for class_name, attributes in wanted.items():
        has = found.get(class_name, {})
        for attribute, value in attributes.items():
            if attribute not in has or has[attribute] != value:
                return f"{class_name}.{attribute} is not what the request asked for"
    return None


def _copy(value: object) -> object:
    kind = type(value)
    if kind in _IMMUTABLE:
        return value
    if kind is dict:
        assert isinstance(value, dict)
        return {key: _copy(item) for key, item in value.items()}
    if kind is list:
        assert isinstance(value, list)
        return [_copy(item) for item in value]
    if kind is set:
        assert isinstance(value, set)
        return set(value)
    if isinstance(value, directory_class()):
        return _paths(value)
    return value


def _paths(directory: object) -> dict[str, str | None]:
    """A tree of upstream's directories as paths: a file's is its content, a directory's is None.

    Equal exactly when the trees are. No recursion, since a tree may be deeper than Python's stack.
    """
    name: str = directory.name  # type: ignore[attr-defined]  # upstream's class is not typed
    paths: dict[str, str | None] = {name: None}
    waiting = [(name, directory)]
    while waiting:
        above, node = waiting.pop()
        for key, below in node.contents.items():  # type: ignore[attr-defined]  # as above
            path = f"{above}/{key}"
            if hasattr(below, "contents"):
                paths[path] = None
                waiting.append((path, below))
            else:
                paths[path] = below.content
    return paths
