"""Booking: openings are taken, freed and exchanged."""

from __future__ import annotations

from agentgym_synth.paths import as_sql
from tests.synth.aspects.made import Made, made_with


def test_a_booking_takes_its_opening_and_has_its_day_and_time(whole: Made) -> None:
    opening = whole.rows("opening", "status = 'free'")[0]
    member = whole.rows("member")[0]["member_id"]
    found = whole.done(
        "diary.book", member=member, opening=opening["opening_id"], purpose="sanding"
    )
    visit = whole.row("visit", found["visit_id"])
    assert visit == {
        "visit_id": found["visit_id"],
        "member_id": member,
        "bench_id": opening["bench_id"],
        "purpose": "sanding",
        "opening_id": opening["opening_id"],
        "day": opening["day"],
        "time": opening["time"],
        "status": "booked",
    }
    assert whole.row("opening", opening["opening_id"])["status"] == "taken"


def test_an_opening_that_is_taken_is_refused(whole: Made) -> None:
    visit = whole.rows("visit", "status = 'booked'")[0]
    values = {"member": visit["member_id"], "opening": visit["opening_id"], "purpose": "sawing"}
    assert whole.refused("diary.book", **values) == f"opening {visit['opening_id']} is taken"


def test_cancelling_frees_the_opening(whole: Made) -> None:
    visit = whole.rows("visit", "status = 'booked'")[0]
    whole.done("diary.cancel", visit=visit["visit_id"])
    assert whole.row("visit", visit["visit_id"])["status"] == "cancelled"
    assert whole.row("opening", visit["opening_id"])["status"] == "free"
    said = whole.refused("diary.cancel", visit=visit["visit_id"])
    assert said == f"visit {visit['visit_id']} is not booked"


def test_moving_frees_one_opening_and_takes_another_perhaps_elsewhere(whole: Made) -> None:
    visit = whole.rows("visit", "status = 'booked'")[0]
    other = whole.rows(
        "opening", "status = 'free' AND bench_id <> :bench", bench=visit["bench_id"]
    )[0]
    whole.done("diary.move", visit=visit["visit_id"], opening=other["opening_id"])
    row = whole.row("visit", visit["visit_id"])
    assert [row[c] for c in ("opening_id", "bench_id", "day", "time", "status")] == [
        other["opening_id"],
        other["bench_id"],
        other["day"],
        other["time"],
        "booked",
    ]
    assert whole.row("opening", visit["opening_id"])["status"] == "free"
    assert whole.row("opening", other["opening_id"])["status"] == "taken"


def test_where_visits_cannot_be_moved_they_are_cancelled_and_booked_anew() -> None:
    workshop = made_with("diary", lambda p: "diary.move" not in {a.name for a in p.actions})
    visit = workshop.rows("visit", "status = 'booked'")[0]
    free = workshop.rows("opening", "status = 'free'")[0]["opening_id"]
    workshop.done("diary.cancel", visit=visit["visit_id"])
    values = {"member": visit["member_id"], "purpose": visit["purpose"]}
    workshop.done("diary.book", opening=free, **values)
    assert workshop.row("opening", free)["status"] == "taken"


def test_every_booked_visit_holds_a_taken_opening_of_its_own(whole: Made) -> None:
    booked = whole.rows("visit", "status = 'booked'")
    assert booked
    assert len({visit["opening_id"] for visit in booked}) == len(booked)
    for visit in booked:
        opening = whole.row("opening", visit["opening_id"])
        shared = ("bench_id", "day", "time")
        assert [visit[c] for c in shared] == [opening[c] for c in shared]
        assert opening["status"] == "taken"
        assert opening["day"] > whole.today


def test_the_path_from_a_record_leads_to_its_opening(whole: Made) -> None:
    visit = whole.rows("visit")[0]
    sql = as_sql("visit.opening.day", {"visit": "visit"}, whole.plan.things)
    assert whole.read(f"SELECT {sql}", {"visit": visit["visit_id"]}) == [(visit["day"],)]
