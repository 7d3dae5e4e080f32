"""The tables that show what a run came to."""

from __future__ import annotations

from agentgym.cli.output import Column, number, print_table, share
from agentgym.rollout.summary import RunSummary, Tally

# More rows than this tell a person nothing; --json has them all.
_MOST_ENVIRONMENTS = 40


def print_results(summary: RunSummary) -> None:
    """Print results by environment, by family where there are several, by kind, and altogether."""
    short = {i.removeprefix("agentgym/"): tally for i, tally in summary.environments.items()}
    sections = [short] if len(short) <= _MOST_ENVIRONMENTS else []
    if len(summary.families) > 1 or not sections:
        sections.append({f"all {name}": tally for name, tally in summary.families.items()})
    if len(summary.kinds) > 1:
        sections.append({f"kind {name}": tally for name, tally in summary.kinds.items()})
    if len(short) > 1:
        sections.append({"total": summary.total})
    broken = summary.total.infrastructure > 0
    columns = [Column("environment"), Column("rollouts", right=True), Column("passed", right=True)]
    if broken:
        columns.append(Column("broken", right=True))
    for title in ("success", "reward", "calls", "errors"):
        columns.append(Column(title, right=True))
    print_table(
        columns,
        [[name, *_cells(tally, broken)] for section in sections for name, tally in section.items()],
    )
    for fault, times in summary.faults.items():
        print(f"broken {times} times: {fault}")


def _cells(tally: Tally, broken: bool) -> list[str]:
    return [
        str(tally.rollouts),
        str(tally.passed),
        *([str(tally.infrastructure)] if broken else []),
        share(tally.success),
        number(tally.mean_reward),
        str(tally.calls),
        str(tally.errors),
    ]
