"""Computes the scorecard of a set of environments."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from agentgym.certifier import Certificate, check_certificate
from agentgym.environment import Environment
from agentgym.errors import CertificateError
from agentgym.task import Task
from agentgym.world import LiveWorld
from agentgym_synth.scorecard.clusters import Clusters, compare_all
from agentgym_synth.scorecard.measures import (
    CertificateMeasure,
    Control,
    Group,
    PlanMeasure,
    PromptMeasure,
    Scorecard,
    Spread,
    StructureMeasure,
)
from agentgym_synth.scorecard.plans import Planner
from agentgym_synth.scorecard.prompts import masked, near_duplicates
from agentgym_synth.scorecard.renaming import renamed
from agentgym_synth.scorecard.structure import NEAR, Signature, signature, similarity, world_file

#: Gives the world files of an environment in other API styles.
Restyle = Callable[[Environment], Iterable[Mapping[str, Any]]]

_SAMPLE = 20
_THRESHOLDS = (0.5, 0.7, NEAR, 0.95)
_BINS = 20
_ITEM = re.compile(r"^\s*(?:[-*•]|[A-Z]{0,3}\d{1,3}[.):])\s+\S", re.MULTILINE)
_NUMBERED = re.compile(r"(?:-s\d+)?-\d+$")


def scorecard(environments: Iterable[Environment], *, restyle: Restyle | None = None) -> Scorecard:
    """Compute the scorecard of a set of environments.

    Args:
        environments: Each is looked at once and may be dropped then, so that a large set need not
            fit into memory.
        restyle: For the second control.
    """
    scorer = _Scorer(restyle)
    for environment in environments:
        scorer.add(environment)
    return scorer.scorecard()


class _Scorer:
    def __init__(self, restyle: Restyle | None) -> None:
        self._restyle = restyle
        self._numbers: defaultdict[str, list[int]] = defaultdict(list)
        self._counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._certificates: Counter[str] = Counter()
        self._environments: list[str] = []
        self._signatures: list[Signature] = []
        self._unrefined: list[Signature] = []
        # For every signature, the environment's group and splits.
        self._signed: list[tuple[str, frozenset[str]]] = []
        self._plans: list[tuple[str, str]] = []
        self._shapes: set[tuple[tuple[tuple[str, int], ...], ...]] = set()
        self._prompts: list[str] = []
        self._pairs: list[tuple[str, str, str | None]] = []
        self._controls: dict[str, list[float]] = {"renamed": [], "restyled": []}

    def add(self, environment: Environment) -> None:
        """Look at one environment."""
        group = group_of(environment.id)
        self._environments.append(group)
        self._numbers["rules"].append(len(_ITEM.findall(environment.system_prompt)))
        self._numbers["tasks"].append(len(environment.tasks))
        splits = set()
        planner = Planner(environment)
        try:
            self._add_tools(environment)
            for task in environment.tasks.values():
                splits.add(task.split)
                self._add_task(environment, task)
                plan = planner.plan(task)
                self._plans.append((group, plan.digest))
                self._shapes.add(plan.shape)
        finally:
            planner.close()
        self._add_world(environment, group, frozenset(splits))

    def _add_tools(self, environment: Environment) -> None:
        toolset = environment.toolset()
        try:
            self._numbers["tools"].append(len(toolset.tools))
            self._numbers["writing"].append(sum(not tool.read_only for tool in toolset.tools))
        finally:
            toolset.close()

    def _add_task(self, environment: Environment, task: Task) -> None:
        self._numbers["calls"].append(sum(len(turn.calls) for turn in task.solution))
        self._numbers["turns"].append(len(task.turns))
        self._counts["kinds"][task.kind] += 1
        self._counts["splits"][task.split] += 1
        tier = task.provenance.get("tier")
        if tier is not None:
            self._counts["tiers"][str(tier)] += 1
        self._prompts.append("\n".join(task.turns))
        self._pairs.append((environment.id, task.id, task.twin))
        self._certificates[_certified(environment, task)] += 1

    def _add_world(self, environment: Environment, group: str, splits: frozenset[str]) -> None:
        toolset = environment.toolset()
        try:
            if not isinstance(toolset, LiveWorld):
                return
            spec = toolset.world.spec
        finally:
            toolset.close()
        self._numbers["tables"].append(len(spec.tables))
        self._numbers["rows"].append(sum(len(table.rows) for table in spec.tables.values()))
        file = world_file(spec)
        own = signature(file)
        self._signatures.append(own)
        self._unrefined.append(signature(file, last_round=0))
        self._signed.append((group, splits))
        if len(self._controls["renamed"]) < _SAMPLE:
            self._controls["renamed"].append(similarity(own, signature(renamed(file))))
            if self._restyle is not None:
                self._controls["restyled"] += [
                    similarity(own, signature(other)) for other in self._restyle(environment)
                ]

    def scorecard(self) -> Scorecard:
        """The numbers."""
        numbers, counts = self._numbers, self._counts
        structure, clusters = self._structure()
        required = {"renamed": 1.0, "restyled": NEAR}
        return Scorecard(
            environments=len(self._environments),
            tasks=len(self._prompts),
            tables=Spread.of(numbers["tables"]),
            tools=Spread.of(numbers["tools"]),
            writing_tools=Spread.of(numbers["writing"]),
            rows=Spread.of(numbers["rows"]),
            rules=Spread.of(numbers["rules"]),
            tasks_each=Spread.of(numbers["tasks"]),
            calls=Spread.of(numbers["calls"]),
            turns=Spread.of(numbers["turns"]),
            kinds=dict(sorted(counts["kinds"].items())),
            tiers=dict(sorted(counts["tiers"].items())),
            splits=dict(sorted(counts["splits"].items())),
            structure=structure,
            plans=self._plan_measure(),
            prompts=self._prompt_measure(),
            certificates=CertificateMeasure(
                held=self._certificates["held"],
                missing=self._certificates["missing"],
                broken=self._certificates["broken"],
            ),
            controls={
                name: Control(
                    tried=len(found), least=min(found, default=None), required=required[name]
                )
                for name, found in self._controls.items()
            },
            groups=self._groups(clusters),
        )

    def _structure(self) -> tuple[StructureMeasure, Clusters]:
        similarities = compare_all(self._signatures, floor=min(_THRESHOLDS))
        clusters = similarities.clusters()
        bins = [0] * (_BINS + 1)
        for value in similarities.nearest.tolist():
            bins[int(value * _BINS + 1e-6)] += 1
        splits: defaultdict[int, set[str]] = defaultdict(set)
        for cluster, (_, found) in zip(clusters.group, self._signed, strict=True):
            splits[cluster] |= found
        measure = StructureMeasure(
            worlds=len(self._signatures),
            clusters=clusters.count,
            representatives=clusters.representatives,
            largest=max(clusters.sizes, default=0),
            identical=len(self._signatures) - len({s.labels for s in self._signatures}),
            at={f"{t:.2f}": similarities.clusters(t).count for t in _THRESHOLDS},
            unrefined=compare_all(self._unrefined, floor=NEAR).clusters().count,
            nearest=tuple(bins),
            split=sum(len(found) > 1 for found in splits.values()),
        )
        return measure, clusters

    def _plan_measure(self) -> PlanMeasure:
        counts = Counter(digest for _, digest in self._plans)
        return PlanMeasure(
            tasks=len(self._plans),
            distinct=len(counts),
            shapes=len(self._shapes),
            once=sum(1 for count in counts.values() if count == 1),
            commonest=max(counts.values(), default=0),
        )

    def _prompt_measure(self) -> PromptMeasure:
        repeats = near_duplicates(self._prompts)
        same_words = near_duplicates([masked(text) for text in self._prompts])
        return PromptMeasure(
            prompts=len(self._prompts),
            repeated=len(repeats.earlier),
            twins=sum(self._are_twins(one, other) for one, other in repeats.earlier.items()),
            repeated_masked=len(same_words.earlier),
        )

    def _are_twins(self, one: int, other: int) -> bool:
        environment, task, twin = self._pairs[one]
        other_environment, other_task, other_twin = self._pairs[other]
        return environment == other_environment and (other_task == twin or other_twin == task)

    def _groups(self, clusters: Clusters) -> dict[str, Group]:
        environments = Counter(self._environments)
        tasks = Counter(group for group, _ in self._plans)
        plans: defaultdict[str, set[str]] = defaultdict(set)
        for group, digest in self._plans:
            plans[group].add(digest)
        own: defaultdict[str, set[int]] = defaultdict(set)
        for cluster, (group, _) in zip(clusters.group, self._signed, strict=True):
            own[group].add(cluster)
        return {
            group: Group(
                environments=environments[group],
                tasks=tasks[group],
                clusters=len(own[group]),
                plans=len(plans[group]),
            )
            for group in sorted(environments)
        }


def group_of(environment_id: str) -> str:
    """What an id is a number of: the domain of a generated one, or a hand-written one itself."""
    name = environment_id.rpartition("/")[2].rpartition("-v")[0]
    return _NUMBERED.sub("", name).removeprefix("synth-")


def _certified(environment: Environment, task: Task) -> str:
    kept = environment.certificates.get(task.id)
    if kept is None:
        return "missing"
    try:
        check_certificate(Certificate.model_validate(kept), environment)
    except (CertificateError, ValidationError):
        return "broken"
    return "held"
