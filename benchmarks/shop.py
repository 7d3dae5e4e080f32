"""What policies that know nothing score in the shop: solutions 100 %, everything else 0 %.

`decline` declines or escalates at once, every rule and topic in turn, with whatever the prompt
gives away. `decline after looking` is not a baseline that must score 0: it is an agent that finds
the right customer and order every time but always names the same rule, so that it can only be right
where that rule is the right one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import report

import agentgym
from agentgym.certifier.prover import CONSTANT_ANSWERS
from agentgym.rollout import Constant, Policy, Random, Replay, Scripted, run
from agentgym.tools import Action, JsonObject, Tool

ENVIRONMENT = "agentgym/shop-returns-v1"
REFUSING = ("decline_request", "escalate_to_human")


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
    """The customer and order of the task's own solution."""
    known: JsonObject = {}
    for turn in task.solution:
        for call in turn.calls:
            known |= {k: v for k, v in call.arguments.items() if k.endswith("_id")}
    return known


def given_away(environment: agentgym.Environment, task: agentgym.Task) -> JsonObject:
    """The part of that which the prompt already says."""
    prompt = environment.system_prompt + "\n".join(task.turns)
    return {k: v for k, v in looked_up(task).items() if str(v) in prompt}


def score(name: str, policies: list[Policy], samples: int = 1) -> dict[str, object]:
    """The best and the mean of some policies of one sort."""
    summaries = [run([ENVIRONMENT], policy, samples=samples, seed=0) for policy in policies]
    rollouts = sum(s.total.rollouts for s in summaries)
    passed = sum(s.total.passed for s in summaries)
    return {
        "policy": name,
        "variants": len(policies),
        "rollouts": rollouts,
        "passed": passed,
        "success": passed / rollouts,
        "infrastructure": sum(s.total.infrastructure for s in summaries),
        "error_results": f"{sum(s.total.errors for s in summaries)}/"
        f"{sum(s.total.calls for s in summaries)}",
    }


def main() -> None:
    """Run every policy over every task, and print."""
    options = report.parser(__doc__).parse_args()
    environment = agentgym.load(ENVIRONMENT)
    constants: Callable[[str], Policy] = Constant
    rows = [
        score("replay", [Replay()]),
        score("noop", [Constant("", name="noop")]),
        score("random, 5 samples", [Random(stop=0.02)], samples=5),
        score("constant answers", [constants(words) for words in CONSTANT_ANSWERS]),
        score("decline", list(declines(environment, looking=False))),
        score("decline after looking", list(declines(environment, looking=True))),
    ]
    report.show("shop", rows, {}, as_json=options.json)


if __name__ == "__main__":
    main()
