"""Whatever a server does wrong is one clear error, and the next reset starts anew."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from agentgym import ToolCall
from agentgym.errors import InfrastructureError, InvalidToolError, TimeLimitError
from agentgym.mcp import CallTool, MCPToolset, ServerSetup

BROKEN = str(Path(__file__).with_name("broken_server.py"))
SAY = ToolCall("echo", {"path": "hello"})

Make = Callable[..., MCPToolset]


@pytest.fixture
def wrapped() -> Iterator[Make]:
    made: list[MCPToolset] = []

    def make(mode: str, **options: Any) -> MCPToolset:
        setup = ServerSetup(server=[sys.executable, "-I", BROKEN, mode], **options)
        made.append(MCPToolset(setup))
        return made[-1]

    yield make
    for toolset in made:
        toolset.close()


def test_a_command_that_does_not_exist_is_named() -> None:
    toolset = MCPToolset(ServerSetup(server="no-such-server --stdio"))
    with pytest.raises(InfrastructureError, match=r"'no-such-server' does not exist; install it"):
        toolset.reset(0)


def test_a_server_that_needs_a_variable_is_quoted_and_gets_none_unasked(
    wrapped: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOTES_TOKEN", "of this process alone")
    toolset = wrapped("variable")
    with pytest.raises(InfrastructureError) as caught:
        toolset.reset(0)
    told = str(caught.value)
    assert "broken_server.py variable" in told
    assert "ended with exit status 1" in told
    assert "KeyError: 'NOTES_TOKEN'" in told
    given = wrapped("variable", environ={"NOTES_TOKEN": "s3"})
    given.reset(0)
    assert given.call(SAY).content == "hello"


@pytest.mark.parametrize(
    ("mode", "message"),
    [
        ("dies", "ended with exit status 7"),
        ("killed", "was killed by signal 11"),
        ("floods", "floods its standard output"),
        ("nonsense", "sent a line that is no message of MCP"),
        ("huge", "sent a message of more than 16,777,216 bytes"),
        ("promise", "Invalid structured content returned by tool echo"),
    ],
)
def test_a_fault_during_a_call_ends_the_episode_and_not_the_toolset(
    wrapped: Make, mode: str, message: str
) -> None:
    toolset = wrapped(mode)
    toolset.reset(0)
    first = toolset.pid
    with pytest.raises(InfrastructureError, match=message) as caught:
        toolset.call(SAY)
    assert f"broken_server.py {mode}" in str(caught.value)
    with pytest.raises(InfrastructureError, match=r"is not running; reset\(\) starts it anew"):
        toolset.call(SAY)
    toolset.reset(0)
    assert toolset.pid not in (None, first)


def test_the_last_lines_of_a_server_that_died_are_shown(wrapped: Make) -> None:
    toolset = wrapped("dies")
    toolset.reset(0)
    with pytest.raises(InfrastructureError, match=r"It last printed:\n    out of paper"):
        toolset.call(SAY)


def test_a_call_that_hangs_is_given_up(wrapped: Make) -> None:
    toolset = wrapped("hangs", call_seconds=0.3)
    toolset.reset(0)
    with pytest.raises(TimeLimitError, match=r"answer the call of 'echo' within 0.3 s"):
        toolset.call(SAY)
    toolset.reset(0)


@pytest.mark.parametrize(
    ("mode", "message"),
    [
        ("closes_input", "answer the call of 'echo' within 0.3 s"),
        ("closes_output", "did not answer"),
    ],
)
def test_a_server_that_closes_a_pipe_and_lives_on_harms_no_other(
    wrapped: Make, mode: str, message: str
) -> None:
    toolset, other = wrapped(mode, call_seconds=0.3), wrapped("plain", start_seconds=5)
    toolset.reset(0)
    with pytest.raises(InfrastructureError, match=message):
        toolset.call(SAY)
    other.reset(0)
    assert other.call(SAY).content == "hello"


def test_a_server_that_never_shakes_hands_is_given_up(wrapped: Make) -> None:
    with pytest.raises(TimeLimitError, match=r"did not begin to speak MCP within 0.5 s"):
        wrapped("deaf", start_seconds=0.5).reset(0)


def test_an_unknown_revision_of_the_protocol_is_refused(wrapped: Make) -> None:
    with pytest.raises(InfrastructureError, match=r"Unsupported protocol version.*1999-01-01"):
        wrapped("revision").reset(0)


def test_megabytes_on_standard_error_and_stray_prints_do_no_harm(wrapped: Make) -> None:
    toolset = wrapped("chatty")
    toolset.reset(0)
    for _ in range(3):
        assert toolset.call(SAY).content == "hello"


def test_a_banner_before_the_first_message_does_no_harm(wrapped: Make) -> None:
    toolset = wrapped("banner")
    toolset.reset(0)
    assert toolset.call(SAY).content == "hello"


def test_a_result_that_lies_about_being_an_error_can_be_marked(wrapped: Make) -> None:
    trusting, wary = wrapped("lies"), wrapped("lies", errors=["^Error: "])
    for toolset, is_error in ((trusting, False), (wary, True)):
        toolset.reset(0)
        result = toolset.call(SAY)
        assert (result.content, result.is_error) == ("Error: no such file", is_error)


def test_a_tool_with_an_invalid_schema_is_named_and_can_be_left_out(wrapped: Make) -> None:
    with pytest.raises(InvalidToolError, match=r"tool 'odd'.*leave_out=\('odd',\)"):
        wrapped("schema").reset(0)
    toolset = wrapped("schema", leave_out=("odd",))
    toolset.reset(0)
    assert [tool.name for tool in toolset.tools] == ["echo"]


def test_two_tools_of_one_name_are_named(wrapped: Make) -> None:
    with pytest.raises(InvalidToolError, match="two tools called 'echo'"):
        wrapped("twins").reset(0)


def test_ten_thousand_tools_on_many_pages_are_offered(wrapped: Make) -> None:
    toolset = wrapped("many")
    toolset.reset(0)
    assert len(toolset.tools) == 10_000
    assert toolset.call(ToolCall("echo_09999", {"path": "last"})).content == "last"


@pytest.mark.parametrize(("mode", "tools"), [("endless", 2_000), ("heaps", 55_000)])
def test_a_list_of_tools_without_end_is_given_up(wrapped: Make, mode: str, tools: int) -> None:
    with pytest.raises(InfrastructureError, match=f"list of tools has no end: {tools} so far"):
        wrapped(mode).reset(0)


@pytest.mark.parametrize(
    ("option", "value"),
    [("read_only", ("ekho",)), ("leave_out", ("ekho",)), ("reset", CallTool("ekho"))],
)
def test_an_option_that_names_no_tool_is_an_error(
    wrapped: Make, option: str, value: object
) -> None:
    with pytest.raises(InvalidToolError, match=rf"{option} names 'ekho'.*Did you mean 'echo'\?"):
        wrapped("plain", **{option: value}).reset(0)


def test_tools_that_change_are_offered_from_the_next_user_turn_on(wrapped: Make) -> None:
    toolset = wrapped("changing")
    toolset.reset(0)
    toolset.begin_turn(0)
    toolset.call(SAY)
    assert [tool.name for tool in toolset.tools] == ["echo"]
    toolset.begin_turn(1)
    assert [tool.name for tool in toolset.tools] == ["echo", "shout"]
    toolset.reset(0)
    assert [tool.name for tool in toolset.tools] == ["echo"]


def test_a_server_is_asked_only_once_which_revision_it_speaks(
    wrapped: Make, tmp_path: Path
) -> None:
    toolset = wrapped("counts", environ={"METHODS": str(tmp_path / "methods")})
    for _ in range(3):
        toolset.reset(0)
        toolset.call(SAY)
    methods = (tmp_path / "methods").read_text().split()
    assert methods.count("server/discover") == 1
    assert methods.count("initialize") == methods.count("tools/call") == 3


def test_the_parts_of_a_text_are_lines(wrapped: Make) -> None:
    toolset = wrapped("parts")
    toolset.reset(0)
    assert toolset.call(SAY).content == "one\ntwo"


def test_content_that_is_no_text_is_kept_beside_a_few_words(wrapped: Make) -> None:
    toolset = wrapped("pictures")
    toolset.reset(0)
    result = toolset.call(SAY)
    assert result.content == "[image, image/png, 6 bytes]"
    assert result.attachments == ({"type": "image", "mimeType": "image/png", "data": "aGVsbG8h"},)


def test_numbers_that_json_cannot_hold_come_out_as_it_would_read_them(wrapped: Make) -> None:
    toolset = wrapped("numbers")
    toolset.reset(0)
    assert toolset.call(SAY).structured_content == {"huge": 1e30, "none": None}


def test_arguments_that_are_no_text_anyone_can_send_are_refused(wrapped: Make) -> None:
    toolset = wrapped("plain")
    toolset.reset(0)
    assert toolset.call(ToolCall("echo", {"path": "\ud800"})).is_error
    assert toolset.call(SAY).content == "hello"
