"""Inspection: somebody comes on a day to look at a thing, and it passes or fails."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description, Superlatives
from agentgym_synth.articles import a
from agentgym_synth.aspect import Aspect, NewThing, Row, Rows, Shape, inserted, weighted
from agentgym_synth.model import Action, Column, Guard, Json, Param, Thing, Values
from agentgym_synth.moments import recent_day

if TYPE_CHECKING:
    from agentgym_synth.maker.scene import Scene

_AGAIN_AFTER = 14
_RESULTS = ("passed", "failed")
_DONE = {"passed": 4, "failed": 1}


class Inspection(Aspect):
    """A noun that is inspected.

    In some environments the thing knows the result or the day of its last visit, a failed visit is
    followed by another, what is called off is kept, or the inspector's visits are counted.

    Attributes:
        inspector: The noun that inspects.
        visit: What a visit is called.
    """

    inspector: str
    visit: NewThing

    def verbs(self) -> tuple[str, ...]:
        """Schedule, record, call off."""
        return ("schedule", "record", "call_off")

    def needs(self) -> tuple[str, ...]:
        """Who inspects."""
        return (self.inspector,)

    @property
    def _last(self) -> str:
        return f"{self.visit.name}_result"

    @property
    def _passed(self) -> str:
        return f"{self.visit.name}_passed"

    @property
    def _count(self) -> str:
        return f"{self.visit.name}_count"

    def shape(self, shape: Shape) -> None:
        """Visits with a day and a result; perhaps what came of them, at the thing itself."""
        thing, inspector = shape.thing(self.on), shape.thing(self.inspector)
        one, many = self.visit.one, self.visit.many
        visit = shape.add(self._visits(thing))
        kept = shape.maybe(0.5)
        results = ("due", *_RESULTS, *(("called off",) if kept else ()))
        day = Attribute(
            kind="date",
            range=(-120, 30),
            words="day",
            ask=("On which day is {it}?",),
            order="in the order of their days",
            superlatives=Superlatives(
                does_most="is on the latest day", does_least="is on the earliest day"
            ),
        )
        visit.add(
            Column(thing.id, ref=thing.name),
            Column(inspector.id, ref=inspector.name),
            Column("day", day),
            Column(
                "result",
                Attribute(kind="choice", of=results, words="result", ask=("What came of {it}?",)),
            ),
        )
        if shape.maybe(0.5):
            asked = f"What was the result of the last {one} of {{it}}?"
            last = Attribute(
                kind="choice", of=_RESULTS, words=f"result of the last {one}", ask=(asked,)
            )
            thing.add(Column(self._last, last, null=True))
        elif shape.maybe(0.6):
            passed = Attribute(
                kind="date",
                range=(-120, -1),
                words=f"day of the last passed {one}",
                ask=(f"When did {{it}} last pass {a(one)}?",),
            )
            thing.add(Column(self._passed, passed, null=True))
        if shape.maybe(0.4):
            counted = Attribute(
                kind="int",
                range=(0, 9),
                words=f"number of {many} due",
                ask=(f"How many {many} does {{it}} still have to do?",),
            )
            inspector.add(Column(self._count, counted, default="0"))
        shape.actions += [
            self._schedule(shape),
            self._record(shape, again=shape.maybe(0.4)),
            self._call_off(shape, kept=kept),
        ]

    def _visits(self, thing: Thing) -> Thing:
        one, many, what = self.visit.one, self.visit.many, f"{{{self.on}}}"
        who = f"{{{self.inspector}}}"
        visit = self.visit.thing(
            f"Who inspects which {thing.one} on which day, and what came of it.",
            (
                Description(say=f"the outstanding {one} of {what}", where={"result": "due"}),
                f"the {one} of {what} on {{day}}",
                f"the {one} of {what} by {who}",
            ),
        )
        if not visit.sets:
            visit.sets = (
                Description(
                    say=f"{many} by {who} that are still down as due", where={"result": "due"}
                ),
                Description(say=f"{many} due before {{day<}}", where={"result": "due"}),
                Description(say=f"failed {many} by {who}", where={"result": "failed"}),
            )
        return visit

    def _counted(self, shape: Shape, sign: str, whose: str) -> tuple[Json, ...]:
        inspector = shape.thing(self.inspector)
        if self._count not in inspector.columns:
            return ()
        return (
            {
                "write": f"UPDATE {inspector.name} SET {self._count} = {self._count} {sign} 1 "
                f"WHERE {inspector.id} = {whose}"
            },
        )

    def _counts(self, shape: Shape) -> tuple[str, ...]:
        return (self.inspector,) if self._count in shape.thing(self.inspector).columns else ()

    def _schedule(self, shape: Shape) -> Action:
        thing, inspector = shape.thing(self.on), shape.thing(self.inspector)
        visit, one = shape.thing(self.visit.name), self.visit.one
        due = f"SELECT 1 FROM {visit.name} AS known WHERE known.result = 'due'"
        return self.action(
            "schedule",
            f"schedule_{self.visit.name}_of",
            f"Arrange for {a(inspector.one)} to inspect {a(thing.one)} on a later day. Each "
            f"{thing.one} has one {one} due at a time, each {inspector.one} one {one} a day.",
            (
                Param(self.on, "thing", thing.name),
                Param(self.inspector, "thing", inspector.name),
                Param("day", "date", draw=_working_day, about="the day"),
            ),
            guards=(
                Guard(
                    f"NOT EXISTS ({due} AND known.{thing.id} = :{self.on})",
                    f"{thing.one} {{{self.on}}} has {a(one)} due already",
                    already=True,
                ),
                Guard(
                    f"NOT EXISTS ({due} AND known.day = :day "
                    f"AND known.{inspector.id} = :{self.inspector})",
                    f"{inspector.one} {{{self.inspector}}} has {a(one)} on {{day}} already",
                ),
                Guard(":day > :today", "{day} is not later than today"),
            ),
            steps=(
                *inserted(
                    visit,
                    **{
                        thing.id: f":{self.on}",
                        inspector.id: f":{self.inspector}",
                        "day": ":day",
                        "result": "'due'",
                    },
                ),
                *self._counted(shape, "+", f":{self.inspector}"),
            ),
            writes=(visit.name, *self._counts(shape)),
            makes=visit.name,
            undone_by=("call_off",),
        )

    def _is_due(self) -> Guard:
        return Guard(
            f"{self.visit.name}.result = 'due'",
            f"{self.visit.one} {{{self.visit.name}}} is not due any more",
        )

    def _record(self, shape: Shape, *, again: bool) -> Action:
        thing, inspector = shape.thing(self.on), shape.thing(self.inspector)
        visit, one, key = shape.thing(self.visit.name), self.visit.one, self.visit.name
        steps: list[Json] = [
            {"write": f"UPDATE {key} SET result = :result WHERE {visit.id} = :{key}"}
        ]
        writes = [key]
        said = ""
        at_thing = f"WHERE {thing.id} = {key}.{self.on}"
        if self._last in thing.columns:
            steps.append({"write": f"UPDATE {thing.name} SET {self._last} = :result {at_thing}"})
            said += f" The {thing.one} shows it too."
        if self._passed in thing.columns:
            dated = f"UPDATE {thing.name} SET {self._passed} = {key}.day {at_thing}"
            steps.append({"write": f"{dated} AND :result = 'passed'"})
            said += f" The {thing.one} shows the day on which it passed."
        if self._last in thing.columns or self._passed in thing.columns:
            writes.append(thing.name)
        if again:
            visit.made = True
            columns = f"{visit.id}, {thing.id}, {inspector.id}, day, result"
            follows = f"add_days(:today, {_AGAIN_AFTER}), 'due'"
            steps += [
                {"new": "made", "of": key},
                {
                    "write": f"INSERT INTO {key} ({columns}) SELECT :made, {key}.{self.on}, "
                    f"{key}.{self.inspector}, {follows} WHERE :result = 'failed'"
                },
            ]
            said += f" After a failed {one} another, by the same {inspector.one}, is due in "
            said += f"{_AGAIN_AFTER} days."
        if self._counts(shape):
            less = self._counted(shape, "-", f"{key}.{self.inspector}")[0]["write"]
            steps.append({"write": f"{less} AND :result = 'passed'" if again else less})
            writes.append(inspector.name)
        return self.action(
            "record",
            "record_result_of",
            f"Record that {a(one)} that was due by today has been passed or failed.{said}",
            (
                Param(key, "thing", key),
                Param("result", "choice", of=_RESULTS, about="what came of it"),
            ),
            guards=(
                self._is_due(),
                Guard(f"{key}.day <= :today", f"{one} {{{key}}} is on a later day"),
            ),
            steps=tuple(steps),
            writes=tuple(writes),
            fact=True,
            thing=key,
            each=key,
        )

    def _call_off(self, shape: Shape, *, kept: bool) -> Action:
        visit, one, key = shape.thing(self.visit.name), self.visit.one, self.visit.name
        which = f"WHERE {visit.id} = :{key}"
        gone = (
            f"UPDATE {key} SET result = 'called off' {which}"
            if kept
            else f"DELETE FROM {key} {which}"
        )
        return self.action(
            "call_off",
            "call_off",
            f"Call off {a(one)} that is due today or later"
            + ("." if kept else "; nothing is left of it."),
            (Param(key, "thing", key),),
            guards=(
                self._is_due(),
                Guard(f"{key}.day >= :today", f"{one} {{{key}}} was on an earlier day"),
            ),
            steps=(*self._counted(shape, "-", f"{key}.{self.inspector}"), {"write": gone}),
            writes=(key, *self._counts(shape)),
            thing=key,
            each=key,
        )

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """A visit in the last months for most things, and one to come, or to record, for many."""
        thing, inspector = shape.thing(self.on), shape.thing(self.inspector)
        visit = shape.thing(self.visit.name)
        inspectors = [row[inspector.id] for row in rows.tables[self.inspector]]
        due = dict.fromkeys(inspectors, 0)
        coming = rows.working_days(1, 12)
        taken: set[tuple[int, str]] = set()
        for row in rows.tables[self.on]:
            whose = {thing.id: row[thing.id]}
            last, passed = None, None
            if draws.chance(0.65):
                last = weighted(_DONE, draws)
                day = min(recent_day(thing, row, rows, draws, within=120), rows.day(-12))
                passed = day if last == "passed" else None
                whose[inspector.id] = draws.choice(inspectors)
                rows.add(visit, day=day, result=last, **whose)
            self._at_thing(thing, row, last, passed)
            if draws.chance(0.7):
                day = draws.choice(coming)
                if draws.chance(0.5):
                    # Not before there was anything to look at.
                    day = recent_day(thing, row, rows, draws, within=10)
                free = [n for n in inspectors if (n, day) not in taken]
                if free:
                    whose[inspector.id] = draws.choice(free)
                    taken.add((whose[inspector.id], day))
                    due[whose[inspector.id]] += 1
                    rows.add(visit, day=day, result="due", **whose)
        if self._count in inspector.columns:
            for row in rows.tables[self.inspector]:
                row[self._count] = due[row[inspector.id]]

    def _at_thing(self, thing: Thing, row: Row, last: str | None, passed: str | None) -> None:
        if self._last in thing.columns:
            row[self._last] = last
        if self._passed in thing.columns:
            row[self._passed] = passed


def _working_day(draws: Draws, scene: Scene, values: Values) -> str:
    day = date.fromisoformat(scene.today) + timedelta(days=draws.integer(2, 24))
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day.isoformat()
