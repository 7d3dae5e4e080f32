"""All of the bank's tool programs, area by area."""

from agentgym_envs.bank.tools import (
    accounts,
    branch,
    cards,
    lending,
    people,
    records,
    regular,
    sending,
    statements,
)
from agentgym_envs.handwritten.steps import Json

TOOLS: list[Json] = [
    *people.TOOLS,
    *records.TOOLS,
    *accounts.TOOLS,
    *statements.TOOLS,
    *sending.TOOLS,
    *regular.TOOLS,
    *cards.TOOLS,
    *lending.TOOLS,
    *branch.TOOLS,
]
