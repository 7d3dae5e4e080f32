"""Billing: bills are paid, refunded, written off and raised."""

from __future__ import annotations

import pytest

from agentgym_synth.plan import Plan
from tests.synth.aspects.made import Made, made_with


def test_an_open_bill_is_paid_and_says_how(whole: Made) -> None:
    bill = whole.rows("bill", "status = 'open'")[0]["bill_id"]
    whole.done("bills.pay", bill=bill, method="card")
    row = whole.row("bill", bill)
    assert (row["status"], row["method"]) == ("paid", "card")
    said = whole.refused("bills.pay", bill=bill, method="cash")
    assert said == f"{bill} is not open"


def test_an_open_bill_is_written_off(whole: Made) -> None:
    bill = whole.rows("bill", "status = 'open'")[0]["bill_id"]
    whole.done("bills.waive", bill=bill)
    assert whole.row("bill", bill)["status"] == "written off"
    assert whole.refused("bills.waive", bill=bill) == f"{bill} is not open"


def test_a_paid_bill_is_refunded_once(whole: Made) -> None:
    bill = whole.rows("bill", "status = 'paid'")[0]["bill_id"]
    whole.done("bills.refund", bill=bill)
    assert whole.row("bill", bill)["status"] == "refunded"
    assert whole.refused("bills.refund", bill=bill) == f"{bill} has not been paid"


def test_a_new_bill_is_open_and_due_in_thirty_days(whole: Made) -> None:
    member = whole.rows("member")[0]["member_id"]
    found = whole.done("bills.raise", member=member, amount=1250, service="storage")
    row = whole.row("bill", found["bill_id"])
    assert row == {
        "bill_id": found["bill_id"],
        "member_id": member,
        "service": "storage",
        "amount": 1250,
        "issued": "2025-03-04",
        "due": "2025-04-03",
        "status": "open",
        "method": None,
    }


def test_amounts_lie_where_the_domain_wants_them(whole: Made) -> None:
    amounts = [row["amount"] for row in whole.rows("bill")]
    assert all(500 <= amount <= 9000 and amount % 100 == 0 for amount in amounts)


def test_only_bills_that_were_paid_say_how(whole: Made) -> None:
    for bill in whole.rows("bill"):
        assert (bill["method"] is not None) == (bill["status"] in ("paid", "refunded"))


@pytest.mark.parametrize("verb", ["refund", "raise"])
def test_some_environments_cannot_refund_and_some_cannot_raise(verb: str) -> None:
    def lacks(planned: Plan) -> bool:
        return f"bills.{verb}" not in {action.name for action in planned.actions}

    assert made_with("bills", lacks).action("bills.pay")
