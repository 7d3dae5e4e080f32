from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import orjson
import pytest

from agentgym.errors import InvalidPolicyError, UnknownPolicyError
from agentgym.rollout import Random, policy_named, read_script, run
from tests.rollout.toys import counter


@pytest.mark.parametrize("word", ["random", "noop", "replay", "constant:I am done."])
def test_a_policy_is_called_what_it_was_asked_for(word: str) -> None:
    assert policy_named(word).name == word


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("randon", "Did you mean 'random'"),
        ("constant", "constant:WORDS"),
        ("replay:3", "random, noop, replay"),
        ("", "random, noop, replay"),
        ("no_such_module:policy", "no module 'no_such_module'"),
        ("agentgym.rollout:Nobody", "has no 'Nobody'"),
    ],
)
def test_an_unknown_policy_is_refused_with_what_there_is(word: str, hint: str) -> None:
    with pytest.raises(UnknownPolicyError) as caught:
        policy_named(word)
    assert hint in str(caught.value)


def test_a_policy_of_ones_own_is_named_by_module_and_attribute() -> None:
    assert isinstance(policy_named("agentgym.rollout:Random"), Random)
    with pytest.raises(InvalidPolicyError, match="which is not a policy"):
        policy_named("agentgym.rollout:RunSummary")


def test_a_chance_of_stopping_must_be_a_chance() -> None:
    with pytest.raises(InvalidPolicyError, match="it must be above 0"):
        Random(stop=0)


def test_a_script_plays_calls_parallel_calls_and_messages(tmp_path: Path) -> None:
    one = {"name": "add", "arguments": {"amount": 1}}
    file = tmp_path / "moves.json"
    file.write_bytes(orjson.dumps({"0": [one, "Done."], "1": [[one, one]]}))
    summary = run([counter(tasks=2)], f"script:{file}")
    assert summary.total.passed == 2


def test_a_script_of_lines_can_name_the_environment(tmp_path: Path) -> None:
    one = {"name": "add", "arguments": {"amount": 1}}
    file = tmp_path / "moves.jsonl"
    file.write_bytes(
        orjson.dumps({"task_id": "0", "actions": []})
        + b"\n"
        + orjson.dumps({"env_id": "agentgym/toy-counter-v1", "task_id": "0", "actions": [one]})
        + b"\n"
    )
    summary = run([counter(tasks=1), counter("toy-other", tasks=1)], f"script:{file}")
    assert [tally.passed for tally in summary.environments.values()] == [1, 0]


def test_a_task_without_a_script_is_left_unscored(tmp_path: Path) -> None:
    file = tmp_path / "moves.json"
    file.write_bytes(b"{}")
    summary = run([counter(tasks=1)], f"script:{file}")
    assert summary.total.infrastructure == 1
    assert "has no actions for task '0'" in next(iter(summary.faults))


@pytest.mark.parametrize(
    ("name", "content", "hint"),
    [
        ("a.json", b"{", "is not JSON"),
        ("a.json", b"[]", "a script is a JSON object"),
        ("a.json", b'{"0": "go"}', "it must be a list"),
        ("a.json", b'{"0": [{"tool": "add"}]}', "task '0', action 0 is"),
        ("a.json", b'{"0": [[]]}', "task '0', action 0 is"),
        ("a.jsonl", b'{"actions": []}', "a.jsonl:1 is not of the form"),
    ],
)
def test_a_script_with_a_mistake_is_refused_by_its_place(
    tmp_path: Path, name: str, content: bytes, hint: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InvalidPolicyError) as caught:
        read_script(tmp_path / name)
    assert hint in str(caught.value)


def test_a_script_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidPolicyError, match="cannot be read: No such file"):
        policy_named(f"script:{tmp_path / 'none.json'}")


def test_installed_packages_offer_policies_by_name_with_an_argument_or_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    point = EntryPoint("parrot", "agentgym.rollout:Constant", "agentgym.policies")
    monkeypatch.setattr("agentgym.rollout.named.entry_points", lambda group: [point])
    assert policy_named("parrot:Hello").name == "constant:Hello"
    with pytest.raises(UnknownPolicyError, match="Did you mean 'parrot'"):
        policy_named("parot")
