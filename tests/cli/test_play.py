from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from agentgym.cli.main import main
from agentgym.cli.tool_text import read_arguments, signature
from agentgym.tools import Tool


def played(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *lines: str) -> str:
    """What is shown when these lines are typed in task 1 of the counter: count to 2."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    assert main(["play", "toy-up-v1", "--task", "1"]) == 0
    return capsys.readouterr().out


def test_a_person_can_pass_a_task(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = played(monkeypatch, capsys, "add amount=1", 'add {"amount": 1}', "say Done.", "> Bye")
    assert "rules: You count.\n\nuser: Count to 2." in out
    assert "user: Thank you." in out
    assert "Passed: reward 1 after 4 steps." in out


def test_a_person_who_fails_is_told_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = played(monkeypatch, capsys, "add amount=9", ">", ">")
    assert "Failed: reward 0 after 3 steps.\nWhy: the counter is at 9" in out


def test_mistakes_are_explained_and_cost_no_step(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["", "ad amount=1", "add 1", 'add {"amount"', "tools bdd", "help", "tools", "tools add"]
    out = played(monkeypatch, capsys, *lines, "add amount=10", "say", "say")
    assert "There is no tool 'ad'. Did you mean 'add'?" in out
    assert "expected name=value at '1'" in out
    assert "these arguments are not JSON" in out
    assert "There is no tool 'bdd'. Did you mean 'add'?" in out
    assert "amount: integer" in out
    assert "error: wrong arguments for add" in out
    assert "after 3 steps" in out


@pytest.mark.parametrize("lines", [(), ("quit",), ("add amount=1", "quit")])
def test_giving_up_gives_no_score(
    lines: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "You gave up" in played(monkeypatch, capsys, *lines)


TOOL = Tool(
    name="t",
    description="",
    input_schema={
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "n": {"type": ["integer", "null"]},
            "size": {"enum": ["S", 3]},
            "list": {"type": "array", "items": {"type": "number"}},
            "either": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        },
        "required": ["id"],
    },
)


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("", {}),
        ("id=007", {"id": "007"}),
        ("n=007x n=null", {"n": None}),
        ("id='two words' n=4", {"id": "two words", "n": 4}),
        ('list=[1, 2] id="a \\"b\\""', {"list": [1, 2], "id": 'a "b"'}),
        ("either=true other=yes", {"either": True, "other": "yes"}),
        ("id=", {"id": ""}),
    ],
)
def test_arguments_are_read_as_the_schema_means_them(
    text: str, arguments: dict[str, JsonValue]
) -> None:
    assert read_arguments(text, TOOL) == arguments


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_arguments(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(read_arguments(text, TOOL), dict)


def test_a_signature_shows_names_types_and_what_may_be_left_out() -> None:
    assert signature(TOOL) == (
        't(id: string, [n: integer | null], [size: "S" | 3], [list: list of number], '
        "[either: string | null])"
    )
