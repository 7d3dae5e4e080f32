"""Every registered environment follows Gymnasium's interface and repeats itself exactly."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator

import gymnasium
import jsonschema_rs
import orjson
import pytest
from gymnasium.utils.env_checker import check_env
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import agentgym
from agentgym import ToolCall, ToolEnv
from agentgym_envs.servers.catalog import ServerSpec


def marks(spec: agentgym.EnvironmentSpec) -> list[pytest.MarkDecorator]:
    absent = f"not installed; get it with: {spec.remedy}"
    return [] if spec.installed else [pytest.mark.skip(absent)]


def each(specs: list[agentgym.EnvironmentSpec]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "env_id", [pytest.param(spec.id, marks=marks(spec)) for spec in specs]
    )


def is_served(spec: agentgym.EnvironmentSpec) -> bool:
    """Whether its tools are those of a server, where a call takes milliseconds."""
    return isinstance(spec, ServerSpec)


def one_of_each() -> list[agentgym.EnvironmentSpec]:
    """Every environment, but of those that are generated the first of each domain."""
    return [s for s in agentgym.find_all() if s.family != "synth" or "-0000-" in s.id]


every_environment = each(one_of_each())


def random_episode(env: gymnasium.Env, seed: int) -> bytes:
    """Twelve drawn calls and the messages that end the episode, as bytes."""
    observation, info = env.reset(seed=seed)
    env.action_space.seed(seed)
    record: list[object] = [info["task_id"], observation]
    for _ in range(12):
        action = env.action_space.sample()
        observation, reward, terminated, truncated, info = env.step(action)
        assert isinstance(action, ToolCall)
        record.append([action.name, action.arguments, observation, reward, terminated, truncated])
    for _ in range(20):
        observation, reward, terminated, truncated, info = env.step("Done.")
        record.append([observation, reward, terminated, truncated])
        if terminated or truncated:
            break
    record.append(info["score"].model_dump())
    return orjson.dumps(record)


@every_environment
def test_gymnasiums_own_check_passes_without_a_warning(env_id: str) -> None:
    env = gymnasium.make(env_id)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_env(env.unwrapped)
    env.close()


@every_environment
def test_the_same_seed_gives_the_same_bytes(env_id: str) -> None:
    first, second = gymnasium.make(env_id), gymnasium.make(env_id)
    for seed in range(5):
        once = random_episode(first, seed)
        assert once == random_episode(second, seed)
        assert once == random_episode(first, seed)
    first.close()
    second.close()


@every_environment
def test_results_keep_to_the_schemas_that_their_tools_declare(env_id: str) -> None:
    env = ToolEnv(agentgym.load(env_id))
    tasks = list(env.environment.tasks.values())
    for task in tasks[:: len(tasks) // 20 + 1]:
        env.reset(options={"task": task.id})
        for turn in task.solution:
            for call in turn.calls:
                declared = {tool.name: tool.output_schema for tool in env.tools}[call.name]
                env.step(call)
                result = env.episode.turns[-1].calls[-1][1]
                # A strict client refuses such a result, though a rollout would take it.
                if declared is not None and not result.is_error:
                    jsonschema_rs.validate(declared, result.structured_content)
            env.step(turn.message)
    env.close()


@every_environment
def test_the_task_can_be_chosen_at_make_and_at_reset(env_id: str) -> None:
    tasks = list(agentgym.load(env_id).tasks)
    env = gymnasium.make(env_id, task=tasks[1])
    assert env.reset(seed=0)[1]["task_id"] == tasks[1]
    assert env.reset(seed=0, options={"task": tasks[0]})[1]["task_id"] == tasks[0]
    env.close()


@every_environment
@pytest.mark.parametrize("mode", ["sync", "async"])
def test_it_can_be_vectorised(env_id: str, mode: str) -> None:
    options = {"shared_memory": False} if mode == "async" else {}
    envs = gymnasium.make_vec(env_id, 3, vectorization_mode=mode, vector_kwargs=options)
    observations, infos = envs.reset(seed=[1, 2, 3])
    assert len(observations) == 3
    single = gymnasium.make(env_id)
    assert observations[1] == single.reset(seed=2)[0]
    assert infos["task_id"][1] == single.unwrapped.task.id
    observations, rewards, _, _, _ = envs.step(["Hello."] * 3)
    assert len(observations) == 3
    assert rewards.tolist() == [0.0, 0.0, 0.0]
    envs.close()
    single.close()


@every_environment
def test_the_spec_says_how_many_tasks_there_are(env_id: str) -> None:
    assert agentgym.find(env_id).tasks == len(agentgym.load(env_id).tasks)


@every_environment
def test_neither_goal_nor_solution_is_shown_to_the_agent(env_id: str) -> None:
    env = gymnasium.make(env_id)
    observation, info = env.reset(seed=0)
    assert set(info) == {"task_id", "tools"}
    assert all(set(message) == {"role", "content"} for message in observation)
    inner = env.unwrapped
    assert isinstance(inner, ToolEnv)
    shown = orjson.dumps(observation).decode()
    for turn in inner.task.solution:
        for call in turn.calls:
            assert orjson.dumps(call.arguments).decode() not in shown or not call.arguments
    env.close()


# Values as a model writes them, and as only a broken parser would.
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=12)
    | st.sampled_from(["\ud800", "a\0b", "x" * 100_000, 2**63, -(2**63) - 1, 1e308, 5.0, b"x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def kept() -> Iterator[Callable[[str], ToolEnv]]:
    """One environment object for each id: a server of its own takes a second to start."""
    made: dict[str, ToolEnv] = {}

    def keep(env_id: str) -> ToolEnv:
        if env_id not in made:
            made[env_id] = ToolEnv(agentgym.load(env_id))
        return made[env_id]

    yield keep
    for env in made.values():
        env.close()


def answers_and_can_be_parked(env: ToolEnv, data: st.DataObject) -> None:
    env.reset(seed=data.draw(st.integers(0, 5)))
    for _ in range(3):
        tool = data.draw(st.sampled_from(env.tools))
        properties = tool.input_schema.get("properties")
        names = sorted(properties) if isinstance(properties, dict) and properties else ["x"]
        some = st.dictionaries(st.sampled_from(names), VALUES, max_size=2)
        name = data.draw(st.sampled_from([tool.name, tool.name, "no_such", "\ud800"]))
        observation, *_ = env.step(ToolCall(name, data.draw(some | VALUES)))
        assert observation in env.observation_space
        assert orjson.loads(orjson.dumps(observation)) == observation
    env.resume(env.park())
    assert env.episode.calls == 3
    env.step(data.draw(st.text(st.characters())))


@each([spec for spec in one_of_each() if not is_served(spec)])
@given(data=st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_an_agent_does_is_answered_and_can_be_parked(
    kept: Callable[[str], ToolEnv], env_id: str, data: st.DataObject
) -> None:
    answers_and_can_be_parked(kept(env_id), data)


@each([spec for spec in one_of_each() if is_served(spec)])
@given(data=st.data())
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_an_agent_does_on_a_server_is_answered_and_can_be_parked(
    kept: Callable[[str], ToolEnv], env_id: str, data: st.DataObject
) -> None:
    answers_and_can_be_parked(kept(env_id), data)
