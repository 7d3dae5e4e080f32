"""The library as a world of ours, by every path there is to it; run by the Python of `.venv`.

`agentgym_library.py serve ...` is `agentgym serve ...` with this environment registered.
"""

import contextlib
import json
import sys
from importlib.metadata import version

import gymnasium
import orjson
from library import HERE, TOOLS, Library, RefusedError, calls
from replaying import InProcess, Served, answer

import agentgym
from agentgym import Check, Environment, Goal, SolutionTurn, Task, ToolCall
from agentgym.task import Limits
from agentgym.world import LiveWorld, World

ID = "agentgym/library-transports-v1"


def environment(_: str) -> Environment:
    """The environment: one task, whose solution is the calls."""
    loaded = World.load(HERE / "library_world.json")
    solution = tuple(ToolCall(name, arguments) for name, arguments in calls())
    with contextlib.closing(loaded.open()) as live:
        live.reset(seed=0)
        for call in solution:
            live.call(call)
        wanted = live.state().changes()
    task = Task(
        id="calls",
        environment=ID,
        kind="change",
        turns=("Work through today's requests at the counter.",),
        goal=Goal(checks=(Check(state=wanted),)),
        solution=(SolutionTurn(calls=solution, message="Done."),),
        limits=Limits(steps=1_000_000, calls=1_000_000),
    )
    return Environment(ID, loaded.open, [task])


def by_step(env: gymnasium.Env, *, again: bool = False):
    """`step`; `again` leaves what earlier episodes looked up before their first change."""

    @contextlib.contextmanager
    def opened():
        if not again:
            env.unwrapped.toolset.world.forget()
        env.reset(seed=0, options={"task": "calls"})
        step = env.step

        def call(name, arguments):
            observation, *_ = step(ToolCall(name, arguments))
            return observation[0]

        yield call

    return opened


def by_toolset(live: LiveWorld):
    """The toolset's own call, nothing remembered: no check of arguments, no record."""

    @contextlib.contextmanager
    def opened():
        live.world.forget()
        live.reset(seed=0)
        call = live.call
        yield lambda name, arguments: call(ToolCall(name, arguments))

    return opened


@contextlib.contextmanager
def by_hand():
    """Python functions on sqlite3 with results as JSON text: no framework at all."""
    library = Library()
    methods = {name: getattr(library, name) for name in TOOLS}

    def call(name, arguments):
        try:
            return orjson.dumps(methods[name](**arguments))
        except RefusedError as refused:
            return {"error": str(refused)}

    with contextlib.closing(library):
        yield call


def plain_observation(message):
    """The content, or the refusal."""
    return _plain(message["content"], message["is_error"])


def plain_result(result):
    """The content, or the refusal."""
    return _plain(result.content, result.is_error)


def plain_by_hand(result):
    """The JSON, or the refusal."""
    return result if isinstance(result, dict) else json.loads(result)


def _plain(text, is_error):
    return {"error": text} if is_error else json.loads(text)


if __name__ == "__main__":
    agentgym.register(agentgym.EnvironmentSpec(ID, "a lending library", 1, environment))
    if sys.argv[1:2] == ["serve"]:
        from agentgym.cli.main import main

        sys.exit(main(sys.argv[1:]))

    from agentgym_mcp import paths_of

    env = gymnasium.make(ID)
    live = World.load(HERE / "library_world.json").open()
    paths: dict[str, InProcess | Served] = {
        "gymnasium step": InProcess(by_step(env), plain_observation),
        "gymnasium step, again": InProcess(by_step(env, again=True), plain_observation),
        "ToolEnv step, no wrappers": InProcess(by_step(env.unwrapped), plain_observation),
        "toolset call": InProcess(by_toolset(live), plain_result),
        "sqlite3 by hand": InProcess(by_hand, plain_by_hand),
    }
    for name, (opened, made_plain) in paths_of(__file__, ID).items():
        paths[name] = Served(opened, made_plain)
        paths[f"{name}, 16 in flight"] = Served(opened, made_plain, 16)
    answer(f"mcp {version('mcp')}", paths)
