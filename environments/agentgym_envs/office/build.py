"""Writes the office's files: `python -m agentgym_envs.office.build`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from agentgym.task import Mention
from agentgym.world import World
from agentgym_envs.handwritten.drafts import Draft
from agentgym_envs.handwritten.files import Source
from agentgym_envs.handwritten.filling import Filler
from agentgym_envs.handwritten.rows import Rows
from agentgym_envs.office.catalog import ENVIRONMENT
from agentgym_envs.office.environment import load
from agentgym_envs.office.picking import Picker
from agentgym_envs.office.practice import make_rows
from agentgym_envs.office.replies import reply
from agentgym_envs.office.rows import TODAY
from agentgym_envs.office.tables import AUDIT
from agentgym_envs.office.tasks import DRAFTS
from agentgym_envs.office.tools import TOOLS


def make_filler(world: World, rows: Rows) -> Filler:
    """What turns the office's drafts into tasks."""
    names = {row[0]: row[1] for row in rows.tables["people"]}

    def who(draft: Draft, key: str) -> Mention:
        return Mention(phrase=names[key], among="people", where=f"name = '{names[key]}'", picks=key)

    return Filler(ENVIRONMENT, world, rows, who=who, pick=Picker(rows).pick, reply=reply)


OFFICE = Source(
    name="office",
    folder=Path(__file__).parent,
    starts=f"{TODAY}T09:05:00",
    rows=make_rows,
    tools=TOOLS,
    audit=AUDIT,
    drafts=DRAFTS,
    filler=make_filler,
    load=partial(load, ENVIRONMENT),
)

if __name__ == "__main__":
    sys.exit(OFFICE.build())
