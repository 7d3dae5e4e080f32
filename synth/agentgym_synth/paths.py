"""Conditions over paths: `appointment.clinician.role` as SQL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from agentgym.errors import InvalidWorldError, did_you_mean
from agentgym_synth.model import Thing

_TOKEN = re.compile(r"'(?:[^']|'')*'|(?<![:\w.])([a-z][a-z0-9_]*)((?:\.[a-z][a-z0-9_]*)+)")


def as_sql(condition: str, params: Mapping[str, str], things: Mapping[str, Thing]) -> str:
    """A condition with its paths as sub-selects.

    Args:
        condition: SQL, with paths that begin with a parameter.
        params: Parameter to the thing whose key it is.
        things: The environment's things.

    Raises:
        InvalidWorldError: A path leads nowhere; the message says where it breaks off.
    """

    def expanded(found: re.Match[str]) -> str:
        head = found[1]
        if head is None or head not in params:
            return found[0]
        return _select(found[0], head, found[2][1:].split("."), params[head], things)

    return _TOKEN.sub(expanded, condition)


def paths_in(condition: str, params: Mapping[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    """The paths of a condition: the parameter each begins with, and its steps."""
    return [(head, steps) for head, steps in _all_paths(condition) if head in params]


@lru_cache(maxsize=1024)
def _all_paths(condition: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (found[1], tuple(found[2][1:].split(".")))
        for found in _TOKEN.finditer(condition)
        if found[1] is not None
    )


def leads_to(label: str, thing: Thing) -> str | None:
    """The column that a step of a path means."""
    if label in thing.columns or label == thing.id:
        return label
    return f"{label}_id" if f"{label}_id" in thing.columns else None


def _select(
    path: str, head: str, steps: list[str], thing_name: str, things: Mapping[str, Thing]
) -> str:
    key = f":{head}"
    thing = things[thing_name]
    for number, step in enumerate(steps):
        column = leads_to(step, thing)
        if column is None:
            known = [c.label for c in thing.columns.values()]
            raise InvalidWorldError(
                f"the path {path!r} breaks off: {thing.name} has no {step!r}."
                f"{did_you_mean(step, known)} It has {', '.join(known)}"
            )
        key = f"(SELECT {column} FROM {thing.name} WHERE {thing.id} = {key})"
        if number < len(steps) - 1:
            ref = thing.columns[column].ref if column in thing.columns else None
            if ref is None:
                raise InvalidWorldError(
                    f"the path {path!r} breaks off: {step!r} of {thing.name} is no reference"
                )
            thing = things[ref]
    return key
