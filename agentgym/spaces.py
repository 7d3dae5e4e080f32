"""The spaces of a tool environment: what an agent may do, and what it is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from gymnasium import Space
from gymnasium.utils import seeding

from agentgym.sampling import Draws, sample_arguments
from agentgym.tools import Action, JsonObject, Tool, ToolCall, is_call


class Message(TypedDict, total=False):
    """One thing said or returned: `role` and `content`, and for a tool's result the rest."""

    role: str
    content: str
    name: str
    is_error: bool
    call_id: str
    attachments: list[JsonObject]


#: What was said or returned since the last action, oldest first.
Observation = list[Message]

_KEYS = {"role", "content", "name", "is_error", "call_id", "attachments"}
_ROLES = {"system", "user", "tool"}


class ActionSpace(Space[Action]):
    """Everything an agent may do: one `ToolCall`, a non-empty list of them, or a `str` to the user.

    A call with wrong arguments is in the space, since an environment answers it with an error
    result; `sample` draws only calls that fit the schemas of the tools offered now.
    """

    def __init__(self, tools: Sequence[Tool] = (), seed: int | None = None) -> None:
        super().__init__(None, None, seed)
        self.tools: tuple[Tool, ...] = tuple(tools)

    def sample(self, mask: None = None, probability: None = None) -> Action:
        """Draw a valid call of one of the tools; an empty message where there is no tool."""
        if not self.tools:
            return ""
        draws = Draws(self.np_random.bit_generator)
        tool = self.tools[draws.below(len(self.tools))]
        return ToolCall(tool.name, sample_arguments(tool.input_schema, draws))

    def contains(self, x: object) -> bool:
        """Whether `x` is an action."""
        if isinstance(x, str):
            return True
        calls = x if isinstance(x, list) and x else [x]
        return all(is_call(call) and isinstance(call.arguments, dict) for call in calls)

    def __eq__(self, other: object) -> bool:
        """Whether the other is an action space: the tools on offer vary within an episode."""
        return isinstance(other, ActionSpace)

    __hash__ = None  # type: ignore[assignment]  # mutable, as every Gymnasium space

    def __deepcopy__(self, memo: dict[int, object]) -> ActionSpace:
        """Copy the random state; share the tools, which never change."""
        twin = ActionSpace(self.tools)
        if self._np_random is not None:
            twin._np_random, _ = seeding.np_random(0)
            twin._np_random.bit_generator.state = self._np_random.bit_generator.state
        return twin

    def __repr__(self) -> str:
        """Show how many tools are on offer."""
        return f"ActionSpace({len(self.tools)} tools)"


class MessageSpace(Space[Observation]):
    """Lists of messages: `system` and `user` texts and `tool` results, all JSON-able."""

    def sample(self, mask: None = None, probability: None = None) -> Observation:
        """Draw one user message of a few random digits."""
        number = Draws(self.np_random.bit_generator).below(10**6)
        return [{"role": "user", "content": str(number)}]

    def contains(self, x: object) -> bool:
        """Whether `x` is a list of messages."""
        return isinstance(x, list) and all(
            isinstance(m, dict)
            and m.get("role") in _ROLES
            and isinstance(m.get("content"), str)
            and m.keys() <= _KEYS
            for m in x
        )

    def __eq__(self, other: object) -> bool:
        """Whether the other is a message space."""
        return isinstance(other, MessageSpace)

    __hash__ = None  # type: ignore[assignment]  # mutable, as every Gymnasium space

    def __repr__(self) -> str:
        """Show the name alone."""
        return "MessageSpace()"
