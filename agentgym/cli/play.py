"""`agentgym play`: a person acts in the terminal."""

from __future__ import annotations

import argparse
import sys

import orjson

from agentgym.cli.selection import select_one
from agentgym.cli.tool_text import parameters_of, read_arguments, signature
from agentgym.env import ToolEnv
from agentgym.errors import InvalidOptionError, did_you_mean
from agentgym.registry import load
from agentgym.spaces import Observation
from agentgym.tools import Action, Tool, ToolCall
from agentgym.verifier import Score

HELP = "act in an environment yourself"
_USAGE = """\
  tools                    the tools there are
  tools NAME               one of them in full
  NAME key=value ...       call a tool; or NAME {"key": "value"}
  say WORDS  or  > WORDS   answer the user, which ends the turn
  quit                     give up"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "id", metavar="ID", help="the environment: its id, or a glob that matches no other"
    )
    parser.add_argument("--task", metavar="T", help="the task (default: one drawn by the seed)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="the seed (default: 0)")


def run(args: argparse.Namespace) -> int:
    """Play one episode."""
    if args.seed < 0:
        raise InvalidOptionError(f"--seed is {args.seed}; it must be at least 0")
    env = ToolEnv(load(select_one(args.id).id), task=args.task)
    try:
        return _play(env, args.seed)
    finally:
        env.close()


def _play(env: ToolEnv, seed: int) -> int:
    observation, info = env.reset(seed=seed)
    print(f"{env.environment.id}, task {info['task_id']}\n")
    _print_observation(observation)
    print(f"{len(env.tools)} tools: {', '.join(tool.name for tool in env.tools)}")
    print(f"{_USAGE}\n  help                     this again\n")
    while (line := _read_line()) is not None:
        action = _understood(line, env.tools)
        if action is None:
            continue
        observation, _, terminated, truncated, info = env.step(action)
        _print_observation(observation)
        if "tools" in info:
            print(f"The tools have changed: {', '.join(tool.name for tool in env.tools)}\n")
        if terminated or truncated:
            _print_score(info["score"], env.episode.steps)
            return 0
    print("You gave up; there is no score.")
    return 0


def _read_line() -> str | None:
    """The next line, or None at the end of input or at `quit`."""
    if sys.stdin.isatty():
        import readline  # noqa: F401  # gives `input` history and editing
    try:
        line = input("you> " if sys.stdin.isatty() else "").strip()
    except EOFError:
        return None
    return None if line in ("quit", "exit") else line


def _understood(line: str, tools: tuple[Tool, ...]) -> Action | None:
    """The action that a line stands for; None when it only asks for help, or is a mistake."""
    if line.startswith(">"):
        return line[1:].strip()
    word, _, rest = line.partition(" ")
    by_name = {tool.name: tool for tool in tools}
    if word == "say":
        return rest.strip()
    if word in by_name:
        try:
            return ToolCall(word, read_arguments(rest, by_name[word]))
        except ValueError as error:
            print(f"{error}\n")
            return None
    if word == "tools":
        _print_tools(rest.strip(), by_name)
    elif word == "help":
        print(_USAGE + "\n")
    elif word:
        hint = did_you_mean(word, [*by_name, "say", "tools", "help", "quit"])
        print(f"There is no tool {word!r}.{hint} To answer the user: say WORDS\n")
    return None


def _print_tools(name: str, by_name: dict[str, Tool]) -> None:
    if name and name not in by_name:
        print(f"There is no tool {name!r}.{did_you_mean(name, by_name)}\n")
        return
    for tool in [by_name[name]] if name else by_name.values():
        print(signature(tool))
        print(f"    {tool.description.strip()}")
        if name:
            for parameter in parameters_of(tool):
                need = "" if parameter.required else " (may be left out)"
                print(
                    f"    {parameter.name}: {parameter.type}{need} {parameter.description}".rstrip()
                )
    print()


def _print_observation(observation: Observation) -> None:
    for message in observation:
        text = message["content"].strip()
        if message["role"] == "system":
            print(f"rules: {text}\n")
        elif message["role"] == "user":
            print(f"user: {text}\n")
        elif message["is_error"]:
            print(f"error: {text}\n")
        else:
            print(f"{_pretty(text)}\n")


def _pretty(text: str) -> str:
    if not text.startswith(("{", "[")):
        return text
    try:
        return orjson.dumps(orjson.loads(text), option=orjson.OPT_INDENT_2).decode()
    except orjson.JSONDecodeError:
        return text


def _print_score(score: Score, steps: int) -> None:
    print(f"{'Passed' if score.passed else 'Failed'}: reward {score.reward:g} after {steps} steps.")
    if score.reason:
        print(f"Why: {score.reason}")
    for name, value in score.parts.items():
        print(f"  {name}: {value:g}")
