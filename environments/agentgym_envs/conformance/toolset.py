"""The tools' behaviour: fixed answers of every kind, reports, and one list that can be changed."""

from __future__ import annotations

from pydantic import JsonValue

from agentgym.errors import InvalidTaskError
from agentgym.functions import JsonState
from agentgym.functions.json_state import write_state
from agentgym.reporting import Reporter
from agentgym.schema import checker_for
from agentgym.tools import JsonObject, Tool, ToolCall, ToolResult
from agentgym_envs.conformance.tools import CONTACT, tools

SIMPLE_TEXT = "This is a simple text response for testing."

# One red pixel, and a sound without a sample.
_PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0g"
    "AAAABJRU5ErkJggg=="
)
_WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA="

_IMAGE: JsonObject = {"type": "image", "data": _PNG, "mimeType": "image/png"}
_AUDIO: JsonObject = {"type": "audio", "data": _WAV, "mimeType": "audio/wav"}
_RESOURCE: JsonObject = {
    "type": "resource",
    "resource": {
        "uri": "test://embedded-resource",
        "mimeType": "text/plain",
        "text": "This is an embedded resource content.",
    },
}
_MIXED_RESOURCE: JsonObject = {
    "type": "resource",
    "resource": {
        "uri": "test://mixed-content-resource",
        "mimeType": "application/json",
        "text": '{"test":"data","value":123}',
    },
}
_FIXED = {
    "test_simple_text": ToolResult(SIMPLE_TEXT),
    "test_image_content": ToolResult("", attachments=(_IMAGE,)),
    "test_audio_content": ToolResult("", attachments=(_AUDIO,)),
    "test_embedded_resource": ToolResult("", attachments=(_RESOURCE,)),
    "test_multiple_content_types": ToolResult(
        "Multiple content types test:", attachments=(_IMAGE, _MIXED_RESOURCE)
    ),
    "test_tool_with_logging": ToolResult("Three lines were logged."),
    "test_logging_tool": ToolResult("One line was logged."),
    "test_tool_with_progress": ToolResult("Progress was reported three times."),
    "test_streaming_elicitation": ToolResult("Progress was reported, and nobody was asked."),
    "test_reconnection": ToolResult("You came back for this."),
    "test_missing_capability": ToolResult("The client can sample."),
    "test_error_handling": ToolResult(
        "This tool intentionally returns an error for testing", is_error=True
    ),
}


class ConformanceToolset:
    """The tools over a list of contacts; a call never waits."""

    blocking = False

    def __init__(self) -> None:
        self._tools = tools()
        self._contacts: list[JsonObject] = []
        self._initial = b""
        self._reporter: Reporter | None = None

    @property
    def tools(self) -> tuple[Tool, ...]:
        """All of them, always."""
        return self._tools

    def reset(self, seed: int, initial: JsonValue = None) -> None:
        """Empty the list of contacts.

        Raises:
            InvalidTaskError: A task has an initial state of its own.
        """
        if initial is not None:
            raise InvalidTaskError(f"{initial!r:.80} is no initial state: the list begins empty")
        self._contacts = []
        self._initial = self._written()

    def begin_turn(self, turn: int) -> None:
        """A user turn changes nothing."""

    def report_to(self, reporter: Reporter | None) -> None:
        """Tell this reporter how calls go along."""
        self._reporter = reporter

    def call(self, call: ToolCall) -> ToolResult:
        """Run one call."""
        tool = next((tool for tool in self._tools if tool.name == call.name), None)
        if tool is None:
            return ToolResult(f"there is no tool {call.name!r:.80}", is_error=True)
        refusal = checker_for(tool).refusal(call.arguments)
        if refusal is not None:
            return ToolResult(refusal, is_error=True)
        if call.name == CONTACT:
            self._contacts.append(dict(call.arguments))
            return ToolResult(f"There are {len(self._contacts)} contacts now.")
        if call.name == "test_region":
            return ToolResult(f"The region is {call.arguments['region']}.")
        if self._reporter is not None and not _report(call.name, self._reporter):
            return ToolResult("this tool needs a client that can sample", is_error=True)
        return _FIXED[call.name]

    def state(self) -> JsonState:
        """The list of contacts."""
        return JsonState(self._initial, self._written())

    def close(self) -> None:
        """Nothing is held."""

    def _written(self) -> bytes:
        return write_state({"contacts": self._contacts})


def _report(tool: str, reporter: Reporter) -> bool:
    """Report what a tool is there to report; False when the client lacks what it needs."""
    match tool:
        case "test_tool_with_logging":
            reporter.log("info", "Tool execution started")
            reporter.log("info", "Tool processing data")
            reporter.log("info", "Tool execution completed")
        case "test_logging_tool":
            reporter.log("info", "A line that only some clients want")
        case "test_tool_with_progress" | "test_streaming_elicitation":
            for done in (0, 50, 100):
                reporter.progress(done, 100)
        case "test_reconnection":
            reporter.let_go()
        case "test_missing_capability":
            return reporter.needs("sampling")
    return True
