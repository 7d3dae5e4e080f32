"""What policies that know nothing score in generated environments, by kind and tier of task.

`random` draws tools and arguments from their schemas. `explorer` only looks: it calls every reading
tool with whatever it has seen so far, and answers with the most plausible value. `noop` does
nothing, `constant` says one word, and `decline` declines at once, by each rule in turn, about what
the prompt names. Beside them `replay` plays the solutions. It takes folders that `agentgym synth`
wrote, and ids; without any, one generated environment of each domain, made from its number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import report
from exploring.declining import Declining
from exploring.explorer import Explorer

import agentgym
from agentgym.dataset import open_dataset
from agentgym.rollout import Constant, Policy, Random, Replay, run
from agentgym.rollout.summary import Tally
from agentgym_envs.domains.names import domain_names

WORDS = ("yes", "no", "none", "unknown", "done", "0", "1", "2", "3", "5", "10", "100")
MOST_RULES = 6
_SAMPLES = 5
Group = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Contender:
    """A policy, or several of one sort.

    Attributes:
        name: What it is called.
        policies: Which are counted together.
        samples: Rollouts per task of each.
    """

    name: str
    policies: Sequence[Policy]
    samples: int = 1


def environments(words: Sequence[str]) -> Iterator[agentgym.Environment]:
    """The environments of folders and ids."""
    for word in words:
        if Path(word).is_dir():
            yield from open_dataset(word)
        else:
            yield from (agentgym.load(spec.id) for spec in agentgym.find_all(word))


def grouped(
    every: Sequence[agentgym.Environment],
) -> dict[Group, list[agentgym.Environment]]:
    """The environments once for each kind and tier, with the tasks of that kind and tier alone."""
    groups: defaultdict[Group, list[agentgym.Environment]] = defaultdict(list)
    for environment in every:
        tasks: defaultdict[Group, list[agentgym.Task]] = defaultdict(list)
        for task in environment.tasks.values():
            tier = task.provenance.get("tier")
            tasks[task.kind, tier if isinstance(tier, int) else 0].append(task)
        for group, some in tasks.items():
            groups[group].append(
                agentgym.Environment(
                    environment.id,
                    environment.toolset,
                    some,
                    verifier=environment.verifier,
                    system_prompt=environment.system_prompt,
                    user=environment.user,
                    content=environment.content,
                )
            )
    return dict(sorted(groups.items()))


def contenders(every: Sequence[agentgym.Environment]) -> list[Contender]:
    """Who is tried."""
    tasks = {(e.id, task.id): task for e in every for task in e.tasks.values()}
    return [
        Contender("replay", [Replay(lambda environment, task: tasks[environment, task])]),
        Contender("noop", [Constant("", name="noop")]),
        Contender("random", [Random()], samples=_SAMPLES),
        Contender("explorer", [Explorer()]),
        Contender("constant", [Constant(word) for word in WORDS]),
        Contender("decline", [Declining(place) for place in range(MOST_RULES)]),
    ]


def aim(name: str, kind: str, tier: int) -> str:
    """What a policy should score."""
    if name == "replay":
        return "100 %"
    if name == "random":
        return "<= 1 %" if tier >= 2 else ""
    if name == "explorer":
        return "0 %" if kind == "change" else "reported"
    return "0 %"


def scores(
    contender: Contender, groups: dict[Group, list[agentgym.Environment]]
) -> Iterator[dict[str, object]]:
    """One line for each kind and tier, and one for random's tiers 2 and above."""
    above = Tally()
    for (kind, tier), some in groups.items():
        tally = Tally()
        for policy in contender.policies:
            _take(tally, run(some, policy, samples=contender.samples, seed=0).total)
        if tier >= 2:
            _take(above, tally)
        yield _line(contender.name, kind, str(tier), aim(contender.name, kind, tier), tally)
    yield _line(contender.name, "all", "2 and above", aim(contender.name, "", 2), above)


def _take(tally: Tally, other: Tally) -> None:
    for name in ("rollouts", "passed", "infrastructure", "calls", "errors"):
        setattr(tally, name, getattr(tally, name) + getattr(other, name))


def _line(name: str, kind: str, tier: str, wanted: str, tally: Tally) -> dict[str, object]:
    return {
        "policy": name,
        "kind": kind,
        "tier": tier,
        "aim": wanted,
        "rollouts": tally.rollouts,
        "passed": tally.passed,
        "percent": 100 * tally.passed / max(1, tally.rollouts),
        "calls": tally.calls,
        "refused": tally.errors,
        "infrastructure": tally.infrastructure,
    }


def main() -> None:
    """Run every policy over every task, and print."""
    arguments = report.parser(__doc__)
    arguments.add_argument("what", nargs="*", help="folders of sets, ids, globs")
    arguments.add_argument("--only", nargs="*", help="only these policies")
    options = arguments.parse_args()
    words = options.what or [f"synth-{name}-0000-v1" for name in domain_names()]
    every = list(environments(words))
    groups = grouped(every)
    chosen = [c for c in contenders(every) if not options.only or c.name in options.only]
    rows = [line for contender in chosen for line in scores(contender, groups)]
    report.show("explorers", rows, {}, as_json=options.json)


if __name__ == "__main__":
    main()
