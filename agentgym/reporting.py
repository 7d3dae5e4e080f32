"""What a toolset may tell while a call runs, and who listens."""

from __future__ import annotations

from typing import Literal, Protocol, runtime_checkable

#: How grave a report is: the levels of syslog, as MCP names them.
Level = Literal["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"]


class Reporter(Protocol):
    """Who listens while a call runs. Its methods never wait, and may be called from any thread."""

    def progress(self, done: float, total: float | None = None, message: str = "") -> None:
        """Say how far the call has come; `done` rises from report to report."""

    def log(self, level: Level, text: str) -> None:
        """Say what happens."""

    def let_go(self) -> None:
        """Say that the result is some time off: a client that can come back need not wait."""

    def needs(self, capability: str) -> bool:
        """Ask for a capability of the client (`sampling`, `elicitation`, ...).

        Returns:
            Whether it has that. Where it has not, the call must be refused, and the client is told
            what was missing.
        """


@runtime_checkable
class Reporting(Protocol):
    """A toolset that can tell how a call goes along.

    Reports are for people who watch: they are no part of an episode, and no result depends on them.
    """

    def report_to(self, reporter: Reporter | None) -> None:
        """Tell this reporter, from now on; None: nobody."""
