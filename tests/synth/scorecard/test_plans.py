from __future__ import annotations

from agentgym.environment import Environment
from agentgym.task import Task
from agentgym.tools import ToolCall
from agentgym.world import World
from agentgym_synth.scorecard import Plan, Planner, renamed
from agentgym_synth.scorecard.plans import without_repeats
from tests.synth.scorecard.worlds import GARAGE, cancelling, garage, garage_environment, task


def plan(one: Task, *, merged: bool = False) -> Plan:
    planner = Planner(garage_environment(one, merged=merged))
    try:
        return planner.plan(one)
    finally:
        planner.close()


def test_a_plan_says_what_is_done_to_which_tables_and_where_arguments_come_from() -> None:
    found = plan(cancelling("1", "D1", "B1"))
    assert [(step.does, step.sources) for step in found.kinds] == [
        ((("read", 0),), ("user",)),
        ((("read", 1),), (0,)),
        ((("update choice", 1),), (1,)),
    ]
    assert found.order == (0, 1, 2)


def test_how_often_a_loop_runs_makes_no_new_plan() -> None:
    assert plan(cancelling("1", "D1", "B1")) == plan(cancelling("2", "D1", "B1", "B3", "B4"))


def test_other_names_and_values_make_no_new_plan() -> None:
    assert plan(cancelling("1", "D1", "B2")) == plan(cancelling("2", "D2", "B7"))


def test_a_tool_with_an_action_argument_makes_no_new_plan() -> None:
    assert plan(cancelling("1", "D1", "B1")) == plan(
        cancelling("1", "D1", "B1", merged=True), merged=True
    )


def test_a_value_that_the_user_gives_makes_another_plan_than_one_that_is_looked_up() -> None:
    told = task(
        "1",
        "Ada Ash here, driver D1: cancel B1.",
        ToolCall("find_driver", {"name": "Ada Ash"}),
        ToolCall("list_bookings", {"driver_id": "D1"}),
        ToolCall("cancel", {"booking_id": "B1"}),
    )
    looked_up = plan(cancelling("1", "D1", "B1"))
    assert plan(told) == looked_up, "rows showed the same keys"
    short = told.model_copy(
        update={
            "solution": (told.solution[0].model_copy(update={"calls": told.solution[0].calls[2:]}),)
        }
    )
    assert plan(short).kinds[0].sources == ("user",)
    assert plan(short) != looked_up


def test_the_shape_of_a_plan_does_not_hold_where_arguments_come_from() -> None:
    calls = (
        ToolCall("list_bookings", {"driver_id": "D1"}),
        ToolCall("cancel", {"booking_id": "B1"}),
    )
    told = plan(task("1", "Driver D1: cancel B1 and B2.", *calls))
    guessed = plan(task("1", "You know what to do.", *calls))
    assert told != guessed
    assert told.shape == guessed.shape == ((("read", 0),), (("update choice", 0),))


def test_doing_something_else_makes_another_plan() -> None:
    def with_last(*calls: ToolCall) -> Plan:
        return plan(task("1", "Ada Ash: B1, 3 days.", *calls))

    cancel = ToolCall("cancel", {"booking_id": "B1"})
    extend = ToolCall("extend", {"booking_id": "B1", "days": 3})
    assert len({with_last(cancel), with_last(extend), with_last(cancel, extend)}) == 3


def test_renaming_a_world_leaves_its_plans() -> None:
    one = cancelling("1", "D1", "B1", "B2")
    world = garage()
    copy = renamed(world)
    names = {
        old["name"]: new["name"]
        for old, new in zip(world["tools"], copy["tools"][::-1], strict=True)
    }
    arguments = {
        old_name: new_name
        for old, new in zip(world["tools"], copy["tools"][::-1], strict=True)
        for old_name, new_name in zip(
            old["input"]["properties"], new["input"]["properties"], strict=True
        )
    }
    calls = tuple(
        ToolCall(names[c.name], {arguments[k]: v for k, v in c.arguments.items()})
        for c in one.solution[0].calls
    )
    other = one.model_copy(
        update={"solution": (one.solution[0].model_copy(update={"calls": calls}),)}
    )
    planner = Planner(Environment(GARAGE, World.load(copy).open, [other]))
    try:
        assert planner.plan(other) == plan(one)
    finally:
        planner.close()


def test_repeated_stretches_stand_once() -> None:
    assert without_repeats([0, 1, 2, 1, 2, 1, 2, 3]) == (0, 1, 2, 3)
    assert without_repeats([0, 0, 1, 0, 0, 1]) == (0, 1)
    assert without_repeats([0, 1, 0]) == (0, 1, 0)
    assert without_repeats([]) == ()
