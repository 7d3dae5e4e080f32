"""The SQL of tool programs: what may be written, and how SQLite is asked whether it is allowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import apsw

from agentgym.errors import InvalidWorldError, did_you_mean

#: Every function a program may call; any other is refused when the statement is compiled.
FUNCTIONS = frozenset(
    """abs avg ceil ceiling coalesce concat concat_ws count floor group_concat string_agg ifnull iif
    if instr json json_array json_array_length json_each json_extract json_group_array
    json_group_object json_object json_type json_valid -> ->> length like glob lower upper ltrim
    rtrim trim max min mod nullif replace round sign sqrt substr substring sum total typeof unicode
    char row_number rank dense_rank lag lead first_value last_value ntile add_days days_between
    """.split()
)

# Each alternative begins with a character of its own, which lets `re` pass over all others at once.
_TOKEN = re.compile(
    r"""'(?:[^']|'')*'"""
    r"""|"(?:[^"]|"")*\""""
    r"""|--|/\*|;|\?|@|\$|`|\[|'|\""""
    r"""|:(?<![:\w]:)([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)"""
)
_CTE = re.compile(r"([a-z_]\w*)\s*(?:\([\w\s,]*\))?\s+as\s+(?:not\s+)?(?:materialized\s*)?\(", re.I)
_NEVER_A_CTE = re.compile(
    r"_|sqlite_|pragma_|json|dbstat|carray|bytecode|tables_used|fts|rtree", re.I
)
_CONFLICT = re.compile(r"\b(?:insert|update)\s+or\s+(\w+)|\b(replace)\s+into\b", re.I)
_WRITES = re.compile(r"\s*(?:insert|update|delete|with)\b", re.I)
_RETURNING = re.compile(r"\breturning\b", re.I)
_ORDER = re.compile(r"\border\s+by\b", re.I)
_LIMIT = re.compile(r"\blimit\b", re.I)
_GATHERS = re.compile(r"\b(group_concat|string_agg|json_group_array|json_group_object)\s*$", re.I)
#: One of them is in every text that `_LIMIT` or `_GATHERS` finds something in.
_NEEDS_ORDER = ("limit", "group_concat", "string_agg", "json_group")
_COLUMN_NAME = re.compile(r"[A-Za-z_]\w*")

_NOT_ALLOWED = {
    ";": "one statement per step, without ';'",
    "--": "no comments",
    "/*": "no comments",
    "?": "name parameters as :name",
    "@": "name parameters as :name",
    "$": "name parameters as :name",
    "`": 'quote identifiers with "..."',
    "[": 'quote identifiers with "..."',
    "'": "a text is not closed",
    '"': "a quoted identifier is not closed",
}
_OPERATIONS = {
    apsw.SQLITE_INSERT: "INSERT into",
    apsw.SQLITE_UPDATE: "UPDATE of",
    apsw.SQLITE_DELETE: "DELETE from",
}


@dataclass(frozen=True, slots=True)
class Rewritten:
    """SQL with positional parameters.

    Attributes:
        sql: With `?1`, `?2`, ...
        names: The name behind each, in order.
        bare: The text as written, with the contents of texts and quoted identifiers blanked out.
    """

    sql: str
    names: tuple[str, ...]
    bare: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a result: its name, and the table and column it comes from, if any."""

    name: str
    table: str | None
    origin: str | None


def rewrite(text: str, resolve: Callable[[str], str]) -> Rewritten:
    """Turn every `:name` into a positional parameter.

    Args:
        text: SQL as written.
        resolve: Checks a name, and returns the one to bind.

    Raises:
        InvalidWorldError: The text holds what the language leaves out, or an unknown name.
    """
    cut = _cut(text)
    if len(cut.between) == 1:
        return Rewritten(text, (), cut.bare)
    names: list[str] = []
    parts = [cut.between[0]]
    for path, between in zip(cut.paths, cut.between[1:], strict=True):
        name = resolve(path)
        if name not in names:
            names.append(name)
        parts += (f"?{names.index(name) + 1}", between)
    return Rewritten("".join(parts), tuple(names), cut.bare)


@dataclass(frozen=True, slots=True)
class _Cut:
    """SQL cut at its `:name`s: the names, what stands around them, and the blanked-out text."""

    paths: tuple[str, ...]
    between: tuple[str, ...]
    bare: str


@lru_cache(maxsize=4096)
def _cut(text: str) -> _Cut:
    paths: list[str] = []
    between: list[str] = []
    bare: list[str] = []
    begun = position = 0
    for token in _TOKEN.finditer(text):
        bare.append(text[position : token.start()])
        position = token.end()
        found = token[0]
        if token[1]:
            paths.append(token[1])
            between.append(text[begun : token.start()])
            begun = position
            bare.append(found)
        elif len(found) > 1 and found[0] in "'\"":
            bare.append(found[0] + "_" * (len(found) - 2) + found[0])
        else:
            raise InvalidWorldError(f"{found!r} in {text!r:.200}: {_NOT_ALLOWED[found]}")
    between.append(text[begun:])
    bare.append(text[position:])
    return _Cut(tuple(paths), tuple(between), "".join(bare))


def check_order(bare: str, *, whole: bool) -> None:
    """Refuse what has no order of its own, so that a result never depends on SQLite's plan.

    Args:
        bare: SQL with its texts blanked out.
        whole: Whether the statement as a whole must be ordered.

    Raises:
        InvalidWorldError: An ORDER BY is missing.
    """
    folded = bare.lower()
    if not whole and not any(word in folded for word in _NEEDS_ORDER):
        return
    for opened_by, group in _groups(bare):
        ordered = _ORDER.search(group) is not None
        if not opened_by and whole and not ordered:
            raise InvalidWorldError(
                f"{bare!r:.200} has no ORDER BY; end it with one that names the key last"
            )
        if not ordered and _LIMIT.search(group):
            raise InvalidWorldError(
                f"LIMIT without ORDER BY in {bare!r:.200}; say which rows are meant"
            )
        gathers = _GATHERS.search(opened_by)
        if gathers and not ordered:
            raise InvalidWorldError(
                f"{gathers[1]} without ORDER BY in {bare!r:.200}; write "
                f"{gathers[1]}(... ORDER BY ...)"
            )


def is_ordered(bare: str) -> bool:
    """Whether the statement as a whole has an ORDER BY."""
    return "order" in bare.lower() and any(
        not opened_by and _ORDER.search(group) for opened_by, group in _groups(bare)
    )


@lru_cache(maxsize=4096)
def _groups(bare: str) -> tuple[tuple[str, str], ...]:
    """Every stretch between parentheses without those inside it, and what stands before it."""
    stack: list[tuple[str, list[str]]] = [("", [])]
    done: list[tuple[str, str]] = []
    for piece in re.split(r"([()])", bare):
        if piece == "(":
            before = "".join(stack[-1][1])
            stack.append((before[-60:] or " ", []))
        elif piece == ")" and len(stack) > 1:
            opened_by, inside = stack.pop()
            done.append((opened_by, "".join(inside)))
            stack[-1][1].append(" () ")
        else:
            stack[-1][1].append(piece)
    return (("", "".join(stack[0][1])), *done)


def top_level_split(bare: str, text: str) -> list[str]:
    """Cut a text at its commas outside parentheses; `bare` is the same with texts blanked out."""
    parts: list[str] = []
    depth = start = 0
    for position, character in enumerate(bare):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append(text[start:position])
            start = position + 1
    return [*parts, text[start:]]


#: The columns of a statement's result, and whether it only reads.
_Prepared: TypeAlias = tuple[tuple[Column, ...], bool]


class Vetter:
    """Compiles statements on a connection that holds the schema, under an authorizer.

    Args:
        connection: One with the world's schema; it is never used to run a statement.
        tables: The world's tables.
    """

    def __init__(self, connection: apsw.Connection, tables: Collection[str]) -> None:
        self._connection = connection
        self._tables = frozenset(tables)
        self._common: frozenset[str] = frozenset()
        self._writes: frozenset[str] = frozenset()
        self._refused: str | None = None
        self._known: dict[tuple[str, frozenset[str]], _Prepared] = {}
        connection.set_authorizer(self._authorize)

    def read(self, statement: Rewritten) -> tuple[Column, ...]:
        """Vet a query, and say what its columns are.

        Raises:
            InvalidWorldError: It is not a plain query, or does what no program may.
        """
        columns, read_only = self._prepare(statement, frozenset())
        if not columns or not read_only:
            raise InvalidWorldError(
                f"{statement.sql!r:.200} is not a query; it must begin with SELECT"
            )
        names = [column.name for column in columns]
        for name in names:
            if not _COLUMN_NAME.fullmatch(name):
                raise InvalidWorldError(
                    f"the column {name!r} of {statement.sql!r:.200} has no name; "
                    "give it one with AS"
                )
            if names.count(name) > 1:
                raise InvalidWorldError(
                    f"two columns of {statement.sql!r:.200} are called {name!r}; rename one with AS"
                )
        return columns

    def write(self, statement: Rewritten, writes: Collection[str]) -> None:
        """Vet an INSERT, UPDATE or DELETE of the tables in `writes`.

        Raises:
            InvalidWorldError: It is none, or writes elsewhere, or does what no program may.
        """
        conflict = _CONFLICT.search(statement.bare)
        if conflict:
            raise InvalidWorldError(
                f"{conflict[0]!r} in {statement.sql!r:.200}: conflict clauses are not part of the "
                "language; test first with a `one` and a `when` step, or use ON CONFLICT"
            )
        if _RETURNING.search(statement.bare):
            raise InvalidWorldError(
                f"RETURNING in {statement.sql!r:.200} is not part of the language; "
                "read with a `one` step"
            )
        _, read_only = self._prepare(statement, frozenset(writes))
        if read_only or not _WRITES.match(statement.bare):
            raise InvalidWorldError(
                f"{statement.sql!r:.200} writes nothing; "
                "a write step is an INSERT, UPDATE or DELETE"
            )

    def _prepare(self, statement: Rewritten, writes: frozenset[str]) -> _Prepared:
        """What SQLite says of a statement; the tools of a world have many in common."""
        key = (statement.sql, writes)
        if key not in self._known:
            self._known[key] = self._compiled(statement, writes)
        return self._known[key]

    def _compiled(self, statement: Rewritten, writes: frozenset[str]) -> _Prepared:
        seen: list[_Prepared] = []

        def stop(cursor: apsw.Cursor, _sql: str, _bindings: object) -> bool:
            described = cursor.description_full if cursor.get_description() else ()
            columns = tuple(Column(d[0], d[3], d[4]) for d in described)
            seen.append((columns, cursor.is_readonly and not cursor.is_explain))
            return False

        # SQLite reports reads of a common table expression as reads of a table of that name.
        self._common = frozenset(
            name
            for name in (_CTE.findall(statement.bare) if "with" in statement.bare.lower() else ())
            if not _NEVER_A_CTE.match(name) and name not in self._tables
        )
        self._writes, self._refused = writes, None
        cursor = self._connection.cursor()
        cursor.exec_trace = stop
        try:
            cursor.execute(statement.sql, (None,) * len(statement.names), can_cache=False)
        except apsw.ExecTraceAbort:
            pass
        except apsw.Error as error:
            raise InvalidWorldError(self._why(error, statement.sql)) from None
        return seen[0]

    def _why(self, error: apsw.Error, sql: str) -> str:
        if self._refused is not None:
            return f"{self._refused} is not allowed in {sql!r:.200}"
        missing = re.fullmatch(r"(?:SQLError: )?no such table: (\w+)", str(error))
        guess = did_you_mean(missing[1], self._tables) if missing else ""
        return f"{error} in {sql!r:.200}.{guess}"

    def _authorize(
        self,
        operation: int,
        first: str | None,
        second: str | None,
        database: str | None,
        _by: str | None,
    ) -> int:
        if operation == apsw.SQLITE_SELECT:
            return apsw.SQLITE_OK
        if operation == apsw.SQLITE_READ and (
            first in self._tables or first in self._common or first in ("json_each", "")
        ):
            return apsw.SQLITE_OK
        if operation == apsw.SQLITE_FUNCTION and second in FUNCTIONS:
            return apsw.SQLITE_OK
        if operation in _OPERATIONS and first in self._writes and database == "main":
            return apsw.SQLITE_OK
        self._refused = self._describe(operation, first, second)
        return apsw.SQLITE_DENY

    def _describe(self, operation: int, first: str | None, second: str | None) -> str:
        if operation == apsw.SQLITE_FUNCTION:
            return f"the function {second}{did_you_mean(str(second), FUNCTIONS).rstrip()}"
        if operation in _OPERATIONS and first in self._tables:
            declared = ", ".join(sorted(self._writes)) or "none"
            return f"{_OPERATIONS[operation]} {first!r} (the tool's `writes`: {declared})"
        if operation == apsw.SQLITE_RECURSIVE:
            return "a recursive query"
        name = apsw.mapping_authorizer_function.get(operation, operation)
        return f"{str(name).removeprefix('SQLITE_')} {first or ''}".strip()
