"""Programs that run away end in a refused call that has changed nothing."""

from __future__ import annotations

from typing import Any

import pytest

from agentgym.errors import TimeLimitError
from agentgym.world import World
from tests.world.library import do, done, library, opened, refused, tool

TEN = "SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5"
MANY = f"WITH t AS ({TEN}) SELECT sum(a.n * b.n) AS s FROM " + ", ".join(
    f"t {name}" for name in ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k")
)


def probed(*steps: dict[str, Any], **properties: object) -> World:
    return World.load(library(tools=[tool(*steps, writes=("book", "note"), **properties)]))


CHANGE = {"write": "UPDATE book SET copies = 99"}
END = {"return": {"found": ":found"}}


def test_an_endless_query_is_cut_off() -> None:
    live = opened(probed(CHANGE, {"one": "found", "sql": MANY, "else": "-"}, {"return": {}}))
    assert refused(live, "probe") == "the call takes too much work; ask for less"
    assert live.state().changes() == []


def test_an_endless_write_is_cut_off_and_earlier_calls_stay() -> None:
    write = {"write": f"UPDATE book SET copies = ({MANY}) WHERE book_id = 'B1'"}
    live = opened(probed(CHANGE, write, {"return": {}}))
    done(live, "charge", member_id="M1", cents=100)
    before = live.state().changes()
    assert "too much work" in refused(live, "probe")
    assert live.state().changes() == before != []
    done(live, "charge", member_id="M1", cents=100)
    assert live.state().changes()[0]["values"] == {"balance_cents": 300}


def test_the_budget_is_one_for_all_steps_of_a_call_and_new_for_each_call() -> None:
    once = f"WITH t AS ({TEN}) SELECT count(*) AS s FROM " + ", ".join(
        f"t {name}" for name in "abcdefg"
    )
    step = {"each": "x", "in": "rounds", "do": [{"one": "s", "sql": once, "else": "-"}]}
    live = opened(probed(step, {"return": {}}, rounds={"type": "array"}))
    for _ in range(5):
        assert not do(live, "probe", rounds=[1]).is_error
    assert "too much work" in refused(live, "probe", rounds=[1] * 50)
    assert not do(live, "probe", rounds=[1]).is_error


def test_a_machine_that_is_too_slow_is_no_fault_of_the_agent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    live = opened(probed(CHANGE, {"one": "found", "sql": MANY, "else": "-"}, {"return": {}}))
    with monkeypatch.context() as patched:
        patched.setattr("agentgym.world.connection.SECONDS_PER_CALL", -1.0)
        with pytest.raises(TimeLimitError, match="probe ran longer"):
            do(live, "probe")
    assert live.state().changes() == []
    assert "too much work" in refused(live, "probe")


def test_more_rows_than_a_step_allows_are_refused() -> None:
    many = {"many": "found", "sql": "SELECT name FROM member ORDER BY name", "max": 2}
    live = opened(probed(CHANGE, many, END))
    assert refused(live, "probe") == "more than 2 entries match; narrow it down"


def test_a_huge_result_is_refused() -> None:
    result = {"return": {"copies": [":text"] * 5}}
    live = opened(probed(CHANGE, result, text={"type": "string"}))
    assert not do(live, "probe", text="x" * 1000).is_error
    assert "more than 65536; ask for less" in refused(live, "probe", text="x" * 15000)


def test_a_text_that_grows_without_bound_is_refused() -> None:
    grow = {"write": "UPDATE book SET title = title || title || 'more' WHERE book_id = 'B1'"}
    loop = {"each": "x", "in": "rounds", "do": [grow]}
    live = opened(probed(CHANGE, loop, {"return": {}}, rounds={"type": "array"}))
    assert "too much space" in refused(live, "probe", rounds=[1] * 40)


def test_a_table_that_grows_without_bound_is_refused() -> None:
    text = "x" * 15000
    five = f"WITH t AS ({TEN}) SELECT 1000 + a.n * 1000 + b.n * 100 + c.n * 10 + d.n, :text"
    insert = {
        "write": f"INSERT INTO note (note_id, body) {five} FROM t a, t b, t c, t d",
    }
    live = opened(probed(insert, {"return": {}}, text={"type": "string"}))
    assert "too much space" in refused(live, "probe", text=text)
    assert live.state().changes() == []
    done(live, "write_note", body="still there")


def test_a_memory_bomb_is_cut_off() -> None:
    bomb = {
        "one": "found",
        "sql": f"WITH t AS ({TEN}), u AS MATERIALIZED (SELECT a.n * 1000 + b.n * 100 + c.n * 10 + "
        "d.n || :text AS x FROM t a, t b, t c, t d, t e ORDER BY x) "
        "SELECT count(*) AS n FROM u v, u w WHERE v.x < w.x",
        "else": "-",
    }
    live = opened(probed(CHANGE, bomb, {"return": {}}, text={"type": "string"}))
    assert "too much" in refused(live, "probe", text="x" * 15000)


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("SELECT abs(-9223372036854775807 - 1) AS x", "integer overflow"),
        ("SELECT json_extract(:text, '$.a') AS x", "malformed JSON"),
        ("SELECT add_days('2025-01-01', 9999999999) AS x", "out of range"),
        ("SELECT add_days(1, 1) AS x", "is no date"),
        ("SELECT add_days('2025-01-01', 'x') AS x", "is not a number of days"),
    ],
)
def test_a_computation_that_fails_is_refused(sql: str, why: str) -> None:
    one = {"one": "found", "sql": sql, "else": "-"}
    live = opened(probed(CHANGE, one, {"return": {}}, text={"type": "string"}))
    assert why in refused(live, "probe", text="{")


def test_text_that_is_bound_as_json_and_is_none_is_refused() -> None:
    one = {"one": "found", "sql": "SELECT :text AS x", "json": ["x"], "else": "-"}
    live = opened(probed(CHANGE, one, {"return": ":found"}, text={"type": "string"}))
    assert done(live, "probe", text='{"a": 1}') == {"x": {"a": 1}}
    assert "cannot be used" in refused(live, "probe", text="{")
