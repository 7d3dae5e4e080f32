"""What every toolset must do, whatever it is made of.

A test file gives a `Subject` and runs every check of `CHECKS` on it::

    @pytest.mark.parametrize("check", CHECKS)
    def test_it_behaves_as_a_toolset(check: Check) -> None:
        check(SUBJECT)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import orjson
from pydantic import JsonValue

from agentgym.schema import checker_for
from agentgym.tools import ToolCall, ToolResult
from agentgym.toolset import State, Toolset


@dataclass(frozen=True)
class Subject:
    """A kind of toolset under test.

    Attributes:
        make: Makes one.
        reads: Calls that are accepted right after reset and change nothing.
        writes: Calls that are accepted in this order, each of which changes the state.
        refused: Calls of known tools that are refused after the writes, with arguments that fit.
        initial: What `reset` is given.
    """

    make: Callable[[], Toolset]
    reads: tuple[ToolCall, ...]
    writes: tuple[ToolCall, ...]
    refused: tuple[ToolCall, ...]
    initial: JsonValue = None


Check = Callable[[Subject], None]


@contextmanager
def begun(subject: Subject, seed: int = 3) -> Iterator[Toolset]:
    """A toolset at the beginning of an episode."""
    toolset = subject.make()
    try:
        begin(toolset, subject, seed)
        yield toolset
    finally:
        toolset.close()


def begin(toolset: Toolset, subject: Subject, seed: int = 3) -> None:
    toolset.reset(seed, subject.initial)
    toolset.begin_turn(0)


def accept(toolset: Toolset, calls: tuple[ToolCall, ...]) -> list[ToolResult]:
    results = [toolset.call(call) for call in calls]
    assert not any(result.is_error for result in results), results
    return results


def is_toolset(subject: Subject) -> None:
    with begun(subject) as toolset:
        assert isinstance(toolset, Toolset)
        assert isinstance(toolset.blocking, bool)
        assert isinstance(toolset.state(), State)


def tools_are_well_formed(subject: Subject) -> None:
    with begun(subject) as toolset:
        names = [tool.name for tool in toolset.tools]
        assert names
        assert len(set(names)) == len(names)
        for tool in toolset.tools:
            assert tool.description
            checker_for(tool)


def the_calls_under_test_fit_their_schemas(subject: Subject) -> None:
    with begun(subject) as toolset:
        tools = {tool.name: tool for tool in toolset.tools}
        for call in (*subject.reads, *subject.writes, *subject.refused):
            assert checker_for(tools[call.name]).refusal(call.arguments) is None


def the_same_seed_and_calls_give_the_same_bytes(subject: Subject) -> None:
    calls = (*subject.reads, *subject.writes, *subject.refused)
    runs = []
    for _ in range(2):
        with begun(subject) as toolset:
            runs.append(([toolset.call(call) for call in calls], toolset.state().digest()))
    assert runs[0] == runs[1]


def reset_undoes_everything(subject: Subject) -> None:
    with begun(subject) as toolset:
        before = toolset.state().digest()
        first = accept(toolset, subject.writes)
        after = toolset.state().digest()
        begin(toolset, subject)
        assert toolset.state().digest() == before
        assert accept(toolset, subject.writes) == first
        assert toolset.state().digest() == after


def a_fresh_state_equals_the_goal_of_no_change(subject: Subject) -> None:
    with begun(subject) as toolset:
        comparison = toolset.state().compare(None)
        assert comparison.equal
        assert comparison.reason == ""


def each_write_changes_state_and_digest(subject: Subject) -> None:
    with begun(subject) as toolset:
        seen = [toolset.state().digest()]
        for call in subject.writes:
            accept(toolset, (call,))
            state = toolset.state()
            assert state.digest() not in seen
            seen.append(state.digest())
        comparison = state.compare(None)
        assert not comparison.equal
        assert comparison.reason
        assert all(0.0 <= part <= 1.0 for part in comparison.parts.values())


def reads_change_nothing(subject: Subject) -> None:
    with begun(subject) as toolset:
        before = toolset.state().digest()
        accept(toolset, subject.reads)
        assert toolset.state().digest() == before
        assert toolset.state().compare(None).equal


def a_refused_call_changes_nothing_and_says_why(subject: Subject) -> None:
    with begun(subject) as toolset:
        accept(toolset, subject.writes)
        before = toolset.state().digest()
        for call in subject.refused:
            result = toolset.call(call)
            assert result.is_error
            assert result.content
            assert toolset.state().digest() == before
        accept(toolset, subject.reads)


def an_unknown_tool_is_a_result_and_changes_nothing(subject: Subject) -> None:
    with begun(subject) as toolset:
        before = toolset.state().digest()
        result = toolset.call(ToolCall("no_tool_of_this_name", {}))
        assert result.is_error
        assert "no_tool_of_this_name" in result.content
        assert toolset.state().digest() == before


def arguments_that_do_not_fit_are_a_result_and_change_nothing(subject: Subject) -> None:
    # The caller has checked them; a toolset must still not fail or change anything.
    with begun(subject) as toolset:
        before = toolset.state().digest()
        for call in subject.writes:
            result = toolset.call(ToolCall(call.name, {"no_argument_of_this_name": [{}]}))
            assert result.is_error
        assert toolset.state().digest() == before


def a_snapshot_is_not_altered_by_later_calls(subject: Subject) -> None:
    with begun(subject) as toolset:
        snapshot = toolset.state()
        digest = snapshot.digest()
        accept(toolset, subject.writes)
        assert snapshot.digest() == digest
        assert snapshot.compare(None).equal


def a_digest_is_a_sha256_and_stable(subject: Subject) -> None:
    with begun(subject) as toolset:
        accept(toolset, subject.writes)
        state = toolset.state()
        assert re.fullmatch("[0-9a-f]{64}", state.digest())
        assert state.digest() == state.digest() == toolset.state().digest()


def results_are_text_that_can_be_written_as_json(subject: Subject) -> None:
    with begun(subject) as toolset:
        for call in (*subject.reads, *subject.writes, *subject.refused):
            result = toolset.call(call)
            assert isinstance(result.content, str)
            orjson.dumps(result.content)


def arguments_are_left_as_they_were(subject: Subject) -> None:
    with begun(subject) as toolset:
        for call in (*subject.writes, *subject.refused):
            before = orjson.dumps(call.arguments)
            toolset.call(call)
            assert orjson.dumps(call.arguments) == before


def tools_stay_the_same_within_a_turn(subject: Subject) -> None:
    with begun(subject) as toolset:
        before = toolset.tools
        for call in (*subject.reads, *subject.writes, *subject.refused):
            toolset.call(call)
            assert toolset.tools == before


def two_of_a_kind_do_not_touch_each_other(subject: Subject) -> None:
    with begun(subject) as one, begun(subject) as other:
        accept(one, subject.writes)
        assert other.state().compare(None).equal


def close_may_be_called_more_than_once(subject: Subject) -> None:
    toolset = subject.make()
    toolset.close()
    begin(toolset, subject)
    accept(toolset, subject.reads)
    toolset.close()
    toolset.close()


def a_closed_toolset_can_be_reset(subject: Subject) -> None:
    with begun(subject) as toolset:
        accept(toolset, subject.writes)
        toolset.close()
        begin(toolset, subject)
        assert toolset.state().compare(None).equal


CHECKS: tuple[Check, ...] = (
    is_toolset,
    tools_are_well_formed,
    the_calls_under_test_fit_their_schemas,
    the_same_seed_and_calls_give_the_same_bytes,
    reset_undoes_everything,
    a_fresh_state_equals_the_goal_of_no_change,
    each_write_changes_state_and_digest,
    reads_change_nothing,
    a_refused_call_changes_nothing_and_says_why,
    an_unknown_tool_is_a_result_and_changes_nothing,
    arguments_that_do_not_fit_are_a_result_and_change_nothing,
    a_snapshot_is_not_altered_by_later_calls,
    a_digest_is_a_sha256_and_stable,
    results_are_text_that_can_be_written_as_json,
    arguments_are_left_as_they_were,
    tools_stay_the_same_within_a_turn,
    two_of_a_kind_do_not_touch_each_other,
    close_may_be_called_more_than_once,
    a_closed_toolset_can_be_reset,
)
