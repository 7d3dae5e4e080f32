"""Toolsets in a child process behave as toolsets."""

from __future__ import annotations

import dataclasses

import pytest

from agentgym.errors import InfrastructureError, InvalidTaskError
from agentgym.process import ProcessToolset
from tests.conformance import toolset as checks
from tests.conformance.library import SUBJECT, OpaqueLibrary
from tests.conformance.toolset import CHECKS, Check

PLAIN = dataclasses.replace(
    SUBJECT, make=lambda: ProcessToolset("tests.conformance.library:library")
)
OPAQUE = dataclasses.replace(SUBJECT, make=lambda: ProcessToolset(OpaqueLibrary))


@pytest.mark.parametrize("check", CHECKS)
def test_a_toolset_in_a_process_behaves_as_a_toolset(check: Check) -> None:
    check(PLAIN)


@pytest.mark.parametrize(
    "check",
    [
        checks.is_toolset,
        checks.each_write_changes_state_and_digest,
        checks.a_snapshot_is_not_altered_by_later_calls,
        checks.a_digest_is_a_sha256_and_stable,
        checks.two_of_a_kind_do_not_touch_each_other,
    ],
)
def test_a_state_that_only_its_toolset_understands_is_compared_in_the_process(check: Check) -> None:
    check(OPAQUE)


def test_a_state_kept_in_a_process_is_gone_after_reset() -> None:
    with checks.begun(OPAQUE) as toolset:
        state = toolset.state()
        with pytest.raises(InvalidTaskError, match="no object"):
            state.compare([1])
        toolset.reset(1)
        with pytest.raises(InfrastructureError, match="belongs to an earlier episode"):
            state.compare(None)
