"""What policies that know nothing score in the hand-written worlds: solutions 100 %, the rest 0 %.

`decline` declines or escalates at once, every rule and topic in turn, with whatever the prompt
gives away. `decline after looking` is not a baseline that must score 0: it is an agent that finds
the right person and subject every time but always names the same rule, so that it can only be right
where that rule is the right one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import report

import agentgym
from agentgym.certifier.prover import CONSTANT_ANSWERS
from agentgym.rollout import Constant, Policy, Random, Replay, Scripted, run
from agentgym.tools import Action, JsonObject, Tool

ENVIRONMENTS = (
    "agentgym/shop-returns-v1",
    "agentgym/office-desk-v1",
    "agentgym/bank-service-v1",
)
REFUSING = ("decline_request", "escalate_to_human", "hand_over")


def declines(environment: agentgym.Environment, *, looking: bool) -> Iterator[Policy]:
    """One policy for every rule and topic there is."""
    toolset = environment.toolset()
    tools = [tool for tool in toolset.tools if tool.name in REFUSING]
    toolset.close()
    for tool in tools:
        for key, word in choices(tool):
            scripts: dict[str, list[Action]] = {}
            for task in environment.tasks.values():
                known = looked_up(task) if looking else given_away(environment, task)
                call = agentgym.ToolCall(tool.name, fill(tool, known) | {key: word})
                scripts[task.id] = [*[""] * (len(task.turns) - 1), call, "I am sorry."]
            yield Scripted(scripts, name=f"{tool.name}:{word}")


def choices(tool: Tool) -> list[tuple[str, str]]:
    """The enumerated arguments of a tool with each of their values."""
    properties = tool.input_schema["properties"]
    assert isinstance(properties, dict)
    return [(k, v) for k, schema in properties.items() for v in schema.get("enum", ())]


def fill(tool: Tool, known: JsonObject) -> JsonObject:
    """The required arguments: what is known of them, and a word for the rest."""
    required = tool.input_schema.get("required", [])
    assert isinstance(required, list)
    properties = tool.input_schema["properties"]
    assert isinstance(properties, dict)
    return {k: known.get(k, "unknown") for k in required} | {
        k: v for k, v in known.items() if k in properties
    }


def looked_up(task: agentgym.Task) -> JsonObject:
    """The ids of the task's own solution."""
    known: JsonObject = {}
    for turn in task.solution:
        for call in turn.calls:
            known |= {k: v for k, v in call.arguments.items() if k.endswith("_id")}
    return known


def given_away(environment: agentgym.Environment, task: agentgym.Task) -> JsonObject:
    """The part of that which the prompt already says."""
    prompt = environment.system_prompt + "\n".join(task.turns)
    return {k: v for k, v in looked_up(task).items() if str(v) in prompt}


def score(
    environment: str, name: str, policies: list[Policy], samples: int = 1
) -> dict[str, object]:
    """The sum of some policies of one sort."""
    summaries = [run([environment], policy, samples=samples, seed=0) for policy in policies]
    rollouts = sum(s.total.rollouts for s in summaries)
    passed = sum(s.total.passed for s in summaries)
    return {
        "environment": environment.removeprefix("agentgym/"),
        "policy": name,
        "variants": len(policies),
        "rollouts": rollouts,
        "passed": passed,
        "success": passed / rollouts,
        "infrastructure": sum(s.total.infrastructure for s in summaries),
        "error_results": f"{sum(s.total.errors for s in summaries)}/"
        f"{sum(s.total.calls for s in summaries)}",
    }


def scores(environment_id: str) -> Iterator[dict[str, object]]:
    """The rows of one world."""
    environment = agentgym.load(environment_id)
    constants: Callable[[str], Policy] = Constant
    yield score(environment_id, "replay", [Replay()])
    yield score(environment_id, "noop", [Constant("", name="noop")])
    yield score(environment_id, "random, 5 samples", [Random(stop=0.02)], samples=5)
    yield score(environment_id, "constant answers", [constants(w) for w in CONSTANT_ANSWERS])
    for name, looking in (("decline", False), ("decline after looking", True)):
        yield score(environment_id, name, list(declines(environment, looking=looking)))


def main() -> None:
    """Run every policy over every task, and print."""
    options = report.parser(__doc__).parse_args()
    rows = [row for environment_id in ENVIRONMENTS for row in scores(environment_id)]
    report.show("hand-written worlds", rows, {}, as_json=options.json)


if __name__ == "__main__":
    main()
