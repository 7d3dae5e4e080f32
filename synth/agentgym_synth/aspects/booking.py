"""Booking: a record reserves an opening of a resource for a holder."""

from __future__ import annotations

from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Superlatives
from agentgym_synth.aspect import (
    Aspect,
    NewThing,
    Row,
    Rows,
    Shape,
    chosen,
    inserted,
    leads,
    status,
    weighted,
)
from agentgym_synth.model import Column, Guard, Json, Param


class Booking(Aspect):
    """A noun that stands for a reservation.

    Attributes:
        holder: The reference to whom it is for.
        resource: The reference to what is reserved.
        opening: What a time that can be reserved is called.
        hours: From when to when there are openings, "HH:MM".
        every: Minutes between openings.
        days: How many working days are offered.
    """

    holder: str
    resource: str
    opening: NewThing
    hours: tuple[str, str]
    every: int = 30
    days: int = 6

    def verbs(self) -> tuple[str, ...]:
        """Book, move, cancel."""
        return ("book", "move", "cancel")

    def uses(self) -> tuple[str, ...]:
        """The two references."""
        return (self.holder, self.resource)

    def shape(self, shape: Shape) -> None:
        """Openings with a day and a time; records get an opening, its day and time, a status."""
        record = shape.thing(self.on)
        resource = leads(record, self.resource)
        holder = leads(record, self.holder)
        shown = f"{{{self.resource}}}"
        opening = shape.add(
            self.opening.thing(
                f"Times at which a {shape.thing(resource).one} can be booked.",
                (
                    f"the {{time}} {self.opening.one} with {shown} on {{day}}",
                    f"{shown} at {{time}} on {{day}}",
                ),
            )
        )
        day = Attribute(
            kind="date",
            range=(0, 1),
            words="day",
            superlatives=Superlatives(
                does_least="is on the earliest day", does_most="is on the latest day"
            ),
        )
        time = Attribute(kind="time", range=self.hours, words="time")
        opening.add(
            Column(f"{self.resource}_id", ref=resource),
            Column("day", day),
            Column("time", time),
            Column("status", status({"free": 1, "taken": 1})),
        )
        record.made = True
        record.add(
            Column("opening_id", ref=opening.name),
            Column("day", day),
            Column("time", time),
            Column("status", status({"booked": 6, "done": 3, "cancelled": 1})),
        )
        details = chosen(record)
        who = Param(self.holder, "thing", holder)
        when = Param("opening", "thing", opening.name)
        which = Param(self.on, "thing", record.name)
        free = Guard("opening.status = 'free'", f"{self.opening.one} {{opening}} is taken")
        ahead = Guard("opening.day > :today", f"{self.opening.one} {{opening}} is not ahead of us")
        live = Guard(f"{self.on}.status = 'booked'", f"{record.one} {{{self.on}}} is not booked")
        taken: Json = {
            "write": f"UPDATE {opening.name} SET status = 'taken' WHERE opening_id = :opening"
        }
        freed: Json = {
            "write": f"UPDATE {opening.name} SET status = 'free' "
            f"WHERE {opening.id} = {self.on}.opening"
        }
        taken["write"] = taken["write"].replace("opening_id", opening.id)
        shape.actions += [
            self.action(
                "book",
                "book",
                f"Book a free {self.opening.one} for a {shape.thing(holder).one}.",
                (who, when, *details),
                guards=(ahead, free),
                steps=(
                    *inserted(
                        record,
                        **{
                            f"{self.holder}_id": f":{self.holder}",
                            f"{self.resource}_id": f"opening.{self.resource}",
                            "opening_id": ":opening",
                            "day": "opening.day",
                            "time": "opening.time",
                            "status": "'booked'",
                            **{p.name: f":{p.name}" for p in details},
                        },
                    ),
                    taken,
                ),
                writes=(record.name, opening.name),
                makes=record.name,
                undone_by=("move", "cancel"),
            ),
            self.action(
                "cancel",
                "cancel",
                f"Cancel a booked {record.one}; its {self.opening.one} becomes free.",
                (which,),
                guards=(live,),
                steps=(
                    freed,
                    {
                        "write": f"UPDATE {record.name} SET status = 'cancelled' "
                        f"WHERE {record.id} = :{self.on}"
                    },
                ),
                writes=(record.name, opening.name),
                each=self.on,
            ),
        ]
        if shape.maybe(0.7):
            moved: Json = {
                "write": f"UPDATE {record.name} SET opening_id = :opening, "
                f"{self.resource}_id = opening.{self.resource}, day = opening.day, "
                f"time = opening.time WHERE {record.id} = :{self.on}"
            }
            shape.actions.append(
                self.action(
                    "move",
                    "move",
                    f"Move a booked {record.one} to another free {self.opening.one}.",
                    (which, when),
                    guards=(live, ahead, free),
                    steps=(freed, taken, moved),
                    writes=(record.name, opening.name),
                    undone_by=("move",),
                )
            )

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """Openings on the next working days, and one for every record."""
        record, opening = shape.thing(self.on), shape.thing(self.opening.name)
        ref = f"{self.resource}_id"
        first, last = (int(h[:2]) * 60 + int(h[3:]) for h in self.hours)
        times = [f"{m // 60:02}:{m % 60:02}" for m in range(first, last, self.every)]
        days = rows.working_days(1, self.days)
        free: dict[int, list[Row]] = {}
        resources = rows.tables[leads(record, self.resource)]
        for number in range(1, len(resources) + 1):
            for day in days:
                for time in sorted(draws.shuffled(times)[: draws.integer(1, 3)]):
                    row = rows.add(opening, day=day, time=time, status="free", **{ref: number})
                    free.setdefault(number, []).append(row)
        past = rows.working_days(-20, 10)
        for row in rows.tables[record.name]:
            state = weighted({"booked": 6, "done": 3, "cancelled": 1}, draws)
            number = row[ref]
            open_ones = [r for r in free.get(number, ()) if r["status"] == "free"]
            if state != "done" and len(open_ones) > 2:
                spot = draws.choice(open_ones)
                spot["status"] = "taken" if state == "booked" else "free"
            else:
                state = "done" if state == "booked" else state
                day, time = draws.choice(past), draws.choice(times)
                spot = rows.add(opening, day=day, time=time, status="taken", **{ref: number})
            row |= {
                "opening_id": spot[opening.id],
                "day": spot["day"],
                "time": spot["time"],
                "status": state,
            }
