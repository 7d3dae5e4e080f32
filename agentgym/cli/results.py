"""The tables that show what a run came to."""

from __future__ import annotations

from agentgym.cli.output import Column, number, print_table, share
from agentgym.rollout.summary import RunSummary, Tally

_COUNTS = [
    Column("rollouts", right=True),
    Column("passed", right=True),
    Column("failed", right=True),
    Column("broken", right=True),
    Column("success", right=True),
    Column("reward", right=True),
    Column("steps", right=True),
    Column("calls", right=True),
    Column("errors", right=True),
]

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
    rows = [[name, *_cells(tally)] for section in sections for name, tally in section.items()]
    print_table([Column("environment"), *_COUNTS], rows)
    for fault, times in summary.faults.items():
        print(f"broken {times} times: {fault}")


def _cells(tally: Tally) -> list[str]:
    return [
        str(tally.rollouts),
        str(tally.passed),
        str(tally.failed),
        str(tally.infrastructure),
        share(tally.success),
        number(tally.mean_reward),
        str(tally.steps),
        str(tally.calls),
        str(tally.errors),
    ]
