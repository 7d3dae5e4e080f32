"""A scorecard as text."""

from __future__ import annotations

from collections.abc import Mapping

from agentgym.cli.output import Column, print_table, share
from agentgym_synth.scorecard.measures import Control, Scorecard, Spread, StructureMeasure

_MOST_GROUPS = 40


def print_scorecard(card: Scorecard) -> None:
    """Print a scorecard: what there is, how different it is, what is proved."""
    print_table([Column("measure"), Column("value", right=True), Column("")], _measures(card))
    print()
    print_table(
        [
            Column("distribution"),
            *(Column(name, right=True) for name in ("mean", "least", "10%", "50%", "90%", "most")),
        ],
        [[name, *_spread(spread)] for name, spread in spreads(card).items() if spread is not None],
    )
    if len(card.groups) > 1:
        print()
        _print_groups(card)


def spreads(card: Scorecard) -> dict[str, Spread | None]:
    """The distributions of a scorecard under the names that people read."""
    return {
        "tables of a world": card.tables,
        "rows of a world": card.rows,
        "tools": card.tools,
        "tools that write": card.writing_tools,
        "rules": card.rules,
        "tasks of an environment": card.tasks_each,
        "calls of a solution": card.calls,
        "user turns": card.turns,
    }


def _measures(card: Scorecard) -> list[list[str]]:
    plans, prompts = card.plans, card.prompts
    proofs = card.certificates
    rows = [
        ["environments", f"{card.environments:,}", ""],
        ["tasks", f"{card.tasks:,}", amounts(card.kinds)],
        *([["tiers", f"{len(card.tiers)}", amounts(card.tiers)]] if card.tiers else []),
        ["splits", f"{len(card.splits)}", amounts(card.splits)],
        *_structure(card.structure),
        [
            "distinct plans",
            f"{plans.distinct:,}",
            f"{share(plans.distinct / plans.tasks if plans.tasks else None)} of the tasks; "
            f"the commonest has {plans.commonest}",
        ],
        ["  without sources", f"{plans.shapes:,}", "what is done to which tables, alone"],
        [
            "prompts repeated",
            share(prompts.rate),
            f"{prompts.repeated:,} of {prompts.prompts:,}; {prompts.twins} of them a twin's",
        ],
        ["  without names and numbers", share(prompts.masked_rate), ""],
        [
            "certificates that hold",
            share(proofs.held / card.tasks if card.tasks else None),
            f"{proofs.held:,} hold, {proofs.missing:,} missing, {proofs.broken:,} broken",
        ],
    ]
    return rows + [[f"control: {n}", *_control(c)] for n, c in card.controls.items()]


def _structure(structure: StructureMeasure) -> list[list[str]]:
    if not structure.worlds:
        return [["structural clusters", "-", "none of these is a world"]]
    return [
        [
            "structural clusters",
            f"{structure.clusters:,}",
            f"of {structure.worlds:,} worlds; the largest has {structure.largest}",
        ],
        ["  at other thresholds", "", amounts(structure.at)],
        ["  by round 0 alone", f"{structure.unrefined:,}", ""],
        ["  identical to an earlier one", f"{structure.identical:,}", ""],
        ["  in several splits", f"{structure.split:,}", ""],
    ]


def amounts(counts: Mapping[str, int]) -> str:
    """Names with their numbers in one line."""
    return ", ".join(f"{name} {count:,}" for name, count in counts.items())


def _control(control: Control) -> list[str]:
    if control.least is None:
        return ["-", "not tried"]
    verdict = "holds" if control.holds else "FAILS"
    return [f"{control.least:.3f}", f"{verdict}: {control.tried} copies, {control.required} needed"]


def _spread(spread: Spread) -> list[str]:
    rest = (spread.least, spread.p10, spread.median, spread.p90, spread.most)
    return [f"{spread.mean:,.1f}", *(f"{value:,}" for value in rest)]


def _print_groups(card: Scorecard) -> None:
    shown = list(card.groups.items())[:_MOST_GROUPS]
    print_table(
        [
            Column("domain"),
            *(Column(n, right=True) for n in ("environments", "clusters", "tasks", "plans")),
        ],
        [
            [name, *(f"{n:,}" for n in (g.environments, g.clusters, g.tasks, g.plans))]
            for name, g in shown
        ],
    )
    if len(card.groups) > len(shown):
        print(f"... and {len(card.groups) - len(shown)} more; --json gives them all")
