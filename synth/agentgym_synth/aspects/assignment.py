"""Assignment: work is given to somebody, handed over and given back."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from agentgym.errors import InvalidWorldError, did_you_mean
from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description, Superlatives
from agentgym_synth.articles import a
from agentgym_synth.aspect import Aspect, Row, Rows, Shape, inserted
from agentgym_synth.model import Action, Column, Guard, Json, Param, Thing
from agentgym_synth.moments import recent_day

_TAKEN = 0.55


class Assignment(Aspect):
    """A noun that stands for work which one person or team at a time has.

    In some environments a limit is the worker's own, the worker's count is kept, or who had the
    work from when until when.

    Attributes:
        worker: The noun that does the work.
        ref: The new reference to who has it.
        same: Attribute of the work to the attribute of the worker that must be equal.
        most: How much one worker may have.
    """

    worker: str
    ref: str
    same: dict[str, str] = Field(default_factory=dict)
    most: Annotated[int, Field(ge=1)] | None = None

    def verbs(self) -> tuple[str, ...]:
        """Assign, reassign, release."""
        return ("assign", "reassign", "release")

    def needs(self) -> tuple[str, ...]:
        """Who does the work."""
        return (self.worker,)

    def uses(self) -> tuple[str, ...]:
        """What must fit the worker."""
        return tuple(self.same)

    def rests_on(self) -> dict[str, tuple[str, ...]]:
        """What must fit the work."""
        return {self.worker: tuple(self.same.values())}

    @property
    def _spell(self) -> str:
        return f"{self.on}_assignment"

    @property
    def _count(self) -> str:
        return f"{self.on}_count"

    @property
    def _limit(self) -> str:
        return f"{self.on}_limit"

    @property
    def _since(self) -> str:
        return f"{self.ref}_since"

    def shape(self, shape: Shape) -> None:
        """Who has it; perhaps since when, a history, a count and a limit with each worker."""
        work, worker = shape.thing(self.on), shape.thing(self.worker)
        work.add(
            Column(f"{self.ref}_id", ref=worker.name, ask=("Who has {it} at present?",), null=True)
        )
        if not any(f"{{{self.ref}}}" in known.say for known in work.sets):
            work.sets += (Description(say=f"{work.many} that are with {{{self.ref}}}"),)
        if shape.maybe(0.4):
            shape.add(self._spells(work, worker))
        elif shape.maybe(0.5):
            since = Attribute(
                kind="date",
                range=(-30, -1),
                words="day on which it was assigned",
                ask=("Since when has {it} been with whoever has it?",),
            )
            work.add(Column(self._since, since, null=True))
        if shape.maybe(0.4):
            counted = Attribute(
                kind="int",
                range=(0, 9),
                words=f"number of {work.many} in hand",
                ask=(f"How many {work.many} does {{it}} have in hand?",),
            )
            worker.add(Column(self._count, counted, default="0"))
        if self.most is not None and shape.maybe(0.4):
            limit = Attribute(
                kind="int",
                range=(1, self.most + 1),
                words=f"most {work.many} at a time",
                ask=(f"How many {work.many} may {{it}} have at a time?",),
            )
            worker.add(Column(self._limit, limit, default=str(self.most)))
        shape.actions.append(self._assign(shape))
        hand_over, give_back = shape.maybe(0.75), shape.maybe(0.75)
        if hand_over:
            shape.actions.append(self._reassign(shape))
        if give_back or not hand_over:
            shape.actions.append(self._release(shape))

    def _spells(self, work: Thing, worker: Thing) -> Thing:
        what, who = f"{{{work.name}}}", f"{{{worker.name}}}"
        spell = Thing(
            name=self._spell,
            one="assignment",
            many="assignments",
            about=f"Who had which {work.one} from when until when; one without an end still runs.",
            described=(
                Description(say=f"the assignment of {what} to {who}"),
                Description(say=f"the assignment of {what} that began on {{begun}}"),
            ),
            sets=(
                Description(say=f"assignments of {what}"),
                Description(say=f"assignments to {who}"),
            ),
        )
        begun = Attribute(
            kind="date",
            range=(-30, -1),
            words="first day",
            ask=("When did {it} begin?",),
            superlatives=Superlatives(does_most="began last", does_least="began first"),
        )
        ended = Attribute(
            kind="date", range=(-30, -1), words="last day", ask=("When did {it} end?",)
        )
        spell.add(
            Column(work.id, ref=work.name),
            Column(worker.id, ref=worker.name),
            Column("begun", begun),
            Column("ended", ended, null=True),
        )
        return spell

    def _assign(self, shape: Shape) -> Action:
        work, worker = shape.thing(self.on), shape.thing(self.worker)
        nobody = Guard(
            f"{self.on}.{self.ref} IS NULL",
            f"{work.one} {{{self.on}}} is with somebody already",
        )
        return self._given(
            shape,
            "assign",
            f"Give {a(work.one)} that nobody has to {a(worker.one)}.",
            (nobody,),
            (*self._begun(shape),),
            undone_by=("reassign", "release"),
        )

    def _reassign(self, shape: Shape) -> Action:
        work, worker = shape.thing(self.on), shape.thing(self.worker)
        somebody = Guard(
            f"{self.on}.{self.ref} IS NOT NULL", f"nobody has {work.one} {{{self.on}}}"
        )
        another = Guard(
            f"{self.on}.{self.ref} IS NOT :{self.worker}",
            f"{work.one} {{{self.on}}} is with {worker.one} {{{self.worker}}} already",
            already=True,
        )
        return self._given(
            shape,
            "reassign",
            f"Hand {a(work.one)} over from whoever has it to another {worker.one}.",
            (somebody, another),
            (*self._over(shape), *self._begun(shape)),
            undone_by=("reassign", "release"),
        )

    def _given(
        self,
        shape: Shape,
        verb: str,
        about: str,
        guards: tuple[Guard, ...],
        steps: tuple[Json, ...],
        *,
        undone_by: tuple[str, ...],
    ) -> Action:
        work, worker = shape.thing(self.on), shape.thing(self.worker)
        who, shown = f"{worker.one} {{{self.worker}}}", f"{work.one} {{{self.on}}}"
        fits = tuple(
            Guard(
                f"{self.on}.{ours} = {self.worker}.{theirs}",
                f"the {_words(worker, theirs)} of {who} does not fit {shown}",
            )
            for ours, theirs in self.same.items()
        )
        return self.action(
            verb,
            verb,
            about + self._conditions(shape),
            (Param(self.on, "thing", work.name), Param(self.worker, "thing", worker.name)),
            guards=(*guards, *fits, *self._has_room(shape)),
            steps=steps,
            writes=self._writes(shape),
            each=self.on,
            undone_by=undone_by,
        )

    def _conditions(self, shape: Shape) -> str:
        said = []
        if self.same:
            worker = shape.thing(self.worker)
            listed = " and ".join(_words(worker, theirs) for theirs in self.same.values())
            said.append(f" The {listed} of the {worker.one} must fit.")
        if self._limit in shape.thing(self.worker).columns:
            said.append(" Nobody may have more than their own limit.")
        elif self.most is not None:
            said.append(f" Nobody may have more than {self.most} at a time.")
        return "".join(said)

    def _has_room(self, shape: Shape) -> tuple[Guard, ...]:
        work, worker = shape.thing(self.on), shape.thing(self.worker)
        if self.most is None:
            return ()
        has = (
            f"{self.worker}.{self._count}"
            if self._count in worker.columns
            else f"(SELECT count(*) FROM {work.name} AS other "
            f"WHERE other.{self.ref}_id = :{self.worker})"
        )
        own = self._limit in worker.columns
        most = f"{self.worker}.{self._limit}" if own else str(self.most)
        words = f"as many {work.many} as allowed" if own else f"{self.most} {work.many}"
        return (Guard(f"{has} < {most}", f"{worker.one} {{{self.worker}}} has {words} already"),)

    def _release(self, shape: Shape) -> Action:
        work = shape.thing(self.on)
        since = f", {self._since} = NULL" if self._since in work.columns else ""
        freed: Json = {
            "write": f"UPDATE {work.name} SET {self.ref}_id = NULL{since} "
            f"WHERE {work.id} = :{self.on}"
        }
        return self.action(
            "release",
            "release",
            f"Take {a(work.one)} away from whoever has it; then nobody has it.",
            (Param(self.on, "thing", work.name),),
            guards=(
                Guard(f"{self.on}.{self.ref} IS NOT NULL", f"nobody has {work.one} {{{self.on}}}"),
            ),
            steps=(*self._over(shape), freed),
            writes=self._writes(shape),
            each=self.on,
            undone_by=("assign",),
        )

    def _over(self, shape: Shape) -> tuple[Json, ...]:
        """What ends with the present worker."""
        worker = shape.thing(self.worker)
        steps: list[Json] = []
        if self._count in worker.columns:
            steps.append(
                {
                    "write": f"UPDATE {worker.name} SET {self._count} = {self._count} - 1 "
                    f"WHERE {worker.id} = {self.on}.{self.ref}"
                }
            )
        if self._spell in shape.things:
            steps.append(
                {
                    "write": f"UPDATE {self._spell} SET ended = :today "
                    f"WHERE {self.on}_id = :{self.on} AND ended IS NULL"
                }
            )
        return tuple(steps)

    def _begun(self, shape: Shape) -> tuple[Json, ...]:
        """What begins with the new worker."""
        work, worker = shape.thing(self.on), shape.thing(self.worker)
        since = f", {self._since} = :today" if self._since in work.columns else ""
        steps: list[Json] = [
            {
                "write": f"UPDATE {work.name} SET {self.ref}_id = :{self.worker}{since} "
                f"WHERE {work.id} = :{self.on}"
            }
        ]
        if self._count in worker.columns:
            steps.append(
                {
                    "write": f"UPDATE {worker.name} SET {self._count} = {self._count} + 1 "
                    f"WHERE {worker.id} = :{self.worker}"
                }
            )
        if self._spell in shape.things:
            steps += inserted(
                shape.thing(self._spell),
                **{
                    work.id: f":{self.on}",
                    worker.id: f":{self.worker}",
                    "begun": ":today",
                    "ended": "NULL",
                },
            )
        return tuple(steps)

    def _writes(self, shape: Shape) -> tuple[str, ...]:
        counted = self._count in shape.thing(self.worker).columns
        return (
            self.on,
            *((self.worker,) if counted else ()),
            *((self._spell,) if self._spell in shape.things else ()),
        )

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """Somebody who fits and has room, for about half of the work."""
        work, worker = shape.thing(self.on), shape.thing(self.worker)
        workers = rows.tables[self.worker]
        has = {row[worker.id]: 0 for row in workers}
        most = {row[worker.id]: self.most or len(rows.tables[self.on]) for row in workers}
        if self._limit in worker.columns and self.most is not None:
            for row in workers:
                row[self._limit] = draws.integer(max(1, self.most - 2), self.most + 1)
                most[row[worker.id]] = row[self._limit]
        for row in rows.tables[self.on]:
            fitting = [
                w[worker.id]
                for w in workers
                if has[w[worker.id]] < most[w[worker.id]]
                and all(row[ours] == w[theirs] for ours, theirs in self.same.items())
            ]
            number = draws.choice(fitting) if fitting and draws.chance(_TAKEN) else None
            row[f"{self.ref}_id"] = number
            day = recent_day(work, row, rows, draws, within=30)
            if number is not None:
                has[number] += 1
            if self._since in work.columns:
                row[self._since] = None if number is None else day
            if self._spell in shape.things:
                self._fill_spells(shape, rows, draws, row, day)
        if self._count in worker.columns:
            for row in workers:
                row[self._count] = has[row[worker.id]]

    def _fill_spells(self, shape: Shape, rows: Rows, draws: Draws, row: Row, day: str) -> None:
        work, worker = shape.thing(self.on), shape.thing(self.worker)
        spell, now = shape.thing(self._spell), row[f"{self.ref}_id"]
        before = [
            w[worker.id]
            for w in rows.tables[self.worker]
            if w[worker.id] != now and all(row[a] == w[b] for a, b in self.same.items())
        ]
        if before and draws.chance(0.35):
            first = recent_day(work, row, rows, draws, within=30)
            rows.add(
                spell,
                begun=min(first, day),
                ended=day,
                **{work.id: row[work.id], worker.id: draws.choice(before)},
            )
        if now is not None:
            rows.add(spell, begun=day, ended=None, **{work.id: row[work.id], worker.id: now})


def _words(thing: Thing, label: str) -> str:
    column = thing.columns.get(label)
    if column is None or column.attribute is None:
        raise InvalidWorldError(
            f"work is assigned by the {label!r} of {a(thing.one)}, which there is not."
            f"{did_you_mean(label, thing.columns)} There are {', '.join(thing.columns)}"
        )
    return column.attribute.words or label
