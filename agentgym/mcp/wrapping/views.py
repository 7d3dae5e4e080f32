"""What of a wrapped server counts as its state: named views, each a flat mapping of JSON values."""

from __future__ import annotations

import fnmatch
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeAlias

import orjson
from pydantic import JsonValue

from agentgym.environment import canonical_json
from agentgym.errors import InfrastructureError
from agentgym.mcp.wrapping.aliases import Aliases
from agentgym.mcp.wrapping.image import Entry, File, Folder, Link
from agentgym.tools import JsonObject, ToolResult

#: View to key to value.
Views: TypeAlias = Mapping[str, Mapping[str, JsonValue]]

_TEXT_BYTES = 64 * 1024


class Source(Protocol):
    """What views are read from: a toolset at one moment."""

    @property
    def directory(self) -> Path:
        """The real path of the prepared directory."""

    @property
    def aliases(self) -> Aliases:
        """Between that path and what the agent sees."""

    def entries(self) -> Mapping[str, Entry]:
        """What the prepared directory holds; read once for all views."""

    def ask(self, tool: str, arguments: Mapping[str, JsonValue]) -> ToolResult:
        """Call a tool of the server, `{directory}` filled in."""


@dataclass(frozen=True, slots=True)
class Files:
    """The prepared directory: relative path to content.

    A text is `{"text": ...}`; what is too long or no UTF-8 is `{"sha256": ..., "bytes": n}`, a
    directory `{"directory": true}`, a symbolic link `{"link": target}`; links are not followed.

    Attributes:
        name: The view's.
        ignore: Globs of paths to leave out; `*` matches slashes too.
        text_bytes: The longest text that is kept as text.
    """

    name: str = "files"
    ignore: tuple[str, ...] = ()
    text_bytes: int = _TEXT_BYTES

    @property
    def needs_directory(self) -> bool:
        """Whether a prepared directory is needed."""
        return True

    def read(self, source: Source) -> dict[str, JsonValue]:
        """What the directory holds."""
        return {
            _named(path): self._value(entry, source.aliases)
            for path, entry in sorted(source.entries().items())
            if not any(fnmatch.fnmatchcase(path, glob) for glob in self.ignore)
        }

    def _value(self, entry: Entry, aliases: Aliases) -> JsonObject:
        match entry:
            case Folder():
                return {"directory": True}
            case Link():
                return {"link": aliases.outward_text(_named(entry.target))}
            case File():
                if len(entry.data) <= self.text_bytes:
                    try:
                        # The server knew the real path, and may have written it.
                        return {"text": aliases.outward_text(entry.data.decode())}
                    except UnicodeDecodeError:
                        pass
                digest = hashlib.sha256(entry.data).hexdigest()
                return {"sha256": digest, "bytes": len(entry.data)}


@dataclass(frozen=True, slots=True)
class Probe:
    """A call that only reads: its structured content (or else its text) as one value, or as rows.

    Attributes:
        name: The view's.
        tool: The tool.
        arguments: Its arguments; `{directory}` in texts is filled in.
        rows: Where in the value a list of rows is, as names joined by dots; None for the value as a
            whole, under the key "". Empty where the value itself is the list.
        key: The fields that identify a row, joined by " | " as its key; without any, each row is a
            key of its own.
        leave_out: Fields of a row, or of the value, that do not count, such as times and made-up
            ids.
    """

    name: str
    tool: str
    arguments: Mapping[str, JsonValue] = field(default_factory=dict)
    rows: str | None = None
    key: str | Sequence[str] | None = None
    leave_out: tuple[str, ...] = ()

    @property
    def needs_directory(self) -> bool:
        """Whether a prepared directory is needed."""
        return "{directory}" in orjson.dumps(dict(self.arguments)).decode()

    def read(self, source: Source) -> dict[str, JsonValue]:
        """What the tool says.

        Raises:
            InfrastructureError: The call failed, or its result has no such rows.
        """
        result = source.ask(self.tool, self.arguments)
        if result.is_error:
            raise self._fault(f"failed: {result.content:.300}")
        value = _value_of(result)
        if self.rows is None:
            return {"": self._without(value)}
        for name in filter(None, self.rows.split(".")):
            if not isinstance(value, dict) or name not in value:
                raise self._fault(f"gave nothing called {self.rows!r}: {value!r:.200}")
            value = value[name]
        if not isinstance(value, list):
            raise self._fault(f"gave no list under {self.rows!r}: {value!r:.200}")
        view: dict[str, JsonValue] = {}
        for row in value:
            kept = self._without(row)
            key, count = self._key(row, kept), 1
            while (numbered := key if count == 1 else f"{key} #{count}") in view:
                count += 1
            view[numbered] = kept
        return view

    def _without(self, row: JsonValue) -> JsonValue:
        if not isinstance(row, dict):
            return row
        return {name: value for name, value in row.items() if name not in self.leave_out}

    def _key(self, row: JsonValue, kept: JsonValue) -> str:
        if self.key is None:
            return canonical_json(kept).decode()
        names = (self.key,) if isinstance(self.key, str) else tuple(self.key)
        if not isinstance(row, dict) or not all(name in row for name in names):
            raise self._fault(f"gave a row without {' or '.join(names)}: {row!r:.200}")
        return " | ".join(
            value if isinstance(value, str) else canonical_json(value).decode()
            for value in (row[name] for name in names)
        )

    def _fault(self, what: str) -> InfrastructureError:
        return InfrastructureError(f"the probe {self.name!r}, a call of {self.tool!r}, {what}")


@dataclass(frozen=True, slots=True)
class View:
    """Whatever Python can read in the prepared directory.

    Attributes:
        name: The view's.
        look: Takes the real path of the directory, and gives key to JSON value.
    """

    name: str
    look: Callable[[Path], Mapping[str, JsonValue]]

    @property
    def needs_directory(self) -> bool:
        """Whether a prepared directory is needed."""
        return True

    def read(self, source: Source) -> dict[str, JsonValue]:
        """What it sees."""
        return dict(self.look(source.directory))


AnyView: TypeAlias = Files | Probe | View


def _named(path: str) -> str:
    """A path as text, whatever bytes it is made of."""
    return path.encode(errors="surrogateescape").decode(errors="backslashreplace")


def _value_of(result: ToolResult) -> JsonValue:
    if result.structured is not None:
        return result.structured
    try:
        value: JsonValue = orjson.loads(result.content)
    except orjson.JSONDecodeError:
        return result.content
    return value
