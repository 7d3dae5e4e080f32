"""Trying out a domain says what was wrong with a question."""

from __future__ import annotations

import pytest

from agentgym.errors import InvalidWorldError
from agentgym_synth.style import Style
from agentgym_synth.trying import try_out
from tests.synth.aspects.made import WORKSHOP, Made


def test_an_action_a_parameter_a_table_or_a_row_that_there_is_not_is_named(whole: Made) -> None:
    with pytest.raises(InvalidWorldError, match=r"no action 'bills\.pey'.*'bills\.pay'"):
        whole.do("bills.pey", bill="B-0001")
    with pytest.raises(InvalidWorldError, match=r"no parameter 'bil'.*It has bill, method"):
        whole.do("bills.pay", bil="B-0001")
    with pytest.raises(InvalidWorldError, match=r"no thing 'bils'.*'bill'"):
        whole.rows("bils")
    with pytest.raises(InvalidWorldError, match=r"no bill 'B-x'"):
        whole.row("bill", "B-x")


@pytest.mark.parametrize(
    "style",
    [
        Style(granularity="manage", case="dotted", money="units"),
        Style(granularity="batch", case="camel", ids="counted"),
    ],
)
def test_actions_are_the_same_in_every_api_style(style: Style) -> None:
    workshop = try_out(WORKSHOP, style=style)
    member = workshop.rows("member")[0]["member_id"]
    raised = workshop.do("bills.raise", member=member, amount=1250, service="storage")
    assert not raised.is_error, raised.content
    (bill,) = workshop.rows("bill", "member_id = :m AND amount = 1250", m=member)
    assert not workshop.do("bills.pay", bill=bill["bill_id"], method="cash").is_error
    assert workshop.row("bill", bill["bill_id"])["status"] == "paid"
