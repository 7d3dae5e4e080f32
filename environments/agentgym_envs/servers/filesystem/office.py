"""The folder of a translator, Nadia Ferrant: what lies in it when an episode begins."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from agentgym_envs.handwritten.content import records

_CONTENT = Path(__file__).parent / "content"
_MARK = "=== "


@functools.cache
def office() -> dict[str, str]:
    """Relative path to text."""
    texts: dict[str, str] = {}
    for name in ("business", "club"):
        for path, text in _pieces((_CONTENT / f"{name}.txt").read_text(encoding="utf-8")):
            texts[path] = text
    for path, text in _invoices():
        texts[path] = text
    return dict(sorted(texts.items()))


def _pieces(whole: str) -> Iterator[tuple[str, str]]:
    """The files of a content file: each begins with a line that marks its path."""
    for piece in ("\n" + whole).split("\n" + _MARK)[1:]:
        path, _, text = piece.partition("\n")
        yield path, text if text.endswith("\n") else text + "\n"


def _invoices() -> Iterator[tuple[str, str]]:
    for number, client, what, words, rate, issued, due, paid in records(_CONTENT, "invoices"):
        amount = Decimal(words) * Decimal(rate)
        text = (
            f"Invoice: {number}\nClient: {client}\nFor: {what}\nWords: {words}\n"
            f"Rate: {rate} EUR per word\nAmount: {amount:.2f} EUR\nIssued: {issued}\nDue: {due}\n"
            f"Status: {'open' if paid == '-' else 'paid'}\nPaid on: {paid}\n"
        )
        yield f"invoices/sent/{issued[:4]}/{number}.txt", text
