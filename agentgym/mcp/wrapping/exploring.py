"""What the certifier needs beyond a toolset: descriptions looked up, values to try, going back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import apsw
import orjson
from pydantic import JsonValue

from agentgym.errors import InfrastructureError, InvalidTaskError, InvalidWorldError, did_you_mean
from agentgym.mcp.wrapping.state import ViewedState
from agentgym.mcp.wrapping.toolset import MCPToolset
from agentgym.mcp.wrapping.views import Files
from agentgym.task import Mention
from agentgym.toolset import State
from agentgym.world.picking import mention_query
from agentgym.world.sql import Vetter

_CANDIDATES = 200
_STEPS = 20_000_000
_PATHS = re.compile(
    r"(?:^|_|[a-z])(?:path|source|destination|file|filename|directory|folder)s?$", re.I
)


@dataclass(frozen=True, slots=True)
class Picked:
    """The keys that a description picks.

    Attributes:
        keys: The keys in the view.
        tie: The description names a best row, and another is as good.
    """

    keys: tuple[JsonValue, ...]
    tie: bool


class ExplorableToolset(MCPToolset):
    """An `MCPToolset` whose views can be searched, and which can go back within an episode."""

    def pick(self, mention: Mention) -> Picked:
        """The rows that a description picks in the present state.

        Args:
            mention: `among` is a view; `where` and `order` are SQL. Each view is a table with the
                column `key` and one for every field of its rows (lists and objects as JSON); the
                files also have `path`, `name` and `directory`.

        Raises:
            InvalidTaskError: The view or the SQL is wrong.
        """
        views = self.state().now
        if mention.among not in views:
            raise InvalidTaskError(
                f"the mention {mention.phrase!r} searches {mention.among!r}, which is no view."
                f"{did_you_mean(mention.among, views)} Views: {', '.join(views)}"
            )
        connection = apsw.Connection(":memory:")
        try:
            for name, rows in views.items():
                _load(connection, name, rows, self._is_files(name))
            query = mention_query(mention, mention.among, ("key",), Vetter(connection, views))
            connection.set_progress_handler(lambda: True, _STEPS)
            found = connection.execute(query.sql).fetchall()
        except InvalidWorldError as error:
            raise InvalidTaskError(f"the mention {mention.phrase!r}: {error}") from None
        except apsw.Error as error:
            raise InvalidTaskError(
                f"the mention {mention.phrase!r} cannot be looked up: {error}"
            ) from None
        finally:
            connection.close()
        keys = tuple(row[0] for row in found)
        if mention.order is None:
            return Picked(keys, False)
        return Picked(keys[:1], len(found) > 1 and found[0][1:] == found[1][1:])

    def candidates(self, column: str) -> tuple[JsonValue, ...]:
        """Values that a parameter of this name could take in the present state; 200 at most.

        Texts and numbers of fields whose name is, or ends, the parameter's; for a path, the files
        and folders there are. About a third are made up, since a call may need what is not there.
        """
        found: dict[str, JsonValue] = {}
        views = self.state().now
        is_path = _PATHS.search(column) is not None and any(map(self._is_files, views))
        for name, rows in views.items():
            if is_path and self._is_files(name):
                for path in _paths(rows, self.aliases.alias):
                    found.setdefault(path, path)
            else:
                for value in _fields(rows, column):
                    found.setdefault(orjson.dumps(value).decode(), value)
        known = list(found.values())[:_CANDIDATES]
        made_up = len(known) // 2 + 1 if any(isinstance(value, str) for value in known) else 0
        root = f"{self.aliases.alias}/" if is_path else ""
        return tuple([*known, *(f"{root}new-{n}" for n in range(made_up))][:_CANDIDATES])

    def restore(self, state: State) -> None:
        """Go back to an earlier state of the same episode.

        The directory is laid out as it was, where that is all there is to it; otherwise the episode
        is played again up to there.

        Raises:
            InvalidTaskError: The state is of another episode.
            InfrastructureError: The server failed, or did not come out where it was.
        """
        if not isinstance(state, ViewedState) or state.episode != self._episode:
            raise InvalidTaskError("the state is of another episode; restore it before the reset")
        if self.setup.reset == "directory" and state.entries is not None:
            del self._done[state.done :]
            self._lay_out(state.entries)
            return
        assert self._began is not None
        done, episode, (seed, initial) = self._done[: state.done], self._episode, self._began
        self.reset(seed, initial)
        for step in done:
            if isinstance(step, int):
                self.begin_turn(step)
            else:
                self.call(step)
        self._episode = episode
        if self.state().digest() != state.digest():
            raise InfrastructureError(
                f"`{self.setup.address}` came out in another state when the same calls were made "
                "again; it is not deterministic, so it cannot go back"
            )

    def _is_files(self, name: str) -> bool:
        return any(isinstance(view, Files) and view.name == name for view in self.setup.views)


def _load(
    connection: apsw.Connection, name: str, rows: Mapping[str, JsonValue], is_files: bool
) -> None:
    """Make a view a table."""
    table: list[dict[str, JsonValue]] = []
    for key, row in rows.items():
        fields = dict(row) if isinstance(row, dict) else {"value": row}
        if is_files:
            path = PurePosixPath(key)
            fields |= {"path": key, "name": path.name, "directory": str(path.parent)}
            text = fields.get("text")
            if isinstance(text, str):
                fields["bytes"] = len(text.encode())
        table.append({**fields, "key": key})
    usual = ("text", "bytes", "path", "name", "directory") if is_files else ()
    columns = dict.fromkeys(["key", *usual, *(column for row in table for column in row)])
    names = ", ".join(map(_quoted, columns))
    connection.execute(f"CREATE TABLE {_quoted(name)} ({names})")
    marks = ", ".join("?" * len(columns))
    connection.executemany(
        f"INSERT INTO {_quoted(name)} VALUES ({marks})",
        [tuple(_scalar(row.get(column)) for column in columns) for row in table],
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _scalar(value: JsonValue) -> str | int | float | None:
    if value is None or isinstance(value, str | int | float):
        return value
    return orjson.dumps(value).decode()


def _fields(rows: Mapping[str, JsonValue], column: str) -> Iterator[JsonValue]:
    """The values of fields that a parameter's name speaks of: `entityName` of `name`."""
    wanted = column.lower().replace("_", "")
    for row in rows.values():
        if not isinstance(row, dict):
            continue
        for name, value in row.items():
            field = name.lower().replace("_", "")
            is_value = isinstance(value, str | int | float) and not isinstance(value, bool)
            if is_value and len(field) > 1 and wanted.endswith(field):
                yield value


def _paths(rows: Mapping[str, JsonValue], alias: str) -> Iterator[str]:
    folders = [""]
    for path, value in rows.items():
        if isinstance(value, dict) and value.get("directory"):
            folders.append(path)
    yield from (f"{alias}/{path}".rstrip("/") for path in dict.fromkeys([*folders, *rows]))
    yield from (f"{alias}/{folder}/new".replace("//", "/") for folder in folders)
