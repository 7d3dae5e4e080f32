from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import orjson
import pytest

from agentgym.certifier import certify
from agentgym.cli.main import main
from agentgym.environment import Environment
from agentgym.registry import load, register, unregister
from agentgym.version import __version__
from tests.rollout.toys import counter


def answer(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    """The JSON document that a command prints on standard output."""
    assert main(words) == code
    return orjson.loads(capsys.readouterr().out)


def complaint(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command that is used wrongly says: one line."""
    try:
        code = main(words)
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    captured = capsys.readouterr()
    assert (code, captured.out) == (2, "")
    assert captured.err.startswith("agentgym: error: ")
    assert captured.err.count("\n") == 1
    return captured.err


def test_help_names_every_command_and_version_the_version(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for words in (["--help"], []):
        assert main(words) == 0
        out = capsys.readouterr().out
        for command in ("list", "show", "play", "run", "check", "score", "demo"):
            assert f"\n  {command} " in out
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"agentgym {__version__}\n"


@pytest.mark.parametrize("command", ["list", "show", "play", "run", "check", "score", "demo"])
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    assert f"usage: agentgym {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["lsit"], "Did you mean 'list'"),
        (["show", "toy-upp-v1"], "Did you mean 'toy-up-v1'"),
        (["show", "toy-up-v1", "--task", "nine"], "it has no task|has no task 'nine'"),
        (["show", "toy-*"], "'toy-\\*' matches 3 environments and this takes one, such as toy-up"),
        (["play", "toy-*"], "matches 3 environments"),
        (["play", "toy-up-v1", "--seed", "-1"], "--seed is -1; it must be at least 0"),
        (["run", "toy-up-v1", "--policy", "noop", "--out", "a-file/x"], "to a-file/x .*--out"),
        (["run", "toy-up-v1", "--policy", "noop", "--out", "a-file"], "to a-file .*exists.*--out"),
        (["list", "toys-*"], "no environment 'toys-\\*'"),
        (["run", "toy-up-v1"], "--policy"),
        (["run", "toy-up-v1", "--policy", "replya"], "Did you mean 'replay'"),
        (["run", "toy-up-v1", "--policy", "noop", "--limit", "x"], "invalid int value: 'x'"),
        (["run", "toy-up-v1", "--policy", "noop", "--samples", "0"], "samples is 0"),
        (["run", "toy-up-v1", "--policy", "noop", "--concurrency", "0"], "concurrency is 0"),
        (["run", "toy-up-v1", "--policy", "noop", "--split", "dev"], "there are: test, train"),
        (["run", "toy-up-v1", "--policy", "noop", "--resume"], "--resume needs --out"),
        (["run", "toy-away-v1", "--policy", "noop"], "get it with: make toys"),
        (["play", "toy-away-v1"], "get it with: make toys"),
        (["score", "nowhere"], "there are no trajectories at nowhere"),
        (["check", "toy-up-v1", "--workers", "0"], "--workers is 0"),
        (["check", "."], "\\. holds no set of environments .*manifest.json"),
    ],
)
def test_wrong_usage_is_one_line_that_says_what_to_do(
    words: list[str], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a-file").touch()
    assert re.search(hint, complaint(capsys, *words))


def test_list_gives_every_environment_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    specs = answer(capsys, "list", "--json")
    assert {"id": "agentgym/toy-up-v1", "family": "toy", "tasks": 5}.items() <= next(
        spec for spec in specs if spec["id"] == "agentgym/toy-up-v1"
    ).items()
    away = next(spec for spec in specs if spec["id"] == "agentgym/toy-away-v1")
    assert (away["installed"], away["remedy"]) == (False, "make toys")


def test_list_groups_by_family_and_a_glob_goes_deeper(capsys: pytest.CaptureFixture[str]) -> None:
    main(["list"])
    out = capsys.readouterr().out
    assert re.search(r"^toy +3 +10 +in part ", out, re.MULTILINE)
    assert "To get toy: make toys" in out
    assert "toy-more" not in out
    main(["list", "toy-*"])
    out = capsys.readouterr().out
    assert re.search(r"^agentgym/toy-more-v1 +2 +More\.$", out, re.MULTILINE)


def test_show_tells_what_an_agent_may_know_and_nothing_of_goals(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for words in (["show", "toy-up-v1"], ["show", "toy-up-v1", "--task", "1"]):
        assert main(words) == 0
        out = capsys.readouterr().out
        assert "System prompt:\nYou count." in out
        assert "add(amount: integer)  [writes]" in out
        assert "Count to 2." in out
        assert not re.search("goal|solution|Done", out)
    shown = answer(capsys, "show", "toy-up-v1", "--json")
    assert len(shown["tasks"]) == 5
    assert not {"goal", "solution", "routes", "mentions"} & shown["tasks"][0].keys()


def test_a_glob_that_matches_one_environment_will_do_where_one_is_wanted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["show", "toy-up*"]) == 0
    assert capsys.readouterr().out.startswith("agentgym/toy-up-v1: ")


def test_show_reveals_goals_and_solutions_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    main(["show", "toy-up-v1", "--task", "1", "--reveal"])
    out = capsys.readouterr().out
    assert 'goal: {"checks":[{"state":2}]}' in out
    assert 'add {"amount":1}' in out


def test_run_keeps_its_contract(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["run", "toy-*", "--policy", "constant:Done.", "--out", "o", "--samples", "2"]
    summary = answer(capsys, *words, "--limit", "2", "--seed", "4", "--split", "train", "--json")
    assert (summary["rollouts"], summary["passed"], summary["failed"]) == (6, 0, 6)
    assert summary["infrastructure"] == 0
    assert summary["steps_per_second"] > 0
    assert summary["families"]["toy"]["failed"] == 6
    lines = [orjson.loads(x) for x in Path("o/trajectories.jsonl").read_bytes().splitlines()]
    assert len(lines) == 6
    for line in lines:
        assert line.keys() >= {"env_id", "task_id", "sample", "seed", "stop_reason", "steps"}
        assert line["score"].keys() == {"passed", "reward", "parts", "reason"}


def test_run_leaves_out_what_a_glob_matches_but_is_not_installed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["run", "toy-*", "--policy", "noop"]) == 0
    captured = capsys.readouterr()
    assert "left out agentgym/toy-away-v1: not installed; get it with: make toys" in captured.err
    assert re.search(r"^total +7 +0 +0\.0% ", captured.out, re.MULTILINE)


def test_run_without_out_takes_the_next_free_folder(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        main(["run", "toy-up-v1", "--policy", "constant:No way!"])
    assert sorted(p.name for p in Path("runs").iterdir()) == [
        "constant-No-way-001",
        "constant-No-way-002",
    ]


def test_run_exits_1_when_the_machine_failed_and_says_what_failed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    moves = orjson.dumps({str(n): [{"name": "add", "arguments": {"amount": 1}}] for n in range(5)})
    Path("moves.json").write_bytes(moves)
    assert main(["run", "bad-*", "--policy", "script:moves.json", "--out", "o"]) == 1
    assert "broken 5 times: InfrastructureError: the disk is gone" in capsys.readouterr().out
    scored = answer(capsys, "score", "o", "--json")
    assert (scored["infrastructure"], scored["success"]) == (5, None)
    lines = [orjson.loads(x) for x in Path("o/trajectories.jsonl").read_bytes().splitlines()]
    assert {(x["stop_reason"], x["score"]) for x in lines} == {("infrastructure", None)}


def test_run_says_how_to_go_on_in_a_folder_that_holds_a_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["run", "toy-up-v1", "--policy", "replay", "--out", "o"]
    assert main(words) == 0
    capsys.readouterr()
    assert "--resume" in complaint(capsys, *words)
    assert main([*words, "--resume"]) == 0
    assert "Nothing was left to do. Trajectories: o/" in capsys.readouterr().out
    assert "policy: 'replay' then, 'noop' now" in complaint(
        capsys, "run", "toy-up-v1", "--policy", "noop", "--out", "o", "--resume"
    )


def test_score_counts_by_environment_family_and_kind(capsys: pytest.CaptureFixture[str]) -> None:
    main(["run", "toy-*", "--policy", "replay", "--out", "o"])
    capsys.readouterr()
    scored = answer(capsys, "score", "o", "--json")
    assert (scored["rollouts"], scored["planned"], scored["policy"]) == (7, 7, "replay")
    assert scored["families"]["toy"]["passed"] == 7
    assert scored["kinds"]["change"]["passed"] == 7
    assert main(["score", "o"]) == 0
    assert re.search(r"^toy-more-v1 +2 +2 +100\.0% ", capsys.readouterr().out, re.MULTILINE)


def test_score_of_a_run_that_was_cut_off_counts_what_is_whole_and_says_what_is_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["run", "toy-up-v1", "--policy", "noop", "--out", "o"])
    file = Path("o/trajectories.jsonl")
    os.truncate(file, file.stat().st_size - 5)
    capsys.readouterr()
    assert main(["score", "o"]) == 0
    captured = capsys.readouterr()
    assert "4 of 5 rollouts are there" in captured.out
    assert f"{file}:5 was cut off" in captured.err


def test_a_corrupt_line_is_named_by_score(capsys: pytest.CaptureFixture[str]) -> None:
    main(["run", "toy-up-v1", "--policy", "noop", "--out", "o"])
    file = Path("o/trajectories.jsonl")
    file.write_bytes(b"?\n" + file.read_bytes())
    capsys.readouterr()
    assert "trajectories.jsonl:1 is not a trajectory" in complaint(capsys, "score", "o")


def test_score_names_the_runs_inside_a_folder_and_refuses_what_holds_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("one", "two"):
        answer(capsys, "run", "toy-up-v1", "--policy", "noop", "--out", f"all/{name}", "--json")
    assert "give one of all/one, all/two" in complaint(capsys, "score", "all")
    Path("torn.jsonl").write_text("torn")
    assert main(["score", "torn.jsonl"]) == 2
    assert "holds no whole trajectory" in capsys.readouterr().err


def test_check_reports_what_does_not_hold(capsys: pytest.CaptureFixture[str]) -> None:
    report = answer(capsys, "check", "toy-up-v1", "--task", "0", "--json")
    assert report == {"environments": 1, "tasks": 1, "failures": []}


def test_check_exits_1_and_names_environment_task_and_property(
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = counter("toy-wrong", tasks=2)
    off_by_one = whole.task("1").model_copy(update={"goal": whole.task("0").goal})
    register(Environment(whole.id, whole.toolset, [whole.task("0"), off_by_one]))
    try:
        report = answer(capsys, "check", "toy-wrong-v1", "--json", code=1)
        assert (report["environments"], report["tasks"]) == (1, 2)
        (failure,) = report["failures"]
        assert failure.keys() == {"env_id", "task_id", "item", "reason", "file"}
        assert (failure["task_id"], failure["item"]) == ("1", "solvable")
        assert main(["check", "toy-wrong-v1"]) == 1
        assert "1 of 2 tasks in toy-wrong-v1 hold" in capsys.readouterr().out
    finally:
        unregister(whole.id)


def test_check_says_when_a_kept_certificate_no_longer_holds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = counter("toy-kept", tasks=1)
    kept = {"0": certify(whole, whole.task("0")).model_dump(mode="json")}
    for prompt, code in ((whole.system_prompt, 0), ("You count backwards.", 1)):
        register(
            Environment(
                whole.id, whole.toolset, whole.tasks, system_prompt=prompt, certificates=kept
            )
        )
        try:
            report = answer(capsys, "check", "toy-kept-v1", "--json", code=code)
        finally:
            unregister(whole.id)
        assert [f["item"] for f in report["failures"]] == ["certificate"] * code
    assert "no longer holds" in report["failures"][0]["reason"]


def test_check_proves_in_several_processes(capsys: pytest.CaptureFixture[str]) -> None:
    task_id = next(iter(load("shop-returns-v1").tasks))
    words = ["check", "shop-returns-v1", "--task", task_id, "--workers", "2", "--json"]
    assert answer(capsys, *words) == {"environments": 1, "tasks": 1, "failures": []}


def test_demo_compares_policies_over_each_family(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agentgym.cli.demo._FAMILIES", {"toy": "toy-*"})
    assert main(["demo"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^toy +replay +7 +100\.0% +1\.000 ", out, re.MULTILINE)
    for policy in ("random", "noop", "constant"):
        assert re.search(rf"^toy +{policy} +7 +0\.0% ", out, re.MULTILINE)
    assert "agentgym play toy-up-v1" in out
    assert len(list(Path("runs/demo-001").glob("*/trajectories.jsonl"))) == 4


def test_what_is_piped_into_a_reader_that_leaves_is_no_error() -> None:
    listing = subprocess.Popen(
        [sys.executable, "-m", "agentgym", "list", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert listing.stdout is not None
    assert listing.stderr is not None
    listing.stdout.close()
    assert listing.wait(timeout=60) == 0
    assert listing.stderr.read() == b""
    listing.stderr.close()


def test_installed_packages_add_commands(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    point = EntryPoint("greet", "tests.cli.greeting", "agentgym.commands")
    monkeypatch.setattr("agentgym.cli.main.entry_points", lambda group: [point])
    assert main(["greet", "--name", "you"]) == 3
    assert capsys.readouterr().out == "Hello, you.\n"
    main(["--help"])
    assert re.search(r"^  greet  say hello$", capsys.readouterr().out, re.MULTILINE)
    assert "Did you mean 'greet'" in complaint(capsys, "gret")
