"""Drawing text for a regular expression, as JSON Schema's `pattern` has them.

Literals, classes, groups, alternatives and repeats are drawn from; text is printable ASCII unless
the pattern says otherwise. Anchors and look-arounds are passed over: the caller checks the text.
"""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn

from agentgym.errors import InvalidToolError
from agentgym.sampling.draws import Draws

_PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))
_CLASSES = {
    "d": string.digits,
    "w": string.ascii_letters + string.digits + "_",
    "s": " ",
}
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}
_MOST_REPEATS = 1000

#: Draws one piece of text; the number is how often an open-ended repeat may go beyond its least.
_Piece = Callable[[Draws, int], str]


def draw_text(pattern: str, draws: Draws, *, spread: int = 4) -> str:
    """Text that the pattern is likely to match; sure where it has no look-arounds or inner anchors.

    Args:
        pattern: The regular expression.
        draws: Where the draws come from.
        spread: How often an open-ended repeat may go beyond its least.

    Raises:
        InvalidToolError: The pattern uses what cannot be drawn from, such as a back-reference.
    """
    return _parse(pattern)(draws, spread)


@lru_cache(maxsize=1024)
def _parse(pattern: str) -> _Piece:
    reader = _Reader(pattern)
    piece = reader.alternatives()
    if reader.rest():
        reader.refuse("an unopened ')'")
    return piece


@dataclass(slots=True)
class _Reader:
    pattern: str
    at: int = 0

    def rest(self) -> str:
        return self.pattern[self.at :]

    def take(self, text: str) -> bool:
        """Whether this comes next; if so it is read."""
        if not self.pattern.startswith(text, self.at):
            return False
        self.at += len(text)
        return True

    def next(self) -> str:
        if self.at >= len(self.pattern):
            self.refuse("an unfinished end")
        self.at += 1
        return self.pattern[self.at - 1]

    def refuse(self, what: str) -> NoReturn:
        raise InvalidToolError(
            f"no text can be drawn for the pattern {self.pattern!r}: it has {what} at character "
            f"{self.at}; give the schema `examples`, or write the pattern without it"
        )

    def alternatives(self) -> _Piece:
        options = [self.sequence()]
        while self.take("|"):
            options.append(self.sequence())
        if len(options) == 1:
            return options[0]
        return lambda draws, spread: draws.choice(options)(draws, spread)

    def sequence(self) -> _Piece:
        pieces: list[_Piece] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            pieces.append(self.repeated(self.atom()))
        return lambda draws, spread: "".join(piece(draws, spread) for piece in pieces)

    def atom(self) -> _Piece:
        char = self.next()
        if char == "(":
            return self.group()
        if char == "[":
            return _one_of(self.char_class())
        if char in "^$":
            return _nothing
        if char == ".":
            return _one_of(_PRINTABLE)
        if char in "*+?":
            self.refuse(f"nothing to repeat before {char!r}")
        if char == "\\":
            if self.take("b") or self.take("B") or self.take("A") or self.take("Z"):
                return _nothing
            return _one_of(self.escape())
        return _one_of(char)

    def group(self) -> _Piece:
        passed_over = False
        if self.take("?"):
            if self.take("=") or self.take("!") or self.take("<=") or self.take("<!"):
                passed_over = True
            elif self.take("P<") or self.take("<"):
                name, found, _ = self.rest().partition(">")
                if not found:
                    self.refuse("an unfinished group name")
                self.at += len(name) + 1
            elif not self.take(":"):
                self.refuse("a group of an unknown kind")
        piece = self.alternatives()
        if not self.take(")"):
            self.refuse("an unclosed '('")
        return _nothing if passed_over else piece

    def char_class(self) -> str:
        negated = self.take("^")
        chars = ""
        first = True
        while first or not self.take("]"):
            chars += self.class_member()
            first = False
        if negated:
            chars = "".join(c for c in _PRINTABLE if c not in chars)
        if not chars:
            self.refuse("a class without printable members")
        return "".join(dict.fromkeys(chars))

    def class_member(self) -> str:
        char = self.next()
        low = self.escape() if char == "\\" else char
        rest = self.rest()
        if len(low) != 1 or not rest.startswith("-") or rest.startswith("-]"):
            return low
        self.at += 1
        char = self.next()
        high = self.escape() if char == "\\" else char
        if len(high) != 1 or high < low or ord(high) - ord(low) > 0x2000:
            self.refuse(f"a range {low}-{high} that cannot be drawn from")
        return "".join(map(chr, range(ord(low), ord(high) + 1)))

    def escape(self) -> str:
        """The characters that the escape after a backslash stands for."""
        char = self.next()
        if char.lower() in _CLASSES:
            chars = _CLASSES[char.lower()]
            return chars if char.islower() else "".join(c for c in _PRINTABLE if c not in chars)
        if char in _CONTROLS:
            return _CONTROLS[char]
        if char in "xu":
            digits = self.pattern[self.at : self.at + (2 if char == "x" else 4)]
            if not digits or any(d not in string.hexdigits for d in digits):
                self.refuse("an unfinished character code")
            self.at += len(digits)
            return chr(int(digits, 16))
        if char.isalnum():
            self.refuse(f"the escape '\\{char}', which is not known")
        return char

    def repeated(self, piece: _Piece) -> _Piece:
        low, high = self.counts()
        if (low, high) == (1, 1):
            return piece
        # A lazy repeat draws like any other.
        self.take("?")

        def draw(draws: Draws, spread: int) -> str:
            most = low + spread if high is None else min(high, low + max(spread, 8))
            return "".join(piece(draws, spread) for _ in range(draws.integer(low, most)))

        return draw

    def counts(self) -> tuple[int, int | None]:
        for sign, counts in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self.take(sign):
                return counts
        inside, closed, _ = self.rest()[1:].partition("}")
        least, comma, most = inside.partition(",")
        if not self.rest().startswith("{") or not closed or not least.isdecimal():
            return 1, 1
        self.at += len(inside) + 2
        low = int(least)
        high = (int(most) if most.isdecimal() else None) if comma else low
        if low > _MOST_REPEATS or (high is not None and high < low):
            self.refuse(f"a repeat {{{inside}}} that cannot be drawn")
        return low, high


def _one_of(chars: str) -> _Piece:
    if len(chars) == 1:
        return lambda draws, spread: chars
    return lambda draws, spread: draws.choice(chars)


def _nothing(draws: Draws, spread: int) -> str:
    return ""
