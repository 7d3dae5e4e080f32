"""A policy that declines whatever it is asked, always by the same rule."""

from __future__ import annotations

import re

from agentgym import Tool, ToolCall
from agentgym.rollout import Actor, Completion, EpisodeStart
from agentgym.spaces import Observation

_RULE = re.compile(r"^([A-Z]{1,3}\d{1,2})\.", re.MULTILINE)
_ID = re.compile(r"\b(?=[\w-]*\d)[A-Z][\w-]{3,}\b")


class Declining:
    """Declines in every user turn, about the first id that the user gives.

    Args:
        place: Which of the rules, in the order of the system prompt, from 0; the last where there
            are fewer.
    """

    def __init__(self, place: int) -> None:
        self.name = f"decline:{place}"
        self._place = place

    def open(self, start: EpisodeStart) -> Actor:
        """Begin an episode."""
        return _Refusing(self._place)


class _Refusing:
    def __init__(self, place: int) -> None:
        self._place = place
        self._rules: list[str] = []

    async def act(self, observation: Observation, tools: tuple[Tool, ...]) -> Completion:
        said = ""
        for message in observation:
            if message["role"] == "system":
                self._rules = _RULE.findall(str(message["content"]))
            if message["role"] == "user":
                said = str(message["content"])
        call = self._decline(said, tools) if said and self._rules else None
        return Completion("I am sorry, our rules do not allow it." if call is None else call)

    def close(self) -> None:
        pass

    def _decline(self, said: str, tools: tuple[Tool, ...]) -> ToolCall | None:
        rule = self._rules[min(self._place, len(self._rules) - 1)]
        about = next(iter(_ID.findall(said)), "unknown")
        for tool in tools:
            properties = tool.input_schema["properties"]
            assert isinstance(properties, dict)
            for name, schema in properties.items():
                choices = schema.get("enum") if isinstance(schema, dict) else None
                if isinstance(choices, list) and {*choices} == {*self._rules}:
                    return ToolCall(
                        tool.name, {n: rule if n == name else about for n in properties}
                    )
        return None
