"""Every task on a third-party server is solvable as written, and by nobody who knows nothing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import numpy as np
import pytest

import agentgym
from agentgym import Environment, SolutionTurn, ToolCall, ToolEnv
from agentgym.certifier import Certificate, Certifier, check_certificate
from agentgym.certifier.player import Player
from agentgym.sampling import Draws, sample_arguments
from agentgym_envs.servers.build import HERE, written_tasks
from agentgym_envs.servers.catalog import OFFERED, environment_id

#: Tools that no solution uses: one is deprecated, the other is for pictures and sound.
LEFT_OUT = {"filesystem": {"read_file", "read_media_file"}}
#: What each id stands for. If one of these changes, the version of its id must rise.
DIGESTS = {
    "filesystem": "8dbc4b0bf02bef334844651ae523aacc1668b90990afde17e31a07e910110b1d",
    "git": "6048c590bec8dfa08a45b7c469afe78258e6feb3bdb24814d3ffe2b661443051",
    "memory": "05e4d6fe9151f23609deaa82f838ef126657a7977296126adfd0dd3a4604e07b",
}


@pytest.mark.parametrize("name", list(OFFERED))
def test_the_tasks_that_are_kept_are_those_that_the_drafts_give(name: str) -> None:
    assert (HERE / name / "tasks.json").read_bytes() == written_tasks(name)


def test_the_environment_is_what_its_id_stands_for(server: str, environment: Environment) -> None:
    assert environment.digest() == DIGESTS[server]


def test_every_solution_passes_and_makes_one_to_sixteen_calls(
    environment: Environment, player: Player
) -> None:
    for task in environment.tasks.values():
        run = player.play(task, task.solution)
        assert run.score.passed, f"{task.id}: {run.score.reason}"
        assert run.score.reward == 1.0
        assert 1 <= sum(len(turn.calls) for turn in task.solution) <= 16, task.id


def test_the_certificates_that_are_kept_are_about_the_tasks_as_they_are(
    environment: Environment,
) -> None:
    for task_id in environment.tasks:
        check_certificate(
            Certificate.model_validate(environment.certificates[task_id]), environment
        )


@pytest.mark.parametrize("said", ["", "Answer: yes", "Answer: 42", "That is done."])
def test_saying_the_same_to_everything_fails(
    environment: Environment, player: Player, said: str
) -> None:
    for task in environment.tasks.values():
        turns = tuple(SolutionTurn(message=said) for _ in task.turns)
        assert not player.passes(task, turns), task.id


def test_calls_drawn_at_random_fail(environment: Environment, player: Player) -> None:
    draws = Draws(np.random.PCG64(np.random.SeedSequence(11)))
    tools = player.env.toolset.tools
    for task in environment.tasks.values():
        drawn = [tools[draws.below(len(tools))] for _ in range(3)]
        calls = tuple(ToolCall(t.name, sample_arguments(t.input_schema, draws)) for t in drawn)
        turns = tuple(SolutionTurn(calls=calls, message="Answer: 17") for _ in task.turns)
        assert not player.passes(task, turns), task.id


def test_every_tool_is_used_by_some_solution(server: str, environment: Environment) -> None:
    used = {
        call.name
        for task in environment.tasks.values()
        for turn in task.solution
        for call in turn.calls
    }
    toolset = environment.toolset()
    offered = {tool.name for tool in toolset.tools}
    toolset.close()
    assert offered - used == LEFT_OUT.get(server, set())


def test_no_two_questions_have_one_answer_and_some_tasks_have_several_turns(
    environment: Environment,
) -> None:
    tasks = environment.tasks.values()
    answers = [
        (check.answer.type, str(check.answer.value).casefold())
        for task in tasks
        for check in task.goal.checks
        if check.answer is not None
    ]
    assert len(answers) == len(set(answers)) >= 7
    assert sum(len(task.turns) > 1 for task in tasks) >= 2
    assert {task.kind for task in tasks} == {"change", "question"}


def test_a_sample_of_the_certificates_is_proved_again(environment: Environment) -> None:
    prove(environment, list(environment.tasks)[5::16])


@pytest.mark.slow
def test_every_certificate_is_proved_again(environment: Environment) -> None:
    prove(environment, list(environment.tasks))


def prove(environment: Environment, task_ids: list[str]) -> None:
    certifier = Certifier(environment)
    try:
        for task_id in task_ids:
            assert certifier.certify(environment.task(task_id)).failures == {}, task_id
    finally:
        certifier.close()


def test_the_agent_never_sees_where_the_server_really_works(environment: Environment) -> None:
    env = ToolEnv(environment)
    env.reset(seed=0)
    real = str(env.toolset.directory.parent)  # type: ignore[attr-defined]  # a wrapped server's
    shown: list[str] = []
    for task in list(environment.tasks.values())[::4]:
        env.reset(seed=0, options={"task": task.id})
        for turn in task.solution:
            for call in turn.calls:
                shown.append(str(env.step(call)[0]))
            env.step(turn.message)
    env.close()
    assert len(shown) > 10
    assert not any(real in text for text in shown)


@pytest.mark.parametrize("server", ["filesystem"], indirect=True)
def test_neither_the_file_system_nor_the_umask_shows(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seen() -> list[str]:
        env = ToolEnv(environment)
        env.reset(seed=0)
        calls = [
            ToolCall("create_directory", {"path": "club/photos"}),
            ToolCall("write_file", {"path": "club/photos.txt", "content": "none\n"}),
            *(
                ToolCall("get_file_info", {"path": path})
                for path in ("club", "club/photos", "club/photos.txt", "club/members.csv")
            ),
        ]
        told = [str(env.step(call)[0]) for call in calls]
        env.close()
        return told

    usual = seen()
    in_memory = Path("/dev/shm")
    monkeypatch.setattr(tempfile, "tempdir", str(in_memory) if in_memory.is_dir() else None)
    before = os.umask(0o077)
    try:
        assert seen() == usual
    finally:
        os.umask(before)


@pytest.mark.parametrize("name", list(OFFERED))
def test_ids_are_known_without_the_server(name: str) -> None:
    spec = agentgym.find(environment_id(name))
    assert spec.family == "mcp"
    assert spec.tasks == OFFERED[name][0]
