"""World files with a mistake are refused, and the message says where it is and what to do."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from agentgym.errors import InvalidWorldError
from agentgym.world import World
from tests.world.library import library, tool

Spec = dict[str, Any]


def message(spec: Any) -> str:
    with pytest.raises(InvalidWorldError) as caught:
        World.load(spec)
    return str(caught.value)


def changed(change: Callable[[Spec], object]) -> Spec:
    spec: Spec = copy.deepcopy(library())
    change(spec)
    return spec


def columns(table: str, **more: object) -> Callable[[Spec], object]:
    return lambda spec: spec["tables"][table]["columns"].update(more)


def probed(*steps: Spec, writes: tuple[str, ...] = (), **properties: object) -> Spec:
    return library(tools=[tool(*steps, writes=writes, **properties)])


END: Spec = {"return": {}}
TEXT = {"type": "string"}


def test_a_world_loads_from_a_path_a_text_bytes_and_a_dict(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    path.write_bytes(orjson.dumps(library()))
    digests = {
        World.load(s).digest() for s in (path, path.read_text(), path.read_bytes(), library())
    }
    assert len(digests) == 1
    assert World.load(path).spec.name == "library"


def test_a_file_that_is_missing_or_no_json_is_refused(tmp_path: Path) -> None:
    assert "cannot read the world file" in message(tmp_path / "none.json")
    assert message("{").endswith("line 1 column 2 (char 1)")
    assert "give pathlib.Path('none.json')" in message("none.json")
    assert "is a JSON object" in message("[]")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda s: s.update(format=2), ["world: 'format' is 2"]),
        (lambda s: s.update(tabels={}), ["unknown key 'tabels'", "Did you mean 'tables'"]),
        (lambda s: s.pop("name"), ["'name' is missing"]),
        (lambda s: s.update(tools=[]), ["'tools' is []"]),
        (lambda s: s.update(tables={}), ["'tables' is {}"]),
        (lambda s: s["clock"].update(start="noon"), ["clock", "'noon' is no ISO date"]),
        (lambda s: s["clock"].update(start="2025-01-01T00:00Z"), ["clock", "has a zone"]),
        (lambda s: s["clock"].update(tick_seconds=-1), ["clock", "'tick_seconds' is -1"]),
        (lambda s: s["clock"].update(tick=1), ["clock", "unknown key 'tick'", "tick_seconds"]),
        (lambda s: s["tables"].update(Bad=s["tables"]["note"]), ["'Bad' is no table name"]),
        (lambda s: s["tables"].update(json_each=s["tables"]["note"]), ["no table name", "json_"]),
        (lambda s: s["tables"]["book"].update(colums={}), ["table book", "Did you mean 'columns'"]),
        (columns("book", Title={"type": "text"}), ["table book", "'Title' is no column name"]),
        (columns("book", size={"type": "integer"}), ["table book, column size", "'integer'"]),
        (columns("book", size={"type": "int", "kee": True}), ["column size", "Did you mean 'key'"]),
        (columns("book", size={"null": True}), ["table book, column size", "'type' is missing"]),
        (columns("book", book_id={"type": "text"}), ["table book", "has no key"]),
        (columns("book", book_id={"type": "text", "key": True, "null": True}), ["cannot be null"]),
        (columns("book", book_id={"type": "text", "key": True, "volatile": True}), ["volatile"]),
        (columns("book", book_id={"type": "real", "key": True}), ["column book_id", "real"]),
        (columns("book", size={"type": "text", "decimals": 2}), ["`decimals` is for type real"]),
        (columns("book", size={"type": "int", "json": True}), ["`json` is for type text"]),
        (columns("book", size={"type": "text", "min": 1}), ["`min` and `max` are for numbers"]),
        (columns("book", size={"type": "int", "max": 1.5}), ["whole numbers"]),
        (
            columns("book", size={"type": "int", "enum": ["a"]}),
            ["enum value 'a' is not of type int"],
        ),
        (columns("book", size={"type": "int", "enum": []}), ["column size", "enum"]),
        (columns("book", size={"type": "text", "ref": "shelf"}), ["column size", "'shelf'"]),
        (columns("loan", book_id={"type": "text", "ref": "boo"}), ["Did you mean 'book'"]),
        (columns("book", size={"type": "int", "ref": "loan"}), ["is int, but the key", "text"]),
        (columns("book", size={"type": "text", "ref": "fine"}), ["key has 2 columns"]),
    ],
)
def test_a_mistake_in_the_tables_is_named(
    change: Callable[[Spec], object], said: list[str]
) -> None:
    why = message(changed(change))
    assert all(part in why for part in said), why


@pytest.mark.parametrize(
    ("generate", "said"),
    [
        ({"mod": 10, "mul": 4}, "share the factor 2"),
        ({"mul": 3}, "need a `mod`"),
        ({"mod": 1000, "mul": 3, "width": 2}, "width 2 cannot hold numbers up to 999"),
        ({"mod": 1}, "'mod' is 1"),
        ({"mods": 7}, "Did you mean 'mod'"),
    ],
)
def test_a_key_sequence_that_would_repeat_is_refused(generate: Spec, said: str) -> None:
    column = {"type": "text", "key": True, "generate": generate}
    why = message(changed(columns("loan", loan_id=column)))
    assert "table loan, column loan_id" in why
    assert said in why


@pytest.mark.parametrize(
    ("table", "column", "said"),
    [
        ("note", {"type": "int", "key": True, "generate": {"prefix": "N"}}, "no prefix"),
        ("note", {"type": "int", "generate": {}}, "only a key is generated"),
        ("fine", {"type": "int", "key": True, "generate": {}}, "must be the only key"),
        ("note", {"type": "int", "key": True, "ref": "slot", "generate": {}}, "cannot be a ref"),
    ],
)
def test_a_generated_column_must_be_the_key(table: str, column: Spec, said: str) -> None:
    spec = changed(columns(table, **{"number" if table == "fine" else "note_id": column}))
    assert said in message(spec)


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        ("member", ["M9", "X"], ["has 2 values for 3 columns"]),
        ("member", ["M9", "X", "5"], ["column balance_cents", "'5' is not of type int"]),
        ("member", ["M9", "X", 5.0], ["column balance_cents", "5.0 is not of type int"]),
        ("member", ["M9", "X", True], ["write 1 or 0"]),
        ("member", ["M9", None, 5], ["column name", "not nullable"]),
        ("member", ["M9", "a\0b", 5], ["column name", "NUL"]),
        ("member", ["M9", "X", 2**64], ["does not fit in 64 bits"]),
        ("member", ["M9", "X", -1], ["member.balance_cents must be at least 0"]),
        ("member", ["M1", "X", 1], ["a row with this key already"]),
        ("member", ["M9", "x" * 20000, 1], ["table member, row 4"]),
        ("book", ["B9", "X", 1, 1, 9.999, "{}"], ["book.price has at most 2 decimals"]),
        ("book", ["B9", "X", 1, 1, 9, "{"], ["column tags", "is not JSON"]),
        ("loan", ["L1", "M1", "B1", "lost", "", ""], ["loan.status must be one of open, returned"]),
        ("loan", ["L1", "M9", "B1", "open", "", ""], ["row 2, column member_id: 'M9' is no key"]),
    ],
)
def test_a_row_that_does_not_fit_is_named(table: str, row: list[object], said: list[str]) -> None:
    spec = changed(lambda s: s["tables"][table]["rows"].append(row))
    why = message(spec)
    assert why.startswith(f"table {table}, row ")
    assert all(part in why for part in said), why


def test_half_a_surrogate_pair_in_a_row_is_refused() -> None:
    spec = changed(lambda s: s["tables"]["member"]["rows"].append(["M9", "\ud800", 1]))
    assert "table member, row 4, column name" in message(spec)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.update(name="no spaces"), ["'no spaces' is no tool name"]),
        (lambda t: t.update(name="lend"), ["two tools are called 'lend'"]),
        (lambda t: t.pop("description"), ["tool probe", "'description' is missing"]),
        (lambda t: t.update(writs=[]), ["tool probe", "Did you mean 'writes'"]),
        (lambda t: t.update(writes=["lone"]), ["tool probe, writes", "Did you mean 'loan'"]),
        (lambda t: t.update(input={"type": "array"}), ["tool probe: input", "'array'"]),
        (
            lambda t: t.update(input={"type": "object", "properties": {"x": {"type": "txt"}}}),
            ["tool probe: input is not valid JSON Schema: at properties.x.type"],
        ),
        (lambda t: t["input"].update(additionalProperties=True), ["additionalProperties"]),
        (lambda t: t["input"].update(required=["y"]), ["requires 'y'"]),
        (lambda t: t["input"].update(properties={"a-b": {}}), ["input: 'a-b' cannot be bound"]),
        (lambda t: t["input"].update(properties={"now": {}}), ["'now' is bound already"]),
        (lambda t: t.update(output={"type": "string"}), ["tool probe: output", "'string'"]),
        (lambda t: t.update(steps=[]), ["tool probe", "'steps' is []"]),
        (
            lambda t: t["input"].update(properties={"x": {"$ref": "http://127.0.0.1:9/x"}}),
            ["tool probe: input", "127.0.0.1"],
        ),
    ],
)
def test_a_mistake_in_a_tool_is_named(change: Callable[[Spec], object], said: list[str]) -> None:
    probe = tool(END)
    change(probe)
    why = message(library(tools=[probe]))
    assert all(part in why for part in said), why


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"on": "m", "sql": "SELECT 1"}, ["unknown step kind", "Did you mean 'one'"]),
        ({"one": "m"}, ["(one)", "'sql' is missing"]),
        ({"one": "m", "sql": "SELECT 1 AS x", "els": ""}, ["(one)", "Did you mean 'else'"]),
        ({"require": "1"}, ["(require)", "'else' is missing"]),
        ({"many": "m", "sql": "SELECT 1 AS x ORDER BY 1", "max": 0}, ["(many)", "'max' is 0"]),
        ({"one": "m", "sql": "SELECT nam FROM member"}, ["(one)", "no such column: nam"]),
        ({"one": "m", "sql": "SELECT 1 AS x FROM memer"}, ["(one)", "Did you mean 'member'"]),
        ({"one": "m", "sql": "SELEC 1"}, ["(one)", "syntax error"]),
        ({"one": "m", "sql": " "}, ["(one)", "is not a query"]),
        ({"one": "m", "sql": "SELECT count(*) FROM member"}, ["(one)", "'count(*)'", "with AS"]),
        (
            {"one": "m", "sql": "SELECT l.book_id, b.book_id FROM loan l JOIN book b"},
            ["(one)", "two columns", "'book_id'"],
        ),
        ({"one": "m", "sql": "SELECT :y AS y"}, ["(one)", "unknown name ':y'", "Known here"]),
        ({"one": "m", "sql": "SELECT :bok AS y"}, ["(one)", "Did you mean 'book'"]),
        ({"one": "m", "sql": "SELECT :book.id AS y"}, ["(one)", "one value and has no 'id'"]),
        ({"one": "m", "sql": "SELECT 1 AS x; SELECT 2 AS x"}, ["(one)", "one statement per step"]),
        ({"one": "m", "sql": "SELECT 1 AS x -- all"}, ["(one)", "no comments"]),
        ({"one": "m", "sql": "SELECT ?1 AS x"}, ["(one)", "name parameters as :name"]),
        ({"one": "m", "sql": "SELECT 'x AS x"}, ["(one)", "not closed"]),
        ({"one": "m", "sql": "SELECT 1 AS x", "json": ["y"]}, ["the query has no column 'y'"]),
        ({"one": "book", "sql": "SELECT 1 AS x"}, ["(one)", "'book' is bound already"]),
        ({"one": "a b", "sql": "SELECT 1 AS x"}, ["(one)", "'a b' cannot be bound"]),
        ({"one": "m", "sql": "DELETE FROM book"}, ["(one)", "DELETE"]),
        ({"one": "m", "sql": "ATTACH 'x' AS y"}, ["(one)", "ATTACH", "not allowed"]),
        ({"one": "m", "sql": "PRAGMA table_info(book)"}, ["(one)", "PRAGMA", "not allowed"]),
        ({"one": "m", "sql": "SELECT * FROM pragma_table_info('book')"}, ["not allowed"]),
        ({"one": "m", "sql": "SELECT sql FROM sqlite_schema"}, ["sqlite_", "not allowed"]),
        ({"one": "m", "sql": "SELECT date('now') AS d"}, ["the function date", "not allowed"]),
        ({"one": "m", "sql": "SELECT current_timestamp AS d"}, ["current_time", "not allowed"]),
        ({"one": "m", "sql": "SELECT random() AS d"}, ["the function random", "not allowed"]),
        ({"one": "m", "sql": "SELECT printf('%9999d', 1) AS d"}, ["printf", "not allowed"]),
        ({"one": "m", "sql": "SELECT load_extension('x') AS d"}, ["load_extension"]),
        ({"one": "m", "sql": "EXPLAIN SELECT 1"}, ["(one)", "not a query"]),
        (
            {"one": "m", "sql": "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM c) "
             "SELECT n FROM c"},
            ["a recursive query", "not allowed"],
        ),
        (
            {"one": "m", "sql": "WITH c(n) AS (SELECT 1 UNION SELECT n+1 FROM c) SELECT n FROM c"},
            ["a recursive query", "not allowed"],
        ),
        ({"many": "m", "sql": "SELECT name FROM member"}, ["(many)", "has no ORDER BY"]),
        (
            {"many": "m", "sql": "SELECT name FROM (SELECT name FROM member ORDER BY name)"},
            ["(many)", "has no ORDER BY"],
        ),
        (
            {"one": "m", "sql": "SELECT (SELECT name FROM member LIMIT 1) AS n"},
            ["(one)", "LIMIT without ORDER BY"],
        ),
        (
            {"one": "m", "sql": "SELECT json_group_array(name) AS n FROM member"},
            ["json_group_array without ORDER BY"],
        ),
        ({"write": "UPDATE book SET copies = 1"}, ["(write)", "declares no `writes`"]),
        ({"new": "k", "of": "loan"}, ["(new)", "not among the tool's `writes`"]),
        ({"new": "k", "of": "book"}, ["(new)", "not generated", "loan"]),
        ({"new": "k", "of": "lone"}, ["(new)", "Did you mean 'loan'"]),
        ({"each": "b", "in": "book", "do": [END]}, ["(each)", "is not a list"]),
        ({"each": "b", "in": "bok", "do": [END]}, ["(each)", "Did you mean 'book'"]),
        ({"each": "b", "in": "list", "do": []}, ["(each)", "'do' is []"]),
        ({"return": [1]}, ["(return)", "returns a JSON object"]),
        ({"return": ":list"}, ["(return)", "returns a JSON object"]),
        ({"return": "done"}, ["(return)", "returns a JSON object"]),
        ({"return": {"x": ":nix"}}, ["(return)", "unknown name ':nix'"]),
        ({"require": ":book = 'x'", "else": "no {bok}"}, ["(require)", "Did you mean 'book'"]),
    ],
)  # fmt: skip
def test_a_mistake_in_a_step_is_named(step: Spec, said: list[str]) -> None:
    why = message(
        probed({"require": "1", "else": ""}, step, END, book=TEXT, list={"type": "array"})
    )
    assert why.startswith("tool probe, step 2"), why
    assert all(part in why for part in said), why


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE book SET copies = 1", "UPDATE of 'book' (the tool's `writes`: loan, note)"),
        ("DELETE FROM member", "DELETE from 'member'"),
        ("INSERT INTO audit VALUES (1, 'x')", "INSERT into 'audit'"),
        ("SELECT 1 AS x", "writes nothing"),
        ("DROP TABLE loan", "not allowed"),
        ("CREATE TABLE x (y)", "not allowed"),
        ("INSERT OR REPLACE INTO loan SELECT * FROM loan", "conflict clauses"),
        ("REPLACE INTO loan SELECT * FROM loan", "conflict clauses"),
        ("UPDATE OR IGNORE loan SET status = 'open'", "conflict clauses"),
        ("UPDATE loan SET status = 'open' RETURNING loan_id", "RETURNING"),
        ("PRAGMA foreign_keys = 0", "not allowed"),
        ("BEGIN", "not allowed"),
        ("VACUUM", "writes nothing"),
        ("EXPLAIN DELETE FROM loan", "writes nothing"),
        ("UPDATE loan SET due = :key", "copies the generated key ':key' into loan.due"),
        ("UPDATE loan SET due = 'x' || :key", "loan.due"),
        ("UPDATE loan SET due = :found.loan_id", "':found.loan_id' into loan.due"),
        ("UPDATE note SET body = json_object('loan', :key)", "note.body"),
        ("UPDATE note SET about = :note_key", "':note_key' into note.about"),
        ("INSERT INTO loan VALUES (:key, 'M1', 'B1', 'open', :key, '')", "loan.due"),
        ("INSERT INTO note (note_id, body) VALUES (1, 'x'), (2, :key)", "note.body"),
        ("INSERT INTO note (note_id, body) SELECT 7, :key FROM book", "note.body"),
    ],
)
def test_a_write_outside_the_rules_is_named(sql: str, said: str) -> None:
    why = message(
        probed(
            {"one": "found", "sql": "SELECT loan_id FROM loan", "else": "-"},
            {"new": "key", "of": "loan"},
            {"new": "note_key", "of": "note"},
            {"write": sql},
            END,
            writes=("loan", "note"),
        )
    )
    assert why.startswith("tool probe, step 4 (write)"), why
    assert said in why, why


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE loan SET at = :key",
        "UPDATE note SET about = :key",
        "UPDATE note SET reply_to = :note_key, about = :found.loan_id",
        "INSERT INTO loan VALUES (:key, 'M1', 'B1', 'open', '2025-01-01', :key)",
        "INSERT INTO audit VALUES (1, 'loan ' || :key)",
        "UPDATE loan SET due = (SELECT due FROM loan WHERE loan_id = :key)",
        "UPDATE loan SET status = 'open' WHERE loan_id = :key",
        "UPDATE loan SET status = iif(loan_id = :key, 'open', 'returned')",
        "INSERT INTO note (note_id, body) VALUES (1, 'x') ON CONFLICT (note_id) DO NOTHING",
        "WITH x AS (SELECT loan_id AS i FROM loan) DELETE FROM note WHERE about IN x",
        "UPDATE book SET copies = copies + n.c FROM (SELECT count(*) AS c FROM loan) AS n",
    ],
)  # fmt: skip
def test_a_write_within_the_rules_loads(sql: str) -> None:
    World.load(
        probed(
            {"one": "found", "sql": "SELECT loan_id FROM loan", "else": "-"},
            {"new": "key", "of": "loan"},
            {"new": "note_key", "of": "note"},
            {"write": sql},
            END,
            writes=("loan", "note", "audit", "book"),
        )
    )


@pytest.mark.parametrize(
    "steps",
    [
        [{"require": "1", "else": ""}],
        [{"when": "1", "do": [END]}],
        [{"when": "1", "do": [END], "otherwise": [{"require": "1", "else": ""}]}],
        [{"each": "x", "in": "list", "do": [END]}],
    ],
)
def test_a_program_that_may_not_return_is_refused(steps: list[Spec]) -> None:
    assert "tool probe: it does not return on every path" in message(
        probed(*steps, list={"type": "array"})
    )


def test_tables_and_columns_whose_names_run_together_are_kept_apart() -> None:
    key = {"type": "int", "key": True}
    tables = {
        "a": {"columns": {"k": key, "b__c": {"type": "int", "index": True}}},
        "a__b": {"columns": {"k": key, "c": {"type": "int", "index": True}}},
    }
    World.load(library(tables=tables))


def test_a_table_that_sqlite_cannot_hold_is_named() -> None:
    columns = {f"c{n}": {"type": "int", "key": n == 0} for n in range(101)}
    why = message(library(tables={"wide": {"columns": columns}}))
    assert "table wide" in why
    assert "too many columns" in why


def test_a_file_that_cannot_be_written_as_json_is_refused() -> None:
    assert "cannot be written as JSON" in message(probed({"return": {"x": 2**70}}))


def test_a_program_may_return_in_both_branches_of_a_condition() -> None:
    World.load(probed({"when": "1", "do": [END], "otherwise": [END]}))


def test_steps_after_a_return_are_refused() -> None:
    assert "step 2 is never reached" in message(probed(END, END))


def test_a_row_that_may_be_missing_cannot_be_the_result() -> None:
    one = {"one": "m", "sql": "SELECT name FROM member WHERE member_id = 'M1'"}
    assert "step 2 (return): ':m' is null where no row is found" in message(
        probed(one, {"return": ":m"})
    )


def test_a_whole_row_cannot_stand_in_sql_or_in_a_message() -> None:
    one = {"one": "m", "sql": "SELECT name FROM member WHERE member_id = 'M1'", "else": "-"}
    why = message(probed(one, {"require": ":m IS NULL", "else": "-"}, END))
    assert "':m' is a whole row; name a column, such as :m.name" in why
    assert "'{m}' is a whole row" in message(probed(one, {"require": "1", "else": "{m}"}, END))


def test_a_list_of_rows_has_no_attributes() -> None:
    many = {"many": "m", "sql": "SELECT name FROM member ORDER BY name"}
    why = message(probed(many, {"return": {"x": ":m.name"}}))
    assert "is a list of rows; go through it with an `each` step" in why


def test_names_bound_in_a_branch_or_a_loop_end_with_it() -> None:
    inner = {"one": "m", "sql": "SELECT 1 AS x", "else": "-"}
    why = message(probed({"when": "1", "do": [inner]}, {"return": {"x": ":m.x"}}))
    assert "step 2 (return): unknown name ':m'" in why


def test_a_nested_step_is_named_by_its_path() -> None:
    bad = {"one": "m", "sql": "SELECT nix FROM member"}
    spec = probed(
        {"require": "1", "else": ""},
        {"each": "x", "in": "list", "do": [{"when": "1", "do": [], "otherwise": [bad]}]},
        END,
        list={"type": "array"},
    )
    assert message(spec).startswith("tool probe, step 2.1.otherwise.1 (one): no such column: nix")
    bad.pop("sql")
    assert message(spec).startswith("tool probe, step 2.1.otherwise.1 (one): 'sql' is missing")


def test_steps_nested_too_deep_are_refused() -> None:
    step: Spec = {"when": "1", "do": []}
    for _ in range(4):
        step = {"when": "1", "do": [step]}
    assert "nested more than 3 deep" in message(probed(step, END))


def test_the_attributes_of_an_item_are_checked_where_its_schema_lists_them() -> None:
    items = {"type": "object", "properties": {"sku": TEXT}}
    spec = probed(
        {"each": "x", "in": "list", "do": [{"require": ":x.skuu = 1", "else": ""}]},
        END,
        list={"type": "array", "items": items},
    )
    assert "unknown name ':x.skuu'. Did you mean 'sku'?" in message(spec)
