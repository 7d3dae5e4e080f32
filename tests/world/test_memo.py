"""Look-ups made before are remembered, and never where anything has changed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from agentgym.tools import ToolCall, ToolResult
from agentgym.world import World
from agentgym.world.memo import Memo
from tests.world.library import do, done, library, opened
from tests.world.test_episodes import episodes, overlays


@settings(max_examples=60)
@given(st.lists(st.tuples(overlays, episodes), max_size=4))
def test_a_world_that_remembers_and_one_that_forgets_give_the_same_bytes(
    runs: list[tuple[object, list[ToolCall]]],
) -> None:
    remembering, forgetting = WORLD.open(), FORGETFUL.open()
    for overlay, calls in runs:
        FORGETFUL.forget()
        remembering.reset(0, overlay)
        forgetting.reset(0, overlay)
        for call in [*calls, *calls]:
            assert remembering.call(call) == forgetting.call(call)
        assert remembering.state().digest() == forgetting.state().digest()


WORLD = World.load(library())
FORGETFUL = World.load(library())


def test_a_look_up_after_a_change_is_never_a_remembered_one() -> None:
    world = World.load(library())
    one, other = opened(world), opened(world)
    before = done(one, "get_member", member_id="M1")
    done(one, "charge", member_id="M1", cents=5)
    assert done(one, "get_member", member_id="M1") != before
    assert done(other, "get_member", member_id="M1") == before
    one.reset(0)
    assert done(one, "get_member", member_id="M1") == before


def test_refusals_are_remembered_as_refusals() -> None:
    world = World.load(library())
    for _ in range(2):
        assert do(opened(world), "get_member", member_id="M9").is_error


def test_equal_numbers_of_different_types_are_different_arguments() -> None:
    memo = Memo()
    keys = {memo.key("t", {"x": value}) for value in (1, 1.0, True, "1", None)}
    assert len(keys) == 5
    assert memo.key("t", {"x": object()}) is None


def test_the_oldest_results_make_room_and_very_long_ones_are_not_kept() -> None:
    memo = Memo(most=2)
    keys = [("t", bytes([n])) for n in range(3)]
    for key in keys:
        memo.keep(key, ToolResult("{}"))
    assert [memo.get(key) is not None for key in keys] == [False, True, True]
    memo.keep(keys[0], ToolResult("x" * 100_000))
    assert memo.get(keys[0]) is None
