"""Outage: a noun breaks down, and is back in service when all its faults are fixed."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, field_validator

from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description, Superlatives, Tests
from agentgym_synth.aspect import Aspect, NewThing, Rows, Shape, inserted, status
from agentgym_synth.model import Action, Column, Guard, Json, Param, Thing
from agentgym_synth.moments import known_since, recent_day
from agentgym_synth.spreading import spread

_STATES = {"open": 1, "fixed": 2}


class Outage(Aspect):
    """A noun that breaks down.

    Attributes:
        fault: What a fault is called.
        kinds: The kinds of fault.
    """

    fault: NewThing
    kinds: Annotated[tuple[str, ...], Field(min_length=2)]

    @field_validator("kinds")
    @classmethod
    def _differ(cls, kinds: tuple[str, ...]) -> tuple[str, ...]:
        for kind in kinds:
            if kinds.count(kind) > 1:
                raise ValueError(f"{kind!r} stands there twice")
        return kinds

    def verbs(self) -> tuple[str, ...]:
        """Report, fix."""
        return ("report", "fix")

    @property
    def _open(self) -> str:
        return f"{self.fault.name}_count"

    @property
    def _period(self) -> str:
        return f"{self.on}_outage"

    def shape(self, shape: Shape) -> None:
        """A flag and faults; perhaps a count, the last fault's day, outages from when to when."""
        asset = shape.thing(self.on)
        in_service = Attribute(kind="flag", range=(0.7, 0.7), words="in service")
        asset.add(Column("in_service", in_service, default="1"))
        fault = shape.add(self._fault(asset))
        if shape.maybe(0.45):
            count = Attribute(
                kind="int",
                range=(0, len(self.kinds)),
                words=f"number of open {fault.many}",
                ask=(f"How many open {fault.many} does {{it}} have?",),
                superlatives=Superlatives(does_most=f"has the most open {fault.many}"),
                tests=Tests(above=f"{{it}} has more than {{value}} open {fault.many}"),
            )
            asset.add(Column(self._open, count, default="0"))
        if shape.maybe(0.4):
            last = Attribute(
                kind="date",
                range=(-90, -1),
                words=f"day of the last {fault.one}",
                ask=(f"When was a {fault.one} last reported on {{it}}?",),
                order=f"by the day of their last {fault.one}, the earliest first",
            )
            asset.add(Column(f"last_{fault.name}", last, null=True))
        if shape.maybe(0.5):
            fixed = Attribute(
                kind="date", range=(-90, -1), words="day of repair", ask=("When was {it} fixed?",)
            )
            fault.add(Column("fixed_on", fixed, null=True))
        if shape.maybe(0.4):
            shape.add(self._outages(asset))
        shape.actions.append(self._report(shape, asset, fault))
        shape.actions.append(self._fix(shape, asset, fault))

    def _fault(self, asset: Thing) -> Thing:
        one, many, shown = self.fault.one, self.fault.many, f"{{{self.on}}}"
        fault = self.fault.thing(
            f"What is or was wrong with {asset.many}.",
            (
                Description(say=f"the open {one} on {shown}", where={"status": "open"}),
                f"the {{kind}} {one} on {shown}",
                f"the {one} on {shown} that was reported on {{reported}}",
            ),
        )
        if not fault.sets:
            fault.sets = (
                Description(say=f"open {many} on {shown}", where={"status": "open"}),
                Description(say=f"{many} on {shown}"),
                Description(say=f"open {many} of the kind {{kind}}", where={"status": "open"}),
                Description(
                    say=f"open {many} reported before {{reported<}}", where={"status": "open"}
                ),
            )
        kind = Attribute(kind="choice", of=self.kinds, words="kind", ask=("Of what kind is {it}?",))
        reported = Attribute(
            kind="date",
            range=(-90, -1),
            words="day of the report",
            ask=("When was {it} reported?",),
            order="from the earliest to the most recent",
            superlatives=Superlatives(most="most recent", least="earliest"),
        )
        fault.add(
            Column(f"{asset.name}_id", ref=asset.name),
            Column("kind", kind),
            Column("reported", reported),
            Column("status", status(_STATES)),
        )
        return fault

    def _outages(self, asset: Thing) -> Thing:
        shown = f"{{{self.on}}}"
        outage = Thing(
            name=self._period,
            one="outage",
            many=f"outages of {asset.many}",
            about=f"From when to when {asset.many} were out of service.",
            described=(
                Description(say=f"the outage of {shown} that began on {{began}}"),
                Description(say=f"the outage of {shown} that ended on {{ended}}"),
            ),
            sets=(
                Description(say=f"outages of {shown}"),
                Description(say="outages that began before {began<}"),
            ),
            made=True,
        )
        began = Attribute(
            kind="date",
            range=(-90, -1),
            words="first day",
            ask=("When did {it} begin?",),
            superlatives=Superlatives(most="most recent", least="earliest"),
        )
        ended = Attribute(
            kind="date", range=(-90, -1), words="last day", ask=("When did {it} end?",)
        )
        outage.add(
            Column(f"{asset.name}_id", ref=asset.name),
            Column("began", began),
            Column("ended", ended, null=True),
        )
        return outage

    def _report(self, shape: Shape, asset: Thing, fault: Thing) -> Action:
        on = self.on
        mine = f"{asset.id} = :{on}"
        changed = "in_service = 0"
        if self._open in asset.columns:
            changed += f", {self._open} = {self._open} + 1"
        if f"last_{fault.name}" in asset.columns:
            changed += f", last_{fault.name} = :today"
        begun: tuple[Json, ...] = ()
        writes = [fault.name, on]
        about = f"Record a new {fault.one} of the {asset.one}, which goes out of service."
        if self._period in shape.things:
            outage = shape.thing(self._period)
            step: Json = {
                "write": f"INSERT INTO {outage.name} ({outage.id}, {asset.id}, began) "
                f"VALUES (:begun, :{on}, :today)"
            }
            begun = (
                {"when": f"{on}.in_service = 1", "do": [{"new": "begun", "of": outage.name}, step]},
            )
            writes.append(outage.name)
            about += " If it was in service, an outage begins."
        return self.action(
            "report",
            "report",
            about,
            (
                Param(on, "thing", on),
                Param("kind", "choice", of=self.kinds, about=f"the kind of {fault.one}"),
            ),
            guards=(
                Guard(
                    f"NOT EXISTS (SELECT 1 FROM {fault.name} "
                    f"WHERE {mine} AND kind = :kind AND status = 'open')",
                    f"{asset.one} {{{on}}} has an open {fault.one} of the kind {{kind}} already",
                ),
            ),
            # The outage comes first: the flag still says what held before.
            steps=(
                *begun,
                *inserted(
                    fault,
                    **{
                        asset.id: f":{on}",
                        "kind": ":kind",
                        "reported": ":today",
                        "status": "'open'",
                    },
                ),
                {"write": f"UPDATE {on} SET {changed} WHERE {mine}"},
            ),
            writes=tuple(writes),
            fact=True,
            makes=fault.name,
        )

    def _fix(self, shape: Shape, asset: Thing, fault: Thing) -> Action:
        slot = fault.name
        broken = f"{slot}.{self.on}"
        still = (
            f"EXISTS (SELECT 1 FROM {fault.name} WHERE {asset.id} = {broken} AND status = 'open')"
        )
        dated = ", fixed_on = :today" if "fixed_on" in fault.columns else ""
        changed = f"in_service = NOT {still}"
        if self._open in asset.columns:
            changed += f", {self._open} = {self._open} - 1"
        steps: list[Json] = [
            {
                "write": f"UPDATE {fault.name} SET status = 'fixed'{dated} "
                f"WHERE {fault.id} = :{slot}"
            },
            {"write": f"UPDATE {self.on} SET {changed} WHERE {asset.id} = {broken}"},
        ]
        writes = [fault.name, self.on]
        about = (
            f"Record that an open {fault.one} is fixed. With no other open, the {asset.one} is "
            "back in service."
        )
        if self._period in shape.things:
            outage = shape.thing(self._period)
            steps.append(
                {
                    "write": f"UPDATE {outage.name} SET ended = :today "
                    f"WHERE {asset.id} = {broken} AND ended IS NULL AND NOT {still}"
                }
            )
            writes.append(outage.name)
            about += " Its outage ends."
        return self.action(
            "fix",
            "fix",
            about,
            (Param(slot, "thing", fault.name),),
            guards=(Guard(f"{slot}.status = 'open'", f"{fault.one} {{{slot}}} is fixed already"),),
            steps=tuple(steps),
            writes=tuple(writes),
            fact=True,
            each=slot,
            thing=fault.name,
        )

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """Open faults of a third of them, and fixed ones from before."""
        asset, fault = shape.thing(self.on), shape.thing(self.fault.name)
        assets = rows.tables[self.on]
        counts = spread({"0": 3, "1": 2, "2": 1}, len(assets), draws)
        for row, count in zip(assets, map(int, counts), strict=True):
            mine = {asset.id: row[asset.id]}
            days = [recent_day(asset, row, rows, draws, within=14) for _ in range(count)]
            born = known_since(asset, row, rows)
            now = min(((date.fromisoformat(day) - rows.today).days for day in days), default=0)
            past: list[tuple[int, int]] = []
            for _ in range(draws.integer(0, 2)):
                ended = now - draws.integer(3, 25)
                began = ended - draws.integer(0, 6)
                if began <= born:
                    break
                past.append((began, ended))
                now = began
            for began, ended in reversed(past):
                entry = rows.add(
                    fault,
                    **mine,
                    kind=draws.choice(self.kinds),
                    reported=rows.day(began),
                    status="fixed",
                )
                if "fixed_on" in fault.columns:
                    entry["fixed_on"] = rows.day(ended)
                if self._period in shape.things:
                    outage = shape.thing(self._period)
                    rows.add(outage, **mine, began=rows.day(began), ended=rows.day(ended))
            for day, kind in zip(sorted(days), draws.shuffled(self.kinds), strict=False):
                rows.add(fault, **mine, kind=kind, reported=day, status="open")
            row["in_service"] = int(not days)
            if days and self._period in shape.things:
                rows.add(shape.thing(self._period), **mine, began=min(days))
            if self._open in asset.columns:
                row[self._open] = count
            if f"last_{fault.name}" in asset.columns:
                latest = max(days) if days else rows.day(past[0][0]) if past else None
                row[f"last_{fault.name}"] = latest
