"""What the rows of a world offer as arguments: which table an argument names, and other values."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from agentgym import Tool, ToolCall
from rechecking.stored import Stored

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_ASKED = re.compile(r"YYYY-MM-DD")
_CAMEL = re.compile(r"(?<=[a-z0-9])[A-Z]")
_SEEN = 200


class Rows:
    """The rows of one world, and what its tools' arguments have to do with them.

    Args:
        stored: The environment.
    """

    def __init__(self, stored: Stored) -> None:
        self.tools = stored.tools
        self.today = date.fromisoformat(stored.file["clock"]["start"][:10])
        self.keys: dict[str, list[Any]] = {}
        self.columns: dict[str, list[Any]] = defaultdict(list)
        self.seen: dict[tuple[str, str], list[Any]] = defaultdict(list)
        self._links: list[list[tuple[str, Any]]] = []
        self._tables: dict[tuple[str, str], str | None] = {}
        for name, table in stored.file["tables"].items():
            self._read(name, table)
        for call in self._calls(stored):
            for argument, value in call.arguments.items():
                for one in value if isinstance(value, list) else [value]:
                    known = self.seen[call.name, argument]
                    if one not in known and len(known) < _SEEN:
                        known.append(one)

    def _read(self, name: str, table: dict[str, Any]) -> None:
        columns = table["columns"]
        key = next((c for c, described in columns.items() if described.get("key")), None)
        places = list(columns)
        refs = {c: d["ref"] for c, d in columns.items() if "ref" in d}
        for row in table.get("rows", ()):
            for column, value in zip(places, row, strict=True):
                if value is not None and value not in self.columns[column]:
                    self.columns[column].append(value)
            values = dict(zip(places, row, strict=True))
            linked = [(table, values[c]) for c, table in refs.items() if values[c] is not None]
            if key is not None:
                linked.append((name, values[key]))
                self.keys.setdefault(name, []).append(values[key])
            if len(linked) > 1:
                self._links.append(linked)

    @staticmethod
    def _calls(stored: Stored) -> Iterator[ToolCall]:
        yield from stored.exercises
        for task in stored.tasks:
            for turn in task.solution:
                yield from turn.calls

    def table_of(self, tool: str, argument: str) -> str | None:
        """The table whose keys an argument takes, by what it was seen to take or by its name."""
        place = (tool, argument)
        if place not in self._tables:
            self._tables[place] = self._find_table(tool, argument)
        return self._tables[place]

    def _find_table(self, tool: str, argument: str) -> str | None:
        seen = self.seen.get((tool, argument), [])
        counts = Counter(t for t, keys in self.keys.items() for value in seen if value in keys)
        if counts:
            table, count = counts.most_common(1)[0]
            return table if 2 * count >= len(seen) else None
        plain = _CAMEL.sub(lambda found: "_" + found[0], argument).lower().replace("-", "_")
        stem = re.sub(r"_ids?$", "", plain)
        return stem if stem in self.keys and stem != plain else None

    def others(self, tool: str, argument: str, value: object, draw: random.Random) -> list[Any]:
        """Other values that could stand in an argument's place; not all need be allowed."""
        schema = _property(self.tools[tool], argument)
        schema = schema.get("items", schema)
        if isinstance(value, bool):
            return [not value]
        if "enum" in schema:
            return [other for other in schema["enum"] if other != value]
        table = self.table_of(tool, argument)
        if table is not None:
            keys = [key for key in self.keys[table] if key != value]
            return draw.sample(keys, min(4, len(keys)))
        if isinstance(value, int):
            return [value + 1, value - 1, value + 10, value * 2 + 1]
        if isinstance(value, float):
            return [value + 1, value - 1, round(value + 0.01, 2), round(value / 2, 2)]
        if isinstance(value, str):
            return [*_shifted(value), *self._alike(tool, argument, value, draw), value + " x"]
        return []

    def _alike(self, tool: str, argument: str, value: str, draw: random.Random) -> list[Any]:
        known = [*self.seen.get((tool, argument), ()), *self.columns.get(argument, ())]
        other = sorted({v for v in known if isinstance(v, str) and v != value})
        return draw.sample(other, min(3, len(other)))

    def made_up(
        self, tool: Tool, near: Iterable[ToolCall], draw: random.Random, count: int
    ) -> Iterator[ToolCall]:
        """Calls of a tool with arguments from the rows.

        Args:
            tool: The tool.
            near: Calls whose ids are tried half of the time.
            draw: Decides.
            count: How many.
        """
        close: dict[str, list[Any]] = defaultdict(list)
        for call in near:
            for argument, value in call.arguments.items():
                table = self.table_of(call.name, argument)
                if table is not None:
                    close[table] += value if isinstance(value, list) else [value]
        seen = [dict(c) for c in self._shapes(tool)]
        for _ in range(count):
            names = draw.choice(seen) if seen else _required(tool)
            yield ToolCall(tool.name, self._arguments(tool, names, close, draw))

    def _shapes(self, tool: Tool) -> list[dict[str, Any]]:
        """Which arguments go together: all of them, or what each choice of a required one takes."""
        properties: dict[str, Any] = tool.input_schema["properties"]  # type: ignore[assignment]  # a JSON Schema object
        required = _required(tool)
        choosing = [n for n in required if "enum" in properties[n]]
        if len(properties) == len(required) or not choosing:
            return [dict.fromkeys(properties), required]
        # A tool with optional arguments and a choice takes others with each choice: try all subsets
        # that its text does not rule out, which is every one, and let the tool refuse.
        optional = [n for n in properties if n not in required]
        subsets = [required]
        for name in optional:
            subsets += [{**subset, name: None} for subset in subsets]
        return subsets[:64]

    def _arguments(
        self, tool: Tool, names: dict[str, Any], close: dict[str, list[Any]], draw: random.Random
    ) -> dict[str, Any]:
        linked: dict[str, Any] = {}
        tables = {self.table_of(tool.name, name) for name in names} - {None}
        for _ in range(6 if len(tables) > 1 and self._links else 0):
            candidate = dict(draw.choice(self._links))
            if len(candidate.keys() & tables) > 1:
                linked = candidate
                break
        arguments: dict[str, Any] = {}
        for name in names:
            schema = _property(tool, name)
            listed = schema.get("type") == "array"
            value = self._value(tool.name, name, schema.get("items", schema), linked, close, draw)
            arguments[name] = [value] if listed else value
        return arguments

    def _value(
        self,
        tool: str,
        name: str,
        schema: dict[str, Any],
        linked: dict[str, Any],
        close: dict[str, list[Any]],
        draw: random.Random,
    ) -> Any:
        if "enum" in schema:
            return draw.choice(schema["enum"])
        table = self.table_of(tool, name)
        if table is not None:
            if close.get(table) and draw.random() < 0.5:
                return draw.choice(close[table])
            if table in linked:
                return linked[table]
            return draw.choice(self.keys[table])
        kind = schema.get("type")
        if kind == "boolean":
            return draw.random() < 0.5
        if kind == "integer":
            return draw.choice([1, 2, 3, 5, 10, 20, 100])
        if kind == "number":
            return draw.choice([1.0, 5.0, 12.5, 40.0, 250.0])
        if _DAY_ASKED.search(schema.get("description", "")):
            return (self.today + timedelta(days=draw.randrange(-3, 60))).isoformat()
        known = [*self.seen.get((tool, name), ()), *self.columns.get(name, ())]
        words = [v for v in known if isinstance(v, str)]
        return draw.choice(words) if words and draw.random() < 0.8 else "noted by the recheck"


def _shifted(value: str) -> list[str]:
    """Dates near a date."""
    if not _DAY.fullmatch(value[:10]):
        return []
    day, rest = date.fromisoformat(value[:10]), value[10:]
    return [(day + timedelta(days=days)).isoformat() + rest for days in (1, -1, 7, 31)]


def _property(tool: Tool, name: str) -> dict[str, Any]:
    properties: dict[str, Any] = tool.input_schema["properties"]  # type: ignore[assignment]  # a JSON Schema object
    described: dict[str, Any] = properties.get(name, {})
    return described


def _required(tool: Tool) -> dict[str, Any]:
    names: list[str] = tool.input_schema.get("required", [])  # type: ignore[assignment]  # a JSON Schema object
    return dict.fromkeys(names)
