"""Lending: a noun is lent to somebody until a day, and comes back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description, Superlatives, Tests
from agentgym_synth.aspect import Aspect, NewThing, Rows, Shape, inserted, status
from agentgym_synth.model import Action, Column, Guard, Json, Param, Thing, Values

if TYPE_CHECKING:
    from agentgym_synth.maker.scene import Scene

_RENEWALS = (1, 2, 3)
_AT_ONCE = (3, 4)


class Lending(Aspect):
    """A noun that is lent.

    Attributes:
        holder: The noun that borrows it.
        loan: What a loan is called.
        days: The shortest and the longest loan.
    """

    holder: str
    loan: NewThing
    days: tuple[int, int]

    def verbs(self) -> tuple[str, ...]:
        """Lend, take back, renew."""
        return ("lend", "take_back", "renew")

    def needs(self) -> tuple[str, ...]:
        """Who borrows."""
        return (self.holder,)

    @property
    def _count(self) -> str:
        return f"{self.loan.name}_count"

    def shape(self, shape: Shape) -> None:
        """Loans; perhaps a flag on the item, a count at the holder, renewals, the day of return."""
        item, holder = shape.thing(self.on), shape.thing(self.holder)
        loan = shape.add(self._loan(item, holder))
        if shape.maybe(0.5):
            flag = Attribute(kind="flag", range=(0.4, 0.4), words="out on loan")
            item.add(Column("on_loan", flag, default="0"))
        if shape.maybe(0.35):
            most = shape.draws.choice(_AT_ONCE)
            count = Attribute(
                kind="int",
                range=(0, most),
                words=f"number of {item.many} on loan",
                ask=(f"How many {item.many} does {{it}} have on loan?",),
                superlatives=Superlatives(most=f"one with most {item.many} on loan"),
            )
            holder.add(Column(self._count, count, default="0"))
        if shape.maybe(0.45):
            renewals = Attribute(
                kind="int",
                range=(0, shape.draws.choice(_RENEWALS)),
                words="number of renewals",
                ask=("How many times has {it} been renewed?",),
            )
            loan.add(Column("renewals", renewals, default="0"))
        if shape.maybe(0.5):
            returned = Attribute(
                kind="date", range=(-120, -1), words="day of return", ask=("When did {it} end?",)
            )
            loan.add(Column("returned_on", returned, null=True))
        shape.actions.append(self._lend(item, holder, loan))
        shape.actions.append(self._take_back(item, holder, loan))
        if shape.maybe(0.8):
            shape.actions.append(self._renew(item, loan))

    def _loan(self, item: Thing, holder: Thing) -> Thing:
        one, many = self.loan.one, self.loan.many
        loan = self.loan.thing(
            f"Who has or had which {item.one}, and until when.",
            (
                Description(
                    say=f"{{{self.holder}'s}} {one} of {{{self.on}}}", where={"status": "out"}
                ),
                f"the {one} of {{{self.on}}} to {{{self.holder}}}",
                f"the {one} of {{{self.on}}} that began on {{since}}",
            ),
        )
        if not loan.sets:
            loan.sets = (
                Description(say=f"{many} to {{{self.holder}}}"),
                Description(say=f"{many} of {{{self.on}}}"),
                Description(
                    say=f"{many} to {{{self.holder}}} that are still out", where={"status": "out"}
                ),
                Description(
                    say=f"{many} still out that are due back before {{due<}}",
                    where={"status": "out"},
                ),
            )
        since = Attribute(
            kind="date",
            range=(-120, -1),
            words="first day",
            ask=("When did {it} begin?",),
            order="from the earliest to the most recent by the day on which they began",
            superlatives=Superlatives(most="most recent", least="earliest"),
        )
        due = Attribute(
            kind="date",
            range=(-90, self.days[1]),
            words="day on which it is due back",
            ask=(f"When is {{{self.on}}} due back under {{it}}?",)[:0],
            order="in the order in which they are due back",
            superlatives=Superlatives(most="last to be due back", least="first to be due back"),
            tests=Tests(
                above="{it} is due to end after {value}", below="{it} is due to end before {value}"
            ),
        )
        loan.add(
            Column(f"{item.name}_id", ref=item.name),
            Column(
                f"{holder.name}_id", ref=holder.name, ask=(f"Who has or had {{it}}?",)[:0]
            ),
            Column("since", since),
            Column("due", due),
            Column("status", status({"out": 1, "returned": 2})),
        )
        return loan
