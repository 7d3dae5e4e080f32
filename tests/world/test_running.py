"""What tool programs do when they are called."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from agentgym.errors import InfrastructureError
from agentgym.tools import ToolCall
from agentgym.toolset import State, Toolset
from agentgym.world import LiveWorld, World
from tests.world.library import do, done, library, opened, refused, tool


def test_a_live_world_is_a_toolset_and_its_state_a_state(live: LiveWorld) -> None:
    assert isinstance(live, Toolset)
    assert isinstance(live.state(), State)
    assert live.blocking is False


def test_tools_without_writes_are_read_only(world: World) -> None:
    read_only = {tool.name for tool in world.tools if tool.read_only}
    assert read_only == {"get_member", "find_books"}


def test_input_schemas_refuse_arguments_they_do_not_name(world: World) -> None:
    assert all(tool.input_schema["additionalProperties"] is False for tool in world.tools)


def test_a_bound_row_is_returned_as_an_object(live: LiveWorld) -> None:
    result = do(live, "get_member", member_id="M1")
    assert result.content == '{"member_id":"M1","name":"Ada Ash","balance_cents":500}'


def test_json_columns_are_returned_as_json(live: LiveWorld) -> None:
    books = done(live, "find_books")["books"]
    assert [book["tags"] for book in books] == [["novel", "long"], [], {"shelf": 4}]


def test_defaults_fill_in_absent_arguments_and_the_rest_are_null(live: LiveWorld) -> None:
    assert done(live, "find_books", at_most=1)["words"] is None
    assert len(done(live, "find_books")["books"]) == 3


def test_an_array_is_gone_through_item_by_item(live: LiveWorld) -> None:
    lent = done(live, "lend", member_id="M2", books=["B1", "B3"])
    assert lent["member"] == "Bo Bell"
    assert {loan["book_id"] for loan in lent["open"]} == {"B1", "B3"}


def test_too_many_items_are_refused(live: LiveWorld) -> None:
    why = refused(live, "lend", member_id="M2", books=["B3", "B3", "B3", "B3"])
    assert why == "books has 4 items; at most 3 are allowed"


def test_a_message_is_filled_in_with_the_values_it_names(live: LiveWorld) -> None:
    assert refused(live, "give_back", loan_id="L999") == "no loan L999"
    done(live, "give_back", loan_id="L438")
    assert refused(live, "give_back", loan_id="L438") == "loan L438 is returned"


def test_a_message_is_never_a_format_string() -> None:
    spec = library(
        tools=[
            tool(
                {"require": "0", "else": "{{x}} {0} {} {x!r}"}, {"return": {}}, x={"type": "string"}
            )
        ]
    )
    assert refused(opened(World.load(spec)), "probe", x="{x.y}") == "{{x.y}} {0} {} {x!r}"


def test_an_unknown_tool_is_refused_with_a_close_name(live: LiveWorld) -> None:
    assert "Did you mean 'give_back'" in refused(live, "giveback")


def test_a_failing_step_takes_back_what_the_call_did_before_it(live: LiveWorld) -> None:
    why = refused(live, "lend", member_id="M2", books=["B1", "B3", "B9"])
    assert why == "no book B9"
    assert done(live, "find_books", words="dune")["books"][0]["copies"] == 3


def test_keys_made_by_a_failing_call_are_made_again(live: LiveWorld) -> None:
    refused(live, "lend", member_id="M2", books=["B3", "B9"])
    first = done(live, "lend", member_id="M2", books=["B3"])["open"]
    other = opened(World.load(library()))
    assert done(other, "lend", member_id="M2", books=["B3"])["open"] == first


def test_a_check_says_which_column_and_what_is_allowed(live: LiveWorld) -> None:
    why = refused(live, "charge", member_id="M2", cents=1)
    assert why == "member.balance_cents must be at least 0"
    why = refused(live, "charge", member_id="M3", cents=-10001)
    assert why == "member.balance_cents must be at most 100000"


def test_a_wrong_number_of_rows_is_refused(live: LiveWorld) -> None:
    assert refused(live, "charge", member_id="M9", cents=1) == "0 entries would change instead of 1"


def test_a_reference_to_nothing_is_refused(live: LiveWorld) -> None:
    why = refused(live, "add_fine", loan_id="L000", number=1, cents=5)
    assert why == "that would leave a reference to a row that does not exist"


def test_a_second_row_of_one_key_is_refused(live: LiveWorld) -> None:
    done(live, "add_fine", loan_id="L438", number=1, cents=5)
    why = refused(live, "add_fine", loan_id="L438", number=1, cents=5)
    assert why == "there is a row with this key already (fine.loan_id, fine.number)"


def test_a_required_column_left_empty_is_refused() -> None:
    spec = library(
        tools=[
            tool(
                {"write": "UPDATE book SET title = :title WHERE book_id = 'B1'"},
                {"return": {}},
                writes=("book",),
                title={"type": "string"},
            )
        ]
    )
    assert refused(opened(World.load(spec)), "probe") == "book.title may not be null"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ({"body": "\ud800"}, "cannot be used"),
        ({"body": "x", "reply_to": 2**70}, "cannot be used"),
        ({"body": "x" * 17000}, "needs too much space"),
        ({"body": None}, "may not be null"),
        ({"body": "x", "reply_to": "seven"}, "cannot store TEXT value in INTEGER column"),
    ],
)
def test_values_that_cannot_be_stored_are_refused(
    live: LiveWorld, arguments: dict[str, JsonValue], why: str
) -> None:
    assert why in refused(live, "write_note", **arguments)


def test_nul_in_a_text_does_no_harm(live: LiveWorld) -> None:
    assert done(live, "retitle", book_id="B1", title="a\0b")["title"] == "a\0b"


def test_a_query_that_finds_several_rows_where_one_is_meant_is_refused() -> None:
    spec = library(
        tools=[
            tool({"one": "m", "sql": "SELECT name FROM member"}, {"return": {"name": ":m.name"}})
        ]
    )
    assert "several entries match" in refused(opened(World.load(spec)), "probe")


def test_an_ordered_query_binds_its_first_row() -> None:
    one = {"one": "m", "sql": "SELECT name FROM member ORDER BY balance_cents DESC, member_id"}
    spec = library(tools=[tool(one, {"return": {"name": ":m.name"}})])
    assert done(opened(World.load(spec)), "probe") == {"name": "Cy Cole"}


def test_no_row_binds_nulls_where_there_is_no_else() -> None:
    steps = [
        {"one": "m", "sql": "SELECT name FROM member WHERE member_id = 'M9'"},
        {
            "when": ":m.name IS NULL",
            "do": [{"return": {"found": False, "row": ":m", "name": ":m.name"}}],
            "otherwise": [{"return": {"found": True}}],
        },
    ]
    live = opened(World.load(library(tools=[tool(*steps)])))
    assert done(live, "probe") == {"found": False, "row": None, "name": None}


def test_objects_in_arguments_and_lists_are_read_by_attribute() -> None:
    steps = [
        {
            "each": "line",
            "in": "lines",
            "do": [
                {
                    "write": "UPDATE book SET copies = :line.copies + :extra.more "
                    "WHERE book_id = :line.book_id",
                    "rows": 1,
                }
            ],
        },
        {"many": "now_there", "sql": "SELECT copies FROM book ORDER BY book_id"},
        {"return": {"copies": ":now_there", "extra": ":extra", "missing": ":extra.other"}},
    ]
    line = {"type": "object", "properties": {"book_id": {}, "copies": {}}}
    spec = library(
        tools=[
            tool(
                *steps,
                writes=("book",),
                lines={"type": "array", "items": line},
                extra={"type": "object"},
            )
        ]
    )
    live = opened(World.load(spec))
    lines = [{"book_id": "B1", "copies": 7}, {"book_id": "B2", "copies": 8}]
    result = done(live, "probe", lines=lines, extra={"more": 100})
    assert [row["copies"] for row in result["copies"]] == [107, 108, 3]
    assert (result["extra"], result["missing"]) == ({"more": 100}, None)


def test_rows_found_are_gone_through_one_by_one() -> None:
    steps = [
        {
            "many": "open",
            "sql": "SELECT loan_id, book_id FROM loan WHERE status = 'open' ORDER BY loan_id",
        },
        {
            "each": "l",
            "in": "open",
            "do": [{"write": "UPDATE loan SET status = 'returned' WHERE loan_id = :l.loan_id"}],
        },
        {"return": {"closed": ":open"}},
    ]
    live = opened(World.load(library(tools=[tool(*steps, writes=("loan",))])))
    assert done(live, "probe") == {"closed": [{"loan_id": "L438", "book_id": "B1"}]}
    assert live.state().changes()[0]["values"] == {"status": "returned"}


def test_a_json_list_can_be_searched_in_sql() -> None:
    many = {
        "many": "found",
        "sql": "SELECT m.name FROM json_each(:ids) i JOIN member m ON m.member_id = i.value "
        "ORDER BY m.member_id",
    }
    spec = library(tools=[tool(many, {"return": {"found": ":found"}}, ids={"type": "array"})])
    live = opened(World.load(spec))
    assert done(live, "probe", ids=["M2", "M1"])["found"] == [
        {"name": "Ada Ash"},
        {"name": "Bo Bell"},
    ]


def test_the_clock_moves_with_successful_writing_calls_only(live: LiveWorld) -> None:
    assert done(live, "lend", member_id="M2", books=["B3"])["at"] == "2025-03-01T09:00:00"
    refused(live, "give_back", loan_id="L999")
    done(live, "get_member", member_id="M1")
    assert done(live, "lend", member_id="M2", books=["B3"])["at"] == "2025-03-01T09:01:00"


def test_dates_are_counted_without_a_calendar_of_the_machine() -> None:
    one = {
        "one": "d",
        "sql": "SELECT add_days(:day, 30) AS later, days_between(:day, '2025-03-01T12:00:00') AS "
        "days, add_days('2025-03-01T09:00:00', -1) AS moment, add_days(NULL, 1) AS none",
        "else": "-",
    }
    live = opened(World.load(library(tools=[tool(one, {"return": ":d"}, day={"type": "string"})])))
    assert done(live, "probe", day="2025-02-01") == {
        "later": "2025-03-03",
        "days": 28.5,
        "moment": "2025-02-28T09:00:00",
        "none": None,
    }
    assert "is no date" in refused(live, "probe", day="yesterday")
    assert "has a time zone" in refused(live, "probe", day="2025-02-01T00:00:00Z")


def test_generated_keys_differ_look_random_and_avoid_the_rows_there(live: LiveWorld) -> None:
    made = []
    for _ in range(3):
        made += [x["loan_id"] for x in done(live, "lend", member_id="M3", books=["B3"])["open"]]
    # The first key of the sequence is taken by a row of the world file.
    assert sorted(set(made)) == ["L283", "L704", "L859"]


def test_the_key_space_can_be_used_up(live: LiveWorld) -> None:
    assert [done(live, "take_slot")["slot_id"] for _ in range(3)] == [0, 2, 1]
    assert refused(live, "take_slot") == "there are no more keys for slot"


def test_a_call_before_reset_or_after_close_says_what_to_do(world: World) -> None:
    live = world.open()
    with pytest.raises(InfrastructureError, match="call reset first"):
        live.call(ToolCall("get_member", {"member_id": "M1"}))
    live.reset(0)
    live.close()
    live.close()
    with pytest.raises(InfrastructureError, match="call reset first"):
        live.state()
    live.reset(0)
    assert done(live, "get_member", member_id="M1")
