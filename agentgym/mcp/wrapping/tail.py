"""The last bytes of what a server printed."""

from __future__ import annotations

_KEPT = 8192
_SHOWN_LINES = 8
_SHOWN_CHARACTERS = 1600


class Tail:
    """Keeps the last 8 KiB of what is put in."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def add(self, data: bytes) -> None:
        """Put some in."""
        self._bytes += data[-_KEPT:]
        del self._bytes[:-_KEPT]

    def __str__(self) -> str:
        """The last lines, ready to follow a sentence; empty when nothing was printed."""
        text = self._bytes.decode(errors="replace").strip()
        if not text:
            return ""
        lines = "\n".join(text.splitlines()[-_SHOWN_LINES:])[-_SHOWN_CHARACTERS:]
        return "\nIt last printed:\n" + "\n".join(f"    {line}" for line in lines.splitlines())
