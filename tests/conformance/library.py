"""A lending library: a class with tools that read, write and refuse half-way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field, JsonValue

from agentgym import Tool, ToolCall, ToolError, ToolResult, tool
from agentgym.functions import FunctionToolset, JsonState
from agentgym.sampling import Draws
from agentgym.toolset import Comparison
from tests.conformance.toolset import Subject


@dataclass
class Book:
    title: str
    lent_to: str | None = None
    history: list[str] = field(default_factory=list)


class Library:
    """Books that are lent to readers, three at most to each."""

    def __init__(self, *, initial: dict[str, JsonValue] | None = None, seed: int = 0) -> None:
        titles = (initial or {}).get("titles", ["Emma", "Ulysses", "Walden"])
        if not isinstance(titles, list):
            raise ValueError(f"titles is {titles!r}, not a list")
        self.books = {f"B{i}": Book(str(title)) for i, title in enumerate(titles)}
        self.readers: set[str] = {"ann", "bob"}
        self._ticket = Draws.seeded(seed).below(10**6)

    @tool(read_only=True)
    def find(self, title: str) -> list[str]:
        """Find books by words of their title."""
        return [key for key, book in self.books.items() if title.lower() in book.title.lower()]

    @tool
    def lend(self, reader: str, books: Annotated[list[str], Field(min_length=1)]) -> dict[str, int]:
        """Lend books to a reader.

        Args:
            reader: Who takes them.
            books: Their keys.
        """
        for key in books:
            book = self.books[key]
            book.lent_to = reader
            book.history.append(reader)
        self.readers.add(reader)
        if sum(book.lent_to == reader for book in self.books.values()) > 2:
            raise ToolError(f"{reader} would have more than two books")
        self._ticket += 1
        return {"ticket": self._ticket}

    @tool
    def add(self, title: str) -> str:
        """Add a book."""
        if not title:
            raise ValueError("a book needs a title")
        key = f"B{len(self.books)}"
        self.books[key] = Book(title)
        return key


def library() -> FunctionToolset:
    return FunctionToolset(Library, blocking=False)


class OpaqueState:
    """A state of another type than the library's own."""

    def __init__(self, inner: JsonState) -> None:
        self._inner = inner

    def compare(self, goal: JsonValue) -> Comparison:
        return self._inner.compare(goal)

    def digest(self) -> str:
        return self._inner.digest()


class OpaqueLibrary:
    """The library, written as a toolset of its own whose state is not JSON."""

    blocking = False

    def __init__(self) -> None:
        self._inner = library()

    @property
    def tools(self) -> tuple[Tool, ...]:
        return self._inner.tools

    def reset(self, seed: int, initial: JsonValue = None) -> None:
        self._inner.reset(seed, initial)

    def begin_turn(self, turn: int) -> None:
        self._inner.begin_turn(turn)

    def call(self, call: ToolCall) -> ToolResult:
        return self._inner.call(call)

    def state(self) -> OpaqueState:
        return OpaqueState(self._inner.state())

    def close(self) -> None:
        self._inner.close()


READS = (ToolCall("find", {"title": "e"}), ToolCall("find", {"title": "zzz"}))
WRITES = (
    ToolCall("lend", {"reader": "ann", "books": ["B0", "B1"]}),
    ToolCall("add", {"title": "Middlemarch"}),
    ToolCall("lend", {"reader": "carl", "books": ["B3"]}),
)
REFUSED = (
    ToolCall("lend", {"reader": "ann", "books": ["B3"]}),
    ToolCall("lend", {"reader": "dora", "books": ["B2", "B99"]}),
    ToolCall("add", {"title": ""}),
)
SUBJECT = Subject(library, READS, WRITES, REFUSED, initial={"titles": ["Emma", "Walden", "She"]})
