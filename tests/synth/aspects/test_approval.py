"""Approval: requests are decided, and the requester and the record follow."""

from __future__ import annotations

import pytest

from agentgym_synth.plan import Plan
from tests.synth.aspects.made import Made, made_with


def test_a_pending_request_is_approved_rejected_with_a_reason_or_withdrawn(whole: Made) -> None:
    first, second, third = whole.rows("request", "status = 'pending'")[:3]
    whole.done("wishes.approve", request=first["request_id"])
    whole.done("wishes.reject", request=second["request_id"], reason="no room")
    whole.done("wishes.withdraw", request=third["request_id"])
    states = [whole.row("request", r["request_id"]) for r in (first, second, third)]
    assert [(r["status"], r["reason"]) for r in states] == [
        ("approved", None),
        ("rejected", "no room"),
        ("withdrawn", None),
    ]


@pytest.mark.parametrize("state", ["approved", "rejected", "withdrawn"])
def test_what_is_decided_stays_decided_where_decisions_are_final(state: str) -> None:
    workshop = made_with("wishes", lambda p: _statuses(p) == "('pending')")
    request = workshop.rows("request", "status = :state", state=state)[0]["request_id"]
    said = workshop.refused("wishes.approve", request=request)
    assert said == f"request {request} is not pending"


def test_a_decision_may_be_turned_round_where_decisions_are_changeable(whole: Made) -> None:
    request = whole.rows("request", "status = 'rejected'")[0]["request_id"]
    whole.done("wishes.approve", request=request)
    row = whole.row("request", request)
    assert (row["status"], row["reason"]) == ("approved", None)
    assert "reject" in whole.action("wishes.approve").undone_by
    whole.done("wishes.reject", request=request, reason="no money")
    assert whole.row("request", request)["status"] == "rejected"


def test_the_requester_has_one_less_pending_once_only(whole: Made) -> None:
    request = whole.rows("request", "status = 'pending'")[0]
    before = whole.row("member", request["member_id"])["pending_request"]
    whole.done("wishes.approve", request=request["request_id"])
    assert whole.row("member", request["member_id"])["pending_request"] == before - 1
    whole.done("wishes.reject", request=request["request_id"], reason="no room")
    assert whole.row("member", request["member_id"])["pending_request"] == before - 1


def test_the_count_of_pending_requests_is_right_from_the_beginning(whole: Made) -> None:
    for member in whole.rows("member"):
        pending = whole.rows(
            "request", "member_id = :key AND status = 'pending'", key=member["member_id"]
        )
        assert member["pending_request"] == len(pending)


def test_decisions_are_kept_where_there_is_a_record(whole: Made) -> None:
    request = whole.rows("request", "status = 'pending'")[0]["request_id"]
    whole.done("wishes.reject", request=request, reason="no interest")
    (kept,) = whole.rows("request_decision", "request_id = :request", request=request)
    assert (kept["outcome"], kept["reason"]) == ("rejected", "no interest")
    assert kept["decided"] == whole.today


def test_the_day_of_the_decision_is_on_the_request_where_there_is_no_record() -> None:
    workshop = made_with("wishes", lambda p: "decided" in p.things["request"].columns)
    request = workshop.rows("request", "status = 'pending'")[0]
    assert request["decided"] is None
    workshop.done("wishes.withdraw", request=request["request_id"])
    assert workshop.row("request", request["request_id"])["decided"] == workshop.today


def test_nothing_was_decided_before_it_was_submitted(whole: Made) -> None:
    for kept in whole.rows("request_decision"):
        assert kept["decided"] >= whole.row("request", kept["request_id"])["submitted"]


def _statuses(planned: Plan) -> str:
    """The states in which a request of this environment is approved."""
    action = next(a for a in planned.actions if a.name == "wishes.approve")
    return action.guards[0].holds.removeprefix("request.status IN ")
