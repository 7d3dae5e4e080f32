"""Draws prompts of generated tasks, by a fixed seed, for people to read.

Each stands beside the rules of its house, what its words mean, the solution and the goal, in
Markdown. The draw goes evenly over the domains; environments and tasks within them are drawn.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import orjson

import agentgym
from agentgym import Environment, Task
from agentgym.sampling import Draws
from agentgym_envs.domains.names import domain_names

_NUMBERS = 40
_PER_ENVIRONMENT = 3


def main() -> None:
    """Print the sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the draw")
    parser.add_argument("--count", type=int, default=100, help="how many prompts")
    parser.add_argument("--domains", help="only these, separated by commas")
    options = parser.parse_args()
    wanted = options.domains.split(",") if options.domains else domain_names()
    for number, (environment, task) in enumerate(drawn(options.seed, options.count), start=1):
        if environment.id.split("-")[1] in wanted:
            print(f"## {number}. {environment.id} task {task.id}\n")
            print(shown(environment, task))


def drawn(seed: int, count: int) -> Iterator[tuple[Environment, Task]]:
    """The environments and tasks of a draw."""
    draws = Draws.seeded(seed)
    names = draws.shuffled(domain_names())
    rounds = -(-count // (len(names) * _PER_ENVIRONMENT))
    numbers = [draws.below(_NUMBERS) for _ in range(rounds * len(names))]
    picks = [draws.shuffled(range(25))[:_PER_ENVIRONMENT] for _ in range(rounds * len(names))]
    given = 0
    for at, number in enumerate(numbers):
        environment = None
        for pick in picks[at]:
            if given == count:
                return
            if environment is None:
                name = names[at % len(names)]
                environment = agentgym.load(f"synth-{name}-{number:04}-v1")
            given += 1
            yield environment, environment.task(str(pick))


def shown(environment: Environment, task: Task) -> str:
    """A task as somebody reads it who judges it."""
    rules = [line for line in environment.system_prompt.splitlines() if line[:1] == "R"]
    today = next(x for x in environment.system_prompt.splitlines() if x.startswith("Today"))
    patterns = task.provenance.get("patterns")
    lines = [f"*{task.kind}, tier {task.provenance.get('tier')}, {patterns}; {today}*", ""]
    env = agentgym.ToolEnv(environment)
    env.reset(seed=0, options={"task": task.id})
    for said, turn in zip(task.turns, task.solution, strict=True):
        lines += [f"> {line}".rstrip() for line in said.splitlines()]
        lines.append("")
        for call in turn.calls:
            env.step(call)
            result = env.episode.turns[-1].calls[-1][1].content
            lines.append(f"- `{call.name} {orjson.dumps(call.arguments).decode()}`")
            lines.append(f"  - {result[:400]}")
        lines += [f"- says: {turn.message}", ""]
        env.step(turn.message)
    env.close()
    meant = [f"{m.phrase!r} is {m.among} {m.picks}" for m in task.mentions]
    lines += ["Means: " + "; ".join(meant), ""]
    for check in task.goal.checks:
        lines.append(f"Goal: {orjson.dumps(check.model_dump(mode='json')).decode()[:900]}")
    return "\n".join([*lines, "", "Rules:", *(f"- {rule}" for rule in rules), ""])


if __name__ == "__main__":
    main()
