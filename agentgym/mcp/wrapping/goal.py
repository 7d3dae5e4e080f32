"""Goals for wrapped servers: the net change of their views, with typed holes and alternatives."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias, cast

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter, ValidationError

from agentgym.environment import canonical_json
from agentgym.errors import InvalidTaskError, did_you_mean
from agentgym.holes import HOLES, Hole
from agentgym.mcp.wrapping.views import Views
from agentgym.toolset import Comparison
from agentgym.world.assignment import largest_matching

_MISSING = object()
_NULL: JsonValue = {"hole": "one_of", "values": [None]}


class InAnyOrder(BaseModel):
    """A list of these items, each once, in any order; items may be holes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hole: Literal["in_any_order"] = "in_any_order"
    items: tuple[JsonValue, ...]


_HOLE: TypeAdapter[Hole | InAnyOrder] = TypeAdapter(
    Annotated[Hole | InAnyOrder, Field(discriminator="hole")]
)
#: JSON in which any value may be a hole; texts of JSON stand for themselves.
Pattern: TypeAlias = object


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One change that a goal asks for.

    Attributes:
        view: The view.
        key: The key; None for a new one that the server chooses.
        label: The key as the goal writes it.
        value: The new value; None: the key is gone.
    """

    view: str
    key: str | None
    label: str
    value: Pattern


def net_change(initial: Views, now: Views) -> dict[str, dict[str, JsonValue]]:
    """What changed: view to key to the new value, or None where the key is gone.

    A new value of null is written as the hole that accepts null alone.
    """
    change: dict[str, dict[str, JsonValue]] = {}
    for name, rows in now.items():
        before = initial.get(name, {})
        changed: dict[str, JsonValue] = {
            key: _NULL if value is None else value
            for key, value in rows.items()
            if key not in before or not _same(before[key], value)
        }
        changed.update((key, None) for key in before if key not in rows)
        if changed:
            change[name] = changed
    return change


def _same(one: JsonValue, other: JsonValue) -> bool:
    # To Python, 1 is True; as JSON they differ.
    return one is other or (one == other and canonical_json(one) == canonical_json(other))


def compare(initial: Views, now: Views, goal: JsonValue) -> Comparison:
    """Compare the net change with a goal; the parts are those of worlds.

    Raises:
        InvalidTaskError: The goal is not in the right form, names no view, or asks for what is so
            at the beginning already.
    """
    closest: Comparison | None = None
    for wanted in _alternatives(goal, initial):
        comparison = _compared(initial, now, wanted)
        if comparison.equal:
            return comparison
        if closest is None or _standing(comparison) > _standing(closest):
            closest = comparison
    assert closest is not None
    return closest


def _standing(comparison: Comparison) -> tuple[float, float]:
    return comparison.parts.get("wanted", 1.0), comparison.parts["undamaged"]


def _compared(initial: Views, now: Views, goal: list[_Wanted]) -> Comparison:
    # A key that is gone is told from one whose value is null: no hole accepts what is not there.
    left: dict[tuple[str, str], Pattern] = {
        (view, key): now[view].get(key, _MISSING)
        for view, rows in net_change(initial, now).items()
        for key in rows
    }
    missed: list[_Wanted] = []
    for wanted in goal:
        if wanted.key is None:
            continue
        place = (wanted.view, wanted.key)
        if place in left and _meets(wanted, left[place]):
            del left[place]
        else:
            missed.append(wanted)
    named = {(wanted.view, wanted.key) for wanted in goal}
    made = [
        place for place in left if place not in named and place[1] not in initial.get(place[0], {})
    ]
    new = [wanted for wanted in goal if wanted.key is None]
    options = [
        {
            number
            for number, place in enumerate(made)
            if place[0] == wanted.view and _meets(wanted, left[place])
        }
        for wanted in new
    ]
    pairs = largest_matching(options)
    missed += [wanted for number, wanted in enumerate(new) if number not in pairs]
    for number in pairs.values():
        del left[made[number]]
    extra = sorted(place for place in left if place not in {(m.view, m.key) for m in missed})
    parts = {"undamaged": 0.0 if extra else 1.0}
    if goal:
        parts = {"wanted": 1.0 - len(missed) / len(goal)} | parts
    if missed:
        return Comparison(False, parts, _miss(missed[0], left))
    if extra:
        view, key = extra[0]
        done = "removed" if left[extra[0]] is _MISSING else f"changed, to {left[extra[0]]!r:.120}"
        return Comparison(
            False, parts, f"{_place(view, key)} was {done}, and the goal leaves it alone"
        )
    return Comparison(True, parts)


def _meets(wanted: _Wanted, value: Pattern) -> bool:
    if value is _MISSING or wanted.value is None:
        return value is _MISSING and wanted.value is None
    return accepts(wanted.value, cast("JsonValue", value))


def _miss(wanted: _Wanted, left: Mapping[tuple[str, str], Pattern]) -> str:
    place = _place(wanted.view, wanted.label)
    if wanted.key is None or (wanted.view, wanted.key) not in left:
        done = "removed" if wanted.value is None else "changed"
        return f"{place} should have been {done}, and was not"
    now = left[wanted.view, wanted.key]
    if now is _MISSING:
        return f"{place} was removed, and should not have been"
    if wanted.value is None:
        return f"{place} should have been removed, and is {now!r:.120}"
    return f"{place} is {now!r:.120}, not {_shown(wanted.value)}"


def _place(view: str, key: str) -> str:
    return f"{view}: {key}" if key else view


def _shown(pattern: Pattern) -> str:
    if isinstance(pattern, BaseModel):
        return str(pattern.model_dump())
    if isinstance(pattern, dict):
        return "{" + ", ".join(f"{k!r}: {_shown(v)}" for k, v in pattern.items()) + "}"
    return f"{pattern!r:.120}"


def accepts(pattern: Pattern, value: JsonValue) -> bool:
    """Whether a value is what a pattern stands for."""
    if isinstance(pattern, HOLES):
        return pattern.accepts(value)
    if isinstance(pattern, InAnyOrder):
        if not isinstance(value, list) or len(value) != len(pattern.items):
            return False
        read = [_pattern(item, "in_any_order") for item in pattern.items]
        options = [{n for n, x in enumerate(value) if accepts(item, x)} for item in read]
        return len(largest_matching(options)) == len(value)
    if isinstance(pattern, dict):
        if not isinstance(value, dict):
            return False
        if pattern.keys() == {"sha256"} and isinstance(value.get("text"), str):
            text = cast("str", value["text"])
            return accepts(pattern["sha256"], hashlib.sha256(text.encode()).hexdigest())
        if pattern.keys() == {"sha256"}:
            return accepts(pattern["sha256"], value.get("sha256"))
        return pattern.keys() == value.keys() and all(
            accepts(inner, value[name]) for name, inner in pattern.items()
        )
    if isinstance(pattern, list):
        return (
            isinstance(value, list)
            and len(pattern) == len(value)
            and all(map(accepts, pattern, value))
        )
    if isinstance(pattern, bool) or isinstance(value, bool):
        return pattern is value
    return pattern == value


def _alternatives(goal: JsonValue, initial: Views) -> Iterator[list[_Wanted]]:
    if isinstance(goal, dict) and goal.keys() == {"any_of"}:
        several = goal["any_of"]
        if not isinstance(several, list) or not several:
            raise InvalidTaskError(f"goal, any_of: {several!r:.80} is no list of goals")
        for one in several:
            yield _read(one, initial)
    else:
        yield _read(goal, initial)


def _read(goal: JsonValue, initial: Views) -> list[_Wanted]:
    if goal is None:
        return []
    if not isinstance(goal, dict) or not all(isinstance(rows, dict) for rows in goal.values()):
        raise InvalidTaskError(
            f"the goal {goal!r:.120} is none for a wrapped server; it is null (nothing changed), "
            '{view: {key: new value, or null for removed}}, or {"any_of": [...]} of those'
        )
    wanted: list[_Wanted] = []
    for view, rows in cast("dict[str, dict[str, JsonValue]]", goal).items():
        if view not in initial:
            raise InvalidTaskError(
                f"goal: no view {view!r}.{did_you_mean(view, initial)} "
                f"Views: {', '.join(initial) or 'none'}"
            )
        for label, value in rows.items():
            is_new = label.startswith("<new") and label.endswith(">")
            pattern = _pattern(value, f"{view}: {label}")
            before = initial[view].get(label, _MISSING)
            if not is_new and (
                before is _MISSING
                if value is None
                else before is not _MISSING and _is_plain(value) and accepts(pattern, before)  # type: ignore[arg-type]  # is JSON
            ):
                raise InvalidTaskError(
                    f"goal: {_place(view, label)} is so at the beginning already; a goal holds "
                    "only what changes"
                )
            wanted.append(_Wanted(view, None if is_new else label, label, pattern))
    return wanted


def _is_plain(value: JsonValue) -> bool:
    if isinstance(value, dict):
        return "hole" not in value and all(map(_is_plain, value.values()))
    return all(map(_is_plain, value)) if isinstance(value, list) else True


def _pattern(value: JsonValue, where: str) -> Pattern:
    if isinstance(value, dict):
        if "hole" in value:
            try:
                hole = _HOLE.validate_python(value)
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                message = first["msg"].removeprefix("Value error, ")
                raise InvalidTaskError(f"goal, {where}: {message} (got {value!r:.120})") from None
            for item in hole.items if isinstance(hole, InAnyOrder) else ():
                _pattern(item, where)
            return hole
        return {name: _pattern(inner, where) for name, inner in value.items()}
    if isinstance(value, list):
        return [_pattern(inner, where) for inner in value]
    return value
