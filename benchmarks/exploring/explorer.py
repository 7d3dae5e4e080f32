"""A policy that only looks: it reads whatever it can, and answers with what seems likeliest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from agentgym import Tool, ToolCall
from agentgym.rollout import Actor, Completion, EpisodeStart
from agentgym.spaces import Observation

_WORD = re.compile(r"[\w'’-]+")
_NAMED = re.compile(r"\b[A-ZÀ-Þ][\w'’.-]*(?:\s(?:of|the|and|[A-ZÀ-Þ][\w'’.-]*))*(?<!\.)")
_ID = re.compile(r"\b(?=[\w-]*\d)[A-Z][\w-]{3,}\b")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
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


class _Exploring:
    def __init__(self) -> None:
        self._asked = ""
        self._rounds = 0
        self._values: defaultdict[str, list[Any]] = defaultdict(list)
        self._rows: list[dict[str, Any]] = []
        self._made: set[bytes] = set()

    async def act(self, observation: Observation, tools: tuple[Tool, ...]) -> Completion:
        for message in observation:
            if message["role"] == "user":
                self._asked, self._rounds = str(message["content"]), 0
            elif message["role"] == "tool" and not message["is_error"]:
                self._learn(str(message["content"]))
        self._rounds += 1
        calls = list(self._calls(tools)) if self._rounds <= _ROUNDS else []
        if calls:
            return Completion(calls)
        return Completion(f"Answer: {self._answer()}")

    def close(self) -> None:
        pass

    def _learn(self, content: str) -> None:
        try:
            value = orjson.loads(content)
        except orjson.JSONDecodeError:
            return
        for row in _objects(value):
            if row not in self._rows and len(self._rows) < _MOST_ROWS:
                self._rows.append(row)
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
        found.sort(key=lambda pair: (pair[0], -self._overlap(pair[1].name)))
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
            for value in self._fitting(name):
                filled: dict[str, Any] = {name: value}
                for other in required or ():
                    assert isinstance(other, str)
                    if other != name:
                        filled[other] = next(iter(self._fitting(other)), "")
                yield ToolCall(tool.name, filled)

    def _fitting(self, name: str) -> list[Any]:
        """Values for an argument: of that name among what was seen, if the user spoke of them."""
        said = [*_NAMED.findall(self._asked), *_ID.findall(self._asked)]
        if name in ("query", "name", "title"):
            return said[-_PER_ARGUMENT:]
        near = [row[name] for row in self._likely() if name in row]
        known = [v for v in dict.fromkeys([*near, *self._values[name]]) if v is not None]
        return [*known, *(said if not known else ())][:_PER_ARGUMENT]

    def _likely(self) -> list[dict[str, Any]]:
        """The rows that have most in common with what was asked, best first."""
        scored = [(self._overlap(" ".join(map(str, row.values()))), row) for row in self._rows]
        return [row for score, row in sorted(scored, key=lambda pair: -pair[0]) if score > 0]

    def _overlap(self, text: str) -> int:
        return len(_words(text) & _words(self._asked))

    def _answer(self) -> str:
        """The likeliest value for the last question in what the user said."""
        question = next((s for s in re.findall(r"[^.?!\n]*\?", self._asked)[::-1]), self._asked)
        rows, low = self._likely(), question.lower()
        if not rows:
            return "0" if "how many" in low or "how much" in low else "unknown"
        best = self._overlap(" ".join(map(str, rows[0].values())))
        top = [r for r in rows if self._overlap(" ".join(map(str, r.values()))) == best]
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
