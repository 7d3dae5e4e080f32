"""BFCL's API classes as a toolset."""

from __future__ import annotations

from pydantic import JsonValue

from agentgym.tools import Tool, ToolCall, ToolResult
from agentgym_envs.bfcl import wheel
from agentgym_envs.bfcl.documents import offered
from agentgym_envs.bfcl.instances import Instances
from agentgym_envs.bfcl.scenario import Scenario, scenario_of
from agentgym_envs.bfcl.state import BFCLState

_NOTHING = Scenario(classes=(), config={})


class BFCLToolset:
    """The tools of a task's API classes, over instances of its own.

    Before the first `reset` it shows the tools of every class, over nothing. Implements `Toolset`.
    """

    blocking = False

    def __init__(self) -> None:
        self._scenario = _NOTHING
        self._instances = Instances(_NOTHING)
        self._initial = self._instances.snapshot()
        self._tools = offered(tuple(wheel.API_FILES), (), ())

    @property
    def tools(self) -> tuple[Tool, ...]:
        """The tools offered now: those withheld come when their user turn begins."""
        return self._tools

    def reset(self, seed: int, initial: JsonValue = None) -> None:
        """Load a scenario; nothing in it depends on the seed.

        Raises:
            InvalidTaskError: `initial` is not a scenario.
        """
        self._scenario = scenario_of(initial)
        self._instances = Instances(self._scenario)
        self._initial = self._instances.snapshot()
        self.begin_turn(0)

    def begin_turn(self, turn: int) -> None:
        """Offer the tools that were withheld until this user turn."""
        scenario = self._scenario
        if turn > 0 and turn not in scenario.withheld:
            return
        later: list[str] = []
        added: list[str] = []
        for number, names in scenario.withheld.items():
            (later if number > turn else added).extend(names)
        self._tools = offered(scenario.classes, tuple(later), tuple(added))

    def call(self, call: ToolCall) -> ToolResult:
        """Run one call; the content is upstream's, to the letter."""
        return self._instances.run(call.name, call.arguments)

    def state(self) -> BFCLState:
        """The public attributes of every instance, copied."""
        return BFCLState(self._instances.snapshot(), self._initial)

    def close(self) -> None:
        """Forget the instances."""
        self._scenario = _NOTHING
        self._instances = Instances(_NOTHING)
