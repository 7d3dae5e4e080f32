"""How commands print: tables for people, JSON for scripts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import orjson


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        title: Its heading.
        right: Whether it holds numbers, set flush right.
    """

    title: str
    right: bool = False


def print_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: with rules and folded cells on a terminal, else plain aligned text, one row a
    line."""
    if sys.stdout.isatty():
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
        for column in columns:
            table.add_column(
                column.title,
                justify="right" if column.right else "left",
                no_wrap=column.right,
                overflow="fold",
            )
        for row in rows:
            table.add_row(*map(Text, row))
        Console().print(table)
        return
    widths = [
        max(len(column.title), *(len(row[i]) for row in rows), 0)
        for i, column in enumerate(columns)
    ]
    for line in ([column.title for column in columns], *rows):
        cells = (
            f"{cell:>{width}}" if column.right else f"{cell:{width}}"
            for cell, width, column in zip(line, widths, columns, strict=True)
        )
        print("  ".join(cells).rstrip())


def print_json(value: object) -> None:
    """Print one JSON document, and nothing else, on standard output."""
    sys.stdout.write(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode() + "\n")


def note(text: str) -> None:
    """Tell a person something beside the output, on standard error."""
    print(text, file=sys.stderr, flush=True)


def share(value: float | None) -> str:
    """A share as a percentage; a dash for none."""
    return "-" if value is None else f"{100 * value:.1f}%"


def number(value: float | None) -> str:
    """A mean with three digits; a dash for none."""
    return "-" if value is None else f"{value:.3f}"
