"""Lending: a noun is lent to somebody until a day, and comes back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description, Superlatives, Tests
from agentgym_synth.aspect import Aspect, NewThing, Rows, Shape, inserted, status
from agentgym_synth.model import Action, Column, Guard, Json, Param, Thing, Values
from agentgym_synth.moments import known_since
from agentgym_synth.spans import Span

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
    days: Span

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
            superlatives=Superlatives(does_most="began last", does_least="began first"),
        )
        due = Attribute(
            kind="date",
            range=(-90, self.days[1]),
            words="day on which it is due back",
            ask=("When is {it} due to end?",),
            order="in the order in which they are due back",
            superlatives=Superlatives(does_most="is due back last", does_least="is due back first"),
            tests=Tests(
                above="{it} is due to end after {value}", below="{it} is due to end before {value}"
            ),
        )
        loan.add(
            Column(f"{item.name}_id", ref=item.name),
            Column(f"{holder.name}_id", ref=holder.name, ask=("Who took out {it}?",)),
            Column("since", since),
            Column("due", due),
            Column("status", status({"out": 1, "returned": 2})),
        )
        return loan

    def _lend(self, item: Thing, holder: Thing, loan: Thing) -> Action:
        on = self.on
        guards = [
            Guard(self._is_in(item), f"{item.one} {{{on}}} is out on loan"),
            Guard(":due > :today", "{due} is not in the future"),
        ]
        about = f"Lend the {item.one} to the {holder.one} until a day; it must be in."
        steps: list[Json] = [
            *inserted(
                loan,
                **{
                    f"{item.name}_id": f":{on}",
                    f"{holder.name}_id": f":{self.holder}",
                    "since": ":today",
                    "due": ":due",
                    "status": "'out'",
                },
            )
        ]
        writes = [loan.name]
        if "on_loan" in item.columns:
            steps.append({"write": f"UPDATE {on} SET on_loan = 1 WHERE {item.id} = :{on}"})
            writes.append(on)
        most = _most(holder, self._count)
        if most is not None:
            guards.append(
                Guard(
                    f"{self.holder}.{self._count} < {most}",
                    f"{holder.one} {{{self.holder}}} has {most} {item.many} on loan, "
                    "which is the most",
                )
            )
            steps.append(
                {
                    "write": f"UPDATE {holder.name} SET {self._count} = {self._count} + 1 "
                    f"WHERE {holder.id} = :{self.holder}"
                }
            )
            writes.append(holder.name)
            about += f" No {holder.one} has more than {most} at a time."
        return self.action(
            "lend",
            "lend",
            about,
            (
                Param(on, "thing", on),
                Param(self.holder, "thing", holder.name),
                Param("due", "date", draw=self._due, about="the day by which it must be back"),
            ),
            guards=tuple(guards),
            steps=tuple(steps),
            writes=tuple(writes),
            makes=loan.name,
            undone_by=("take_back", "renew"),
        )

    def _take_back(self, item: Thing, holder: Thing, loan: Thing) -> Action:
        on = self.on
        out = f"{item.id} = :{on} AND status = 'out'"
        steps: list[Json] = []
        writes = [loan.name]
        if self._count in holder.columns:
            # While the loan still says who has it.
            steps.append(
                {
                    "write": f"UPDATE {holder.name} SET {self._count} = {self._count} - 1 "
                    f"WHERE {holder.id} = (SELECT {holder.name}_id FROM {loan.name} WHERE {out})"
                }
            )
            writes.append(holder.name)
        dated = ", returned_on = :today" if "returned_on" in loan.columns else ""
        steps.append({"write": f"UPDATE {loan.name} SET status = 'returned'{dated} WHERE {out}"})
        if "on_loan" in item.columns:
            steps.append({"write": f"UPDATE {on} SET on_loan = 0 WHERE {item.id} = :{on}"})
            writes.append(on)
        return self.action(
            "take_back",
            "take_back",
            f"Record that the {item.one} is back; the {loan.one} that was out ends.",
            (Param(on, "thing", on),),
            guards=(self._is_out(item),),
            steps=tuple(steps),
            writes=tuple(writes),
            each=on,
            undone_by=("lend",),
            fact=True,
        )

    def _renew(self, item: Thing, loan: Thing) -> Action:
        on = self.on
        out = f"{item.id} = :{on} AND status = 'out'"
        guards = [
            self._is_out(item),
            Guard(
                f":due > (SELECT due FROM {loan.name} WHERE {out})",
                f"{item.one} {{{on}}} is not due back before then",
            ),
            Guard(":due > :today", "{due} is not in the future"),
        ]
        about = f"Put off the day on which the {item.one}, which must be out on loan, is due back."
        changed = "due = :due"
        most = _most(loan, "renewals")
        if most is not None:
            times = "once" if most == 1 else f"{most} times"
            guards.append(
                Guard(
                    f"(SELECT renewals FROM {loan.name} WHERE {out}) < {most}",
                    f"the {loan.one} of {item.one} {{{on}}} has been renewed {times}, "
                    "which is the most",
                )
            )
            changed += ", renewals = renewals + 1"
            about += f" Not possible more than {times} in one {loan.one}."
        return self.action(
            "renew",
            "renew",
            about,
            (
                Param(on, "thing", on),
                Param("due", "date", draw=self._due, about="the day by which it must be back"),
            ),
            guards=tuple(guards),
            steps=({"write": f"UPDATE {loan.name} SET {changed} WHERE {out}"},),
            writes=(loan.name,),
            each=on,
            undone_by=("renew",),
        )

    def _is_in(self, item: Thing) -> str:
        if "on_loan" in item.columns:
            return f"{self.on}.on_loan = 0"
        return f"NOT {self._some_out(item)}"

    def _is_out(self, item: Thing) -> Guard:
        flagged = "on_loan" in item.columns
        holds = f"{self.on}.on_loan = 1" if flagged else self._some_out(item)
        return Guard(holds, f"{item.one} {{{self.on}}} is not out on loan")

    def _some_out(self, item: Thing) -> str:
        return (
            f"EXISTS (SELECT 1 FROM {self.loan.name} "
            f"WHERE {item.id} = :{self.on} AND status = 'out')"
        )

    def _due(self, draws: Draws, scene: Scene, values: Values) -> str:
        """A working day, a usual loan away from today or from when the item is due back."""
        start = scene.today
        if self.on in values:
            out = scene.read(
                f"SELECT due FROM {self.loan.name} WHERE {self.on}_id = :item AND status = 'out'",
                {"item": values[self.on]},
            )
            start = max([start, *(str(due) for (due,) in out)])
        day = date.fromisoformat(start) + timedelta(days=draws.integer(*self.days))
        while day.weekday() > 4:
            day += timedelta(days=1)
        return day.isoformat()

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """Past loans, one after another for each item, and for some items one that is out."""
        item, holder = shape.thing(self.on), shape.thing(self.holder)
        here = [known_since(holder, row, rows) for row in rows.tables[self.holder]]
        have = [0] * len(here)
        most = _most(holder, self._count)
        for row in rows.tables[self.on]:
            born = known_since(item, row, rows)
            begun = 0
            since = -draws.integer(1, self.days[1] + 4)
            free = [
                n
                for n, (count, arrived) in enumerate(zip(have, here, strict=True), start=1)
                if (most is None or count < most) and arrived < since
            ]
            is_out = bool(free) and since > born and draws.chance(0.5)
            if is_out:
                number = draws.choice(free)
                have[number - 1] += 1
                begun = since
                # Few are long overdue.
                days = max(draws.integer(*self.days), -since - 6)
                self._add(shape, rows, draws, (row[item.id], number), since, days, None)
            if "on_loan" in item.columns:
                row["on_loan"] = int(is_out)
            for _ in range(draws.integer(0, 2)):
                days = draws.integer(*self.days)
                returned = begun - draws.integer(1, 20)
                begun = returned - max(1, days + draws.integer(-3, 2))
                there = [n for n, arrived in enumerate(here, start=1) if arrived < begun]
                if begun <= born or not there:
                    break
                pair = (row[item.id], draws.choice(there))
                self._add(shape, rows, draws, pair, begun, days, returned)
        if self._count in holder.columns:
            for row, count in zip(rows.tables[self.holder], have, strict=True):
                row[self._count] = count

    def _add(
        self,
        shape: Shape,
        rows: Rows,
        draws: Draws,
        pair: tuple[int, int],
        since: int,
        days: int,
        returned: int | None,
    ) -> None:
        loan = shape.thing(self.loan.name)
        row = rows.add(
            loan,
            **{f"{self.on}_id": pair[0], f"{self.holder}_id": pair[1]},
            since=rows.day(since),
            due=rows.day(since + days),
            status="out" if returned is None else "returned",
        )
        most = _most(loan, "renewals")
        if most is not None:
            row["renewals"] = draws.integer(0, most)
        if "returned_on" in loan.columns:
            row["returned_on"] = None if returned is None else rows.day(returned)


def _most(thing: Thing, column: str) -> int | None:
    """The limit of a counting column, where the thing has it."""
    found = thing.columns.get(column)
    if found is None or found.attribute is None or found.attribute.range is None:
        return None
    return int(found.attribute.range[1])
