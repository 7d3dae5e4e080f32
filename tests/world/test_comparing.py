"""Comparing what an episode changed with what a task wants."""

from __future__ import annotations

from typing import Any, TypeAlias

import pytest

from agentgym.errors import InvalidTaskError
from agentgym.world import LiveWorld, World, WorldState
from tests.world.library import done, opened

#: JSON, as a person writes it.
Change: TypeAlias = Any


def update(table: str, key: Change, **values: Any) -> Change:
    return {"op": "update", "table": table, "key": key, "values": values}


def note(number: int, body: Any, reply_to: Any = None, about: Any = None) -> Change:
    return {
        "op": "insert",
        "table": "note",
        "key": {"note_id": number},
        "values": {"body": body, "reply_to": reply_to, "about": about},
    }


def ring(*numbers: int) -> list[Change]:
    """Notes that reply to each other in a circle."""
    return [note(n, "x", m) for n, m in zip(numbers, (*numbers[1:], numbers[0]), strict=True)]


def write_notes(live: LiveWorld, *bodies: str) -> list[int]:
    return [done(live, "write_note", body=body)["note_id"] for body in bodies]


def write_rings(live: LiveWorld, *sizes: int) -> None:
    for size in sizes:
        made = write_notes(live, *["x"] * size)
        for one, other in zip(made, (*made[1:], made[0]), strict=True):
            done(live, "link_note", note_id=one, reply_to=other)


def test_nothing_changed_is_a_goal_of_none(live: LiveWorld) -> None:
    done(live, "get_member", member_id="M1")
    assert live.state().compare(None).equal
    done(live, "charge", member_id="M1", cents=1)
    comparison = live.state().compare(None)
    assert not comparison.equal
    assert comparison.parts == {"undamaged": 0.0}
    assert comparison.reason == "member M1 was changed, and the goal leaves it alone"


def test_a_state_meets_its_own_changes(live: LiveWorld) -> None:
    done(live, "lend", member_id="M2", books=["B1", "B3"])
    done(live, "add_fine", loan_id="L438", number=1, cents=5)
    state = live.state()
    comparison = state.compare(state.changes())
    assert comparison.equal
    assert comparison.parts == {"wanted": 1.0, "undamaged": 1.0}
    assert comparison.reason == ""


def test_an_unmade_change_fails_and_counts_as_a_part(live: LiveWorld) -> None:
    done(live, "charge", member_id="M1", cents=1)
    goal = [
        update("member", {"member_id": "M1"}, balance_cents=499),
        update("member", {"member_id": "M3"}, balance_cents=1),
    ]
    comparison = live.state().compare(goal)
    assert not comparison.equal
    assert comparison.parts == {"wanted": 0.5, "undamaged": 1.0}
    assert comparison.reason == "member M3 should have been changed, and was not"


def test_damage_on_the_side_fails(live: LiveWorld) -> None:
    done(live, "charge", member_id="M1", cents=1)
    goal = live.state().changes()
    done(live, "charge", member_id="M3", cents=1)
    comparison = live.state().compare(goal)
    assert not comparison.equal
    assert comparison.parts == {"wanted": 1.0, "undamaged": 0.0}
    assert comparison.reason == "member M3 was changed, and the goal leaves it alone"


def test_a_wrong_value_is_named(live: LiveWorld) -> None:
    done(live, "charge", member_id="M1", cents=2)
    goal = [update("member", {"member_id": "M1"}, balance_cents=499)]
    assert live.state().compare(goal).reason == "member M1: balance_cents is 498, not 499"


def test_a_change_of_another_kind_is_named(live: LiveWorld) -> None:
    done(live, "drop_note", note_id=1)
    goal = [update("note", {"note_id": 1}, body="x")]
    assert live.state().compare(goal).reason == "note 1 was removed, and should have been changed"


def test_a_column_changed_beside_the_goal_fails(live: LiveWorld) -> None:
    done(live, "retitle", book_id="B1", title="X")
    goal = live.state().changes()
    done(live, "rate", book_id="B1", by=1)
    reason = live.state().compare(goal).reason
    assert reason == "book B1: rating was changed, and the goal leaves it alone"


def test_there_and_back_is_no_change(live: LiveWorld) -> None:
    done(live, "give_back", loan_id="L438")
    done(live, "reopen", loan_id="L438")
    (note_id,) = write_notes(live, "x")
    done(live, "drop_note", note_id=note_id)
    assert live.state().compare(None).equal
    assert live.state().changes() == []


def test_new_rows_are_equal_whatever_the_order_they_were_made_in(live: LiveWorld) -> None:
    write_notes(live, "a", "b", "c")
    goal = live.state().changes()
    live.reset(0)
    write_notes(live, "c", "a", "b")
    assert live.state().compare(goal).equal


def test_equal_new_rows_are_counted(live: LiveWorld) -> None:
    write_notes(live, "a", "a")
    assert live.state().compare([note(1000, "a"), note(2000, "a")]).equal
    assert not live.state().compare([note(1000, "a")]).equal
    assert not live.state().compare([note(n, "a") for n in (1000, 2000, 3000)]).equal


def test_references_are_followed_up_to_renaming(live: LiveWorld) -> None:
    (first,) = write_notes(live, "question")
    done(live, "write_note", body="answer", reply_to=first)
    assert live.state().compare([note(7, "answer", 8), note(8, "question")]).equal
    assert not live.state().compare([note(7, "answer", 1), note(8, "question")]).equal


def test_a_reference_to_the_wrong_one_of_two_twins_fails(live: LiveWorld) -> None:
    # Two questions with an answer each; the second round answers one question twice.
    for _ in range(2):
        (first,) = write_notes(live, "question")
        done(live, "write_note", body="answer", reply_to=first)
    goal = live.state().changes()
    live.reset(0)
    first, _second = write_notes(live, "question", "question")
    for _ in range(2):
        done(live, "write_note", body="answer", reply_to=first)
    comparison = live.state().compare(goal)
    assert not comparison.equal
    assert comparison.reason == "the new rows refer to each other in another way than the goal's"


def test_a_reference_from_a_changed_row_is_followed(live: LiveWorld) -> None:
    one, two = write_notes(live, "a", "b")
    done(live, "link_note", note_id=1, reply_to=two)
    goal = [note(50, "b"), note(60, "a"), update("note", {"note_id": 1}, reply_to=50)]
    assert live.state().compare(goal).equal
    goal[2] = update("note", {"note_id": 1}, reply_to=60)
    assert not live.state().compare(goal).equal
    assert one != two


def test_a_generated_key_within_a_key_is_followed(live: LiveWorld) -> None:
    lent = done(live, "lend", member_id="M2", books=["B3"])["open"][0]["loan_id"]
    done(live, "add_fine", loan_id=lent, number=1, cents=5)
    goal = live.state().changes()
    live.reset(0)
    lent = [x["loan_id"] for x in done(live, "lend", member_id="M2", books=["B1", "B3"])["open"]]
    done(live, "give_back", loan_id=lent[0])
    assert not live.state().compare(goal).equal
    renamed = [_renamed(change, "Lnew") for change in goal]
    live.reset(0)
    lent2 = done(live, "lend", member_id="M2", books=["B3"])["open"][0]["loan_id"]
    done(live, "add_fine", loan_id=lent2, number=1, cents=5)
    assert live.state().compare(renamed).equal


def _renamed(change: Any, name: str) -> Any:
    if isinstance(change, dict):
        return {key: _renamed(value, name) for key, value in change.items()}
    return name if isinstance(change, str) and change.startswith("L") else change


def test_a_ring_of_six_is_not_two_rings_of_three(live: LiveWorld) -> None:
    write_rings(live, 3, 3)
    two_rings = live.state().changes()
    live.reset(0)
    write_rings(live, 6)
    one_ring = live.state()
    assert one_ring.compare(one_ring.changes()).equal
    assert not one_ring.compare(two_rings).equal
    assert one_ring.compare(ring(5, 9, 7, 6, 8, 4)).equal


def test_rings_are_compared_with_holes_too(live: LiveWorld) -> None:
    write_rings(live, 6)
    open_ring = ring(5, 9, 7, 6, 8, 4)
    open_rings = [*ring(5, 9, 7), *ring(6, 8, 4)]
    for change in (open_ring[0], open_rings[0]):
        change["values"]["body"] = {"hole": "any"}
    assert live.state().compare(open_ring).equal
    assert not live.state().compare(open_rings).equal


def test_many_equal_rings_are_told_apart_at_once(live: LiveWorld) -> None:
    write_rings(live, *[3] * 16)
    triples = [ring(3 * k + 1, 3 * k + 2, 3 * k + 3) for k in range(14)]
    goal = [*(change for triple in triples for change in triple), *ring(*range(100, 106))]
    assert not live.state().compare(goal).equal
    assert live.state().compare(live.state().changes()).equal


@pytest.fixture(scope="module")
def drawing() -> World:
    """Dots and lines between them: any graph can be drawn."""
    key = {"type": "int", "key": True, "generate": {}}
    dots = {"type": "array", "items": {"type": "array"}}
    end = {"type": "int", "ref": "dot"}
    draw = {
        "name": "draw",
        "description": "Draw lines.",
        "writes": ["dot", "line"],
        "input": {"type": "object", "properties": {"dots": {"type": "array"}, "lines": dots}},
        "steps": [
            {
                "each": "d",
                "in": "dots",
                "do": [{"new": "k", "of": "dot"}, {"write": "INSERT INTO dot VALUES (:k)"}],
            },
            {
                "each": "l",
                "in": "lines",
                "do": [
                    {"new": "n", "of": "line"},
                    {"write": "INSERT INTO line VALUES (:n, :l ->> '$[0]', :l ->> '$[1]')"},
                ],
            },
            {"return": {}},
        ],
    }
    tables = {
        "dot": {"columns": {"dot": key}},
        "line": {"columns": {"line": key, "a": end, "b": end}},
    }
    return World.load({"format": 1, "name": "drawing", "tables": tables, "tools": [draw]})


def drawn(world: World, lines: list[tuple[int, int]]) -> WorldState:
    live = opened(world)
    numbers: list[Any] = [*range(1, 17)]
    done(live, "draw", dots=numbers, lines=[[a + 1, b + 1] for a, b in lines])
    return live.state()


def rook() -> list[tuple[int, int]]:
    """A rook's moves on a board of four by four."""
    cells = range(16)
    return [(a, b) for a in cells for b in cells if a < b and (a // 4 == b // 4 or a % 4 == b % 4)]


def shrikhande() -> list[tuple[int, int]]:
    """As regular as the rook's moves, and another graph."""
    near = {(0, 1), (1, 0), (1, 1), (0, 3), (3, 0), (3, 3)}
    cells = range(16)
    return [
        (a, b)
        for a in cells
        for b in cells
        if a < b and ((a // 4 - b // 4) % 4, (a % 4 - b % 4) % 4) in near
    ]


def test_graphs_as_regular_as_each_other_are_told_apart(drawing: World) -> None:
    both = rook(), shrikhande()
    one, other = (drawn(drawing, lines) for lines in both)
    assert not one.compare(other.changes()).equal
    shuffled = [((5 * a + 3) % 16, (5 * b + 3) % 16) for a, b in reversed(rook())]
    assert one.compare(drawn(drawing, shuffled).changes()).equal


def test_what_is_too_ambiguous_is_not_equal_and_raises_nothing(
    drawing: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agentgym.world.renaming._BUDGET", 0)
    state = drawn(drawing, [(0, 1), (1, 2), (2, 0)])
    comparison = state.compare(state.changes())
    assert not comparison.equal
    assert comparison.reason == "the changes are too ambiguous to compare with the goal"


def test_volatile_columns_are_left_out(live: LiveWorld) -> None:
    done(live, "lend", member_id="M2", books=["B3"])
    goal: Change = live.state().changes()
    assert "at" not in goal[1]["values"]
    live.reset(0)
    done(live, "charge", member_id="M1", cents=1)
    done(live, "charge", member_id="M1", cents=-1)
    done(live, "lend", member_id="M2", books=["B3"])
    assert live.state().compare(goal).equal


def test_path_dependent_tables_are_left_out(live: LiveWorld) -> None:
    done(live, "lend", member_id="M2", books=["B3"])
    assert {change["table"] for change in live.state().changes()} == {"book", "loan"}


def test_reals_are_compared_by_their_decimals(live: LiveWorld) -> None:
    done(live, "rate", book_id="B3", by=0.1)
    done(live, "rate", book_id="B3", by=0.2)
    goal = [update("book", {"book_id": "B3"}, rating=0.6)]
    assert live.state().compare(goal).equal
    done(live, "rate", book_id="B3", by=-0.1)
    done(live, "rate", book_id="B3", by=-0.2)
    assert live.state().compare(None).equal


def test_whole_numbers_will_do_for_a_real_column(live: LiveWorld) -> None:
    done(live, "rate", book_id="B2", by=4)
    assert live.state().compare([update("book", {"book_id": "B2"}, rating=4)]).equal


def test_json_is_compared_as_json(live: LiveWorld) -> None:
    done(live, "tag", book_id="B1", tags={"b": 1, "a": [2]})
    goal = [update("book", {"book_id": "B1"}, tags='{"a": [2], "b": 1}')]
    assert live.state().compare(goal).equal
    done(live, "tag", book_id="B1", tags=["novel", "long"])
    assert live.state().compare(None).equal


@pytest.mark.parametrize(
    ("hole", "meets"),
    [
        ({"hole": "any"}, True),
        ({"hole": "one_of", "values": ["Emma", "The Sea"]}, True),
        ({"hole": "one_of", "values": ["Emma"]}, False),
        ({"hole": "contains", "text": "SEA"}, True),
        ({"hole": "contains", "text": "seas"}, False),
        ({"hole": "matches", "pattern": "The S.a"}, True),
        ({"hole": "matches", "pattern": "The S"}, False),
    ],
)
def test_a_hole_accepts_what_it_says(live: LiveWorld, hole: Change, meets: bool) -> None:
    done(live, "retitle", book_id="B1", title="The Sea")
    goal = [update("book", {"book_id": "B1"}, title=hole)]
    assert live.state().compare(goal).equal is meets


def test_no_pattern_takes_exponential_time(live: LiveWorld) -> None:
    done(live, "retitle", book_id="B1", title="a" * 1900 + "b")
    hole = {"hole": "matches", "pattern": "(a+)+"}
    assert not live.state().compare([update("book", {"book_id": "B1"}, title=hole)]).equal
    done(live, "retitle", book_id="B1", title="a" * 1900)
    assert live.state().compare([update("book", {"book_id": "B1"}, title=hole)]).equal


def test_a_wrong_reference_is_named(live: LiveWorld) -> None:
    (first,) = write_notes(live, "q")
    done(live, "write_note", body="a", reply_to=first)
    reason = live.state().compare([note(1, "q"), note(2, "a")]).reason
    assert reason == "note 101: reply_to is a new row, not None"


def test_a_number_may_be_near(live: LiveWorld) -> None:
    done(live, "rate", book_id="B2", by=4.2)
    near = {"hole": "near", "value": 4, "tolerance": 0.25}
    assert live.state().compare([update("book", {"book_id": "B2"}, rating=near)]).equal
    far = {"hole": "near", "value": 4, "tolerance": 0.1}
    comparison = live.state().compare([update("book", {"book_id": "B2"}, rating=far)])
    assert "rating is 4.2, not {'hole': 'near'" in comparison.reason


ANYTHING = {"hole": "any"}


def test_damage_beside_a_goal_with_holes_is_damage(live: LiveWorld) -> None:
    write_notes(live, "red apple")
    some = [note(1, ANYTHING)]
    assert live.state().compare(some).equal
    before = live.state()
    for name, arguments in (
        ("write_note", {"body": "red apple"}),
        ("charge", {"member_id": "M1", "cents": 5}),
        ("rate", {"book_id": "B1", "by": 0.1}),
    ):
        live.restore(before)
        done(live, name, **arguments)
        comparison = live.state().compare(some)
        assert not comparison.equal, name
        assert comparison.parts == {"wanted": 1.0, "undamaged": 0.0}
    assert not before.compare([note(1, ANYTHING), note(2, ANYTHING)]).equal


def test_holes_that_overlap_are_filled_by_the_right_rows(live: LiveWorld) -> None:
    write_notes(live, "red apple", "green apple", "red pear")
    some = [
        note(1, {"hole": "contains", "text": "apple"}),
        note(2, {"hole": "contains", "text": "red"}),
        note(3, {"hole": "one_of", "values": ["red apple", "blue"]}),
    ]
    assert live.state().compare(some).equal
    some[2] = note(3, {"hole": "contains", "text": "green"})
    assert live.state().compare(some).equal
    some[0] = note(1, {"hole": "contains", "text": "green"})
    comparison = live.state().compare(some)
    assert not comparison.equal
    assert comparison.parts == {"wanted": 2 / 3, "undamaged": 0.0}


def test_holes_and_references_decide_together(live: LiveWorld) -> None:
    first, second = write_notes(live, "about apples", "about pears")
    done(live, "write_note", body="yes", reply_to=first)
    done(live, "write_note", body="no", reply_to=second)
    anything = {"hole": "any"}
    fruit = {"hole": "contains", "text": "about"}
    right = [note(1, fruit), note(2, fruit), note(3, "yes", 1), note(4, anything, 2)]
    assert live.state().compare(right).equal
    apples = {"hole": "contains", "text": "pears"}
    wrong = [note(1, apples), note(2, fruit), note(3, "yes", 1), note(4, anything, 2)]
    assert not live.state().compare(wrong).equal


def test_any_accepts_a_reference_to_a_new_row(live: LiveWorld) -> None:
    (first,) = write_notes(live, "q")
    done(live, "write_note", body="a", reply_to=first)
    assert live.state().compare([note(1, "q"), note(2, "a", {"hole": "any"})]).equal
    some = {"hole": "one_of", "values": [first]}
    assert not live.state().compare([note(1, "q"), note(2, "a", some)]).equal


def test_one_of_several_alternatives_will_do(live: LiveWorld) -> None:
    done(live, "charge", member_id="M1", cents=1)
    right = [update("member", {"member_id": "M1"}, balance_cents=499)]
    wrong = [update("member", {"member_id": "M2"}, balance_cents=499)]
    assert live.state().compare({"any_of": [wrong, right]}).equal
    assert not live.state().compare({"any_of": [wrong, []]}).equal


def test_the_reason_speaks_of_the_closest_alternative(live: LiveWorld) -> None:
    done(live, "charge", member_id="M1", cents=1)
    near = [
        update("member", {"member_id": "M1"}, balance_cents=499),
        update("member", {"member_id": "M3"}, balance_cents=5),
    ]
    far = [update("book", {"book_id": "B1"}, title="X")]
    comparison = live.state().compare({"any_of": [far, near]})
    assert comparison.reason == "member M3 should have been changed, and was not"
    assert comparison.parts == {"wanted": 0.5, "undamaged": 1.0}


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        ("cancelled", "a goal is null, a list of row changes"),
        ({"any_of": []}, "any_of"),
        ({"some_of": []}, "some_of"),
        ([{"op": "upsert", "table": "book", "key": {}}], "op"),
        ([update("bok", {"book_id": "B1"}, title="X")], "Did you mean 'book'"),
        ([update("book", {"id": "B1"}, title="X")], "the key is (book_id), not (id)"),
        ([update("book", {"book_id": "B1"}, titel="X")], "Did you mean 'title'"),
        ([update("book", {"book_id": "B1"}, title=3)], "column 'title': 3 is not of type text"),
        ([update("book", {"book_id": "B1"}, title=None)], "not nullable"),
        ([update("book", {"book_id": "B1"}, tags="{")], "is not JSON"),
        ([update("book", {"book_id": "B1"})], "asks for nothing"),
        ([update("book", {"book_id": {"hole": "any"}}, title="X")], "cannot be a hole"),
        ([update("loan", {"loan_id": "L438"}, at="X")], "is volatile and never compared"),
        ([update("audit", {"entry": 1}, what="X")], "path-dependent"),
        ([note(1, "a"), note(1, "b")], "note 1 occurs twice"),
        (
            [{"op": "insert", "table": "note", "key": {"note_id": 1}, "values": {"body": "x"}}],
            "says nothing about about, reply_to",
        ),
        (
            [{"op": "delete", "table": "note", "key": {"note_id": 1}, "values": {"body": "x"}}],
            "no values",
        ),
        ([update("book", {"book_id": "B1"}, title={"hole": "some"})], "hole"),
        ([update("book", {"book_id": "B1"}, title={"hole": "matches", "pattern": "("})], "regular"),
        (
            [update("book", {"book_id": "B1"}, title={"hole": "matches", "pattern": "(?=a)"})],
            "look",
        ),
        (
            [update("book", {"book_id": "B1"}, title={"hole": "matches", "pattern": "x" * 999})],
            "200",
        ),
        (
            [update("book", {"book_id": "B1"}, title={"hole": "near", "value": 1, "tolerance": 1})],
            "is for numbers",
        ),
        (
            [update("book", {"book_id": "B1"}, copies={"hole": "contains", "text": "1"})],
            "is for text",
        ),
        (
            [update("book", {"book_id": "B1"}, copies={"hole": "one_of", "values": ["a"]})],
            "type int",
        ),
    ],
)
def test_a_goal_that_does_not_fit_is_refused(world: World, goal: Any, said: str) -> None:
    with pytest.raises(InvalidTaskError) as caught:
        world.check_goal(goal)
    assert said in str(caught.value)
    with pytest.raises(InvalidTaskError):
        opened(world).state().compare(goal)
