"""Descriptions of entities as queries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agentgym.errors import InvalidTaskError, InvalidWorldError, did_you_mean
from agentgym.task import Mention
from agentgym.world.sql import Vetter, rewrite, top_level_split
from agentgym.world.tables import TableLayout

_DIRECTION = re.compile(r"\s+(?:asc|desc)?\s*(?:nulls\s+(?:first|last))?\s*$", re.I)


@dataclass(frozen=True, slots=True)
class PickQuery:
    """A vetted query for a description.

    Attributes:
        sql: Gives the key columns, then the value of each ordering term.
        keys: How many of its columns are the key.
    """

    sql: str
    keys: int


def pick_query(mention: Mention, layouts: dict[str, TableLayout], vetter: Vetter) -> PickQuery:
    """The query for a description.

    Raises:
        InvalidTaskError: Its table or its SQL is wrong.
    """
    layout = layouts.get(mention.among)
    if layout is None:
        raise InvalidTaskError(
            f"the mention {mention.phrase!r} searches {mention.among!r}, which is no table."
            f"{did_you_mean(mention.among, layouts)} Tables: {', '.join(layouts)}"
        )
    return mention_query(mention, layout.name, layout.key, vetter)


def mention_query(mention: Mention, table: str, key: Sequence[str], vetter: Vetter) -> PickQuery:
    """The query for a description, in a table that is there.

    Raises:
        InvalidTaskError: Its SQL is wrong.
    """
    columns = [f'"{column}"' for column in key]
    order = columns
    if mention.order is not None:
        terms = _terms(mention)
        order = [*terms, *columns]
        columns = columns + [
            f"({_DIRECTION.sub('', term + ' ')}) AS term_{n}" for n, term in enumerate(terms)
        ]
    sql = f'SELECT {", ".join(columns)} FROM "{table}" WHERE ({mention.where}) ORDER BY '
    sql += ", ".join(order) + (" LIMIT 2" if mention.order is not None else "")
    try:
        vetter.read(rewrite(sql, _no_names))
    except InvalidWorldError as error:
        raise InvalidTaskError(f"the mention {mention.phrase!r}: {error}") from None
    return PickQuery(sql, len(key))


def _terms(mention: Mention) -> list[str]:
    assert mention.order is not None
    try:
        bare = rewrite(mention.order, _no_names).bare
    except InvalidWorldError as error:
        raise InvalidTaskError(f"the mention {mention.phrase!r}, order: {error}") from None
    return [term.strip() for term in top_level_split(bare, mention.order)]


def _no_names(path: str) -> str:
    raise InvalidWorldError(f"':{path}': a mention has no parameters; write the value itself")
