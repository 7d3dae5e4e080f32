"""Expiry: a noun holds until a date, which can be put off, or ends early for good."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description, Kind, Superlatives, Tests
from agentgym_synth.aspect import Aspect, Rows, Shape, inserted
from agentgym_synth.model import Action, Column, Guard, Json, Param, Thing, Values
from agentgym_synth.moments import known_since

if TYPE_CHECKING:
    from agentgym_synth.maker.scene import Scene

#: Days between today and the date, where a tool no longer extends what ran out long ago.
_GRACE = (14, 30, 45)
_MOST = (2, 3, 4)
_SOON = 14


class Until(Attribute):
    """The date until which something holds; phrases that are not given are the aspect's own."""

    kind: Kind = "date"

    def phrased(self) -> Attribute:
        """The attribute with all its phrases."""
        own = {
            "ask": ("When does {it} expire?",),
            "order": "from the first to expire to the last",
            "superlatives": Superlatives(does_most="expires last", does_least="expires first"),
            "tests": Tests(above="{it} expires after {value}", below="{it} expires before {value}"),
        }
        left = {name: value for name, value in own.items() if name not in self.model_fields_set}
        return self.model_copy(update=left)


class Expiry(Aspect):
    """A noun that holds until a date.

    Attributes:
        until: What people call the date, and its first and last day from today on.
    """

    until: Until

    def verbs(self) -> tuple[str, ...]:
        """Extend, revoke."""
        return ("extend", "revoke")

    def shape(self, shape: Shape) -> None:
        """A date and a flag; perhaps a count of extensions with a limit, or a record of them."""
        thing = shape.thing(self.on)
        last = int(self.until.range[1]) if self.until.range else 0
        thing.add(
            Column("until", self.until.phrased(), default=f"add_days(:today, {last})"),
            Column(
                "revoked",
                Attribute(kind="flag", range=(0.1, 0.1), words="ended early"),
                default="0",
            ),
        )
        if shape.maybe(0.45):
            ended = Attribute(kind="date", range=(-40, -1), words="date of its early end")
            thing.add(Column("revoked_on", ended, null=True, hidden=True))
        if shape.maybe(0.4):
            most = shape.draws.choice(_MOST)
            count = Attribute(
                kind="int",
                range=(0, most),
                words="number of extensions",
                ask=("How many times has {it} been extended?",),
                superlatives=Superlatives(does_most="has been extended most often", asked=True),
            )
            thing.add(Column("extensions", count, default="0"))
        record = shape.add(self._record(thing)) if shape.maybe(0.4) else None
        shape.actions.append(self._extend(shape, thing, record))
        if shape.maybe(0.85):
            shape.actions.append(self._revoke(thing))

    def _record(self, thing: Thing) -> Thing:
        many = f"{thing.one} extensions"
        record = Thing(
            name=f"{self.on}_extension",
            one=f"{thing.one} extension",
            many=many,
            about=f"Past extensions of {thing.many}: from which date to which.",
            described=(Description(say=f"the extension of {{{self.on}}} made on {{made_on}}"),),
            sets=(
                Description(say=f"extensions of {{{self.on}}}"),
                Description(say="extensions made before {made_on<}"),
            ),
        )
        before = Attribute(
            kind="date",
            range=(-200, 0),
            words="date before",
            ask=(f"Until when did the {thing.one} hold before {{it}}?",),
        )
        after = Attribute(kind="date", range=(-200, 0), words="date after")
        made_on = Attribute(
            kind="date",
            range=(-200, -1),
            words="day on which it was made",
            order="from the earliest to the most recent",
            superlatives=Superlatives(most="most recent", least="earliest"),
        )
        record.add(
            Column(f"{self.on}_id", ref=self.on),
            Column("before", before),
            Column("after", after),
            Column("made_on", made_on),
        )
        return record

    def _extend(self, shape: Shape, thing: Thing, record: Thing | None) -> Action:
        on, one = self.on, thing.one
        guards = [
            Guard(f"{on}.revoked = 0", f"{one} {{{on}}} has been ended early"),
            Guard(f":until > {on}.until", f"{one} {{{on}}} holds until then or longer already"),
            Guard(":until >= :today", "{until} is in the past"),
        ]
        about = f"Put off the date on which the {one} expires to a later one."
        changed = "until = :until"
        counted = thing.columns.get("extensions")
        if counted is not None and counted.attribute is not None and counted.attribute.range:
            most = int(counted.attribute.range[1])
            guards.append(
                Guard(
                    f"{on}.extensions < {most}",
                    f"{one} {{{on}}} has been extended {most} times, which is the most",
                )
            )
            changed += ", extensions = extensions + 1"
            about += f" At most {most} times for each."
        if shape.maybe(0.3):
            grace = shape.draws.choice(_GRACE)
            guards.append(
                Guard(
                    f"days_between({on}.until, :today) <= {grace}",
                    f"{one} {{{on}}} expired more than {grace} days ago",
                )
            )
            about += f" Not possible once it expired more than {grace} days ago."
        kept: tuple[Json, ...] = ()
        if record is not None:
            kept = inserted(
                record,
                **{
                    f"{on}_id": f":{on}",
                    "before": f"{on}.until",
                    "after": ":until",
                    "made_on": ":today",
                },
            )
            about += " The extension is recorded."
        until = Param("until", "date", draw=self._later, about="the new date")
        return self.action(
            "extend",
            "extend",
            about,
            (Param(on, "thing", on), until),
            guards=tuple(guards),
            # The record comes first: it holds the date from before.
            steps=(*kept, {"write": f"UPDATE {on} SET {changed} WHERE {thing.id} = :{on}"}),
            writes=(on,) if record is None else (on, record.name),
            each=on,
            undone_by=("extend",),
        )

    def _revoke(self, thing: Thing) -> Action:
        on, one = self.on, thing.one
        dated = ", revoked_on = :today" if "revoked_on" in thing.columns else ""
        return self.action(
            "revoke",
            "revoke",
            f"End the {one} early and for good. Not possible once it has expired.",
            (Param(on, "thing", on),),
            guards=(
                Guard(f"{on}.revoked = 0", f"{one} {{{on}}} has been ended early already"),
                Guard(f"{on}.until >= :today", f"{one} {{{on}}} has expired"),
            ),
            # Nobody ends what ends of itself in a few days.
            usual=f"days_between(:today, {on}.until) > {_SOON}",
            steps=({"write": f"UPDATE {on} SET revoked = 1{dated} WHERE {thing.id} = :{on}"},),
            writes=(on,),
            each=on,
        )

    def _later(self, draws: Draws, scene: Scene, values: Values) -> str:
        """A date after the present one, often the end of a month."""
        last = max(14, int(self.until.range[1])) if self.until.range else 14
        if self.on in values:
            start = max(scene.today, str(scene.row(self.on, values[self.on])["until"]))
            ahead = draws.integer(7, max(21, last // 2))
        else:
            start, ahead = scene.today, draws.integer(last // 2, last + 30)
        day = date.fromisoformat(start) + timedelta(days=ahead)
        if draws.chance(0.5):
            following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
            day = following - timedelta(days=1)
        return day.isoformat()

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """Dates, a few early ends, and the extensions that led to the dates."""
        thing = shape.thing(self.on)
        record = shape.things.get(f"{self.on}_extension")
        first, last = (int(day) for day in self.until.range or (0, 0))
        for row in rows.tables[self.on]:
            born = known_since(thing, row, rows)
            until = draws.integer(first, last)
            # What has expired had nothing left to end.
            revoked = until >= 0 and draws.chance(0.12)
            if "revoked_on" in thing.columns:
                ended = -draws.integer(1, max(1, min(40, -born)))
                row["revoked_on"] = rows.day(ended) if revoked else None
            row |= {"until": rows.day(until), "revoked": int(revoked)}
            chain = self._chain(until, born, draws)
            if "extensions" in thing.columns:
                row["extensions"] = len(chain)
            if record is None:
                continue
            for before, after, made in reversed(chain):
                rows.add(
                    record,
                    **{f"{self.on}_id": row[thing.id]},
                    before=rows.day(before),
                    after=rows.day(after),
                    made_on=rows.day(made),
                )

    def _chain(self, until: int, born: int, draws: Draws) -> list[tuple[int, int, int]]:
        """Extensions that led to a date, the latest first: the dates before and after, the day."""
        chain = []
        after, made = until, -1
        for _ in range(draws.choice((0, 0, 0, 1, 1, 2))):
            before = after - draws.integer(20, 90)
            made = min(before, made) - draws.integer(1, 15)
            if made <= born:
                break
            chain.append((before, after, made))
            after = before
        return chain
