"""The library as a `Toolset` of verifiers: an MCP server of its own for every rollout.

verifiers starts this file as a module; the rows live in the process, so that no call needs its
state channel.
"""

import contextlib
import os
import socket

import verifiers.v1 as vf
from library import Library, RefusedError
from mcp.server.mcpserver.exceptions import ToolError

UNDELAYED = "LIBRARY_UNDELAYED"


class Undelayed(socket.socket):
    """A socket that sends small packets at once."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        if self.type == socket.SOCK_STREAM and self.family == socket.AF_INET:
            self.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


@contextlib.contextmanager
def undelayed():
    """Tool servers started in this block send small packets at once."""
    os.environ[UNDELAYED] = "1"
    try:
        yield
    finally:
        del os.environ[UNDELAYED]


class LibraryToolset(vf.Toolset[vf.ToolsetConfig, vf.State]):
    """The tools of the library."""

    TOOL_PREFIX = None

    async def setup(self) -> None:
        """Begin an episode."""
        self._library = Library()

    def _run(self, name: str, **arguments: str | None) -> dict:
        try:
            return getattr(self._library, name)(**arguments)
        except RefusedError as refused:
            raise ToolError(str(refused)) from None

    @vf.tool
    def find_books(self, author: str | None = None, title: str | None = None) -> dict:
        """Search the catalogue by author, by words of the title, or both; at most ten books."""
        return self._run("find_books", author=author, title=title)

    @vf.tool
    def get_member(self, member_id: str) -> dict:
        """Look up a member and what is on loan to them."""
        return self._run("get_member", member_id=member_id)

    @vf.tool
    def list_loans(self, book_id: str) -> dict:
        """Say who has the copies of a book."""
        return self._run("list_loans", book_id=book_id)

    @vf.tool
    def borrow(self, member_id: str, book_id: str) -> dict:
        """Lend a copy of a book to a member for 21 days."""
        return self._run("borrow", member_id=member_id, book_id=book_id)

    @vf.tool
    def renew(self, loan_id: str) -> dict:
        """Extend a loan by 14 days; twice at most."""
        return self._run("renew", loan_id=loan_id)

    @vf.tool
    def give_back(self, loan_id: str) -> dict:
        """Take a copy back."""
        return self._run("give_back", loan_id=loan_id)


if __name__ == "__main__":
    if UNDELAYED in os.environ:
        socket.socket = Undelayed
    LibraryToolset.run()
