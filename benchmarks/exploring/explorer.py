"""A policy that only looks: it reads whatever it can, and answers with what seems likeliest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from agentgym import Tool, ToolCall
from agentgym.rollout import Actor, Completion, EpisodeStart
from agentgym.spaces import Observation

_WORD = re.compile(r"[\w'’-]+")
_NAMED = re.compile(r"\b[A-ZÀ-Þ][\w'’.-]*(?:\s(?:of|the|and|[A-ZÀ-Þ][\w'’.-]*))*(?<!\.)")
_ID = re.compile(r"\b(?=[\w-]*\d)[A-Z][\w-]{3,}\b")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CAMEL = re.compile(r"[-_.]|(?<=[a-z])(?=[A-Z])")
_PAGES: dict[str, list[Any]] = {"offset": [10, 15, 20], "page": [2, 3], "start": [10, 20]}
_ROUNDS = 3
_CALLS_PER_ROUND = 14
_PER_ARGUMENT = 4
_MOST_ROWS = 400
_SMALL = frozenset(
    "a an the of on in at to for and or is are was were be been has have had do does did with by "
    "from that this it its i we you my our your me us they them their please could would can will "
    "what which who whom how many much when where hello hi thanks thank one all every".split()
)


class Explorer:
    """Calls every reading tool with what it has seen, then says the most plausible value."""

    name = "explorer"

    def open(self, start: EpisodeStart) -> Actor:
        """Begin an episode."""
        return _Exploring()


@dataclass(frozen=True, slots=True)
class _Row:
    """An object that a tool gave, with all words in it and in the tool's name."""

    words: set[str]
    values: dict[str, Any]


class _Exploring:
    def __init__(self) -> None:
        self._asked = ""
        self._words: set[str] = set()
        self._rounds = 0
        self._values: defaultdict[str, list[Any]] = defaultdict(list)
        self._rows: list[_Row] = []
        self._known: set[bytes] = set()
        self._ranked: list[_Row] = []
        self._made: set[bytes] = set()

    async def act(self, observation: Observation, tools: tuple[Tool, ...]) -> Completion:
        for message in observation:
            if message["role"] == "user":
                self._asked, self._rounds = str(message["content"]), 0
                self._words = _words(self._asked)
            elif message["role"] == "tool" and not message["is_error"]:
                self._learn(str(message["name"]), str(message["content"]))
        self._rounds += 1
        self._ranked = sorted(
            (row for row in self._rows if row.words & self._words),
            key=lambda row: -len(row.words & self._words),
        )
        calls = list(self._calls(tools)) if self._rounds <= _ROUNDS else []
        if calls:
            return Completion(calls)
        return Completion(f"Answer: {self._answer()}")

    def close(self) -> None:
        pass

    def _learn(self, tool: str, content: str) -> None:
        try:
            value = orjson.loads(content)
        except orjson.JSONDecodeError:
            return
        for row in _objects(value):
            key = orjson.dumps(row)
            if len(self._rows) < _MOST_ROWS and key not in self._known:
                self._known.add(key)
                text = " ".join([_CAMEL.sub(" ", tool), *map(str, row.values())])
                self._rows.append(_Row(_words(text), row))
            for name, item in row.items():
                if isinstance(item, str | int) and item not in self._values[name]:
                    self._values[name].append(item)

    def _calls(self, tools: Iterable[Tool]) -> Iterator[ToolCall]:
        """So many calls that were not made yet, searches by what was asked before plain lists."""
        found = [
            (len(call.arguments) == 0, call)
            for tool in tools
            if tool.read_only
            for call in self._ways(tool)
        ]
        found.sort(key=lambda pair: (pair[0], -self._overlap(_CAMEL.sub(" ", pair[1].name))))
        given = 0
        for _, call in found:
            key = orjson.dumps([call.name, call.arguments])
            if key in self._made:
                continue
            self._made.add(key)
            yield call
            given += 1
            if given == _CALLS_PER_ROUND:
                return

    def _ways(self, tool: Tool) -> Iterator[ToolCall]:
        properties, required = tool.input_schema["properties"], tool.input_schema.get("required")
        assert isinstance(properties, dict) and isinstance(required, list | None)
        if not required:
            yield ToolCall(tool.name, {})
        for name in required or properties:
            assert isinstance(name, str)
            for value in self._fitting(name, properties[name]):
                filled: dict[str, Any] = {name: value}
                for other in required or ():
                    assert isinstance(other, str)
                    if other != name:
                        filled[other] = next(iter(self._fitting(other, properties[other])), "")
                yield ToolCall(tool.name, filled)

    def _fitting(self, name: str, schema: Any) -> list[Any]:
        """Values for an argument: what stood under that name, best first where the user said it."""
        if name in _PAGES:
            return _PAGES[name]
        said = [*_NAMED.findall(self._asked), *_ID.findall(self._asked)]
        if name in ("query", "name", "title"):
            return said[-_PER_ARGUMENT:]
        if "enum" in schema:
            return [value for value in schema["enum"] if self._overlap(str(value))]
        near = [row.values[name] for row in self._ranked if name in row.values]
        kind = int if schema.get("type") == "integer" else str
        known = [v for v in dict.fromkeys([*near, *self._values[name]]) if isinstance(v, kind)]
        return (known or (_ID.findall(self._asked) if kind is str else []))[:_PER_ARGUMENT]

    def _overlap(self, text: str) -> int:
        return len(_words(text) & self._words)

    def _answer(self) -> str:
        """The likeliest value for the last question in what the user said."""
        question = next((s for s in re.findall(r"[^.?!\n]*\?", self._asked)[::-1]), self._asked)
        low = question.lower()
        if not self._ranked:
            return "0" if "how many" in low or "how much" in low else "unknown"
        rows = [row.values for row in self._ranked]
        best = len(self._ranked[0].words & self._words)
        top = [row.values for row in self._ranked if len(row.words & self._words) == best]
        if "how many" in low:
            counted = self._field(rows[0], low, (int,))
            return str(len(top) if counted is None else counted)
        if "how much" in low or "what is" in low or "worth" in low:
            value = self._field(rows[0], low, (int, float, str))
            if value is not None:
                return str(value)
        if "when" in low or "date" in low or "what day" in low:
            days = [v for v in rows[0].values() if isinstance(v, str) and _DAY.match(v)]
            if days:
                return days[0]
        names = [_name(row) for row in top]
        plural = any(word in low for word in ("which of", "list", "names", "who are", "in order"))
        return ", ".join(dict.fromkeys(names)) if plural else names[0]

    def _field(self, row: dict[str, Any], low: str, kinds: tuple[type, ...]) -> object:
        """The value whose name the question has most words of, where it has any."""
        fitting = [
            (len(_words(name.replace("_", " ")) & _words(low)), -place, value)
            for place, (name, value) in enumerate(row.items())
            if isinstance(value, kinds) and not isinstance(value, bool)
        ]
        if not fitting:
            return None
        score, _, value = max(fitting, key=lambda one: one[:2])
        return value if score else None


def _name(row: dict[str, Any]) -> str:
    named = (value for key, value in row.items() if key in ("name", "title"))
    return str(next(named, next(iter(row.values()), "unknown")))


def _objects(value: object) -> Iterator[dict[str, Any]]:
    """Every object in a result that holds plain values."""
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        if any(not isinstance(item, dict | list) for item in value.values()):
            yield value
        for item in value.values():
            yield from _objects(item)


def _words(text: str) -> set[str]:
    found = {word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text)}
    return {word.removesuffix("s") if len(word) > 3 else word for word in found} - _SMALL
