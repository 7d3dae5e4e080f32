"""The tools offered: documents as JSON Schema, tools that come late, and what calls are told."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable

import pytest

from agentgym import ToolCall, ToolEnv, ToolResult

EnvMaker = Callable[[str], ToolEnv]


def begin(env: ToolEnv, task: str) -> None:
    env.reset(seed=0, options={"task": task})


def call(env: ToolEnv, name: str, **arguments: object) -> ToolResult:
    env.step(ToolCall(name, arguments))
    return env.episode.turns[-1].calls[-1][1]


def test_a_task_is_offered_the_tools_of_its_own_classes_only(make_env: EnvMaker) -> None:
    env = make_env("base")
    begin(env, "0")
    names = {tool.name for tool in env.tools}
    assert {"post_tweet", "mv", "diff"} <= names
    assert "place_order" not in names
    assert call(env, "place_order").is_error


def test_before_a_reset_the_toolset_shows_every_tool_of_the_family(make_env: EnvMaker) -> None:
    tools = make_env("base").environment.toolset().tools
    assert len({tool.name for tool in tools}) == len(tools) == 128


def test_a_withheld_tool_comes_with_the_turn_that_announces_it(make_env: EnvMaker) -> None:
    env = make_env("miss-func")
    begin(env, "0")
    before = env.tools
    assert "sort" not in {tool.name for tool in before}
    assert call(env, "sort", file_name="final_report.pdf").is_error
    env.step("Done.")
    env.step("Done.")
    assert env.tools is before
    observation, _, _, _, info = env.step("I have no tool to sort with.")
    assert observation[0]["content"].startswith("I have updated some more functions")
    assert [tool.name for tool in info["tools"]] == [*(tool.name for tool in before), "sort"]


def test_a_tool_that_the_ground_truth_calls_early_is_not_withheld(make_env: EnvMaker) -> None:
    env = make_env("miss-func")
    begin(env, "49")
    names = {tool.name for tool in env.tools}
    assert "tail" in names
    assert not names & {"wc", "cat"}


def test_tools_of_the_same_classes_are_the_same_objects_for_every_task(make_env: EnvMaker) -> None:
    env, other = make_env("base"), make_env("long-context")
    begin(env, "0")
    begin(other, "0")
    assert env.tools is other.tools


def test_an_undeclared_argument_or_a_wrong_type_is_refused_and_changes_nothing(
    make_env: EnvMaker,
) -> None:
    env = make_env("base")
    begin(env, "0")
    before = env.toolset.state().digest()
    assert call(env, "mkdir", dir_name="a", mode=7).is_error
    assert call(env, "mkdir", dir_name=7).is_error
    assert call(env, "mkdir").is_error
    assert env.toolset.state().digest() == before


def test_a_ticket_may_be_named_by_text_because_a_ground_truth_does(make_env: EnvMaker) -> None:
    env = make_env("base")
    tools = {tool.name: tool for tool in env.environment.toolset().tools}
    closing = tools["close_ticket"].input_schema["properties"]
    assert closing["ticket_id"]["type"] == ["integer", "string"]


def test_a_default_of_none_is_written_as_no_default(make_env: EnvMaker) -> None:
    for tool in make_env("base").environment.toolset().tools:
        assert '"None"' not in str(tool.input_schema), tool.name


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("logarithm", {"value": 2, "base": 10, "precision": 10**9}),
        ("square_root", {"number": 2, "precision": 10**9}),
        ("power", {"base": 9, "exponent": 10**9}),
        ("round_number", {"number": 5, "decimal_places": -(10**9)}),
    ],
)
def test_a_computation_without_end_is_refused(
    make_env: EnvMaker, name: str, arguments: dict[str, int]
) -> None:
    env = make_env("base")
    task = next(i for i, t in env.environment.tasks.items() if "MathAPI" in t.initial["classes"])
    begin(env, task)
    result = call(env, name, **arguments)
    assert result.is_error
    assert "1000" in result.content


def test_errors_and_read_only_tools_leave_no_change(make_env: EnvMaker) -> None:
    env = make_env("base")
    values: dict[str, list[object]] = defaultdict(list)
    for task in env.environment.tasks.values():
        for turn in task.solution:
            for made in turn.calls:
                for name, value in made.arguments.items():
                    values[name].append(value)
    errors = reads = 0
    for task_id in list(env.environment.tasks)[::4]:
        draw = random.Random(task_id)
        begin(env, task_id)
        for _ in range(30):
            tool = draw.choice(env.tools)
            parameters = tool.input_schema["properties"]
            assert isinstance(parameters, dict)
            arguments = {name: draw.choice(values[name] or [1]) for name in parameters}
            before = env.toolset.state().digest()
            result = env.toolset.call(ToolCall(tool.name, arguments))
            if result.is_error or tool.read_only:
                assert env.toolset.state().digest() == before, (tool.name, arguments)
                errors += result.is_error
                reads += tool.read_only
    assert errors > 100
    assert reads > 100


def test_a_call_that_fails_half_way_is_not_marked_as_an_error(make_env: EnvMaker) -> None:
    env = make_env("base")
    task = next(
        i for i, t in env.environment.tasks.items() if "VehicleControlAPI" in t.initial["classes"]
    )
    begin(env, task)
    call(env, "lockDoors", unlock=False, door=["driver", "passenger", "rear_left", "rear_right"])
    before = env.toolset.state().digest()
    result = call(env, "lockDoors", unlock=True, door=["driver", "roof"])
    assert result.content == "Error during execution: 'roof'"
    assert not result.is_error
    assert env.toolset.state().digest() != before
    assert call(env, "lockDoors", unlock=True, door=["roof"]).is_error


def test_a_directory_cannot_be_copied_into_itself(make_env: EnvMaker) -> None:
    env = make_env("base")
    begin(env, "0")
    call(env, "mkdir", dir_name="a")
    before = env.toolset.state().digest()
    result = call(env, "cp", source="a", destination="a")
    assert result.is_error
    assert "nothing was done" in result.content
    assert env.toolset.state().digest() == before
    assert not call(env, "find", path=".").is_error


def test_a_tree_that_doubles_with_every_copy_stops_growing(make_env: EnvMaker) -> None:
    env = make_env("base")
    begin(env, "0")
    toolset = env.toolset
    toolset.call(ToolCall("mkdir", {"dir_name": "a"}))
    refused = 0
    for number in range(40):
        copied = toolset.call(ToolCall("cp", {"source": "a", "destination": f"b{number}"}))
        moved = toolset.call(ToolCall("mv", {"source": f"b{number}", "destination": "a"}))
        refused += copied.is_error or moved.is_error
    assert refused
    assert len(toolset.call(ToolCall("find", {"path": "."})).content) < 20_000_000
