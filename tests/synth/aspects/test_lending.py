"""Lending: who has what, until when, and how it comes back."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.synth.aspects.made import Made, made_with


@pytest.fixture
def plain() -> Made:
    """A workshop where nothing but the loans says what is out."""
    return made_with(
        "loans",
        lambda p: (
            not p.things["implement"].columns.keys() & {"on_loan"}
            and "loan_count" not in p.things["member"].columns
        ),
    )


def test_what_is_lent_is_out_until_it_is_taken_back(whole: Made) -> None:
    tool, member = _in(whole), _borrower(whole)
    made = whole.done("loans.lend", implement=tool, member=member, due="2025-03-20")
    loan = whole.row("loan", made["loan_id"])
    assert (loan["implement_id"], loan["member_id"]) == (tool, member)
    assert (loan["since"], loan["due"], loan["status"]) == (whole.today, "2025-03-20", "out")
    assert whole.row("implement", tool)["on_loan"] == 1
    assert whole.row("member", member)["loan_count"] == 1

    whole.done("loans.take_back", implement=tool)
    loan = whole.row("loan", made["loan_id"])
    assert (loan["status"], loan["returned_on"]) == ("returned", whole.today)
    assert whole.row("implement", tool)["on_loan"] == 0
    assert whole.row("member", member)["loan_count"] == 0


def test_where_nothing_else_is_kept_a_loan_is_one_new_row(plain: Made) -> None:
    tool, member = _in(plain), _borrower(plain)
    plain.done("loans.lend", implement=tool, member=member, due="2025-03-20")
    assert [change["table"] for change in plain.live.state().changes()] == ["loan"]


@pytest.mark.parametrize("kept", ["whole", "plain"])
def test_what_is_out_is_not_lent_and_what_is_in_is_not_taken_back(
    kept: str, request: pytest.FixtureRequest
) -> None:
    workshop: Made = request.getfixturevalue(kept)
    inside, outside, member = _in(workshop), _out(workshop), _borrower(workshop)
    said = workshop.refused("loans.lend", implement=outside, member=member, due="2025-03-20")
    assert said == f"tool {outside} is out on loan"
    said = workshop.refused("loans.take_back", implement=inside)
    assert said == f"tool {inside} is not out on loan"


def test_nothing_is_lent_until_a_day_that_is_not_to_come(whole: Made) -> None:
    tool, member = _in(whole), _borrower(whole)
    said = whole.refused("loans.lend", implement=tool, member=member, due=whole.today)
    assert said == f"{whole.today} is not in the future"


def test_nobody_has_more_on_loan_than_the_limit(whole: Made) -> None:
    member = _borrower(whole)
    for tool in whole.rows("implement", "on_loan = 1"):
        whole.done("loans.take_back", implement=tool["implement_id"])
    said = ""
    for tool in whole.rows("implement"):
        key = tool["implement_id"]
        result = whole.do("loans.lend", implement=key, member=member, due="2025-03-20")
        if result.is_error:
            said = result.content
            break
    most = whole.row("member", member)["loan_count"]
    assert said == f"member {member} has {most} tools on loan, which is the most"
    assert most in (3, 4)


def test_a_loan_is_renewed_to_a_later_day_and_only_so_often(whole: Made) -> None:
    tool, member = _in(whole), _borrower(whole)
    made = whole.done("loans.lend", implement=tool, member=member, due="2025-03-20")
    said = whole.refused("loans.renew", implement=tool, due="2025-03-20")
    assert said == f"tool {tool} is not due back before then"
    said = ""
    for day in range(21, 30):
        result = whole.do("loans.renew", implement=tool, due=f"2025-03-{day}")
        if result.is_error:
            said = result.content
            break
        assert whole.row("loan", made["loan_id"])["due"] == f"2025-03-{day}"
    times = whole.row("loan", made["loan_id"])["renewals"]
    assert said.startswith(f"the loan of tool {tool} has been renewed ")
    assert times in (1, 2, 3)


def test_the_loans_of_one_thing_do_not_overlap(whole: Made) -> None:
    for tool in whole.rows("implement"):
        loans = whole.rows("loan", "implement_id = :tool", tool=tool["implement_id"])
        loans.sort(key=lambda loan: loan["since"])
        assert all(a["returned_on"] < b["since"] for a, b in pairwise(loans))


def _in(workshop: Made) -> str:
    out = "SELECT implement_id FROM loan WHERE status = 'out'"
    key: str = workshop.rows("implement", f"implement_id NOT IN ({out})")[0]["implement_id"]
    return key


def _out(workshop: Made) -> str:
    key: str = workshop.rows("loan", "status = 'out'")[0]["implement_id"]
    return key


def _borrower(workshop: Made) -> str:
    """A member who has nothing on loan."""
    out = "SELECT member_id FROM loan WHERE status = 'out'"
    key: str = workshop.rows("member", f"member_id NOT IN ({out})")[0]["member_id"]
    return key
