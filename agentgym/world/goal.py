"""Goals: the net change that a task wants, with typed holes where several values will do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    JsonValue,
    Tag,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from agentgym.errors import InvalidTaskError, did_you_mean
from agentgym.holes import HOLES, Contains, Hole, Matches, Near, OneOf
from agentgym.world.spec import Scalar
from agentgym.world.tables import TableLayout


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _literal_or_hole(value: object) -> str:
    return "hole" if isinstance(value, dict | BaseModel) else "literal"


Wanted: TypeAlias = Annotated[
    Annotated[str | int | float | None, Tag("literal")] | Annotated[Hole, Tag("hole")],
    Discriminator(_literal_or_hole),
]


class WantedChange(_Part):
    """One row change that a goal asks for.

    Attributes:
        op: What becomes of the row.
        table: Its table.
        key: The key columns. A generated key of an inserted row only names it for other rows.
        values: An inserted row's other columns, all but the volatile; an updated row's new values.
    """

    op: Literal["insert", "update", "delete"]
    table: str
    key: dict[str, Wanted]
    values: dict[str, Wanted] = {}

    @model_validator(mode="after")
    def _fits_its_op(self) -> Self:
        if self.op == "update" and not self.values:
            raise ValueError("an update without values asks for nothing")
        if self.op == "delete" and self.values:
            raise ValueError("a delete has no values")
        return self

    @property
    def name(self) -> str:
        """Table and key in words."""
        shown = (v.hole if isinstance(v, HOLES) else str(v) for v in self.key.values())
        return f"{self.table} {'/'.join(shown)}"

    @property
    def has_holes(self) -> bool:
        """Whether any of it is open."""
        return any(isinstance(v, HOLES) for v in (*self.key.values(), *self.values.values()))


class _Alternatives(_Part):
    any_of: Annotated[tuple[tuple[WantedChange, ...], ...], Field(min_length=1)]


Alternative: TypeAlias = tuple[WantedChange, ...]
_ALTERNATIVE: TypeAdapter[Alternative] = TypeAdapter(tuple[WantedChange, ...])


def read_goal(goal: JsonValue, layouts: Mapping[str, TableLayout]) -> tuple[Alternative, ...]:
    """A goal in its validated form: the alternatives, of which one must be met.

    Args:
        goal: `Check.state`: None, a list of row changes, or `{"any_of": [...]}`.
        layouts: The world's tables.

    Raises:
        InvalidTaskError: The goal does not fit the world; the message names table and column.
    """
    if goal is None:
        return ((),)
    try:
        if isinstance(goal, list):
            alternatives: tuple[Alternative, ...] = (_ALTERNATIVE.validate_python(goal),)
        elif isinstance(goal, dict):
            alternatives = _Alternatives.model_validate(goal).any_of
        else:
            raise InvalidTaskError(
                f'a goal is null, a list of row changes, or {{"any_of": [...]}}, not {goal!r:.80}'
            )
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "goal"
        raise InvalidTaskError(
            f"goal, {place}: {first['msg'].removeprefix('Value error, ')} "
            f"(got {first['input']!r:.80})"
        ) from None
    return tuple(
        tuple(_fitted(change, layouts) for change in _without_twins(alternative, layouts))
        for alternative in alternatives
    )


def _without_twins(alternative: Alternative, layouts: Mapping[str, TableLayout]) -> Alternative:
    seen: set[tuple[str, tuple[Scalar, ...]]] = set()
    for change in alternative:
        if any(isinstance(v, HOLES) for v in change.key.values()):
            continue
        identity = (change.table, tuple(str(v) for v in change.key.values()))
        if identity in seen:
            raise InvalidTaskError(f"goal: {change.name} occurs twice; a row changes at most once")
        seen.add(identity)
    return alternative


def _fitted(change: WantedChange, layouts: Mapping[str, TableLayout]) -> WantedChange:
    layout = layouts.get(change.table)
    if layout is None:
        raise InvalidTaskError(
            f"goal: no table {change.table!r}.{did_you_mean(change.table, layouts)} "
            f"Tables: {', '.join(layouts)}"
        )
    if layout.path_dependent:
        raise InvalidTaskError(
            f"goal: {change.table!r} is path-dependent and is never compared; leave it out"
        )
    where = f"goal, {change.op} of {change.table}"
    if set(change.key) != set(layout.key):
        raise InvalidTaskError(
            f"{where}: the key is ({', '.join(layout.key)}), not ({', '.join(change.key)})"
        )
    rest = [c for c in layout.columns if c not in layout.key and c not in layout.volatile]
    for column in change.values:
        if column in layout.volatile:
            raise InvalidTaskError(
                f"{where}, column {column!r}: is volatile and never compared; leave it out"
            )
        if column not in rest:
            raise InvalidTaskError(
                f"{where}: no column {column!r}.{did_you_mean(column, rest)} "
                f"Columns beside the key: {', '.join(rest)}"
            )
    missing = [column for column in rest if column not in change.values]
    if change.op == "insert" and missing:
        raise InvalidTaskError(
            f"{where}: says nothing about {', '.join(missing)}; give every column "
            '({"hole": "any"} where the value does not matter)'
        )
    return change.model_copy(
        update={
            "key": {
                c: _typed(change.key[c], layout, c, where, hole=change.op == "insert")
                for c in layout.key
            },
            "values": {
                c: _typed(change.values[c], layout, c, where, hole=True)
                for c in rest
                if c in change.values
            },
        }
    )


def _typed(wanted: Wanted, layout: TableLayout, column: str, where: str, *, hole: bool) -> Wanted:
    place = f"{where}, column {column!r}"
    if not isinstance(wanted, HOLES):
        return layout.canonical(column, layout.checked(column, wanted, place))
    if not hole:
        raise InvalidTaskError(f"{place}: the key of a row that exists cannot be a hole")
    kind = layout.type_of[column]
    if isinstance(wanted, Contains | Matches) and kind != "text":
        raise InvalidTaskError(f"{place}: the hole {wanted.hole!r} is for text, not for {kind}")
    if isinstance(wanted, Near) and kind == "text":
        raise InvalidTaskError(f"{place}: the hole 'near' is for numbers, not for text")
    if isinstance(wanted, OneOf):
        values = tuple(
            layout.canonical(column, layout.checked(column, v, place)) for v in wanted.values
        )
        return OneOf(values=values)
    return wanted
