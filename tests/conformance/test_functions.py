"""Python classes behave as toolsets."""

import dataclasses

import pytest
from pydantic import JsonValue

from agentgym.functions import FunctionToolset
from tests.conformance.library import SUBJECT, Library
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


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("name", SUBJECTS)
def test_a_python_class_behaves_as_a_toolset(name: str, check: Check) -> None:
    check(SUBJECTS[name])
