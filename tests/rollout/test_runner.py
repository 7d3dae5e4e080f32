from __future__ import annotations

import asyncio
import contextlib
import threading
from pathlib import Path

import pytest

from agentgym.env import ToolEnv
from agentgym.errors import (
    InfrastructureError,
    InvalidOptionError,
    NotInstalledError,
    UnknownEnvironmentError,
    UnknownPolicyError,
)
from agentgym.registry import EnvironmentSpec, register, unregister
from agentgym.rollout import (
    Completion,
    Constant,
    EpisodeStart,
    Random,
    RunSettings,
    RunSummary,
    Scripted,
    Segment,
    arun,
    read_trajectories,
    rollout,
    rollout_seed,
    run,
)
from agentgym.rollout.threads import Slots, SlotThread
from agentgym.spaces import Observation
from agentgym.tools import Action, Tool, ToolCall
from agentgym.verifier import Score
from tests.rollout.toys import TOOLS, Counter, Gate, broken, counter, replay


class Acting:
    """A policy whose one actor does what it is told by a function."""

    name = "acting"

    def __init__(self, decide):
        self._decide = decide
        self.closed = 0
        self.starts: list[EpisodeStart] = []

    def open(self, start: EpisodeStart) -> Acting:
        self.starts.append(start)
        return self

    async def act(self, observation: Observation, tools: tuple[Tool, ...]) -> Completion:
        return await self._decide(observation, tools)

    def close(self) -> None:
        self.closed += 1


def test_replay_passes_every_task_and_the_record_holds_the_whole_conversation(
    tmp_path: Path,
) -> None:
    environment = counter()
    summary = run([environment], replay(environment), out=tmp_path / "run")
    assert (summary.total.rollouts, summary.total.passed) == (5, 5)
    assert summary.total.steps == summary.total.calls + 2 * 5
    assert summary.total.mean_reward == 1.0
    first = min(read_trajectories(tmp_path / "run"), key=lambda t: t.task_id)
    assert first.messages == (
        {"role": "system", "content": "You count."},
        {"role": "user", "content": "Count to 1."},
        {
            "role": "assistant",
            "content": "",
            "tool_calls": [{"name": "add", "arguments": {"amount": 1}}],
        },
        {"role": "tool", "name": "add", "content": "1", "is_error": False},
        {"role": "assistant", "content": "Done."},
        {"role": "user", "content": "Thank you."},
        {"role": "assistant", "content": "Goodbye."},
    )


def test_doing_nothing_fails_every_task() -> None:
    summary = run([counter()], "noop")
    assert (summary.total.passed, summary.total.failed) == (0, 5)


def test_parallel_calls_run_in_order_and_are_recorded_with_their_labels() -> None:
    environment = counter(tasks=2)
    both: list[Action] = [[ToolCall("add", {"amount": 1}, "a"), ToolCall("ad", {}, "b")]]
    env = ToolEnv(environment)
    trajectory = asyncio.run(rollout(env, Scripted({"0": both}), task="0"))
    assert (trajectory.steps, trajectory.calls, trajectory.errors) == (3, 2, 1)
    assert [m.get("call_id") for m in trajectory.messages if m["role"] == "tool"] == ["a", "b"]
    assert trajectory.score is not None
    assert trajectory.score.passed


def test_the_same_seed_gives_the_same_bytes_whatever_runs_at_once(tmp_path: Path) -> None:
    environments = [counter("toy-a"), counter("toy-b")]
    lines = []
    for number, concurrency in enumerate((1, 7)):
        out = tmp_path / str(number)
        settings = RunSettings(concurrency=concurrency)
        run(environments, "random", out=out, samples=3, seed=11, settings=settings)
        lines.append(sorted((out / "trajectories.jsonl").read_bytes().splitlines()))
    assert len(lines[0]) == 30
    assert lines[0] == lines[1]


def test_another_seed_gives_other_trajectories(tmp_path: Path) -> None:
    environment = counter()
    for seed in (0, 1):
        run([environment], "random", out=tmp_path / str(seed), seed=seed)
    first, second = ((tmp_path / s / "trajectories.jsonl").read_bytes() for s in "01")
    assert first != second


def test_every_rollout_has_a_seed_of_its_own_that_does_not_depend_on_what_else_runs(
    tmp_path: Path,
) -> None:
    environments = [counter("toy-a"), counter("toy-b")]
    run(environments, "noop", out=tmp_path / "all", samples=2)
    run(environments[1:], "noop", out=tmp_path / "one", samples=1, split="test")
    everything = {t.key: t.seed for t in read_trajectories(tmp_path / "all")}
    part = {t.key: t.seed for t in read_trajectories(tmp_path / "one")}
    assert len(set(everything.values())) == 20
    assert len(part) == 2
    assert part.items() <= everything.items()


def test_rollout_seeds_never_change() -> None:
    assert rollout_seed(0, "agentgym/shop-returns-v1", "12", 3) == 8384797520514450


def test_samples_limit_and_split_choose_the_rollouts(tmp_path: Path) -> None:
    run([counter()], "noop", out=tmp_path / "run", samples=2, limit=2, split="train")
    keys = sorted((t.task_id, t.sample) for t in read_trajectories(tmp_path / "run"))
    assert keys == [("0", 0), ("0", 1), ("2", 0), ("2", 1)]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"split": "validation"}, "there are: test, train"),
        ({"samples": 0}, "samples is 0"),
        ({"limit": 0}, "limit is 0"),
        ({"seed": -1}, "seed is -1"),
    ],
)
def test_options_that_make_no_run_are_refused(options: dict[str, object], words: str) -> None:
    with pytest.raises(InvalidOptionError, match=words):
        run([counter()], "noop", **options)


@pytest.mark.parametrize("name", ["concurrency", "time_limit_seconds", "blocking_slots"])
def test_settings_that_allow_nothing_are_refused(name: str) -> None:
    with pytest.raises(InvalidOptionError, match=f"{name} is 0"):
        RunSettings(**{name: 0})


def test_unknown_names_suggest_what_was_meant() -> None:
    register(EnvironmentSpec("agentgym/toy-known-v1", "", 1, lambda _: counter("toy-known")))
    try:
        with pytest.raises(UnknownEnvironmentError, match="Did you mean 'toy-known-v1'"):
            run(["toy-knwon-v1"], "noop")
        with pytest.raises(UnknownPolicyError, match="Did you mean 'replay'"):
            run(["toy-known-v1"], "repaly")
    finally:
        unregister("agentgym/toy-known-v1")


def test_what_is_not_installed_says_how_to_get_it() -> None:
    spec = EnvironmentSpec(
        "agentgym/toy-absent-v1", "", 1, "nowhere:load", requires="no_such_x", remedy="make toys"
    )
    register(spec)
    try:
        with pytest.raises(NotInstalledError, match="make toys"):
            run([spec.id], "noop")
    finally:
        unregister(spec.id)


def test_a_fault_of_the_machine_is_recorded_and_the_run_goes_on(tmp_path: Path) -> None:
    bad, good = counter("bad-counter", make=lambda: Counter(on_call=broken)), counter()
    summary = run([bad, good], replay(bad, good), out=tmp_path / "run")
    assert (summary.total.infrastructure, summary.total.passed, summary.total.failed) == (5, 5, 0)
    assert summary.total.mean_reward == 1.0
    assert summary.families["bad"].success is None
    assert summary.faults == {"InfrastructureError: the disk is gone": 5}
    broken_ones = [t for t in read_trajectories(tmp_path / "run") if t.env_id == bad.id]
    assert {(t.stop_reason, t.score) for t in broken_ones} == {("infrastructure", None)}
    assert all(t.messages[-1]["role"] == "assistant" for t in broken_ones)


def test_an_environment_is_used_again_until_it_breaks() -> None:
    made: list[Counter] = []

    def fragile(call: object) -> None:
        if len(made) == 2:
            raise RuntimeError("worn out")

    def make() -> Counter:
        made.append(Counter(on_call=fragile))
        return made[-1]

    environment = counter(make=make)
    settings = RunSettings(concurrency=1)
    summary = run([environment], replay(environment), settings=settings)
    # One to find out whether it waits; one that breaks; one for all the rest.
    assert len(made) == 3
    assert (summary.total.infrastructure, summary.total.passed) == (1, 4)
    assert [toolset.closed for toolset in made] == [1, 1, 1]


def test_a_fault_of_the_policy_is_recorded_and_its_actor_closed() -> None:
    async def decide(observation: object, tools: object) -> Completion:
        raise RuntimeError("no tokens left")

    policy = Acting(decide)
    summary = run([counter(tasks=3)], policy)
    assert summary.total.infrastructure == 3
    assert summary.faults == {"RuntimeError: no tokens left": 3}
    assert policy.closed == 3


def test_an_actor_that_fails_to_close_leaves_a_record_that_can_be_read(tmp_path: Path) -> None:
    class Clumsy(Acting):
        def close(self) -> None:
            raise RuntimeError("the cache is gone")

    async def decide(observation: object, tools: object) -> Completion:
        return Completion("Done.")

    summary = run([counter(tasks=2)], Clumsy(decide), out=tmp_path / "run")
    assert summary.total.infrastructure == 2
    for trajectory in read_trajectories(tmp_path / "run"):
        assert (trajectory.stop_reason, trajectory.score) == ("infrastructure", None)
        assert trajectory.fault == "RuntimeError: the cache is gone"


def test_what_is_no_action_is_a_fault_of_the_policy_and_not_of_the_agent() -> None:
    async def decide(observation: object, tools: object) -> Completion:
        return Completion(None)

    summary = run([counter(tasks=1)], Acting(decide))
    assert summary.total.infrastructure == 1
    assert "None is not an action" in next(iter(summary.faults))


def test_a_reward_that_is_no_number_is_a_fault() -> None:
    class Undecided:
        def verify(self, task: object, episode: object) -> Score:
            return Score(reward=float("nan"), passed=False)

    trajectory = asyncio.run(
        rollout(ToolEnv(counter(), verifier=Undecided()), Constant(""), task="0")
    )
    assert trajectory.score is None
    assert "must be finite" in trajectory.fault


def test_a_policy_knows_its_task_and_tools_but_no_goal_and_its_segments_are_kept(
    tmp_path: Path,
) -> None:
    segment = Segment(token_ids=(5, 6), logprobs=(0.0, -0.5), mask=(False, True))
    seen: list[tuple[Tool, ...]] = []

    async def decide(observation: Observation, tools: tuple[Tool, ...]) -> Completion:
        seen.append(tools)
        return Completion("Hm.", segment=segment)

    policy = Acting(decide)
    run([counter(tasks=1)], policy, out=tmp_path / "run")
    (trajectory,) = read_trajectories(tmp_path / "run")
    assert trajectory.segments == (segment, segment)
    (start,) = policy.starts
    assert (start.environment_id, start.task_id, start.seed) == (
        trajectory.env_id,
        "0",
        trajectory.seed,
    )
    assert seen[0] is seen[1] is start.tools
    assert not {"goal", "solution", "task"} & set(EpisodeStart.__dataclass_fields__)


def test_a_segment_whose_parts_differ_in_length_is_refused() -> None:
    with pytest.raises(ValueError, match="2 token ids, 1 logprobs and 2 mask"):
        Segment(token_ids=(1, 2), logprobs=(0.0,), mask=(True, True))
    with pytest.raises(ValueError, match="not finite"):
        Segment(token_ids=(1,), logprobs=(float("-inf"),), mask=(True,))


def test_a_toolset_that_waits_does_not_hold_up_others() -> None:
    gate = Gate()
    slow = counter("slow-counter", tasks=1, make=lambda: Counter(blocking=True, on_call=gate.wait))
    fast = counter(tasks=20)
    ended: list[str] = []

    def progress(summary: RunSummary, total: int) -> None:
        ended[:] = list(summary.environments)
        if summary.total.rollouts == 20:
            # Only once all others have ended may the slow one go on.
            gate.open()

    summary = run([slow, fast], replay(slow, fast), progress=progress)
    assert summary.total.passed == 21
    assert ended == [fast.id, slow.id]


def test_a_toolset_that_waits_stays_on_one_thread() -> None:
    threads: dict[int, set[int]] = {}

    class Bound(Counter):
        def __init__(self) -> None:
            super().__init__(blocking=True, on_call=self._note)
            threads[id(self)] = {threading.get_ident()}

        def _note(self, call: object) -> None:
            threads[id(self)].add(threading.get_ident())

    environment = counter(make=Bound)
    run([environment], replay(environment), samples=4, settings=RunSettings(concurrency=3))
    assert all(len(seen) == 1 for seen in threads.values())
    assert threading.get_ident() not in set().union(*threads.values())


def test_a_call_that_never_returns_ends_its_rollout_and_nothing_else() -> None:
    gate = Gate()

    def wait_for_three(call: ToolCall) -> None:
        if call.name == "note":
            gate.wait(call)

    environment = counter(make=lambda: Counter(blocking=True, on_call=wait_for_three))
    one = ToolCall("add", {"amount": 1})
    policy = Scripted(
        {"0": [one, "", ""], "1": [ToolCall("note", {}), ""], "2": [one] * 3 + ["", ""]}
    )
    settings = RunSettings(time_limit_seconds=0.5, blocking_slots=1, concurrency=2)
    summary = run([environment], policy, limit=3, settings=settings)
    gate.open()
    assert (summary.total.passed, summary.total.infrastructure) == (2, 1)
    assert summary.faults == {
        "TimeLimitError: a step in agentgym/toy-counter-v1 took longer than 0.5 s": 1
    }


def test_time_limits_do_not_count_waiting_for_a_slot() -> None:
    pause = threading.Event()
    environment = counter(
        tasks=8,
        make=lambda: Counter(blocking=True, on_call=lambda _: bool(pause.wait(0.05)) or None),
    )
    # Eight calls of 0.05 s through one slot: the last begins after 0.35 s, beyond the limit.
    one: list[Action] = [ToolCall("add", {"amount": 1}), "", ""]
    settings = RunSettings(time_limit_seconds=0.3, blocking_slots=1, concurrency=8)
    policy = Scripted({str(n): one for n in range(8)})
    summary = run([environment], policy, settings=settings)
    assert summary.seconds > 0.35
    assert summary.total.infrastructure == 0


def test_a_policy_that_never_decides_is_cut_off() -> None:
    async def decide(observation: object, tools: object) -> Completion:
        await asyncio.Event().wait()
        raise AssertionError("never reached")

    policy = Acting(decide)
    summary = run([counter(tasks=2)], policy, settings=RunSettings(act_limit_seconds=0.02))
    assert summary.faults == {
        "TimeLimitError: the policy took longer than 0.02 s over one decision": 2
    }
    assert policy.closed == 2


def test_a_policy_that_answers_although_it_was_cut_off_is_too_late() -> None:
    async def decide(observation: object, tools: object) -> Completion:
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        return Completion("At last.")

    summary = run([counter(tasks=1)], Acting(decide), settings=RunSettings(act_limit_seconds=0.02))
    assert summary.total.infrastructure == 1


def test_many_slow_decisions_are_no_slow_decision() -> None:
    async def decide(observation: object, tools: object) -> Completion:
        await asyncio.sleep(0.01)
        return Completion(ToolCall("add", {"amount": 1}))

    summary = run([counter(tasks=1)], Acting(decide), settings=RunSettings(act_limit_seconds=0.3))
    # Forty steps of 0.01 s, cut off by the task's own limit.
    assert (summary.total.failed, summary.total.steps) == (1, 40)


def test_a_cancelled_run_closes_what_it_opened() -> None:
    made: list[Counter] = []

    def make() -> Counter:
        made.append(Counter())
        return made[-1]

    async def decide(observation: object, tools: object) -> Completion:
        began.set()
        await asyncio.Event().wait()
        raise AssertionError("never reached")

    policy = Acting(decide)
    began = asyncio.Event()

    async def main() -> None:
        running = asyncio.create_task(arun([counter(make=make)], policy))
        await began.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    asyncio.run(main())
    assert policy.closed == len(policy.starts) > 0
    assert all(toolset.closed for toolset in made)


def test_random_draws_calls_that_fit_their_schemas(tmp_path: Path) -> None:
    summary = run([counter(tasks=20)], Random(stop=0.2), out=tmp_path / "run")
    assert summary.total.calls > 50
    assert summary.total.errors == 0
    ends = [t.stop_reason for t in read_trajectories(tmp_path / "run")]
    assert "done" in ends


def test_an_actor_is_told_when_the_tools_change() -> None:
    class Growing(Counter):
        """Offers `note` only from the second user turn on."""

        def begin_turn(self, turn: int) -> None:
            self._offered = TOOLS[:1] if turn == 0 else TOOLS

        @property
        def tools(self) -> tuple[Tool, ...]:
            return getattr(self, "_offered", TOOLS[:1])

    seen: list[list[str]] = []

    async def decide(observation: Observation, tools: tuple[Tool, ...]) -> Completion:
        seen.append([tool.name for tool in tools])
        return Completion("Next.")

    run([counter(tasks=1, make=Growing)], Acting(decide))
    assert seen == [["add"], ["add", "note"]]


def test_a_toolset_that_never_starts_ends_its_rollouts_and_is_closed_when_it_does() -> None:
    gate = Gate()
    late: list[Counter] = []
    closed = threading.Event()

    class Late(Counter):
        def __init__(self) -> None:
            gate.wait(ToolCall("", {}))
            super().__init__(blocking=True)
            late.append(self)

        def close(self) -> None:
            super().close()
            closed.set()

    stuck, fine = counter("stuck-counter", tasks=1, make=Late), counter(tasks=2)
    settings = RunSettings(time_limit_seconds=0.3)
    summary = run([stuck, fine], replay(stuck, fine), settings=settings)
    assert (summary.total.infrastructure, summary.total.passed) == (1, 2)
    assert "starting agentgym/stuck-counter-v1 took longer" in next(iter(summary.faults))
    gate.open()
    assert closed.wait(timeout=30)
    assert [toolset.closed for toolset in late] == [1]


def test_a_toolset_that_fails_to_close_spoils_nothing() -> None:
    class Clinging(Counter):
        def close(self) -> None:
            raise RuntimeError("will not let go")

    for blocking in (False, True):
        environment = counter(make=lambda blocking=blocking: Clinging(blocking=blocking))
        assert run([environment], replay(environment)).total.passed == 5


def test_past_too_many_hung_calls_no_more_are_begun() -> None:
    gate = Gate()

    async def main() -> list[str]:
        slots = Slots(running=2, hanging=1)
        said = []
        for _ in range(2):
            thread = SlotThread()
            with pytest.raises(InfrastructureError) as caught:
                await slots.run(thread, lambda: gate.wait(ToolCall("", {})), 0.02, "a call")
            said.append(str(caught.value))
            thread.end()
        return said

    said = asyncio.run(main())
    gate.open()
    assert said == [
        "a call took longer than 0.02 s",
        "1 calls never returned from their toolsets, so no more are begun",
    ]


def test_a_rollout_of_one_episode_uses_a_thread_where_the_toolset_waits() -> None:
    environment = counter(make=lambda: Counter(blocking=True))
    env = ToolEnv(environment)
    trajectory = asyncio.run(rollout(env, replay(environment), task="2"))
    assert trajectory.score is not None
    assert trajectory.score.passed


def test_as_many_episodes_wait_at_once_as_the_settings_allow_and_no_more() -> None:
    waiting = most = 0

    async def decide(observation: object, tools: object) -> Completion:
        nonlocal waiting, most
        waiting += 1
        most = max(most, waiting)
        if waiting == 6:
            together.set()
        # Fewer than six at once would wait here until the time limit.
        await together.wait()
        await asyncio.sleep(0)
        waiting -= 1
        return Completion("Done.")

    together = asyncio.Event()
    settings = RunSettings(concurrency=6, act_limit_seconds=20)
    summary = run([counter("toy-a"), counter("toy-b")], Acting(decide), settings=settings)
    assert summary.total.failed == 10
    assert most == 6


def test_a_fault_of_the_run_itself_ends_it() -> None:
    def progress(summary: RunSummary, total: int) -> None:
        raise KeyError("no progress")

    with pytest.raises(KeyError, match="no progress"):
        run([counter()], "noop", progress=progress)


def test_within_a_running_loop_run_says_to_await_instead() -> None:
    async def notebook() -> RunSummary:
        with pytest.raises(InvalidOptionError, match="in a notebook; use `await"):
            run([counter()], "noop")
        return await arun([counter()], "noop")

    assert asyncio.run(notebook()).total.failed == 5


def test_one_environment_may_be_given_by_its_id_alone() -> None:
    assert run("shop-returns-v1", "noop", limit=2).total.rollouts == 2
