"""What is tested of the refusals of every hand-written world's tools."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from agentgym import ToolCall
from agentgym.world import LiveWorld


def refusal(live: LiveWorld, calls: Sequence[ToolCall]) -> tuple[str, str]:
    """Make the calls; the last one is refused, and changes nothing. Gives its tool and why."""
    live.reset(0)
    for before in calls[:-1]:
        result = live.call(before)
        assert not result.is_error, result.content
    state = live.state().digest()
    result = live.call(calls[-1])
    assert result.is_error, result.content
    assert live.state().digest() == state
    return calls[-1].name, result.content


def unreached(
    live: LiveWorld, tools: Sequence[dict[str, Any]], refused: Sequence[Sequence[ToolCall]]
) -> list[tuple[str, str]]:
    """The tools' messages that none of the refused calls was given."""
    given = [refusal(live, calls) for calls in refused]
    missing = []
    for tool in tools:
        for message in _messages(tool["steps"]):
            pattern = re.sub(r"\\\{.*?\\\}", ".+", re.escape(message))
            if not any(
                name == tool["name"] and re.fullmatch(pattern, said) for name, said in given
            ):
                missing.append((tool["name"], message))
    return missing


def _messages(steps: list[dict[str, Any]]) -> Iterator[str]:
    """The messages of a program and of the steps within its steps."""
    for step in steps:
        if isinstance(step.get("else"), str):
            yield step["else"]
        for inner in ("do", "otherwise"):
            within = step.get(inner)
            if isinstance(within, list):
                yield from _messages(within)
