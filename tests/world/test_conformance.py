"""A world behaves as a toolset."""

import pytest

from agentgym.tools import ToolCall
from tests.conformance.toolset import CHECKS, Check, Subject
from tests.world.test_episodes import WORLD

SUBJECT = Subject(
    make=WORLD.open,
    reads=(ToolCall("get_member", {"member_id": "M1"}), ToolCall("find_books", {"words": "e"})),
    writes=(
        ToolCall("lend", {"member_id": "M2", "books": ["B1", "B3"]}),
        ToolCall("give_back", {"loan_id": "L438"}),
        ToolCall("write_note", {"body": "Thank you", "about": "L438"}),
        ToolCall("rate", {"book_id": "B1", "by": 0.5}),
    ),
    refused=(
        ToolCall("give_back", {"loan_id": "L438"}),
        ToolCall("lend", {"member_id": "M2", "books": ["B2", "B9"]}),
        ToolCall("charge", {"member_id": "M2", "cents": 100000}),
    ),
    initial={"member": [{"member_id": "M2", "balance_cents": 700}]},
)


@pytest.mark.parametrize("check", CHECKS)
def test_it_behaves_as_a_toolset(check: Check) -> None:
    check(SUBJECT)
