from __future__ import annotations

import json
from typing import Any

import gymnasium
import orjson
import pytest
from gymnasium.error import ResetNeeded

from agentgym import Environment, FunctionToolset, Tool, ToolCall, ToolEnv, ToolResult, tool
from agentgym.errors import (
    InfrastructureError,
    InvalidActionError,
    InvalidOptionError,
    InvalidTaskError,
    UnknownTaskError,
)
from agentgym.functions.json_state import JsonState
from agentgym.task import Limits
from tests.core.counter import ID, Counter, environment, task


@pytest.fixture
def env() -> ToolEnv:
    return ToolEnv(environment())


def add(amount: Any, **kwargs: Any) -> ToolCall:
    return ToolCall("add", {"amount": amount}, **kwargs)


def test_an_episode_runs_from_instruction_to_score(env: ToolEnv) -> None:
    observation, info = env.reset(seed=0, options={"task": "three"})
    assert observation == [{"role": "user", "content": "Count up to 3."}]
    assert info["task_id"] == "three"
    assert [tool.name for tool in info["tools"]] == ["add", "read"]
    observation, reward, terminated, truncated, info = env.step(add(3))
    assert observation == [
        {"role": "tool", "name": "add", "content": '{"count":3}', "is_error": False}
    ]
    assert (reward, terminated, truncated, info) == (0.0, False, False, {})
    observation, reward, terminated, truncated, info = env.step("Done.")
    assert (observation, reward, terminated, truncated) == ([], 1.0, True, False)
    assert info["score"].passed
    assert info["stop_reason"] == "done"


def test_the_system_prompt_comes_before_the_instruction() -> None:
    whole = environment()
    env = ToolEnv(Environment(ID, whole.toolset, whole.tasks, system_prompt="Count slowly."))
    observation, _ = env.reset(seed=0)
    assert [m["role"] for m in observation] == ["system", "user"]
    assert observation[0]["content"] == "Count slowly."


def test_damage_and_doing_nothing_fail_with_a_reason(env: ToolEnv) -> None:
    for actions in ([], [add(3), add(1)]):
        env.reset(seed=0, options={"task": "three"})
        for action in actions:
            env.step(action)
        *_, info = env.step("Done.")
        assert info["score"].reward == 0.0
        assert not info["score"].passed
        assert info["score"].reason


def test_parallel_calls_run_in_order_and_carry_their_ids(env: ToolEnv) -> None:
    env.reset(seed=0, options={"task": "three"})
    observation, *_ = env.step([add(1, id="a"), ToolCall("read", {}, "b"), add(2, id="c")])
    assert [m["call_id"] for m in observation] == ["a", "b", "c"]
    assert [json.loads(m["content"])["count"] for m in observation] == [1, 1, 3]
    assert env.episode.steps == 1
    assert env.episode.calls == 3


def test_a_user_of_several_turns_speaks_again_after_each_message(env: ToolEnv) -> None:
    env.reset(seed=0, options={"task": "patience"})
    assert env.step("I wait.")[0] == [{"role": "user", "content": "Wait for me."}]
    assert env.step("Still here.")[0] == [{"role": "user", "content": "Count up to 5."}]
    env.step(add(5))
    *_, terminated, _, info = env.step("Done.")
    assert terminated
    assert info["score"].passed
    assert [turn.message for turn in env.episode.turns] == ["I wait.", "Still here.", "Done."]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (ToolCall("ad", {}), "there is no tool 'ad'. Did you mean 'add'"),
        (ToolCall("add", {}), "amount"),
        (add("three"), "three"),
        (add(0), "at least 1"),
        (ToolCall("add", {"amount": 1, "amont": 2}), "amont"),
        (add("\ud800"), "surrogate"),
        (ToolCall("add", {"amount": 1, "note": "a\x00b"}), "NUL"),
        (add(float("nan")), "nan"),
        (add(2**70), "64"),
        (ToolCall("add", [1]), "object"),
        (add(101), "past a hundred"),
    ],
)
def test_a_wrong_call_is_a_result_and_changes_nothing(
    env: ToolEnv, call: ToolCall, said: str
) -> None:
    env.reset(seed=0, options={"task": "three"})
    before = env.toolset.state().digest()
    observation, reward, terminated, truncated, _ = env.step(call)
    assert observation[0]["is_error"]
    assert said in observation[0]["content"]
    assert (reward, terminated, truncated) == (0.0, False, False)
    assert env.toolset.state().digest() == before
    env.step(add(3))
    assert env.step("Done.")[1] == 1.0


def test_a_whole_float_is_an_integer_as_json_schema_says(env: ToolEnv) -> None:
    env.reset(seed=0, options={"task": "three"})
    assert env.step(add(3.0))[0][0]["content"] == '{"count":3}'


@pytest.mark.parametrize(
    "action",
    [
        *(None, {}, [], 3, {"name": "add"}, [add(1), "text"], b"x"),
        *(ToolCall(None, {}), ToolCall(["add"], {}), add(1, id=1)),
    ],
)
def test_what_is_no_action_at_all_is_the_callers_error(env: ToolEnv, action: Any) -> None:
    env.reset(seed=0)
    assert action not in env.action_space
    with pytest.raises(InvalidActionError, match="ToolCall"):
        env.step(action)


def test_a_limit_truncates_and_never_passes() -> None:
    limited = task("three", 3).model_copy(update={"limits": Limits(steps=2)})
    env = ToolEnv(Environment(ID, environment().toolset, [limited]))
    env.reset(seed=0)
    env.step(add(3))
    *_, terminated, truncated, info = env.step(ToolCall("read", {}))
    assert (terminated, truncated) == (False, True)
    assert info["stop_reason"] == "limit"
    assert info["score"].reward == 0.0
    with pytest.raises(ResetNeeded):
        env.step("Done.")


def test_limits_on_calls_and_on_the_steps_of_a_turn_hold() -> None:
    limits = Limits(calls=3, steps_per_turn=2)
    limited = task("patience", 5, turns=3).model_copy(update={"limits": limits})
    env = ToolEnv(Environment(ID, environment().toolset, [limited]))
    env.reset(seed=0)
    env.step(ToolCall("read", {}))
    env.step("Next.")
    observation, *_, truncated, _ = env.step([ToolCall("read", {})] * 5)
    assert truncated
    assert len(observation) == 2
    env.reset(seed=0)
    assert not env.step(ToolCall("read", {}))[3]
    assert env.step(ToolCall("read", {}))[3]


def test_as_many_calls_as_the_limit_allows_can_still_be_followed_by_the_message() -> None:
    limited = task("three", 3).model_copy(update={"limits": Limits(calls=1)})
    env = ToolEnv(Environment(ID, environment().toolset, [limited]))
    env.reset(seed=0)
    assert not env.step(add(3))[3]
    assert env.step("Done.")[1] == 1.0
    env.reset(seed=0)
    env.step(add(3))
    observation, *_, truncated, info = env.step(add(1))
    assert (observation, truncated) == ([], True)
    assert info["stop_reason"] == "limit"


def test_the_final_message_at_the_last_step_still_counts() -> None:
    limited = task("three", 3).model_copy(update={"limits": Limits(steps=2)})
    env = ToolEnv(Environment(ID, environment().toolset, [limited]))
    env.reset(seed=0)
    env.step(add(3))
    _, reward, terminated, truncated, _ = env.step("Done.")
    assert (reward, terminated, truncated) == (1.0, True, False)


def test_the_seed_decides_the_task_and_options_overrule_it(env: ToolEnv) -> None:
    drawn = [env.reset(seed=seed)[1]["task_id"] for seed in range(40)]
    assert drawn == [env.reset(seed=seed)[1]["task_id"] for seed in range(40)]
    assert set(drawn) == {"three", "seven", "patience"}
    assert ToolEnv(environment(), task="seven").reset(seed=0)[1]["task_id"] == "seven"
    env.reset(seed=7)
    later = [env.reset()[1]["task_id"] for _ in range(10)]
    env.reset(seed=7)
    assert later == [env.reset()[1]["task_id"] for _ in range(10)]


def test_unknown_tasks_and_options_are_named(env: ToolEnv) -> None:
    with pytest.raises(UnknownTaskError, match="three"):
        env.reset(options={"task": "thre"})
    with pytest.raises(InvalidOptionError, match="tsk"):
        env.reset(options={"tsk": "three"})
    with pytest.raises(ResetNeeded):
        ToolEnv(environment()).step("hello")


def test_a_broken_tool_is_an_exception_and_no_result() -> None:
    class Broken:
        @tool
        def read(self) -> dict[str, int]:
            """Read the counter."""
            raise OSError("the disk is gone")

    one = task("three", 3)
    env = ToolEnv(Environment(ID, lambda: FunctionToolset(Broken), [one]))
    env.reset(seed=0)
    with pytest.raises(InfrastructureError, match="the disk is gone"):
        env.step(ToolCall("read", {}))


def test_a_message_that_is_no_text_is_kept_as_far_as_it_is(env: ToolEnv) -> None:
    env.reset(seed=0, options={"task": "patience"})
    env.step("a\ud800b")
    assert env.episode.turns[0].message == "a?b"


def test_the_transcript_can_be_read() -> None:
    env = ToolEnv(environment(), task="three", render_mode="ansi")
    env.reset(seed=0)
    env.step(add(3))
    env.step(add(0))
    env.step("Done.")
    lines = env.render().splitlines()
    assert lines[0] == "user: Count up to 3."
    assert lines[1:3] == ['call: add {"amount":3}', 'result: {"count":3}']
    assert lines[4].startswith("error: ")
    assert lines[-1] == "agent: Done."


def test_a_parked_episode_goes_on_elsewhere_as_if_nothing_had_happened(env: ToolEnv) -> None:
    env.reset(seed=3, options={"task": "patience"})
    env.step([add(1), add(0)])
    env.step("I wait.")
    parked = env.park()
    assert len(parked) < 4096
    with pytest.raises(ResetNeeded):
        env.step("hello")
    other = ToolEnv(environment())
    info = other.resume(parked)
    assert info["task_id"] == "patience"
    assert other.episode.steps == 2
    assert other.park() == parked
    other.resume(parked)
    other.step("Still here.")
    other.step(add(4))
    assert other.step("Done.")[1] == 1.0


def nested(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


WRONG_CALLS = [
    ToolCall("\ud800", {}, "\ud800"),
    ToolCall("a" * 3_000_000, {}),
    add("\ud800"),
    add(float("nan")),
    add(10**5000),
    add({1}),
    add(nested(201)),
    add(nested(5000)),
    ToolCall("add", {1: 2}),
    ToolCall("add", nested(300)),
]


@pytest.mark.parametrize("call", WRONG_CALLS)
def test_whatever_a_call_holds_what_is_said_about_it_can_be_written(
    env: ToolEnv, call: ToolCall
) -> None:
    env.reset(seed=0, options={"task": "three"})
    observation, *_ = env.step(call)
    assert observation in env.observation_space
    assert orjson.loads(orjson.dumps(observation))[0]["is_error"]
    assert env.render().encode()


@pytest.mark.parametrize("call", WRONG_CALLS)
def test_an_episode_with_a_call_that_is_no_json_can_be_parked(call: ToolCall) -> None:
    env = ToolEnv(environment())
    env.reset(seed=0, options={"task": "three"})
    env.step([add(1), call, add(1, id="\ud800")])
    parked = env.park()
    env.resume(parked)
    assert env.park() == parked
    env.resume(parked)
    env.step(add(1))
    assert env.step("Done.")[1] == 1.0


def test_a_call_nested_as_deeply_as_is_allowed_is_played_again_when_parked() -> None:
    class Shelf:
        def __init__(self) -> None:
            self.things = 0

        @tool
        def put(self, thing: Any) -> None:
            """Put anything on the shelf."""
            self.things += 1

    whole = Environment(ID, lambda: FunctionToolset(Shelf, blocking=False), [task("three", 3)])
    env = ToolEnv(whole)
    env.reset(seed=0)
    env.step([ToolCall("put", {"thing": nested(199)}), ToolCall("put", {"thing": nested(200)})])
    assert [result.is_error for _, result in env.episode.turns[0].calls] == [False, True]
    before = env.toolset.state().digest()
    env.resume(env.park())
    assert env.toolset.state().digest() == before


def test_after_a_reset_that_failed_the_old_episode_cannot_go_on(env: ToolEnv) -> None:
    env.reset(seed=0, options={"task": "three"})
    unfit = task("unfit", 3).model_copy(update={"initial": {"nothing": "like it"}})
    env.environment = Environment(ID, env.environment.toolset, [unfit])
    with pytest.raises(InvalidTaskError):
        env.reset(seed=0, options={"task": "unfit"})
    with pytest.raises(ResetNeeded):
        env.step(add(3))


def test_what_is_no_parked_episode_is_refused(env: ToolEnv) -> None:
    env.reset(seed=0, options={"task": "three"})
    env.step(add(2))
    parked = env.park()
    with pytest.raises(InvalidOptionError, match="not a parked episode"):
        env.resume(b"nothing")
    with pytest.raises(InvalidOptionError, match="not a parked episode"):
        env.resume(parked[:-9])
    other = Environment("agentgym/demo-other-v1", environment().toolset, [
        task("three", 3).model_copy(update={"environment": "agentgym/demo-other-v1"})
    ])  # fmt: skip
    with pytest.raises(InvalidOptionError, match="demo-counter"):
        ToolEnv(other).resume(parked)


def test_an_episode_that_plays_out_differently_is_noticed(env: ToolEnv) -> None:
    class Faster(Counter):
        def __init__(self) -> None:
            self.count = 1

    env.reset(seed=0, options={"task": "three"})
    env.step(add(2))
    parked = env.park()
    other = Environment(ID, lambda: FunctionToolset(Faster, blocking=False), environment().tasks)
    with pytest.raises(InvalidOptionError, match="played out differently"):
        ToolEnv(other).resume(parked)


def test_structured_content_is_the_json_object_of_a_result() -> None:
    assert ToolResult('{"a":1}').structured_content == {"a": 1}
    assert ToolResult("plain").structured_content is None
    assert ToolResult("{broken").structured_content is None
    assert ToolResult('{"a":1}', is_error=True).structured_content is None


def test_structure_that_the_text_does_not_hold_stands_beside_it() -> None:
    assert ToolResult("2 found", structured={"found": 2}).structured_content == {"found": 2}
    assert ToolResult("no", is_error=True, structured=[1]).structured_content == [1]


class Camera:
    blocking = False
    tools = (Tool(name="shoot", description="Take a photo.", input_schema={"type": "object"}),)

    def reset(self, seed: int, initial: object = None) -> None: ...

    def begin_turn(self, turn: int) -> None: ...

    def call(self, call: ToolCall) -> ToolResult:
        return ToolResult("a photo", attachments=({"type": "image", "data": "", "mimeType": "x"},))

    def state(self) -> JsonState:
        return JsonState(b"{}", b"{}")

    def close(self) -> None: ...


def test_what_is_no_text_is_handed_to_the_agent_and_recorded() -> None:
    env = ToolEnv(Environment(ID, Camera, [task("1", 1)]))
    env.reset(seed=0)
    observation, *_ = env.step(ToolCall("shoot", {}))
    assert observation == [
        {
            "role": "tool",
            "name": "shoot",
            "content": "a photo",
            "is_error": False,
            "attachments": [{"type": "image", "data": "", "mimeType": "x"}],
        }
    ]
    assert observation in env.observation_space


def test_spaces_hold_what_they_should(env: ToolEnv) -> None:
    observation, _ = env.reset(seed=0)
    assert observation in env.observation_space
    assert env.observation_space.sample() in env.observation_space
    assert [{"role": "nobody", "content": ""}] not in env.observation_space
    assert "hello" in env.action_space
    assert [add(1), add(2)] in env.action_space
    env.action_space.seed(5)
    drawn = [env.action_space.sample() for _ in range(20)]
    env.action_space.seed(5)
    assert drawn == [env.action_space.sample() for _ in range(20)]
    for action in drawn:
        assert isinstance(action, ToolCall)
        env.reset(seed=0)
        content = env.step(action)[0][0]
        assert not content["is_error"] or "past a hundred" in content["content"]


def test_closing_twice_is_fine(env: ToolEnv) -> None:
    env.reset(seed=0)
    env.close()
    env.close()


def test_wrappers_of_gymnasium_work(env: ToolEnv) -> None:
    wrapped = gymnasium.wrappers.TimeLimit(gymnasium.wrappers.OrderEnforcing(env), 2)
    wrapped.reset(seed=0)
    wrapped.step(add(1))
    assert wrapped.step(add(1))[3]
