"""Rolling policies out: many episodes at once, each recorded, none holding others up."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import numpy

from agentgym.env import ToolEnv
from agentgym.environment import Environment
from agentgym.errors import InvalidOptionError
from agentgym.registry import load
from agentgym.rollout.crew import Crew
from agentgym.rollout.fault import fault_of
from agentgym.rollout.folder import RunFolder, RunManifest
from agentgym.rollout.host import Host, HostPool
from agentgym.rollout.named import policy_named
from agentgym.rollout.patience import Patience
from agentgym.rollout.policy import EpisodeStart, Policy
from agentgym.rollout.recording import Recording
from agentgym.rollout.summary import RunSummary
from agentgym.rollout.threads import Slots, SlotThread
from agentgym.rollout.trajectory import Trajectory

#: Is told of the run so far, after each rollout, and how many there will be.
Progress = Callable[[RunSummary, int], None]


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How a run goes about it; none of this changes what is recorded.

    Attributes:
        concurrency: Episodes at once, as far as policies or toolsets wait; those that only compute
            are run one after the other.
        time_limit_seconds: For each call of a toolset that waits, from when it runs, not from when
            it queues. A toolset that does not wait is called directly, and has no limit but its
            own.
        act_limit_seconds: For each decision of the policy.
        blocking_slots: Calls at once of toolsets that wait.
    """

    concurrency: int = 64
    time_limit_seconds: float = 120.0
    act_limit_seconds: float = 600.0
    blocking_slots: int = 32

    def __post_init__(self) -> None:
        for name in ("concurrency", "time_limit_seconds", "act_limit_seconds", "blocking_slots"):
            value = getattr(self, name)
            if not value > 0:
                raise InvalidOptionError(f"{name} is {value}; it must be above 0")


@dataclass(frozen=True, slots=True)
class _Planned:
    environment: Environment
    task_id: str
    sample: int


def run(
    environments: Sequence[str | Environment] | str,
    policy: Policy | str,
    *,
    out: str | Path | None = None,
    samples: int = 1,
    seed: int = 0,
    limit: int | None = None,
    split: str | None = None,
    resume: bool = False,
    settings: RunSettings | None = None,
    progress: Progress | None = None,
) -> RunSummary:
    """Roll a policy out over every task of some environments.

    Every rollout has a seed of its own, drawn from `seed`, the environment, the task and the
    sample, so that the same settings give the same trajectories in whatever order they end. A
    fault of the machine ends its rollout, unscored, and not the run.

    Args:
        environments: Ids, with or without `agentgym/`, or environments; or one id.
        policy: The policy, or its name: see `policy_named`.
        out: The folder for trajectories; None keeps none.
        samples: Rollouts per task.
        seed: The seed of the run.
        limit: At most so many tasks per environment, the first ones.
        split: Only tasks of this set.
        resume: Continue what is in `out`: make exactly the rollouts it lacks.
        settings: How many at once, and time limits.
        progress: Is told after each rollout.

    Returns:
        The run in numbers.

    Raises:
        UnknownEnvironmentError: No such id.
        NotInstalledError: An environment needs something that is missing.
        UnknownPolicyError: No such policy.
        InvalidOptionError: A number is out of range, there is nothing to run, or an event loop is
            running already.
        RunInUseError: Another process writes to `out`.
        RunMismatchError: `out` holds something else.
        InvalidTrajectoryError: `out` holds a corrupt line.
    """
    if _is_in_a_loop():
        raise InvalidOptionError(
            "run() starts an event loop of its own, but one is running already, as in a notebook; "
            "use `await agentgym.rollout.arun(...)` with the same arguments"
        )
    return asyncio.run(
        arun(
            environments,
            policy,
            out=out,
            samples=samples,
            seed=seed,
            limit=limit,
            split=split,
            resume=resume,
            settings=settings,
            progress=progress,
        )
    )


async def arun(
    environments: Sequence[str | Environment] | str,
    policy: Policy | str,
    *,
    out: str | Path | None = None,
    samples: int = 1,
    seed: int = 0,
    limit: int | None = None,
    split: str | None = None,
    resume: bool = False,
    settings: RunSettings | None = None,
    progress: Progress | None = None,
) -> RunSummary:
    """Do what `run` does, within a running event loop."""
    if isinstance(policy, str):
        policy = policy_named(policy)
    for name, number, least in (("samples", samples, 1), ("seed", seed, 0), ("limit", limit, 1)):
        if number is not None and number < least:
            raise InvalidOptionError(f"{name} is {number}; it must be at least {least}")
    if isinstance(environments, str):
        environments = [environments]
    chosen = {e.id: e for e in (load(x) if isinstance(x, str) else x for x in environments)}
    plan = _plan(list(chosen.values()), samples, limit, split)
    summary = RunSummary(out=None if out is None else Path(out))
    manifest = RunManifest(
        environments=tuple(chosen),
        policy=policy.name,
        seed=seed,
        samples=samples,
        limit=limit,
        split=split,
        rollouts=len(plan),
    )
    with nullcontext() if out is None else RunFolder(Path(out), manifest, resume=resume) as folder:
        done: set[tuple[str, str, int]] = set()
        for trajectory in folder.recorded() if folder else ():
            done.add(trajectory.key)
            summary.add(trajectory)
        summary.resumed = len(done)
        todo = [p for p in plan if (p.environment.id, p.task_id, p.sample) not in done]

        def record(trajectory: Trajectory) -> None:
            if folder is not None:
                folder.append(trajectory)
            summary.add(trajectory)
            if progress is not None:
                progress(summary, len(plan))

        before = summary.total.steps
        # A duration for people; it goes into no record.
        began = time.perf_counter()
        await _roll_out(todo, policy, seed, settings or RunSettings(), record)
        summary.seconds = time.perf_counter() - began
        summary.steps_per_second = (summary.total.steps - before) / max(summary.seconds, 1e-9)
    summary.arrange(chosen)
    return summary


async def rollout(
    env: ToolEnv,
    policy: Policy,
    *,
    task: str,
    sample: int = 0,
    seed: int = 0,
    settings: RunSettings | None = None,
) -> Trajectory:
    """Roll a policy out once. What fails on the way is in the record, and not raised.

    Args:
        env: Where; it stays open, and after a fault its state is undefined.
        policy: Who acts.
        task: The task's id.
        sample: Which of several rollouts of the task this is, for the record.
        seed: The rollout's seed.
        settings: Time limits.

    Raises:
        UnknownTaskError: The environment has no such task.
    """
    settings = settings or RunSettings()
    thread = SlotThread() if env.toolset.blocking else None
    hosted = Host(env, Slots(1), thread, settings.time_limit_seconds)
    recording = Recording(env.environment, task, sample, seed, policy.name)
    try:
        fault = await fault_of(_play(hosted, policy, recording, settings, Crew(0)))
        return recording.finished(fault)
    finally:
        if thread is not None:
            thread.end()


def rollout_seed(seed: int, environment_id: str, task_id: str, sample: int) -> int:
    """The seed of one rollout of a run: 53 bits, which every JSON reader keeps whole."""
    names = (hashlib.sha256(name.encode()).digest()[:8] for name in (environment_id, task_id))
    spawn_key = (*(int.from_bytes(name, "big") for name in names), sample)
    sequence = numpy.random.SeedSequence(seed, spawn_key=spawn_key)
    return int(sequence.generate_state(1, numpy.uint64)[0]) >> 11


def _is_in_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _plan(
    environments: list[Environment], samples: int, limit: int | None, split: str | None
) -> list[_Planned]:
    plan: list[_Planned] = []
    splits: set[str] = set()
    for environment in environments:
        known = environment.splits
        if split is not None and known is not None and split not in known:
            # Its tasks need not even be made.
            splits.update(known)
            continue
        tasks = list(environment.tasks)
        if split is not None and known != frozenset((split,)):
            of_task = {task_id: environment.task(task_id).split for task_id in tasks}
            splits.update(of_task.values())
            tasks = [task_id for task_id in tasks if of_task[task_id] == split]
        for task_id in tasks[:limit]:
            plan += [_Planned(environment, task_id, sample) for sample in range(samples)]
    if not plan:
        raise InvalidOptionError(
            f"no task of the {len(environments)} environments chosen is in the split {split!r}; "
            f"there are: {', '.join(sorted(splits))}"
            if splits
            else "there is nothing to run: no environment was chosen, or none has tasks"
        )
    return plan


async def _roll_out(
    plan: list[_Planned],
    policy: Policy,
    seed: int,
    settings: RunSettings,
    record: Callable[[Trajectory], None],
) -> None:
    pool = HostPool(Slots(settings.blocking_slots), settings.time_limit_seconds)
    left = Counter(planned.environment.id for planned in plan)
    upcoming = iter(plan)
    crew = Crew(settings.concurrency)

    async def work() -> None:
        while not crew.is_crowded():
            planned = next(upcoming, None)
            if planned is None:
                crew.dismiss()
                return
            record(await _attempt(planned, policy, seed, settings, pool, crew))
            left[planned.environment.id] -= 1
            if not left[planned.environment.id]:
                await pool.drop(planned.environment.id)

    try:
        await crew.run(work)
    finally:
        pool.abandon()


async def _attempt(
    planned: _Planned,
    policy: Policy,
    seed: int,
    settings: RunSettings,
    pool: HostPool,
    crew: Crew,
) -> Trajectory:
    environment = planned.environment
    own_seed = rollout_seed(seed, environment.id, planned.task_id, planned.sample)
    recording = Recording(environment, planned.task_id, planned.sample, own_seed, policy.name)
    hosted: Host | None = None

    async def play() -> None:
        nonlocal hosted
        hosted = await pool.take(environment)
        await _play(hosted, policy, recording, settings, crew)

    fault = await fault_of(play())
    if hosted is not None:
        if fault is None:
            pool.give_back(hosted)
        else:
            await fault_of(pool.throw_away(hosted))
    return recording.finished(fault)


async def _play(
    hosted: Host, policy: Policy, recording: Recording, settings: RunSettings, crew: Crew
) -> None:
    env, thread = hosted.env, hosted.thread
    observation, info = await hosted.reset(seed=recording.seed, task=recording.task_id)
    tools = info["tools"]
    recording.heard(observation)
    start = EpisodeStart(
        env.environment.id, recording.task_id, recording.sample, recording.seed, tools
    )
    actor = policy.open(start)
    try:
        with Patience(settings.act_limit_seconds) as patience:
            ended = False
            while not ended:
                completion = await patience.act(actor, observation, tools)
                recording.did(completion)
                if thread is None:
                    step = env.step(completion.action)
                else:
                    step = await hosted.step_on_thread(thread, completion.action)
                observation, _, terminated, truncated, info = step
                recording.heard(observation)
                recording.steps += 1
                ended = terminated or truncated
                tools = info.get("tools", tools)
                if crew.is_due():
                    await crew.give_way()
        recording.scored(info["score"], info["stop_reason"])
    finally:
        actor.close()
