"""What one SQL statement of a tool program reads, writes, and does with its parameters.

The statement has passed the world's own checks, so that this looks only for the places where a
table can stand, and for the columns that parameters meet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Op = Literal["insert", "update", "delete"]

_TOKEN = re.compile(
    r"""'(?:[^']|'')*'|[<>!]=|\d[\w.]*"""
    r"""|:([A-Za-z_][\w.]*)"""
    r"""|("?[A-Za-z_]\w*"?(?:\."?[A-Za-z_]\w*"?)?)"""
    r"""|([(),=])"""
)
_COMMON = re.compile(
    r"([a-z_]\w*)\s*(?:\([\w\s,]*\))?\s+as\s+(?:not\s+)?(?:materialized\s*)?\(", re.I
)
_OPS: dict[str, Op] = {"insert": "insert", "update": "update", "delete": "delete"}
#: Words that are neither tables nor columns.
KEYWORDS = frozenset(
    """select from join inner left right full outer cross natural where group order having limit
    offset on using as union except intersect all distinct set values into insert update delete
    with and or not in is null exists between like glob case when then else end by asc desc
    collate do nothing conflict default indexed over partition window filter materialized""".split()
)
_ENDS_FROM = frozenset("where group order having limit union except intersect set values".split())
_ENDS_TERM = frozenset("and or where set then else when group order having limit".split())


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a parameter stands.

    Attributes:
        path: The parameter's name with its attributes (`it.sku`).
        column: The column that it is compared with or put into, with its qualifier; empty where
            there is none.
        position: For a value of an INSERT without a list of columns, which one; else -1.
    """

    path: str
    column: str
    position: int = -1


@dataclass(frozen=True, slots=True)
class Statement:
    """What was found in a statement, by the names that stand in it.

    Attributes:
        op: What it does to `target`; None for a query or a condition.
        target: The table it writes.
        changed: The columns that an UPDATE sets.
        sources: Everything that stands where a table can stand, in order; the target first.
        leading: The first of the outermost FROM.
        aliases: Other names of sources.
        uses: Its parameters, in order.
        paging: The parameters behind LIMIT and OFFSET.
    """

    op: Op | None
    target: str
    changed: tuple[str, ...]
    sources: tuple[str, ...]
    leading: str
    aliases: dict[str, str]
    uses: tuple[Use, ...]
    paging: frozenset[str]


@lru_cache(maxsize=16384)
def read_statement(sql: str) -> Statement:
    """Scan a statement or a condition."""
    common = _COMMON.findall(sql.lower()) if sql.lstrip()[:4].lower() == "with" else ()
    scan = _Scan(frozenset(common))
    for parameter, word, sign in _TOKEN.findall(sql):
        if word:
            plain = word.lower()
            if plain in KEYWORDS:
                scan.keyword(plain)
            else:
                scan.name(plain.replace('"', ""))
        elif sign:
            scan.sign(sign)
        elif parameter:
            scan.parameter(parameter)
        else:
            scan.value()
    return scan.statement()


class _Scan:
    __slots__ = (
        "_aliases",
        "_awaits_alias",
        "_changed",
        "_columns",
        "_common",
        "_depth",
        "_expects",
        "_froms",
        "_last",
        "_leading",
        "_left",
        "_listed",
        "_name",
        "_op",
        "_pages",
        "_paging",
        "_pending",
        "_position",
        "_sources",
        "_stage",
        "_target",
        "_uses",
    )  # fmt: skip

    def __init__(self, common: frozenset[str]) -> None:
        self._op: Op | None = None
        self._target = ""
        self._changed: list[str] = []
        self._sources: dict[str, None] = {}
        self._leading = ""
        self._aliases: dict[str, str] = {}
        self._uses: list[Use] = []
        self._common = common
        # Whether each open parenthesis stands in a list of tables, and whether a table comes next.
        self._froms = [False]
        self._expects = False
        self._awaits_alias = ""
        self._depth = 0
        self._last = ""
        self._name = ""
        # The column whose value comes next, and how deep; or the parameter left of an equals sign.
        self._pending: tuple[str, int] | None = None
        self._left = ""
        # Where in an INSERT's or UPDATE's lists this is.
        self._stage = ""
        self._position = -1
        self._columns: list[str] = []
        self._listed = False
        # How deep the LIMIT stands whose numbers come next.
        self._pages: int | None = None
        self._paging: set[str] = set()

    def name(self, word: str) -> None:
        if self._expects:
            self._table(word)
        elif self._awaits_alias:
            self._aliases[word] = self._awaits_alias
            self._awaits_alias = ""
        elif self._left:
            self._uses[-1] = Use(self._left, word)
            self._left = ""
        elif self._stage == "columns":
            self._columns.append(word)
        elif self._stage == "set" and self._depth == 0 and self._last in ("set", ","):
            self._changed.append(word)
        self._last = self._name = word

    def keyword(self, word: str) -> None:
        self._left = ""
        if word != "as":
            self._awaits_alias = ""
        if word in ("from", "join"):
            # `IS DISTINCT FROM` compares two values.
            if self._last != "distinct":
                self._froms[-1] = self._expects = True
                if self._stage == "select" and self._depth == 0:
                    self._stage = ""
        elif word == "into":
            self._expects = True
        elif word in _OPS:
            if self._op is None and self._depth == 0:
                self._op = _OPS[word]
                self._expects = word == "update"
        elif word in ("values", "select"):
            self._expects = self._froms[-1] = False
            if self._op == "insert" and self._depth == 0 and self._stage in ("", "listed"):
                self._stage, self._position = word, 0
        elif word == "set" and self._depth == 0:
            self._stage = "set"
        elif word == "in":
            self._pending = (self._name, self._depth)
        elif word in ("limit", "offset"):
            self._pages = self._depth
        if word in _ENDS_FROM:
            self._expects = self._froms[-1] = False
            if word == "where" and self._depth == 0:
                self._stage = "where"
        if word in _ENDS_TERM and self._pending is not None and self._depth <= self._pending[1]:
            self._pending = None
        self._last = word

    def _table(self, word: str) -> None:
        self._expects = False
        self._awaits_alias = word
        if word in self._common:
            return
        self._sources.setdefault(word)
        if self._op is not None and not self._target:
            self._target = word
        elif not self._leading and self._depth == 0:
            self._leading = word

    def sign(self, sign: str) -> None:
        if sign == "(":
            self._open()
        elif sign == ")":
            self._close()
        elif sign == ",":
            self._comma()
        elif self._last == ":":
            self._left = self._uses[-1].path
        else:
            self._pending = (self._last, self._depth)
        if sign != "(":
            self._last = sign

    def _open(self) -> None:
        if self._stage == "" and self._op == "insert" and self._last == self._target:
            self._stage, self._listed = "columns", True
        elif self._stage == "values" and self._depth == 0:
            self._position = 0
        self._awaits_alias = self._left = ""
        self._froms.append(self._expects)
        self._depth += 1
        self._last = "("

    def _close(self) -> None:
        if len(self._froms) > 1:
            self._froms.pop()
            self._depth -= 1
        if self._pending is not None and self._depth < self._pending[1]:
            self._pending = None
        if self._pages is not None and self._depth < self._pages:
            self._pages = None
        if self._stage == "columns":
            self._stage = "listed"
        self._expects = False
        self._awaits_alias = self._left = ""

    def _comma(self) -> None:
        self._expects = self._froms[-1]
        self._awaits_alias = self._left = ""
        if self._pending is not None and self._depth <= self._pending[1]:
            self._pending = None
        within = {"values": 1, "select": 0}.get(self._stage)
        if within == self._depth:
            self._position += 1

    def parameter(self, path: str) -> None:
        column, position = "", -1
        if self._pending is not None:
            column = self._pending[0]
        elif self._stage in ("values", "select") and self._position >= 0:
            if not self._listed:
                position = self._position
            elif self._position < len(self._columns):
                column = self._columns[self._position]
        self._uses.append(Use(path, column, position))
        if self._pages is not None:
            self._paging.add(path)
        self._left = ""
        self._last = ":"

    def value(self) -> None:
        self._left = ""
        self._last = "0"

    def statement(self) -> Statement:
        return Statement(
            op=self._op,
            target=self._target,
            changed=tuple(dict.fromkeys(self._changed)),
            sources=tuple(self._sources),
            leading=self._leading or next(iter(self._sources), ""),
            aliases=self._aliases,
            uses=tuple(self._uses),
            paging=frozenset(self._paging),
        )
