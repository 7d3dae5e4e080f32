"""What is true of the workshop's books at the beginning, and after anything that tools accept."""

from __future__ import annotations

import pytest

from agentgym.sampling import Draws
from agentgym_synth.style import Style
from tests.synth.aspects.made import Made, made

_STEPS = 120
#: What must not be, and the columns without which an environment has no such thing.
_NEVER: dict[str, tuple[str, tuple[str, ...]]] = {
    "a tool is out twice": (
        "SELECT 1 FROM loan WHERE status = 'out' GROUP BY implement_id HAVING count(*) > 1",
        ("loan.status",),
    ),
    "a tool's flag does not say whether it is out": (
        "SELECT 1 FROM implement i WHERE on_loan <> EXISTS "
        "(SELECT 1 FROM loan l WHERE l.implement_id = i.implement_id AND l.status = 'out')",
        ("implement.on_loan",),
    ),
    "a member's count is not that of the tools they have": (
        "SELECT 1 FROM member m WHERE loan_count <> "
        "(SELECT count(*) FROM loan l WHERE l.member_id = m.member_id AND l.status = 'out')",
        ("member.loan_count",),
    ),
    "a loan that is out has come back": (
        "SELECT 1 FROM loan WHERE (status = 'out') = (returned_on IS NOT NULL)",
        ("loan.returned_on",),
    ),
    "a course is fuller than it may be": (
        "SELECT 1 FROM course c WHERE capacity < "
        "(SELECT count(*) FROM place p WHERE p.course_id = c.course_id)",
        ("course.capacity",),
    ),
    "a course's count is not that of its places": (
        "SELECT 1 FROM course c WHERE place_count <> "
        "(SELECT count(*) FROM place p WHERE p.course_id = c.course_id)",
        ("course.place_count",),
    ),
    "somebody is on a course twice": (
        "SELECT 1 FROM place GROUP BY member_id, course_id HAVING count(*) > 1",
        ("place.since",),
    ),
    "somebody is on more courses than they may be": (
        "SELECT 1 FROM member m WHERE place_limit < "
        "(SELECT count(*) FROM place p WHERE p.member_id = m.member_id)",
        ("member.place_limit",),
    ),
    "a line has a gap": (
        "SELECT 1 FROM wait GROUP BY course_id "
        "HAVING max(position) <> count(*) OR count(DISTINCT position) <> count(*)",
        ("wait.position",),
    ),
    "a course's count is not that of who waits": (
        "SELECT 1 FROM course c WHERE wait_count <> "
        "(SELECT count(*) FROM wait w WHERE w.course_id = c.course_id)",
        ("course.wait_count",),
    ),
    "a line is longer than it may be": (
        "SELECT 1 FROM course c WHERE wait_limit < "
        "(SELECT count(*) FROM wait w WHERE w.course_id = c.course_id)",
        ("course.wait_limit",),
    ),
    "somebody waits for what they have": (
        "SELECT 1 FROM wait JOIN place USING (member_id, course_id)",
        ("wait.position", "place.since"),
    ),
    "a pile is less than nothing": (
        "SELECT 1 FROM pile WHERE quantity < 0",
        ("pile.quantity",),
    ),
    "a pile is more than fits": (
        "SELECT 1 FROM pile WHERE quantity > most",
        ("pile.most",),
    ),
    "a pile's flag does not say whether it is low": (
        "SELECT 1 FROM pile WHERE low <> (quantity < reorder_at)",
        ("pile.low",),
    ),
    "a material's total is not that of its piles": (
        "SELECT 1 FROM material m WHERE pile_total <> "
        "(SELECT coalesce(sum(quantity), 0) FROM pile p WHERE p.material_id = m.material_id)",
        ("material.pile_total",),
    ),
    "a purse is overdrawn": (
        "SELECT 1 FROM purse WHERE balance < 0",
        ("purse.balance",),
    ),
    "a purse holds less than it must": (
        "SELECT 1 FROM purse WHERE balance < least_balance",
        ("purse.least_balance",),
    ),
    "a purse holds more than it may": (
        "SELECT 1 FROM purse WHERE balance > greatest_balance",
        ("purse.greatest_balance",),
    ),
    "somebody has two subscriptions": (
        "SELECT 1 FROM subscription WHERE status <> 'ended' GROUP BY member_id HAVING count(*) > 1",
        ("subscription.status",),
    ),
    "a tariff's count is not that of who is on it": (
        "SELECT 1 FROM tariff t WHERE subscription_count <> (SELECT count(*) FROM subscription s "
        "WHERE s.tariff_id = t.tariff_id AND s.status <> 'ended')",
        ("tariff.subscription_count",),
    ),
    "a subscription has ended without a day, or goes on with one": (
        "SELECT 1 FROM subscription WHERE (status = 'ended') <> (ended_on IS NOT NULL)",
        ("subscription.ended_on",),
    ),
    "a machine with an open fault is in service, or one without is not": (
        "SELECT 1 FROM machine m WHERE in_service = EXISTS "
        "(SELECT 1 FROM fault f WHERE f.machine_id = m.machine_id AND f.status = 'open')",
        ("machine.in_service",),
    ),
    "a machine's count is not that of its open faults": (
        "SELECT 1 FROM machine m WHERE fault_count <> (SELECT count(*) FROM fault f "
        "WHERE f.machine_id = m.machine_id AND f.status = 'open')",
        ("machine.fault_count",),
    ),
    "an outage goes on while the machine is in service, or none while it is not": (
        "SELECT 1 FROM machine m WHERE 1 - in_service <> (SELECT count(*) FROM machine_outage o "
        "WHERE o.machine_id = m.machine_id AND o.ended IS NULL)",
        ("machine_outage.ended",),
    ),
    "a permit's count is not that of its extensions": (
        "SELECT 1 FROM permit p WHERE extensions <> "
        "(SELECT count(*) FROM permit_extension e WHERE e.permit_id = p.permit_id)",
        ("permit.extensions", "permit_extension.after"),
    ),
    "a permit's last extension did not lead to its date": (
        "SELECT 1 FROM permit p WHERE until < "
        "(SELECT max(after) FROM permit_extension e WHERE e.permit_id = p.permit_id)",
        ("permit_extension.after",),
    ),
}


@pytest.mark.parametrize("seed", range(16))
def test_the_books_are_in_order_whatever_is_done(seed: int) -> None:
    draws = Draws.seeded(seed, 3)
    workshop = made(seed, whole=seed == 0, style=Style.drawn(draws))
    assert _broken(workshop) == []
    names = [action.name for action in workshop.plan.actions]
    accepted = 0
    for _ in range(_STEPS):
        name = draws.choice(names)
        values = workshop.drawn(name, draws)
        if values is not None and not workshop.do(name, **values).is_error:
            accepted += 1
            assert _broken(workshop) == [], (name, values)
    assert accepted > _STEPS // 8


def test_every_law_is_about_something() -> None:
    workshop = made(whole=True)
    assert len(list(_about(workshop))) == len(_NEVER)


def _broken(workshop: Made) -> list[str]:
    return [law for law in _about(workshop) if workshop.read(_NEVER[law][0])]


def _about(workshop: Made) -> list[str]:
    """The laws that speak of what this environment has."""
    has = {
        f"{thing.name}.{column}"
        for thing in workshop.plan.things.values()
        for column in thing.columns
    }
    return [law for law, (_, needed) in _NEVER.items() if set(needed) <= has]
