from __future__ import annotations

import pickle
from collections.abc import Iterator

import gymnasium
import pytest

import agentgym
from agentgym import Check, Environment, EnvironmentSpec, Goal, SolutionTurn, Task, ToolCall, errors
from tests.core.counter import ID, environment, task


@pytest.fixture
def registered() -> Iterator[Environment]:
    whole = environment()
    agentgym.register(whole, "Counts.")
    yield whole
    agentgym.unregister(ID)


def test_a_registered_environment_is_found_by_agentgym_and_gymnasium(
    registered: Environment,
) -> None:
    assert agentgym.load(ID) is registered
    assert agentgym.find("demo-counter-v1").description == "Counts."
    assert [spec.id for spec in agentgym.find_all("demo-*")] == [ID]
    env = gymnasium.make(ID, task="three")
    assert env.reset(seed=0)[1]["task_id"] == "three"
    env.close()


def test_registering_an_id_twice_is_refused(registered: Environment) -> None:
    with pytest.raises(errors.DuplicateEnvironmentError, match="raise its version"):
        agentgym.register(registered)


@pytest.mark.parametrize(
    "name", ["x", "agentgym/x-v1", "agentgym/X-y-v1", "other/a-b-v1", "agentgym/a-b"]
)
def test_an_id_of_another_form_is_refused(name: str) -> None:
    with pytest.raises(errors.InvalidEnvironmentError, match="agentgym/shop-returns-v1"):
        agentgym.register(EnvironmentSpec(name, "", 1, "nowhere:load"))


def test_an_unknown_id_says_what_was_meant(registered: Environment) -> None:
    with pytest.raises(errors.UnknownEnvironmentError, match=r"Did you mean 'demo-counter-v1'\?"):
        agentgym.load("demo-countr-v1")
    with pytest.raises(errors.UnknownEnvironmentError, match="agentgym list"):
        agentgym.find_all("nothing-*")


def test_an_unknown_task_says_what_was_meant(registered: Environment) -> None:
    with pytest.raises(errors.UnknownTaskError, match=r"Did you mean 'three'\?"):
        gymnasium.make(ID, task="thre")


def test_what_is_not_installed_names_the_remedy() -> None:
    spec = EnvironmentSpec(
        "agentgym/demo-absent-v1", "", 1, "no_such:load", "no_such_module", "pip it"
    )
    agentgym.register(spec)
    try:
        assert not spec.installed
        with pytest.raises(errors.NotInstalledError, match="get it with: pip it"):
            agentgym.load(spec.id)
    finally:
        agentgym.unregister(spec.id)


def test_a_loader_that_returns_something_else_is_refused() -> None:
    agentgym.register(EnvironmentSpec("agentgym/demo-other-v1", "", 1, lambda _: environment()))
    try:
        with pytest.raises(errors.InvalidEnvironmentError, match="must return an Environment"):
            agentgym.load("demo-other-v1")
    finally:
        agentgym.unregister("demo-other-v1")


@pytest.mark.parametrize("loader", ["no_such_module:f", "os:no_such_name", "os", "no.such:f"])
def test_a_loader_that_is_not_there_is_named(loader: str) -> None:
    agentgym.register(EnvironmentSpec("agentgym/demo-lost-v1", "Lost.", 1, loader))
    try:
        with pytest.raises(errors.InvalidEnvironmentError, match=f"{loader!r}, cannot be found"):
            agentgym.load("demo-lost-v1")
    finally:
        agentgym.unregister("demo-lost-v1")


def test_what_needs_a_module_of_a_package_that_is_missing_is_not_installed() -> None:
    spec = EnvironmentSpec("agentgym/demo-far-v1", "", 1, "x:y", requires="no_such.thing")
    assert not spec.installed


def test_an_environment_needs_tasks_of_its_own_with_different_ids() -> None:
    whole = environment()
    one = next(iter(whole.tasks.values()))
    with pytest.raises(errors.InvalidTaskError, match="no task"):
        Environment(ID, whole.toolset, [])
    with pytest.raises(errors.InvalidTaskError, match="two tasks"):
        Environment(ID, whole.toolset, [one, one])
    with pytest.raises(errors.InvalidTaskError, match="but this is"):
        Environment("agentgym/demo-other-v1", whole.toolset, [one])


def test_the_digest_changes_with_any_content() -> None:
    whole = environment()
    assert whole.digest() == environment().digest()
    fewer = Environment(ID, whole.toolset, [task("three", 3)])
    ruled = Environment(ID, whole.toolset, whole.tasks, system_prompt="Be kind.")
    assert len({whole.digest(), fewer.digest(), ruled.digest()}) == 3


def test_errors_pickle_and_are_their_standard_kind() -> None:
    for name, kind in vars(errors).items():
        if isinstance(kind, type) and issubclass(kind, errors.AgentGymError):
            error = pickle.loads(pickle.dumps(kind("what was wrong")))
            assert str(error) == "what was wrong", name
    assert issubclass(errors.UnknownEnvironmentError, LookupError)
    assert issubclass(errors.NotInstalledError, ImportError)
    assert issubclass(errors.TimeLimitError, TimeoutError)


def test_a_solution_may_be_given_as_plain_data() -> None:
    one = Task.model_validate(
        {
            "id": "0",
            "environment": ID,
            "kind": "change",
            "turns": ["Go."],
            "goal": {"checks": [{"state": {"count": 1}}]},
            "solution": [{"calls": [{"name": "add", "arguments": {"amount": 1}}]}],
        }
    )
    assert one.solution == (SolutionTurn(calls=(ToolCall("add", {"amount": 1}),)),)
    assert one.goal == Goal(checks=(Check(state={"count": 1}),))
