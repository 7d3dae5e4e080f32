"""Writes the bank's files: `python -m agentgym_envs.bank.build`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from agentgym.task import Mention
from agentgym.world import World
from agentgym_envs.bank.catalog import ENVIRONMENT
from agentgym_envs.bank.environment import load
from agentgym_envs.bank.people import Person, cast
from agentgym_envs.bank.rows import TODAY
from agentgym_envs.bank.tables import AUDIT
from agentgym_envs.bank.tasks import DRAFTS
from agentgym_envs.bank.tools import TOOLS
from agentgym_envs.bank.vault import make_rows
from agentgym_envs.handwritten.drafts import Draft
from agentgym_envs.handwritten.files import Source
from agentgym_envs.handwritten.filling import Filler
from agentgym_envs.handwritten.rows import Rows


def make_filler(world: World, rows: Rows) -> Filler:
    """What turns the bank's drafts into tasks."""
    people = {person.nick: person for person in cast()}

    def who(draft: Draft, key: str) -> Mention:
        assert draft.who is not None
        return customer(people[draft.who], draft, key)

    return Filler(ENVIRONMENT, world, rows, who=who)


def customer(person: Person, draft: Draft, key: str) -> Mention:
    """The person, by name and postcode as far as they are given rightly."""
    said = " ".join(turn.said for turn in draft.turns).casefold()
    given = [
        (words, f"{column} = '{words}'")
        for column, words in (("name", person.name), ("postcode", person.postcode))
        if words.casefold() in said
    ]
    where = " AND ".join(condition for _, condition in given)
    return Mention(phrase=given[0][0], among="customers", where=where, picks=key)


BANK = Source(
    name="bank",
    folder=Path(__file__).parent,
    starts=f"{TODAY}T10:00:00",
    rows=make_rows,
    tools=TOOLS,
    audit=AUDIT,
    drafts=DRAFTS,
    filler=make_filler,
    load=partial(load, ENVIRONMENT),
)

if __name__ == "__main__":
    sys.exit(BANK.build())
