"""`agentgym show`: one environment, as an agent sees it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import orjson
from pydantic import JsonValue

from agentgym.cli.output import Column, print_json, print_table
from agentgym.cli.selection import names_a_set, select_one
from agentgym.cli.show_set import show_set
from agentgym.cli.tool_text import parameters_of, signature
from agentgym.cli.wrapped import (
    add_server_arguments,
    names_a_server,
    read_server,
    with_server,
)
from agentgym.env import ToolEnv
from agentgym.environment import Environment
from agentgym.errors import InvalidOptionError
from agentgym.mcp import MCPToolset
from agentgym.registry import EnvironmentSpec, load
from agentgym.task import SolutionTurn, Task
from agentgym.tools import Tool
from agentgym.world import LiveWorld

HELP = "show one environment: its prompt, tools and tasks; or a generated set"
_TASKS_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "id",
        metavar="ID|DIR",
        nargs="?",
        help="the environment: its id, or a glob that matches no other; or a set's folder",
    )
    parser.add_argument("--task", metavar="T", help="show this task, and the tools it begins with")
    parser.add_argument(
        "--reveal", action="store_true", help="show goals and solutions too, which agents never see"
    )
    parser.add_argument("--json", action="store_true", help="print one object, with all tasks")
    add_server_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Show the environment, or one task of it."""
    if args.id is not None and names_a_server(args):
        raise InvalidOptionError(
            "show takes an id or a server, not both; drop one, or put quotes around a command of "
            "several words"
        )
    if args.mcp is not None and args.tasks is None:
        _show_server(args)
        return 0
    if args.id is not None and args.task is None and names_a_set(args.id):
        show_set(Path(args.id), as_json=args.json)
        return 0
    spec = select_one(with_server(args, [] if args.id is None else [args.id])[0])
    environment = load(spec.id)
    tasks = list(environment.tasks) if args.task is None else [environment.task(args.task).id]
    env = ToolEnv(environment)
    try:
        if args.task is not None:
            env.reset(seed=0, options={"task": args.task})
        if args.json:
            print_json(_as_json(spec, env, [environment.task(t) for t in tasks], args.reveal))
            return 0
        print(f"{spec.id}: {spec.description}\n")
        if environment.system_prompt:
            print(f"System prompt:\n{environment.system_prompt.strip()}\n")
        _print_tools(env.tools)
        _print_tables(env)
    finally:
        env.close()
    if args.task is None:
        _print_tasks(environment, tasks, args.reveal, args.id or spec.id)
    else:
        _print_task(environment.task(args.task), args.reveal)
    return 0


def _show_server(args: argparse.Namespace) -> None:
    """The tools of a server without tasks."""
    _, setup = read_server(args)
    toolset = MCPToolset(setup)
    try:
        connection, tools = toolset.connection, toolset.tools
        if args.json:
            told = [tool.model_dump(mode="json") for tool in tools]
            name, revision = connection.server_name, connection.revision
            print_json({"server": name, "revision": revision, "tools": told})
            return
        name = connection.server_name or "a server without a name"
        print(f"{name}: `{setup.address}`, MCP {connection.revision}\n")
        _print_tools(tools)
    finally:
        toolset.close()


def _print_tools(tools: Sequence[Tool]) -> None:
    print(f"{len(tools)} tools:")
    for tool in tools:
        print(f"  {signature(tool)}{'' if tool.read_only else '  [writes]'}")
        print(f"      {tool.description.strip()}")
        for parameter in parameters_of(tool):
            if parameter.description:
                print(f"      {parameter.name}: {parameter.description}")
    print()


def _print_tables(env: ToolEnv) -> None:
    tables = _tables(env)
    if not tables:
        return
    print(f"{len(tables)} tables:")
    for name, columns in tables.items():
        print(f"  {name}({', '.join(columns)})")
    print()


def _print_tasks(environment: Environment, tasks: list[str], reveal: bool, named: str) -> None:
    shown = tasks if reveal else tasks[:_TASKS_SHOWN]
    rows = []
    for task_id in shown:
        task = environment.task(task_id)
        asked = " ".join(task.instruction.split())
        short = asked if len(asked) <= 90 else f"{asked[:87]}..."
        rows.append([task.id, task.kind, task.split, str(len(task.turns)), short])
    print(f"{len(tasks)} tasks:")
    columns = [Column("id"), Column("kind"), Column("split"), Column("turns", right=True)]
    print_table([*columns, Column("the user asks")], rows)
    if len(shown) < len(tasks):
        print(f"... and {len(tasks) - len(shown)} more; --json has them all")
    if reveal:
        for task_id in shown:
            print()
            _print_task(environment.task(task_id), reveal)
    else:
        # A set's environment is known by its folder alone.
        short_id = named if Path(named).parent.is_dir() and "/" in named else environment.id
        short_id = short_id.removeprefix("agentgym/")
        print(
            f"`agentgym show {short_id} --task ID` shows one; `agentgym play {short_id}` plays one."
        )


def _print_task(task: Task, reveal: bool) -> None:
    limits = task.limits
    print(f"Task {task.id}: {task.kind}, split {task.split}, at most {limits.steps} steps")
    for said in task.turns:
        print(f"  user: {said}")
    if not reveal:
        return
    print(
        "  goal:", orjson.dumps(task.goal.model_dump(mode="json", exclude_defaults=True)).decode()
    )
    _print_solution("solution", task.solution)
    for route in task.routes:
        _print_solution("another route", route)


def _print_solution(title: str, turns: tuple[SolutionTurn, ...]) -> None:
    print(f"  {title}:")
    for turn in turns:
        for call in turn.calls:
            print(f"    {call.name} {orjson.dumps(call.arguments).decode()}")
        print(f"    say {turn.message}".rstrip())


def _tables(env: ToolEnv) -> dict[str, list[str]]:
    if not isinstance(env.toolset, LiveWorld):
        return {}
    tables = env.toolset.world.spec.tables
    return {name: list(table.columns) for name, table in tables.items()}


def _as_json(
    spec: EnvironmentSpec, env: ToolEnv, tasks: list[Task], reveal: bool
) -> dict[str, JsonValue]:
    secret = set() if reveal else {"goal", "solution", "routes", "mentions", "initial"}
    return {
        "id": spec.id,
        "family": spec.family,
        "description": spec.description,
        "system_prompt": env.environment.system_prompt,
        "tools": [tool.model_dump(mode="json") for tool in env.tools],
        "tables": {name: list[JsonValue](columns) for name, columns in _tables(env).items()},
        "tasks": [task.model_dump(mode="json", exclude=secret) for task in tasks],
    }
