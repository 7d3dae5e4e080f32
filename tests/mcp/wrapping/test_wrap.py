"""A server that somebody has becomes an evaluated environment."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import agentgym
from agentgym import Environment, ToolCall, ToolEnv
from agentgym.certifier import Certifier
from agentgym.cli.main import main
from agentgym.errors import InfrastructureError, InvalidEnvironmentError, InvalidTaskError
from agentgym.mcp import Directory, Probe, environment_from_file
from agentgym.registry import find_all, unregister

NOTES = Path(__file__).with_name("notes")
FILE = NOTES / "tasks.json"
SERVER = [sys.executable, str(NOTES / "notes_server.py"), "{directory}/notes.json"]
TASK = {"id": "t", "kind": "change", "turns": ["Hi."], "goal": {"checks": [{}]}}


@pytest.fixture(scope="module")
def notes() -> Environment:
    return environment_from_file(FILE, server=SERVER)


@pytest.fixture
def forgotten() -> Iterator[None]:
    yield
    for spec in find_all("*"):
        if spec.id == "agentgym/mcp-notes-v1":
            unregister(spec.id)


def test_every_task_of_a_tasks_file_is_proved(notes: Environment) -> None:
    certifier = Certifier(notes)
    try:
        for task in notes.tasks.values():
            certificate = certifier.certify(task)
            assert certificate.holds, certificate.failures
    finally:
        certifier.close()


def test_what_changes_from_run_to_run_is_made_stable(notes: Environment) -> None:
    toolset = notes.toolset()
    toolset.reset(0)
    put_up = toolset.call(ToolCall("add_note", {"title": "New", "text": "note"}))
    assert put_up.content == "put up as (a new id)"
    assert "(a new id)" in toolset.call(ToolCall("list_notes", {})).content
    toolset.close()


def test_an_environment_is_named_by_its_server() -> None:
    tasks = FILE
    environment = agentgym.wrap_mcp(SERVER, tasks, directory=Directory())
    assert environment.id == "agentgym/mcp-notes-v1"
    assert list(environment.tasks) == ["keys", "boiler"]


def test_episodes_of_a_wrapped_server_run_as_any_other(notes: Environment) -> None:
    env = ToolEnv(notes)
    env.reset(seed=1, options={"task": "boiler"})
    env.step(ToolCall("remove_note", {"title": "boiler"}))
    env.step(ToolCall("add_note", {"title": "Thanks", "text": "Thank you, Mr Lind!"}))
    env.step(ToolCall("pin_note", {"title": "Keys", "pinned": True}))
    *_, info = env.step("Done.")
    assert info["score"].parts["turn_0.wanted"] == 1.0
    assert info["score"].reason.startswith("notes: Keys was changed")
    env.close()


@pytest.mark.usefixtures("forgotten")
def test_the_command_line_takes_a_server_and_its_tasks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:/usr/bin:/bin")
    words = ["--tasks", str(FILE), "--policy", "replay", "--out", str(tmp_path / "run"), "--json"]
    assert main(["run", *words]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert (summary["rollouts"], summary["passed"]) == (2, 2)


@pytest.mark.usefixtures("forgotten")
def test_show_lists_the_tools_of_a_server_without_tasks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server = f"{sys.executable} {NOTES / 'notes_server.py'} {tmp_path / 'notes.json'}"
    assert main(["show", "--mcp", server]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("notes-server: `")
    assert "pin_note(title: string, pinned: boolean)  [writes]" in shown


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["run", "--policy", "noop"], "name an environment"),
        (["run", "--policy", "noop", "--mcp", "x"], "a server alone has no tasks"),
        (["check", "--mcp", "x", "--tasks", "nowhere.json"], "nowhere.json cannot be read"),
        (["check", "--mcp", "x", "--tasks", str(FILE), "--workers", "2"], "drop --workers"),
        (["show", "--mcp", "python", "notes.py"], "not both; drop one, or put quotes around"),
        (["show", "--mcp", "x", "--environ", "NO_SUCH_VARIABLE"], "has no value"),
        (["show", "--mcp", "'"], "cannot be read: No closing quotation"),
    ],
)
def test_wrong_words_are_one_clear_error(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert message in capsys.readouterr().err


def test_a_command_that_does_not_exist_is_a_fault_of_the_machine(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["show", "--mcp", "no-such-server-anywhere"]) == 1
    assert "'no-such-server-anywhere' does not exist" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"servr": {}}, InvalidEnvironmentError, "servr: there is no such key"),
        ({"server": {"command": "x", "rest": 1}}, InvalidEnvironmentError, "server.rest"),
        ({"server": {"command": "x", "reset": "no"}}, InvalidEnvironmentError, r"\(got 'no'\)"),
        ({"server": {}}, InvalidEnvironmentError, "nothing says which server"),
        ({"tasks": []}, InvalidTaskError, "has no task"),
        (
            {"tasks": [{"id": "t", "kind": "change"}]},
            InvalidTaskError,
            "task 't', turns: Field required$",
        ),
        (
            {"tasks": [{**TASK, "solutions": [{}]}]},
            InvalidTaskError,
            "task 't', solutions: there is no such key. Did you mean 'solution'",
        ),
        (
            {"tasks": [{**TASK, "solution": [{}, {}]}]},
            InvalidTaskError,
            r"solution has 2 turns .* give one entry per user turn$",
        ),
    ],
)
def test_a_wrong_tasks_file_says_what_is_wrong(
    tmp_path: Path, change: dict[str, object], error: type[Exception], message: str
) -> None:
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps({**json.loads(FILE.read_text()), **change}))
    with pytest.raises(error, match=message):
        environment_from_file(path)


def test_a_probe_that_fails_is_a_fault_and_not_a_score(notes: Environment) -> None:
    environment = agentgym.wrap_mcp(
        SERVER,
        notes.tasks,
        id=notes.id,
        state=[Probe("notes", "find_notes", {"words": "x"}, rows="notes.all")],
    )
    toolset = environment.toolset()
    with pytest.raises(InfrastructureError, match="gave nothing called 'notes\\.all'"):
        toolset.reset(0)
    toolset.close()


def test_looking_at_a_wrapped_environment_does_not_import_the_sdk() -> None:
    program = (
        "import sys, agentgym\n"
        "from agentgym.mcp import environment_from_file\n"
        f"agentgym.wrap_mcp('server', {str(FILE)!r}, id='agentgym/mcp-notes-v1')\n"
        "raise SystemExit('mcp' in sys.modules or 'mcp_types' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
