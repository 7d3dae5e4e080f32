"""The indefinite article."""

from __future__ import annotations

import re

_AN = re.compile(r"(?:[aeio]|u(?!ni|se|sa|til)|hour|honou?r|heir)", re.IGNORECASE)
_A = re.compile(r"(?:one|once|eu|ewe)", re.IGNORECASE)


def a(noun: str) -> str:
    """A noun phrase with the article that its sound asks for: "an invoice", "a unit"."""
    return f"an {noun}" if _AN.match(noun) and not _A.match(noun) else f"a {noun}"
