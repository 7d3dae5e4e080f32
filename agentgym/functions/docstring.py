"""Reading a docstring in Google style: what a function does, and what each argument is."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

_SECTION = re.compile(r"(Args|Arguments|Parameters):\s*$")
_ENTRY = re.compile(r"\*{0,2}(?P<name>\w+)(?:\s*\([^)]*\))?:\s*(?P<text>.*)")


@dataclass(frozen=True, slots=True)
class Docstring:
    """What a docstring says.

    Attributes:
        summary: The first paragraph, on one line.
        arguments: What the `Args:` section says of each argument, on one line.
    """

    summary: str
    arguments: dict[str, str]


def read_docstring(docstring: str) -> Docstring:
    """Read a docstring; sections other than `Args:` are passed over."""
    lines = inspect.cleandoc(docstring).splitlines()
    paragraph: list[str] = []
    for line in lines:
        if not line.strip():
            break
        paragraph.append(line.strip())
    headings = [i for i, line in enumerate(lines) if _SECTION.match(line)]
    entries = lines[headings[0] + 1 :] if headings else []
    return Docstring(" ".join(paragraph), _read_entries(entries))


def _read_entries(lines: list[str]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    outer = None
    name = ""
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if line.strip() and indent == 0:
            break
        outer = indent if outer is None and line.strip() else outer
        entry = _ENTRY.fullmatch(line.strip()) if indent == outer else None
        if entry is not None:
            name = entry["name"]
            found[name] = [entry["text"]]
        elif name and line.strip():
            found[name].append(line.strip())
    return {name: " ".join(text for text in texts if text) for name, texts in found.items()}
