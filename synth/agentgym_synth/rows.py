"""The first rows of an environment: believable values that hang together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

from agentgym.errors import InvalidWorldError
from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Domain, Noun
from agentgym_synth.aspect import Row, Rows, weighted
from agentgym_synth.model import Thing
from agentgym_synth.people import full_names
from agentgym_synth.plan import Plan

_SKEW = 0.35
#: The depth of what depends on another thing, which has to be referred to first.
_FAR = 10


def make_rows(plan: Plan, today: date, draws: Draws) -> Rows:
    """Rows for every thing of a plan.

    Args:
        plan: The plan.
        today: The world's first day.
        draws: Decides.

    Raises:
        InvalidWorldError: A noun has fewer names than rows, or a value that others depend on is not
            provided for.
    """
    rows = Rows(today)
    people = iter(full_names(draws))
    for name, thing in plan.things.items():
        noun = plan.domain.nouns.get(name)
        if noun is not None:
            _Noun(plan.domain, noun, thing, rows, draws).make(people)
    for aspect in plan.aspects:
        aspect.fill(plan.shape, rows, draws)
    for name in plan.things:
        rows.tables.setdefault(name, [])
    return rows


class _Noun:
    """The rows of one noun."""

    def __init__(self, domain: Domain, noun: Noun, thing: Thing, rows: Rows, draws: Draws) -> None:
        self._domain = domain
        self._noun = noun
        self._thing = thing
        self._rows = rows
        self._draws = draws
        self._first = sorted(
            (c for c in thing.columns.values() if c.own and c.attribute is not None),
            key=lambda c: _depth(noun, c.name),
        )

    def make(self, people: Iterator[str]) -> None:
        starts = self._starts()
        names = {
            c.name: iter(self._names(c.attribute, len(starts)))
            for c in self._first
            if c.attribute is not None and c.attribute.kind == "names"
        }
        for start in starts:
            row = self._rows.add(self._thing, **start)
            own = [c for c in self._first if _depth(self._noun, c.name) < _FAR]
            for column in own:
                attribute = column.attribute
                assert attribute is not None
                if attribute.kind == "names":
                    row[column.name] = next(names[column.name])
                elif attribute.kind == "person":
                    row[column.name] = self._person(people)
                else:
                    row[column.name] = self._value(attribute, row)
            self._refer(row)
            for column in self._first:
                if column not in own and column.attribute is not None:
                    row[column.name] = self._value(column.attribute, row)

    def _person(self, people: Iterator[str]) -> str:
        name = next(people, None)
        if name is None:
            raise InvalidWorldError(
                f"{self._thing.name}: there are more people in this domain than names of people; "
                "lower `size` or `per` of the nouns that are people"
            )
        return name

    def _starts(self) -> list[Row]:
        """Rows with the reference that decides how many there are."""
        for ref, (low, high) in self._noun.per.items():
            column = self._thing.ref(ref)
            if column is not None and column.ref is not None:
                each = range(1, len(self._rows.tables[column.ref]) + 1)
                counts = [self._draws.integer(low, high) for _ in each]
                starts = [
                    {column.name: n} for n, c in zip(each, counts, strict=True) for _ in range(c)
                ]
                return self._draws.shuffled(starts) or [{column.name: 1}]
        return [{} for _ in range(self._draws.integer(*self._noun.size))]

    def _refer(self, row: Row) -> None:
        for column in self._thing.columns.values():
            if column.ref is None or not column.own or column.name in row:
                continue
            ref = self._noun.refs[column.label]
            if ref.optional and self._draws.chance(ref.optional):
                row[column.name] = None
                continue
            others = self._rows.tables[ref.to]
            same = {a: b for a, b in ref.same.items() if a in row and others and b in others[0]}
            fitting = others
            if same:
                fitting = [o for o in others if all(o[b] == row[a] for a, b in same.items())]
            possible = fitting or [o for o in others if self._may_agree(row, o, same)]
            chosen = self._skewed(possible or others)
            if not possible:
                chosen |= {b: row[a] for a, b in same.items()}
            elif not fitting:
                self._agree(row, {a: chosen[b] for a, b in same.items()})
            row[column.name] = others.index(chosen) + 1

    def _may_agree(self, row: Row, other: Row, same: dict[str, str]) -> bool:
        """Whether what must agree with another row may have its values."""
        for label, its in same.items():
            attribute = self._noun.attributes[label]
            values: Any = attribute.of
            if attribute.by is not None and "." not in attribute.by:
                given = self._given(attribute, row)
                values = given.get("of", given) if isinstance(given, dict) else _listed(given)
            if values and attribute.kind == "choice" and other[its] not in values:
                return False
        return True

    def _agree(self, row: Row, values: dict[str, Any]) -> None:
        """Take over values, with what depends on them."""
        row |= values
        for column in self._first:
            attribute = column.attribute
            if attribute is not None and attribute.by in values:
                row[column.name] = self._value(attribute, row)

    def _skewed(self, rows: list[Row]) -> Row:
        """One of them; the first few come more often, as in life."""
        if self._draws.chance(_SKEW):
            rows = rows[: max(1, len(rows) // 3)]
        return self._draws.choice(rows)

    def _value(self, attribute: Attribute, row: Row) -> object:
        draws = self._draws
        if attribute.optional and draws.chance(attribute.optional):
            return None
        of, span = attribute.of, attribute.range
        if attribute.by is not None and attribute.when is not None:
            given = self._given(attribute, row)
            if isinstance(given, dict) and set(given) <= {"of", "range"}:
                of, span = given.get("of", of), given.get("range", span)
            elif attribute.kind in ("choice", "text"):
                of = given if isinstance(given, dict) else tuple(_listed(given))
            else:
                span = (given[0], given[1])
        match attribute.kind:
            case "choice" | "text":
                return weighted(of if of is not None else (), draws)
            case "flag":
                return int(draws.chance(float(span[0]) if span else 0.5))
            case "date":
                assert span is not None
                offset = draws.integer(int(span[0]), int(span[1]))
                return (
                    self._rows.working_days(offset, 1)[0]
                    if attribute.workdays
                    else self._rows.day(offset)
                )
            case "time":
                assert span is not None
                first, last = (int(str(h)[:2]) * 60 + int(str(h)[3:]) for h in span)
                every = int(attribute.step or 15)
                minutes = first + every * draws.integer(0, (last - first) // every)
                return f"{minutes // 60:02}:{minutes % 60:02}"
        assert span is not None
        step = attribute.step or (1 if attribute.kind != "real" else 10.0**-attribute.decimals)
        low, high = float(span[0]), float(span[1])
        value = low + step * draws.integer(0, int((high - low) / step + 1e-9))
        if attribute.kind == "money":
            return round(value * 100)
        return round(value, attribute.decimals) if attribute.kind == "real" else round(value)

    def _given(self, attribute: Attribute, row: Row) -> Any:
        """What an attribute may be, given what it depends on."""
        assert attribute.by is not None and attribute.when is not None
        value: Any = row
        at: Row | None = row
        noun = self._noun
        for step in attribute.by.split("."):
            if at is None:
                break
            ref = noun.refs.get(step)
            value = at.get(step if ref is None else f"{step}_id")
            if ref is not None and value is not None:
                at, noun = self._rows.find(ref.to, value), self._domain.nouns[ref.to]
        if value not in attribute.when:
            raise InvalidWorldError(
                f"{self._thing.name}: values depend on {attribute.by} = {value!r}, for which "
                f"`when` says nothing; it has {', '.join(map(repr, attribute.when))}"
            )
        return attribute.when[value]

    def _names(self, attribute: Attribute | None, count: int) -> list[str]:
        assert attribute is not None and attribute.of is not None
        parts = attribute.parts or ()
        made = [
            form.format(*words) if parts else str(form)
            for form in attribute.of
            for words in product(*parts)
        ]
        made = list(dict.fromkeys(made))
        if len(made) < count:
            raise InvalidWorldError(
                f"{self._thing.name} has {len(made)} names and needs {count}; give more in `of` "
                "or `parts`, or lower `size`"
            )
        return self._draws.shuffled(made)[:count]


def _depth(noun: Noun, name: str) -> int:
    """How many attributes must be there before this one."""
    by = noun.attributes[name].by if name in noun.attributes else None
    if by is None:
        return 0
    if "." in by:
        return _FAR
    return 1 + _depth(noun, by)


def _listed(given: Any) -> list[Any]:
    return list(given) if isinstance(given, list | tuple) else [given]
