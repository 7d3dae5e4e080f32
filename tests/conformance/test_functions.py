"""Python classes behave as toolsets."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from agentgym.functions import FunctionToolset
from agentgym.sampling import Draws, sample_arguments
from agentgym.tools import ToolCall
from tests.conformance.library import SUBJECT, Library, library
from tests.conformance.toolset import CHECKS, Check


class LibraryWithALambda(Library):
    """Cannot be pickled, so that its copies are deep ones."""

    def __init__(self, initial: dict[str, JsonValue], seed: int) -> None:
        super().__init__(initial=initial, seed=seed)
        self._sorting = lambda book: book.title


SUBJECTS = {
    "pickled": SUBJECT,
    "copied": dataclasses.replace(SUBJECT, make=lambda: FunctionToolset(LibraryWithALambda)),
}


BOOKS = {"type": "array", "items": {"enum": ["B0", "B1", "B2", "B3"]}, "minItems": 1}
SCHEMAS = {
    "find": {"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]},
    "lend": {
        "type": "object",
        "properties": {"reader": {"enum": ["ann", "bob"]}, "books": BOOKS},
        "required": ["reader", "books"],
    },
    "add": {
        "type": "object",
        "properties": {"title": {"enum": ["", "She"]}},
        "required": ["title"],
    },
}


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("name", SUBJECTS)
def test_a_python_class_behaves_as_a_toolset(name: str, check: Check) -> None:
    check(SUBJECTS[name])


@given(st.integers(0, 2**32), st.integers(0, 30))
def test_whatever_is_called_refusals_and_reads_change_nothing_and_a_replay_is_the_same(
    seed: int, number: int
) -> None:
    draws = Draws.seeded(seed)
    toolset = library()
    toolset.reset(seed)
    results, calls = [], []
    for _ in range(number):
        tool = draws.choice(toolset.tools)
        calls.append(ToolCall(tool.name, sample_arguments(SCHEMAS[tool.name], draws)))
        before = toolset.state().digest()
        results.append(toolset.call(calls[-1]))
        if results[-1].is_error or tool.read_only:
            assert toolset.state().digest() == before
    after = toolset.state().digest()
    toolset.reset(seed)
    assert [toolset.call(call) for call in calls] == results
    assert toolset.state().digest() == after
