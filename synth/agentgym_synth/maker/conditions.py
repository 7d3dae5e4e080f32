"""Conditions on an action's arguments, in SQL over `:parameters`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_NAME = re.compile(r"'(?:[^']|'')*'|(?<![:\w]):([a-z][a-z0-9_]*)")


@dataclass(frozen=True, slots=True)
class Condition:
    """What arguments must satisfy.

    Attributes:
        sql: Over `:parameters` and `:today`; NULL counts as false.
        names: The parameters it speaks of.
    """

    sql: str
    names: frozenset[str]


@lru_cache(maxsize=4096)
def names_in(sql: str) -> frozenset[str]:
    """The `:names` in a piece of SQL."""
    return frozenset(found for found in _NAME.findall(sql) if found)


@lru_cache(maxsize=4096)
def with_name(sql: str, name: str, written: str) -> str:
    """A piece of SQL with other SQL in place of one of its `:names`."""
    return with_names(sql, {name: written})


def with_names(sql: str, written: Mapping[str, str]) -> str:
    """A piece of SQL with other SQL in place of some of its `:names`."""
    return _NAME.sub(lambda found: written.get(found[1] or "", found[0]), sql)
