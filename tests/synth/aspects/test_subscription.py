"""Subscription: one at a time for each holder, started, changed, paused and ended."""

from __future__ import annotations

from typing import Any

import pytest

from tests.synth.aspects.made import Made, made_with


@pytest.fixture
def plain() -> Made:
    """A workshop that knows of subscriptions nothing but the plan, the status and the start."""
    return made_with(
        "tariffs",
        lambda p: (
            len(p.things["subscription"].columns) == 4
            and "subscription_count" not in p.things["tariff"].columns
            and "subscription_change" not in p.things
            and any(a.name == "tariffs.pause" for a in p.actions)
        ),
    )


def test_who_has_none_starts_one_and_it_is_active(whole: Made) -> None:
    member, tariff = _without(whole), whole.rows("tariff")[0]
    made = whole.done("tariffs.start", member=member, tariff=tariff["tariff_id"])
    row = whole.row("subscription", made["subscription_id"])
    assert (row["status"], row["since"], row["pauses"]) == ("active", whole.today, 0)
    after = whole.row("tariff", tariff["tariff_id"])["subscription_count"]
    assert after == tariff["subscription_count"] + 1


@pytest.mark.parametrize("status", ["active", "paused"])
def test_nobody_starts_a_second_one(plain: Made, status: str) -> None:
    running = _one(plain, "active")
    member, tariff = running["member_id"], running["tariff_id"]
    if status == "paused":
        plain.done("tariffs.pause", member=member)
    said = plain.refused("tariffs.start", member=member, tariff=tariff)
    assert said == f"member {member} has a subscription already"


def test_a_change_counts_at_both_plans_and_stays_on_record(whole: Made) -> None:
    running = _one(whole, "active")
    member, old = running["member_id"], whole.row("tariff", running["tariff_id"])
    new = whole.rows("tariff", "tariff_id <> :old", old=old["tariff_id"])[0]
    whole.done("tariffs.change", member=member, tariff=new["tariff_id"])
    assert whole.row("subscription", running["subscription_id"])["tariff_id"] == new["tariff_id"]
    for tariff, step in ((old, -1), (new, 1)):
        now = whole.row("tariff", tariff["tariff_id"])["subscription_count"]
        assert now == tariff["subscription_count"] + step
    (change,) = whole.rows("subscription_change", "changed_on = :today", today=whole.today)
    assert (change["before_id"], change["tariff_id"]) == (old["tariff_id"], new["tariff_id"])


def test_nobody_changes_to_what_they_have(whole: Made) -> None:
    running = _one(whole, "active")
    member, tariff = running["member_id"], running["tariff_id"]
    said = whole.refused("tariffs.change", member=member, tariff=tariff)
    assert said == f"member {member} is on tariff {tariff} already"


def test_a_pause_ends_when_it_is_resumed(plain: Made) -> None:
    running = _one(plain, "active")
    member = running["member_id"]
    said = plain.refused("tariffs.resume", member=member)
    assert said == f"member {member} has no subscription that is paused"
    plain.done("tariffs.pause", member=member)
    said = plain.refused("tariffs.pause", member=member)
    assert said == f"member {member} has no subscription that is active"
    said = plain.refused("tariffs.change", member=member, tariff=_other(plain, running))
    assert said == f"member {member} has no subscription that is active"
    plain.done("tariffs.resume", member=member)
    assert not plain.live.state().changes()


def test_there_are_only_so_many_pauses(whole: Made) -> None:
    member = whole.done(
        "tariffs.start", member=_without(whole), tariff=whole.rows("tariff")[0]["tariff_id"]
    )["member_id"]
    paused = 0
    said = ""
    for _ in range(5):
        result = whole.do("tariffs.pause", member=member)
        if result.is_error:
            said = result.content
            break
        paused += 1
        whole.done("tariffs.resume", member=member)
    assert said.startswith(f"the subscription of member {member} has been paused ")
    assert paused in (1, 2, 3)


def test_what_has_ended_is_over_and_another_may_start(whole: Made) -> None:
    running = _one(whole, "active")
    member = running["member_id"]
    whole.done("tariffs.end", member=member)
    ended = whole.row("subscription", running["subscription_id"])
    assert (ended["status"], ended["ended_on"]) == ("ended", whole.today)
    said = whole.refused("tariffs.end", member=member)
    assert said == f"member {member} has no subscription"
    whole.done("tariffs.start", member=member, tariff=running["tariff_id"])
    rows = whole.rows("subscription", "member_id = :m", m=member)
    assert sorted(row["status"] for row in rows).count("active") == 1


def _one(workshop: Made, status: str) -> dict[str, Any]:
    return workshop.rows("subscription", "status = :status", status=status)[0]


def _without(workshop: Made) -> str:
    """A member without a subscription, ever."""
    where = "member_id NOT IN (SELECT member_id FROM subscription)"
    key: str = workshop.rows("member", where)[0]["member_id"]
    return key


def _other(workshop: Made, running: dict[str, Any]) -> str:
    key: str = workshop.rows("tariff", "tariff_id <> :t", t=running["tariff_id"])[0]["tariff_id"]
    return key
