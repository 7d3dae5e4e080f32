"""All of the office's tool programs, area by area."""

from agentgym_envs.handwritten.steps import Json
from agentgym_envs.office.tools import (
    calendar,
    decisions,
    leave,
    mail,
    meetings,
    people,
    rooms,
    travel,
    visitors,
)

TOOLS: list[Json] = [
    *people.TOOLS,
    *calendar.TOOLS,
    *meetings.TOOLS,
    *rooms.TOOLS,
    *visitors.TOOLS,
    *leave.TOOLS,
    *mail.TOOLS,
    *travel.TOOLS,
    *decisions.TOOLS,
]
