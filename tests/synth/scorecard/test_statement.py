from __future__ import annotations

import pytest

from agentgym_synth.scorecard.statement import Use, read_statement


@pytest.mark.parametrize(
    ("sql", "sources"),
    [
        ("SELECT a.x FROM a", "a"),
        ("SELECT status, a FROM b ORDER BY status", "b"),
        ("SELECT x FROM a, b AS c, d e WHERE f = 1", "a b d"),
        ("SELECT x FROM a JOIN b USING (c) LEFT JOIN d ON d.a = b.a, e", "a b d e"),
        ("SELECT 'from c, d' AS t FROM a", "a"),
        ("SELECT (SELECT max(x) FROM b) FROM a", "b a"),
        ("SELECT x FROM (SELECT y AS x FROM a) t, b ORDER BY x", "a b"),
        ("SELECT x FROM a WHERE x IN (SELECT y FROM b) AND c IS DISTINCT FROM d", "a b"),
        ("WITH t AS (SELECT x FROM a) SELECT x FROM t JOIN b ON 1", "a b"),
        ("WITH t(x) AS NOT MATERIALIZED (SELECT y FROM a) SELECT x FROM t", "a"),
        ("SELECT x FROM a UNION ALL SELECT y FROM b ORDER BY 1", "a b"),
        ('SELECT "from" FROM "a"', "a"),
        ("NOT EXISTS (SELECT 1 FROM a WHERE b = :c)", "a"),
        (":a = 'b'", ""),
        ("INSERT INTO a (x) SELECT y FROM b ORDER BY y", "a b"),
        ("INSERT INTO a VALUES (1, 2) ON CONFLICT (x) DO UPDATE SET y = excluded.y", "a"),
        ("UPDATE a SET x = (SELECT y FROM b) WHERE z = 1", "a b"),
        ("DELETE FROM a WHERE x = :x", "a"),
    ],
)
def test_tables_are_found_where_tables_stand(sql: str, sources: str) -> None:
    assert read_statement(sql).sources == tuple(sources.split())


@pytest.mark.parametrize(
    ("sql", "op", "target", "changed"),
    [
        ("INSERT INTO a VALUES (1)", "insert", "a", ()),
        ("UPDATE a SET x = 1, y = iif(:y = 2, z, y) WHERE w = 3", "update", "a", ("x", "y")),
        ("DELETE FROM a WHERE x = 1", "delete", "a", ()),
        ("SELECT replace(x, 'a', 'b') FROM a", None, "", ()),
        ("INSERT INTO a VALUES (1) ON CONFLICT (x) DO UPDATE SET y = 2", "insert", "a", ("y",)),
    ],
)
def test_what_is_written_is_found(
    sql: str, op: str | None, target: str, changed: tuple[str, ...]
) -> None:
    statement = read_statement(sql)
    assert (statement.op, statement.target, statement.changed) == (op, target, changed)


@pytest.mark.parametrize(
    ("sql", "uses"),
    [
        ("SELECT 1 FROM a WHERE x = :x AND y > :y", [Use("x", "x"), Use("y", "")]),
        ("SELECT 1 FROM a b WHERE :x = b.x", [Use("x", "b.x")]),
        ("SELECT 1 FROM a WHERE (:x IS NULL OR x = upper(:x))", [Use("x", ""), Use("x", "x")]),
        ("SELECT 1 FROM a WHERE x IN (SELECT value FROM json_each(:xs))", [Use("xs", "x")]),
        ("SELECT 1 FROM a WHERE x NOT IN (:x, :y)", [Use("x", "x"), Use("y", "x")]),
        ("UPDATE a SET x = :it.x, y = y + 1 WHERE z = :z", [Use("it.x", "x"), Use("z", "z")]),
        ("INSERT INTO a VALUES (:x, lower('b'), :y)", [Use("x", "", 0), Use("y", "", 2)]),
        ("INSERT INTO a (x, y) VALUES (1, :y)", [Use("y", "y")]),
        ("INSERT INTO a SELECT :x, b.y FROM b ORDER BY :z", [Use("x", "", 0), Use("z", "")]),
        ("SELECT 1 FROM a WHERE x = (SELECT y FROM b WHERE z = :z)", [Use("z", "z")]),
    ],
)
def test_parameters_are_found_with_the_columns_they_meet(sql: str, uses: list[Use]) -> None:
    assert list(read_statement(sql).uses) == uses


def test_the_parameters_that_page_are_those_of_the_limit() -> None:
    sql = (
        "SELECT (SELECT y FROM b ORDER BY y LIMIT 1) AS y FROM a WHERE x = :x "
        "ORDER BY y LIMIT :size OFFSET (:page - 1) * :size"
    )
    assert read_statement(sql).paging == {"size", "page"}
