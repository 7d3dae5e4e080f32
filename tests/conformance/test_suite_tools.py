"""The tools of MCP's conformance suite behave as a toolset, and report what they should."""

from __future__ import annotations

import pytest

import agentgym
from agentgym.reporting import Reporting
from agentgym.tools import ToolCall
from agentgym_envs.conformance.toolset import ConformanceToolset
from tests.conformance.toolset import CHECKS, Check, Subject

ADA = {"name": "Ada Marlowe", "contactMethod": "phone", "phone": "555 0199"}
ILYA = {"name": "Ilya Brandt", "contactMethod": "email", "email": "ilya@brandt.example"}
CONTACT = "json_schema_2020_12_tool"

SUBJECT = Subject(
    make=ConformanceToolset,
    reads=(
        ToolCall("test_simple_text", {}),
        ToolCall("test_multiple_content_types", {}),
        ToolCall("test_region", {"region": "north"}),
    ),
    writes=(ToolCall(CONTACT, ADA), ToolCall(CONTACT, ILYA)),
    refused=(ToolCall("test_error_handling", {}),),
)


@pytest.mark.parametrize("check", CHECKS)
def test_they_behave_as_a_toolset(check: Check) -> None:
    check(SUBJECT)


class Notebook:
    """Takes down what is reported."""

    def __init__(self, *capabilities: str) -> None:
        self.heard: list[object] = []
        self._capabilities = capabilities

    def progress(self, done: float, total: float | None = None, message: str = "") -> None:
        self.heard.append((done, total))

    def log(self, level: str, text: str) -> None:
        self.heard.append((level, text))

    def let_go(self) -> None:
        self.heard.append("let go")

    def needs(self, capability: str) -> bool:
        return capability in self._capabilities


def test_reports_go_to_the_reporter_while_there_is_one() -> None:
    toolset = ConformanceToolset()
    assert isinstance(toolset, Reporting)
    toolset.reset(0)
    notebook = Notebook("sampling")
    toolset.report_to(notebook)
    for name in ("test_tool_with_progress", "test_logging_tool", "test_reconnection"):
        assert not toolset.call(ToolCall(name, {})).is_error
    assert notebook.heard[:3] == [(0, 100), (50, 100), (100, 100)]
    assert notebook.heard[-1] == "let go"
    assert not toolset.call(ToolCall("test_missing_capability", {})).is_error
    toolset.report_to(Notebook())
    assert toolset.call(ToolCall("test_missing_capability", {})).is_error
    toolset.report_to(None)
    assert not toolset.call(ToolCall("test_logging_tool", {})).is_error
    assert len(notebook.heard) == 5


def test_its_tasks_are_proved() -> None:
    environment = agentgym.load("mcp-conformance-v1")
    for task in environment.tasks.values():
        assert agentgym.certify(environment, task).holds
