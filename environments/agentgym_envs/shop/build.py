"""Writes the shop's files: `python -m agentgym_envs.shop.build`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from agentgym.errors import CertificateError
from agentgym.task import Mention
from agentgym.world import World
from agentgym_envs.handwritten.drafts import Draft
from agentgym_envs.handwritten.files import Source
from agentgym_envs.handwritten.filling import Filler
from agentgym_envs.handwritten.rows import Rows
from agentgym_envs.shop.catalog import ENVIRONMENT
from agentgym_envs.shop.environment import load
from agentgym_envs.shop.people import Person, cast
from agentgym_envs.shop.rows import TODAY
from agentgym_envs.shop.stock_room import make_rows
from agentgym_envs.shop.tables import AUDIT
from agentgym_envs.shop.tasks import DRAFTS
from agentgym_envs.shop.tools import TOOLS


def make_filler(world: World, rows: Rows) -> Filler:
    """What turns the shop's drafts into tasks."""
    people = {person.nick: person for person in cast()}

    def who(draft: Draft, key: str) -> Mention:
        assert draft.who is not None
        return customer(people[draft.who], draft, key)

    return Filler(ENVIRONMENT, world, rows, who=who, pick=partial(fullest, rows))


def customer(person: Person, draft: Draft, key: str) -> Mention:
    """The person, by the e-mail address given, or else by name and ZIP code."""
    said = " ".join(turn.said for turn in draft.turns).casefold()
    if person.email in said:
        phrase, where = person.email, f"email = '{person.email}'"
    else:
        phrase, where = person.name, f"name = '{person.name}'"
        code = person.home[3]
        if code in said:
            where += (
                " AND customer_id IN (SELECT a.customer_id FROM addresses a "
                f"WHERE a.label = 'home' AND a.zip = '{code}')"
            )
    return Mention(phrase=phrase, among="customers", where=where, picks=key)


def fullest(rows: Rows, sku: str) -> str:
    """The warehouse with the most available pieces."""
    available = {row[1]: row[2] - row[3] for row in rows.tables["stock"] if row[0] == sku}
    first, second = sorted(available, key=lambda where: -available[where])[:2]
    if available[first] == available[second]:
        raise CertificateError(f"two warehouses have the most of {sku}")
    return str(first)


SHOP = Source(
    name="shop",
    folder=Path(__file__).parent,
    starts=f"{TODAY}T09:00:00",
    rows=make_rows,
    tools=TOOLS,
    audit=AUDIT,
    drafts=DRAFTS,
    filler=make_filler,
    load=partial(load, ENVIRONMENT),
)

if __name__ == "__main__":
    sys.exit(SHOP.build())
