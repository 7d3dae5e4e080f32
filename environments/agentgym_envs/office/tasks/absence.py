"""Descriptions and calls about leave and absence."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import About, Call, call


def leave_of(phrase: str, who: str, picks: str, where: str = "status = 'pending'") -> About:
    """Leave of a colleague."""
    return About(phrase, "leave", f"person_id = @{who} AND {where}", f"@{picks}")


def listed(first: str, last: str, team: str) -> Call:
    """The leave of a team in a period."""
    return call("list_leave", team_id=team, first_day=first, last_day=last)


def own(who: str) -> Call:
    """The leave of one colleague."""
    return call("list_leave", person_id=f"@{who}")


def decide(leave: str, decision: str = "approved") -> Call:
    """Decide on leave."""
    return call("decide_leave", leave_id=f"@{leave}", decision=decision)


def ask(who: str, kind: str, first: str, last: str, days: int) -> Call:
    """Enter leave."""
    return call(
        "request_leave",
        person_id=f"@{who}",
        kind=kind,
        first_day=first,
        last_day=last,
        days=days,
    )


def notice(who: str, first: str, last: str, stand_in: str) -> Call:
    """Set an out-of-office notice."""
    return call(
        "set_out_of_office",
        person_id=f"@{who}",
        first_day=first,
        last_day=last,
        stand_in_id=f"@{stand_in}",
    )
