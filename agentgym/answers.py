"""Typed answers: what the agent's message must say, compared by type and not by characters.

The answer is the paragraph after the last `Answer:` in the message; a message without that label is
an answer as a whole. A set or list may be written as a JSON array or separated by commas,
semicolons, line ends or a last "and". Whatever is not one clear answer is wrong: a message that
lists every candidate never passes.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation, Overflow
from typing import Annotated, Literal

import orjson
from pydantic import AfterValidator, BaseModel, ConfigDict, Field


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a message holds the right answer, and why not."""

    right: bool
    reason: str = ""


class _Typed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NumberAnswer(_Typed):
    """A number, with or without a currency sign, thousands separators, a percent sign or a unit.

    Attributes:
        value: The right number, in the unit the question asks for.
        tolerance: How far off an answer may be, in the same unit.
    """

    type: Literal["number"] = "number"
    value: Annotated[float, Field(allow_inf_nan=False)]
    tolerance: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0

    def judge(self, message: str) -> Verdict:
        """Compare with the one number in the answer."""
        given = stated(message)
        number = _number(given)
        if number is None:
            return Verdict(False, f"the answer {given!r:.80} is not one number")
        try:
            off = abs(number - Decimal(repr(self.value)))
        except Overflow:
            off = Decimal("inf")
        right = off <= Decimal(repr(self.tolerance))
        return Verdict(right, "" if right else f"the answer {given!r:.80} is not the right number")


def _named(name: str) -> str:
    if not _plain(name):
        raise ValueError(
            f"{name!r} has neither a letter nor a digit: saying nothing would match it"
        )
    return name


Name = Annotated[str, AfterValidator(_named)]


class TextAnswer(_Typed):
    """A name: compared without regard to case, outer punctuation or repeated spaces.

    Attributes:
        value: The right name.
        aliases: Other ways to write it.
    """

    type: Literal["text"] = "text"
    value: Name
    aliases: tuple[Name, ...] = ()

    def judge(self, message: str) -> Verdict:
        """Compare with the name and its aliases."""
        given = stated(message)
        right = _plain(given) in {_plain(name) for name in (self.value, *self.aliases)}
        return Verdict(right, "" if right else f"the answer {given!r:.80} is not the right name")


class DateAnswer(_Typed):
    """A calendar date, written as ISO 8601 or with the month's English name.

    Attributes:
        value: The right date.
    """

    type: Literal["date"] = "date"
    value: datetime.date

    def judge(self, message: str) -> Verdict:
        """Compare with the one date in the answer."""
        given = stated(message)
        right = _date(given) == self.value
        return Verdict(right, "" if right else f"the answer {given!r:.80} is not the right date")


class SetAnswer(_Typed):
    """Several names in any order, each exactly once.

    Attributes:
        value: The right names; at least one.
    """

    type: Literal["set"] = "set"
    value: Annotated[tuple[Name, ...], Field(min_length=1)]

    def judge(self, message: str) -> Verdict:
        """Compare as sets; an item given twice is one too many."""
        given = _items(stated(message))
        right = sorted(map(_plain, given)) == sorted(map(_plain, self.value))
        return Verdict(right, "" if right else f"the answer {given!r:.120} is not the right set")


class ListAnswer(_Typed):
    """Several names in the order asked for.

    Attributes:
        value: The right names, in order; at least one.
    """

    type: Literal["list"] = "list"
    value: Annotated[tuple[Name, ...], Field(min_length=1)]

    def judge(self, message: str) -> Verdict:
        """Compare item by item."""
        given = _items(stated(message))
        right = [_plain(x) for x in given] == [_plain(x) for x in self.value]
        return Verdict(right, "" if right else f"the answer {given!r:.120} is not the right list")


Answer = Annotated[
    NumberAnswer | TextAnswer | DateAnswer | SetAnswer | ListAnswer, Field(discriminator="type")
]

# An agent writes what these read, up to a megabyte. Each takes time in proportion to the text, so
# none may try one stretch of spaces or digits in several ways.
_LABEL = re.compile(r"\banswer(?:\s*is)?\s*:", re.IGNORECASE)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_NUMBER = re.compile(
    r"(?<![\w.,])[-+−]?(?:\d{1,3}(?:,\d{3})++|\d++)(?:\.\d++)?+(?:[eE][-+]?\d++)?+(?![\w,.]*\d)"
)
_SIGN = re.compile(r"\b(?:US|CA|A)?[$]\s?(?=[-+−\d])|[$€£¥]\s?(?=[-+−\d])|(?<=\d)\s?[%€£¥]")
# Whoever denies a value or offers two has not given one.
_HEDGE = re.compile(r"\b(?:not|isn't|isn’t|or|either|neither)\b", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_SPLIT = re.compile(r"\s?(?:[,;\n]\s?(?:and\s)?|\sand\s)", re.IGNORECASE)
_BULLET = re.compile(r"^\s?(?:[-*•]|\d{1,3}[.)])\s", re.MULTILINE)
_MONTHS = {
    name: number
    for number, full in enumerate(
        (
            "january february march april may june july august september october november december"
        ).split(),
        start=1,
    )
    for name in (full, full[:3])
}
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")
_MONTH_DAY = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")


def stated(message: str) -> str:
    """The answer that a message states: what follows its last `Answer:`, or else all of it."""
    labels = list(_LABEL.finditer(message))
    if labels:
        rest = message[labels[-1].end() :].strip(" \t*`\n")
        message = _PARAGRAPH_END.split(rest, maxsplit=1)[0]
    return message.strip().strip("*`").strip()


def _number(text: str) -> Decimal | None:
    found = _NUMBER.findall(_SIGN.sub("", text))
    if len(found) != 1 or _HEDGE.search(text):
        return None
    try:
        return Decimal(found[0].replace(",", "").replace("−", "-"))
    except InvalidOperation:
        return None


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(folded.split()).strip(" .,;:!?\"'`*()[]«»“”‘’")


def _date(text: str) -> datetime.date | None:
    found: set[datetime.date] = set()
    triples = [(y, m, d) for y, m, d in _ISO.findall(text)]
    triples += [(y, _MONTHS.get(m.lower()), d) for d, m, y in _DAY_MONTH.findall(text)]
    triples += [(y, _MONTHS.get(m.lower()), d) for m, d, y in _MONTH_DAY.findall(text)]
    for year, month, day in triples:
        if month is None:
            continue
        try:
            found.add(datetime.date(int(year), int(month), int(day)))
        except ValueError:
            return None
    return found.pop() if len(found) == 1 and not _HEDGE.search(text) else None


def _items(text: str) -> list[str]:
    if text.startswith("["):
        try:
            value = orjson.loads(text)
            if isinstance(value, list):
                return [
                    item if isinstance(item, str) else orjson.dumps(item).decode() for item in value
                ]
        except (orjson.JSONDecodeError, orjson.JSONEncodeError):
            pass
    text = _SPACES.sub(lambda run: "\n" if "\n" in run[0] else " ", text)
    parts = (_BULLET.sub("", part) for part in _SPLIT.split(_BULLET.sub("", text)))
    return [part for part in parts if _plain(part)]
