"""Where a solution's arguments come from: the user, the rules, the tools, or earlier results."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

import orjson
from pydantic import JsonValue

from agentgym.certifier.player import Place, Run
from agentgym.task import Task
from agentgym.tools import Tool

Path = tuple[str | int, ...]

_NUMBER = re.compile(r"(?<![A-Za-z0-9_])\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    "a": 1,
    "an": 1,
    "single": 1,
    "once": 1,
    "both": 2,
    "twice": 2,
    "pair": 2,
    "couple": 2,
    "dozen": 12,
}
_MONTHS = "january february march april may june july august september october november december"
# Where texts are joined: paths, lines, rows of a table, lists, settings, labels, git's `ref:path`.
_JOINTS = re.compile(r"[/\n,;|=:]")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(T[\d:.]+)?")
# Sums and products of small numbers hit anything; money in cents does not.
_LEAST_DERIVED = 100
_MOST_NUMBERS = 40


class Known:
    """What an agent has been told so far."""

    def __init__(self, system_prompt: str, tools: Sequence[Tool]) -> None:
        self._texts: list[str] = []
        self._numbers: set[float] = set()
        self._derived: set[float] | None = None
        self.hear(system_prompt)
        for tool in tools:
            self.hear(tool.description)
            self.hear(" ".join(map(str, _given_by_schema(tool.input_schema))))

    def copy(self) -> Known:
        """The same knowledge, to be added to."""
        twin = Known.__new__(Known)
        twin._texts, twin._numbers, twin._derived = [*self._texts], {*self._numbers}, None
        return twin

    def hear(self, text: str) -> None:
        """Add a text."""
        folded = " ".join(text.casefold().split())
        self._texts.append(folded)
        for found in _NUMBER.findall(folded):
            self._numbers.add(float(found.replace(",", "")))
        self._numbers.update(
            _WORDS[word] for word in re.findall(r"[a-z]+", folded) if word in _WORDS
        )
        self._derived = None

    def explains(self, value: JsonValue) -> bool:
        """Whether an agent could have this value from what it was told.

        A number may be written in words, in cents or in whole units, or be the sum, difference,
        product or percentage of two numbers it was told.
        """
        if value is None or isinstance(value, bool):
            return True
        if isinstance(value, int | float):
            return self._explains_number(float(value))
        if isinstance(value, str):
            return self._explains_text(value)
        return False

    def _explains_text(self, value: str) -> bool:
        folded = " ".join(value.casefold().split())
        if any(folded in text for text in self._texts):
            return True
        return self._explains_date(value) or self._explains_parts(value)

    def _explains_date(self, value: str) -> bool:
        date = _ISO.fullmatch(value)
        if date is None or not 1 <= int(date[2]) <= 12:
            return False
        month, day = _MONTHS.split()[int(date[2]) - 1], int(date[3])
        written = re.compile(
            rf"\b(?:{month}|{month[:3]})\.? {day}(?:st|nd|rd|th)?\b|"
            rf"\b{day}(?:st|nd|rd|th)?(?: of)? (?:{month}|{month[:3]})\b"
        )
        return any(date[0][:10] in text or written.search(text) for text in self._texts)

    def _explains_parts(self, value: str) -> bool:
        """Whether every part of a text that is put together was told.

        Listings give names, and agents join them to paths; the same goes for the lines of a text,
        the fields of a table's row, and a label with its value.
        """
        parts = [" ".join(part.casefold().split()) for part in _JOINTS.split(value)]
        told = [part for part in parts if part]
        return bool(told) and (len(told) > 1 or len(parts) > 1) and all(map(self._tells, told))

    def _tells(self, part: str) -> bool:
        """Whether a part was told as a whole word, or is a date that was."""
        words = re.compile(rf"(?<!\w){re.escape(part)}(?!\w)")
        return any(words.search(text) for text in self._texts) or self._explains_date(part)

    def _explains_number(self, value: float) -> bool:
        near = (value, value * 100, value / 100)
        if any(math.isclose(n, x) for n in near for x in self._numbers):
            return True
        if abs(value) < _LEAST_DERIVED:
            return False
        return any(round(n, 6) in self._sums() for n in (value, value / 100))

    def _sums(self) -> set[float]:
        if self._derived is None:
            told = sorted(self._numbers, key=lambda n: -n)[:_MOST_NUMBERS]
            self._derived = set()
            for a, b in combinations(told, 2):
                for x, y in ((a, b), (a * 100, b), (a, b * 100)):
                    self._derived.update(round(v, 6) for v in (x + y, abs(x - y), x * y))
                for share in (a * b / 100, a - a * b / 100, b - a * b / 100):
                    self._derived.update((round(share, 6), float(round(share)), float(int(share))))
        return self._derived


def unexplained(task: Task, run: Run, known: Known) -> Iterator[tuple[Place, Path, JsonValue]]:
    """The argument values of the solution that nothing the agent was told explains.

    Args:
        task: The task.
        run: Its solution, played.
        known: What the agent knows before the user speaks.
    """
    known = known.copy()
    for number, turn in enumerate(task.solution):
        known.hear(task.turns[number])
        for index, call in enumerate(turn.calls):
            for path, value in leaves(call.arguments):
                if not known.explains(value):
                    yield Place(number, index), path, value
            if number < len(run.results) and index < len(run.results[number]):
                known.hear(_as_text(run.results[number][index].content))


def leaves(value: JsonValue, path: Path = ()) -> Iterator[tuple[Path, JsonValue]]:
    """The scalars inside a JSON value, each with its path."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path, value


def _given_by_schema(schema: JsonValue) -> Iterator[JsonValue]:
    if isinstance(schema, dict):
        for key, item in schema.items():
            if key in ("enum", "examples") and isinstance(item, list):
                yield from item
            elif key in ("const", "default", "description") and isinstance(item, str | int | float):
                yield item
            else:
                yield from _given_by_schema(item)
    elif isinstance(schema, list):
        for item in schema:
            yield from _given_by_schema(item)


def _as_text(content: str) -> str:
    """The content with JSON's escapes undone, so that quoted text is found."""
    try:
        value = orjson.loads(content)
    except orjson.JSONDecodeError:
        return content
    return content + "\n" + "\n".join(map(str, _scalars(value, [])))


def _scalars(value: JsonValue, found: list[JsonValue]) -> list[JsonValue]:
    """What `leaves` gives, without the paths."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            _scalars(item, found)
    else:
        found.append(value)
    return found
