from __future__ import annotations

import asyncio
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from agentgym.env import ToolEnv
from agentgym.errors import InvalidTrajectoryError
from agentgym.rollout import Scripted, Segment, Trajectory, read_trajectories, rollout, run
from agentgym.tools import ToolCall
from agentgym.verifier import Score
from tests.rollout.toys import counter

JSON: st.SearchStrategy[JsonValue] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def made(arguments: dict[str, JsonValue]) -> Trajectory:
    """A trajectory in which a tool was called with these arguments."""
    env = ToolEnv(counter(tasks=1))
    policy = Scripted({"0": [ToolCall("note", arguments)]})
    return asyncio.run(rollout(env, policy, task="0"))


def read_line(line: bytes, tmp_path: Path) -> Trajectory:
    file = tmp_path / "one.jsonl"
    file.write_bytes(line)
    (trajectory,) = read_trajectories(file)
    return trajectory


@given(
    arguments=st.dictionaries(st.text(), JSON, max_size=3),
    reward=st.floats(allow_nan=False, allow_infinity=False),
    tokens=st.lists(st.tuples(st.integers(0, 2**31), st.floats(-50, 0), st.booleans()), max_size=4),
)
def test_what_is_written_is_read_again_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    arguments: dict[str, JsonValue],
    reward: float,
    tokens: list[tuple[int, float, bool]],
) -> None:
    segment = Segment(
        token_ids=tuple(t for t, _, _ in tokens),
        logprobs=tuple(p for _, p, _ in tokens),
        mask=tuple(m for _, _, m in tokens),
    )
    trajectory = made(arguments).model_copy(
        update={"score": Score(reward=reward, passed=False), "segments": (segment,)}
    )
    again = read_line(trajectory.line(), tmp_path_factory.mktemp("t"))
    assert again == trajectory
    assert again.line() == trajectory.line()


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("a\ud800b", "a?b"),
        ("NUL\0", "NUL\0"),
        (10**30, 1e30),
        (10**400, "(an integer of 1329 bits)"),
        (float("nan"), None),
        ({1}, "{1}"),
    ],
)
def test_what_json_cannot_hold_is_replaced_and_never_stops_a_run(
    tmp_path: Path, value: object, kept: object
) -> None:
    trajectory = made({"text": value})
    call = read_line(trajectory.line(), tmp_path).messages[2]["tool_calls"][0]
    assert call["arguments"] == {"text": kept}


@pytest.mark.parametrize(
    ("call", "kept"),
    [
        (ToolCall("no\ud800te", {}), {"name": "no?te", "arguments": {}}),
        (ToolCall("note", [1]), {"name": "note", "arguments": [1]}),
        (ToolCall("note", None), {"name": "note", "arguments": None}),
    ],
    ids=repr,
)
def test_a_call_that_is_wrong_altogether_does_not_spoil_the_file(
    tmp_path: Path, call: ToolCall, kept: object
) -> None:
    env = ToolEnv(counter(tasks=1))
    trajectory = asyncio.run(rollout(env, Scripted({"0": [call]}), task="0"))
    assert trajectory.errors == 1
    assert read_line(trajectory.line(), tmp_path).messages[2]["tool_calls"] == [kept]


def test_what_is_no_call_at_all_is_a_fault_and_does_not_spoil_the_file(tmp_path: Path) -> None:
    env = ToolEnv(counter(tasks=1))
    policy = Scripted({"0": [ToolCall(None, {})]})
    trajectory = asyncio.run(rollout(env, policy, task="0"))
    assert read_line(trajectory.line(), tmp_path).stop_reason == "infrastructure"


def test_arguments_nested_beyond_any_reader_are_cut_off(tmp_path: Path) -> None:
    nested: JsonValue = []
    for _ in range(5000):
        nested = [nested]
    trajectory = made({"text": nested})
    assert b"(nested too deeply)" in trajectory.line()
    assert read_line(trajectory.line(), tmp_path).errors == 1


def test_a_torn_last_line_is_left_out_and_reported(tmp_path: Path) -> None:
    run([counter(tasks=3)], "noop", out=tmp_path)
    file = tmp_path / "trajectories.jsonl"
    file.write_bytes(file.read_bytes()[:-40])
    torn: list[str] = []
    assert len(list(read_trajectories(tmp_path, on_torn=torn.append))) == 2
    assert torn[0].startswith(f"{file}:3 was cut off")
    with pytest.warns(UserWarning, match="--resume"):
        assert len(list(read_trajectories(tmp_path))) == 2


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"env_id": \n', "not JSON"),
        (b"\0\0\0\n", "not JSON"),
        (b"{}\n", "env_id: Field required"),
        (b"[]\n", "as a whole"),
    ],
)
def test_a_corrupt_middle_line_is_an_error_that_names_it(
    tmp_path: Path, line: bytes, why: str
) -> None:
    run([counter(tasks=3)], "noop", out=tmp_path)
    file = tmp_path / "trajectories.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(lines[0] + line + lines[2])
    with pytest.raises(InvalidTrajectoryError) as caught:
        list(read_trajectories(file))
    assert f"{file}:2 is not a trajectory ({why}" in str(caught.value)
    assert "take this one out" in str(caught.value)


def test_a_trajectory_with_a_field_too_many_or_without_its_score_is_corrupt(tmp_path: Path) -> None:
    whole = orjson.loads(made({}).line())
    for changed, why in (({"mood": 1}, "mood: Extra"), ({"score": None}, "has no score exactly")):
        (tmp_path / "x.jsonl").write_bytes(orjson.dumps(whole | changed) + b"\n")
        with pytest.raises(InvalidTrajectoryError, match=why):
            list(read_trajectories(tmp_path))


@pytest.mark.parametrize("name", ["empty", "missing"])
def test_where_there_are_no_trajectories_the_error_says_what_to_give(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InvalidTrajectoryError, match="or a folder that `agentgym run --out` wrote"):
        list(read_trajectories(tmp_path / name))
