"""What read-only calls have given in a world in which nothing has changed yet.

A result depends on the arguments and the rows alone, so as long as an episode has changed nothing,
a call that was made before in another episode has the same result, to the byte. In training the
same task is played many times over, and most look-ups come before the first change.
"""

from __future__ import annotations

import marshal
import threading

from agentgym.tools import JsonObject, ToolResult

_LONGEST = 8192
_MOST_CHARACTERS = 2 * 1024 * 1024


class Memo:
    """Results by tool and arguments; the oldest make room for new ones.

    Args:
        most: How many results are kept; of two million characters in all at most.
    """

    def __init__(self, most: int = 4096) -> None:
        self._most = most
        self._results: dict[tuple[str, bytes], ToolResult] = {}
        self._characters = 0
        self._lock = threading.Lock()

    def key(self, tool: str, arguments: JsonObject) -> tuple[str, bytes] | None:
        """What a call is kept under; None where its arguments are no JSON."""
        try:
            # Version 2 writes values alone: equal arguments of equal types give equal bytes.
            return tool, marshal.dumps(arguments, 2)
        except ValueError:
            return None

    def get(self, key: tuple[str, bytes]) -> ToolResult | None:
        """The result of a call made before."""
        return self._results.get(key)

    def keep(self, key: tuple[str, bytes], result: ToolResult) -> None:
        """Keep a result, unless it is very long."""
        if len(result.content) > _LONGEST:
            return
        with self._lock:
            if key in self._results:
                return
            self._characters += len(result.content)
            self._results[key] = result
            while len(self._results) > self._most or self._characters > _MOST_CHARACTERS:
                oldest = self._results.pop(next(iter(self._results)))
                self._characters -= len(oldest.content)

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._results.clear()
            self._characters = 0
