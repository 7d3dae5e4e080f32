"""Outage: a noun breaks down, and is back in service when all its faults are fixed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description, Superlatives, Tests
from agentgym_synth.aspect import Aspect, NewThing, Rows, Shape, inserted, status
from agentgym_synth.model import Action, Column, Guard, Json, Param, Thing
from agentgym_synth.moments import known_since, recent_day

_STATES = {"open": 1, "fixed": 2}


class Outage(Aspect):
    """A noun that breaks down.

    Attributes:
        fault: What a fault is called.
        kinds: The kinds of fault.
    """

    fault: NewThing
    kinds: Annotated[tuple[str, ...], Field(min_length=2)]

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
                superlatives=Superlatives(most=f"one with most open {fault.many}"),
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
        kind = Attribute(
            kind="choice", of=self.kinds, words="kind", ask=("What kind of thing is {it}?",)[:0]
        )
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
